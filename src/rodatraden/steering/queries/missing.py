"""Who has not reported yet, who answers for it, and who has been reminded of what?"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rodatraden.access.models import Holding
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.models import PostVersion
from rodatraden.organisation.rules.things import Organisation, RelationKind, Role
from rodatraden.steering import models
from rodatraden.steering.queries.levels import ways
from rodatraden.steering.queries.said import Said, Submitted, said
from rodatraden.steering.rules import Stage, levels
from rodatraden.steering.rules.reminding import Nudge, Urgency, urgency

_ANSWER: Final = (Role.MANAGER, Role.HEAD, Role.DIRECTOR)


@dataclass(frozen=True, slots=True)
class Missing:
    """A contribution that is not approved: how it stands to its last day, who is to act on it, and by which posts."""

    unit: str
    submitted: Submitted
    due: date
    urgency: Urgency
    is_touched: bool
    waits_for: str
    """The level that is to approve it; "" when the unit is to hand it in, or nobody in particular is to approve it."""
    posts: tuple[str, ...] = ()
    reminded_on: date | None = None

    @property
    def is_handed_in(self) -> bool:
        """Whether the unit has done its part."""
        return self.submitted.stage is Stage.DONE


def missing(
    followed: models.Round, *, on: date, known: date, may_follow: Callable[[str], bool] = lambda _unit: True
) -> list[Missing]:
    """What is not approved in a round, of the units that may be followed: the most urgent first. Five queries."""
    told = said(followed, known=known)
    waiting = {
        unit: each for unit, each in told.stages().items() if each.stage is not Stage.APPROVED and may_follow(unit)
    }
    way, touched = ways(followed, waiting, on=on), touched_in(told)
    turns = {unit: levels.turn(way[unit], each.position) for unit, each in waiting.items()}
    answering = answering_for({turns[unit] or unit for unit in waiting}, on=on)
    reminded = last_reminded(followed.code)
    found = []
    for unit, each in waiting.items():
        due = each.due or followed.deadline
        stands = urgency(due, on=on, is_touched=unit in touched)
        posts = answering.get(turns[unit] or unit, ())
        found.append(Missing(unit, each, due, stands, unit in touched, turns[unit], posts, reminded.get(unit)))
    order = list(Urgency)
    return sorted(found, key=lambda each: (each.is_handed_in, order.index(each.urgency), each.due, each.unit))


def touched_in(told: Said) -> set[str]:
    """The units that have begun: something is written or assessed, whatever it says."""
    return {row.unit for row in told.texts} | {row.unit for row in told.assessments}


def answering_for(units: Collection[str], *, on: date) -> dict[str, tuple[str, ...]]:
    """The posts that answer for some units on a day: those that lead the unit, or what works for it; else who is above.

    For the whole it is the director. Two queries.
    """
    drawn = organisation.units_and_relations(on=on, known=on)
    rows = PostVersion.objects.at(on=on, known=on).filter(role__in=_ANSWER).order_by("code")
    posts = list(rows.values_list("code", "unit", "role"))
    led: dict[str, list[str]] = {}
    for code, unit, _role in posts:
        led.setdefault(unit, []).append(code)
    directors = tuple(code for code, _unit, role in posts if role == Role.DIRECTOR)
    return {unit: _leaders(unit, drawn, led) or directors for unit in units}


def _leaders(unit: str, drawn: Organisation, led: Mapping[str, list[str]]) -> tuple[str, ...]:
    for each in reversed(drawn.path(unit)):
        serving = sorted(
            relation.target
            for relation in drawn.relations
            if relation.kind is RelationKind.POLITICAL and relation.source == each.code
        )
        if found := [post for code in (each.code, *serving) for post in led.get(code, ())]:
            return tuple(found)
    return ()


def holders_of(posts: Iterable[str], *, on: date) -> dict[str, list[str]]:
    """The names of the active accounts that hold each of some posts on a day. One query."""
    rows = Holding.objects.filter(
        post__in={*posts}, valid_from__lte=on, valid_to__gt=on, account__is_active=True
    ).order_by("post", "account__username")
    found: dict[str, list[str]] = {}
    for post, account in rows.values_list("post", "account__username"):
        found.setdefault(post, []).append(account)
    return found


def last_reminded(code: str) -> dict[str, date]:
    """The day that each unit was last reminded of the round with a code. One query."""
    rows = models.Reminder.objects.filter(round=code).order_by("sent_on", "pk")
    return dict(rows.values_list("unit", "sent_on"))


def sent(code: str) -> dict[tuple[str, str], dict[Nudge, date]]:
    """The day of the last reminder of each sort, by unit and account, in the round with a code. One query."""
    found: dict[tuple[str, str], dict[Nudge, date]] = {}
    rows = models.Reminder.objects.filter(round=code).order_by("sent_on", "pk")
    for unit, account, nudge, day in rows.values_list("unit", "account", "nudge", "sent_on"):
        found.setdefault((unit, account), {})[Nudge(nudge)] = day
    return found


def reminders(code: str) -> list[models.Reminder]:
    """Every reminder of the round with a code, the latest first. One query."""
    return list(models.Reminder.objects.filter(round=code).order_by("-recorded_at", "-pk"))
