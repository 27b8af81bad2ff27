"""A register of stones that are laid: an owner of changes for the tests, so that the register is tested by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import pytest

from rodatraden.decisions import actions, rules, words
from rodatraden.decisions.actions import NewDecision
from rodatraden.files.columns import Code, Kronor

AT = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
LATER = date(2099, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoneLaid:
    """A stone is laid; it can't lie on another."""

    change: ClassVar[str] = "stone.laid"
    stone: Code
    weight: Kronor | None = None

    @property
    def subject(self) -> str:
        return f"stone:{self.stone}"


@dataclass(slots=True)
class Stones:
    """What the owner of stones was told."""

    projected: list[set[str]] = field(default_factory=list)

    def owner(self) -> rules.Owner:
        return rules.Owner(problems=_problems, project=self.projected.append, names=_names, sentence=_sentence)


def lay_stones(monkeypatch: pytest.MonkeyPatch) -> Stones:
    """Let stones be the only changes there are; what their owner is told."""
    stones = Stones()
    monkeypatch.setitem(rules.KINDS, "stone.laid", StoneLaid)
    monkeypatch.setattr(rules, "OWNERS", [stones.owner()])
    monkeypatch.setitem(words.PROBLEMS, "stone on stone", "The stone of %(other)s lies there.")
    return stones


def _problems(changes: Sequence[rules.Change], revocations: Sequence[rules.Revocation]) -> Iterable[rules.Problem]:
    lying: dict[str, str] = {}
    for change, end in rules.counting(changes, revocations, known=date.max):
        if end == date.max and change.terms.subject in lying:
            yield rules.Problem(change, "stone on stone", lying[change.terms.subject])
        lying[change.terms.subject] = change.decision


RENAMED = date(2024, 1, 1)
"""From this day, and known from this day, who decides is called something else."""


def _names(codes: set[str], known: date) -> Mapping[str, rules.Called]:
    address = "/organisation/enhet/KF"
    names = ((date.min, rules.Named("Fullmäktige", address)), (RENAMED, rules.Named("Ortens fullmäktige", address)))
    return {code: rules.Called(tuple(each for each in names if each[0] <= known)) for code in codes & {"KF"}}


def _sentence(terms: rules.Terms, names: Mapping[str, rules.Named]) -> str:
    return f"Stenen {terms.subject} läggs." if isinstance(terms, StoneLaid) else ""


def laid(stone: str, on: str = "2021-01-01") -> tuple[date, rules.Terms]:
    return date.fromisoformat(on), StoneLaid(stone=stone)


def decision(
    code: str = "D1",
    on: str = "2021-01-01",
    *changes: tuple[date, rules.Terms],
    revokes: Sequence[str | tuple[str, str]] = (),
    title: str = "",
    reasons: str = "",
    dnr: str = "",
    **more: Any,
) -> NewDecision:
    day = date.fromisoformat(on)
    return NewDecision(
        code=code,
        title=title or f"Beslut {code}",
        decided_by="KF",
        decided_on=day,
        effective_on=day,
        right=rules.Right.OWN,
        reasons=reasons,
        dnr=dnr,
        changes=changes,
        revokes=tuple(
            (each, None) if isinstance(each, str) else (each[0], date.fromisoformat(each[1])) for each in revokes
        ),
        **more,
    )


def record(*decisions: NewDecision) -> list[str]:
    return actions.record_decisions(decisions=decisions, by="test", at=AT)


def revocation(code: str, revoked: str, on: str, effective_on: str = "") -> rules.Revocation:
    day = date.fromisoformat(effective_on) if effective_on else None
    return rules.Revocation(code, date.fromisoformat(on), revoked, day)


def change(code: str, decided_on: str, effective_on: str, position: int = 0) -> rules.Change:
    return rules.Change(
        code, date.fromisoformat(decided_on), position, date.fromisoformat(effective_on), StoneLaid(stone=code)
    )
