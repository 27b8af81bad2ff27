"""Setting the goals of the plan and the indicators by which each can be seen. Each wording is added, never altered."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from rodatraden.indicators import queries as indicators
from rodatraden.indicators.actions import Stored, UnknownIndicator
from rodatraden.indicators.rules import News, Noted, in_force, note
from rodatraden.journal import actions as journal
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import models, queries, rules


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoal:
    """A goal as it is handed in; `parent` is the code of the goal above it, "" at the top."""

    code: str
    title: str
    unit: str
    valid_from: date
    position: int
    parent: str = ""
    also: tuple[str, ...] = ()
    """The other goals that it contributes to."""
    continues: tuple[str, ...] = ()
    """The earlier goals that it goes on from."""
    carriers: tuple[str, ...] = ()
    """Units that carry it as it is, beside its owner."""
    judged_by: str = ""
    """How it is judged when it has no indicator."""
    valid_to: date = FOREVER
    level: str = ""
    description: str = ""
    source: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """An indicator by which a goal can be seen."""

    goal: str
    indicator: str
    position: int
    recorded_at: datetime | None = None


class UnknownGoal(Exception):
    """No goal has the code."""


class GoalsInACycle(Exception):
    """Goals that would stand above themselves."""


@transaction.atomic
def set_plan(
    *,
    goals: Sequence[NewGoal],
    links: Sequence[NewLink] = (),
    dropped: Collection[str] = (),
    by: str,
    at: datetime,
) -> Stored:
    """Append the wordings of goals that say something else than what counted when they were recorded.

    What has no instant of its own is recorded now. Goals that are not handed in stay as they are: a goal ends by its
    last day, never by being left out. An indicator that is handed in belongs to the goals it is handed in with, and to
    no other; one that is `dropped` belongs to none any more. Raises UnknownGoal, GoalsInACycle, UnknownIndicator,
    RecordedOtherwise: then nothing is stored.
    """
    book, done = _Book(queries.wordings(), defaultdict(dict)), Stored([], [])
    _refuse_unknown(goals, links, book.recorded.keys())
    _refuse_cycles(goals, book.recorded, at)
    together: defaultdict[datetime, tuple[list[NewGoal], list[NewLink]]] = defaultdict(lambda: ([], []))
    for goal in goals:
        together[goal.recorded_at or at][0].append(goal)
    for link in links:
        together[link.recorded_at or at][1].append(link)
    for instant in sorted(together):
        given = {goal.code: goal for goal in together[instant][0]}
        for row, noted in book.write(given, together[instant][1], instant, dropped):
            if done.takes(given.get(row.code, row), row.code, noted):
                row.save(force_insert=True)
                journal.record(_entry(noted), of=f"{row.code} {row.title}", by=by, details=noted.was)
    done.refuse_clashes()
    return done


def _refuse_unknown(goals: Sequence[NewGoal], links: Sequence[NewLink], stored: Collection[str]) -> None:
    known = {goal.code for goal in goals} | {*stored}
    named = {code for goal in goals for code in (goal.parent, *goal.also, *goal.continues) if code}
    if unknown := (named | {link.goal for link in links}) - known:
        raise UnknownGoal(*sorted(unknown))
    if links and (strange := {link.indicator for link in links} - indicators.by_code().keys()):
        raise UnknownIndicator(*sorted(strange))


def _refuse_cycles(goals: Sequence[NewGoal], recorded: Mapping[str, Sequence[models.Goal]], at: datetime) -> None:
    stored = [row for rows in recorded.values() for row in rows]
    up = [(row.recorded_at, row.code, row.lines_up) for row in stored]
    up += [(goal.recorded_at or at, goal.code, (goal.parent, *goal.also)) for goal in goals]
    back = [(row.recorded_at, row.code, tuple(row.continues)) for row in stored]
    back += [(goal.recorded_at or at, goal.code, goal.continues) for goal in goals]
    if found := rules.cycles(up) | rules.cycles(back):
        raise GoalsInACycle(*sorted(found))


_WORDED: Final = tuple(field.name for field in fields(NewGoal) if field.name not in {"code", "recorded_at"})

_NAMED: Final = ("code", *_WORDED)

_Places = dict[str, int]
"""The place of each indicator among those of a goal."""


@dataclass(frozen=True, slots=True)
class _Book:
    """Every wording of every goal, while more are added."""

    recorded: dict[str, list[models.Goal]]
    early: defaultdict[str, _Places]
    """Indicators that were linked to a goal before it was first worded: they are there from its first wording."""

    def write(
        self, given: Mapping[str, NewGoal], links: Sequence[NewLink], at: datetime, dropped: Collection[str]
    ) -> Iterator[tuple[models.Goal, Noted]]:
        """What goals and links say at an instant: one row for each goal that they are about."""
        placed, moved = defaultdict[str, _Places](dict), {link.indicator for link in links} | {*dropped}
        for link in links:
            placed[link.goal][link.indicator] = link.position
        for code in self.early:
            self.early[code] = _but(moved, self.early[code])
        now = {code: before for code, rows in self.recorded.items() if (before := in_force(rows, at))}
        left = {code for code, before in now.items() if moved & before.indicators.keys()}
        for code in sorted(given.keys() | placed.keys() | left):
            before, new = now.get(code), given.get(code)
            worded = new or before
            if worded is None:
                self.early[code] |= placed[code]
                continue
            linked = _but(moved, before.indicators if before else self.early[code]) | placed[code]
            row = models.Goal(indicators=linked, recorded_at=at, **{name: _kept(worded, name) for name in _NAMED})
            noted = note(row, code, self.recorded, (*_WORDED, "indicators"))
            if new or noted.news is not News.NOTHING:
                yield row, noted


def _kept(worded: NewGoal | models.Goal, name: str) -> Any:
    """What a wording says, as it is stored: several codes as a list."""
    value = getattr(worded, name)
    return list(value) if isinstance(value, tuple) else value


def _but(some: Collection[str], places: _Places) -> _Places:
    return {code: place for code, place in places.items() if code not in some}


def _entry(noted: Noted) -> str:
    if noted.news is News.FIRST:
        return "steering.goal.set"
    return "steering.goal.indicators_linked" if noted.was.keys() == {"indicators"} else "steering.goal.changed"
