"""Which control plan has a body adopted for a year, as known on a day, and which plans can't be?

The plan is decided, and the decision holds the whole of it: a later decision for the same year takes its place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Final, TypeAlias

from pydantic import Field, StringConstraints

from rodatraden.control.rules.matrix import USUAL, Matrix
from rodatraden.decisions.rules import Change, Problem, Revocation, counting, kind
from rodatraden.files.columns import Code, Line, Year
from rodatraden.organisation.rules.things import UnitKind

PREFIX: Final = "control:"
"""How the subjects of these changes begin."""
CHANGE: Final = "control_plan.adopted"

ItemCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,15}$")]
ItemText = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True)]
Key: TypeAlias = tuple[str, int]
"""A body and a year."""

ANSWERS_FOR_CONTROL: Final = frozenset({UnitKind.BOARD, UnitKind.COMMITTEE, UnitKind.COMPANY, UnitKind.FEDERATION})
"""The bodies that see to their own internal control (6 kap. 6 § KL), companies and federations under the board's
supervision (6 kap. 1 § KL): the summary asks for a plan of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlItem:
    """What is to be checked: how, how many times in the year, and which post sees to it."""

    item: ItemCode
    what: Line
    method: ItemText = ""
    times: Annotated[int, Field(ge=1, le=366)] = 1
    risk: Code | None = None
    owner: Code | None = None


@kind(CHANGE, read_whole=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPlanAdopted:
    """A body adopts what it will check in a year."""

    change: ClassVar[str]

    unit: Code
    year: Year
    items: Annotated[tuple[ControlItem, ...], Field(min_length=1, max_length=500)]
    matrix: Matrix | None = None

    @property
    def subject(self) -> str:
        return f"{PREFIX}{self.unit}:{self.year}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan in force, the decision that adopted it, and since when."""

    terms: ControlPlanAdopted
    decision: str
    since: date

    @property
    def matrix(self) -> Matrix:
        """The scale that its risks are weighed by."""
        return self.terms.matrix or USUAL

    def item(self, code: str) -> ControlItem | None:
        """One of its items."""
        return next((item for item in self.terms.items if item.item == code), None)


def in_force(changes: Iterable[Change], revocations: Iterable[Revocation], *, on: date, known: date) -> dict[Key, Plan]:
    """The plan of each body for each year, by the decisions that count on a day as known on a day."""
    found: dict[Key, Plan] = {}
    for change, end in counting(changes, revocations, known=known):
        if change.effective_on <= on < end and isinstance(change.terms, ControlPlanAdopted):
            terms = change.terms
            found[terms.unit, terms.year] = Plan(terms, change.decision, change.effective_on)
    return found


class PlanFault(StrEnum):
    """How a control plan can contradict itself."""

    TWICE = "control item twice"
    UNORDERED = "risk limits out of order"


def plan_faults(changes: Sequence[Change], revocations: Sequence[Revocation]) -> list[Problem]:
    """Everything that does not hold in the plans that count, each at its change."""
    ours = [change for change in changes if change.terms.change == CHANGE]
    counted = counting(ours, revocations, known=date.max) if ours else []
    return [Problem(change, code, other) for change, _end in counted for code, other in _faults(change)]


def _faults(change: Change) -> Iterator[tuple[PlanFault, str]]:
    match change.terms:
        case ControlPlanAdopted() as plan:
            for code, count in Counter(item.item for item in plan.items).items():
                if count > 1:
                    yield PlanFault.TWICE, code
            if plan.matrix and not plan.matrix.is_ordered:
                yield PlanFault.UNORDERED, plan.unit


class PlanLack(StrEnum):
    """What a decision on a control plan can lack to have been taken with right."""

    ANOTHERS_PLAN = "another's control plan"
    NOBODY_THERE = "control item names nobody"


def lacks_of(
    plan: ControlPlanAdopted, *, decided_by: str, units: Iterable[str], posts: Iterable[str]
) -> Iterator[tuple[PlanLack, Mapping[str, str]]]:
    """What a decision lacks: a body adopts its own plan (6 kap. 6 § KL), and who sees to an item must be there."""
    if decided_by != plan.unit:
        yield PlanLack.ANOTHERS_PLAN, {"decider": decided_by, "body": plan.unit}
    there = {*units, *posts}
    for code in dict.fromkeys([plan.unit, *(item.owner for item in plan.items if item.owner)]):
        if code not in there:
            yield PlanLack.NOBODY_THERE, {"code": code, "body": plan.unit}
