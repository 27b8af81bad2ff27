"""Which changes can a decision make to a unit: its name, its place, its kind, its staff, and what becomes of it?"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated

from pydantic import ConfigDict, Field, with_config

from rodatraden.decisions.rules import kind
from rodatraden.files.columns import Code, Count, Line, PerCent, Staff
from rodatraden.organisation.rules.changes import Alters, Begins
from rodatraden.organisation.rules.things import Thing, Unit, UnitKind


@kind("unit.established")
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEstablished(Begins):
    """A unit begins to exist. Only the root has no parent."""

    unit: Code
    name: Line
    kind: UnitKind
    parent: Code | None = None

    @property
    def subject(self) -> str:
        return f"unit:{self.unit}"

    def apply(self, before: Thing | None, decision: str) -> Unit:
        return Unit(self.unit, self.name, self.kind, self.parent, decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfUnit(Alters):
    unit: Code

    @property
    def subject(self) -> str:
        return f"unit:{self.unit}"


@kind("unit.renamed")
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRenamed(_OfUnit):
    """A unit gets another name."""

    name: Line

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        return replace(before, name=self.name, decision=decision) if isinstance(before, Unit) else before


@kind("unit.moved")
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMoved(_OfUnit):
    """A unit, with all that is below it, gets another parent."""

    parent: Code

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        return replace(before, parent=self.parent, decision=decision) if isinstance(before, Unit) else before


@kind("unit.retyped")
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRetyped(_OfUnit):
    """A unit becomes another sort of unit, as when a department becomes an administration."""

    kind: UnitKind

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        return replace(before, kind=self.kind, decision=decision) if isinstance(before, Unit) else before


@kind("unit.staffed")
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStaffed(_OfUnit):
    """How many a unit employs itself, those below it not counted.

    Full-time equivalents may be more than the employees: those paid by the hour are counted only in them.
    """

    headcount: Count
    fte: Staff | None = None

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        if not isinstance(before, Unit):
            return before
        return replace(before, headcount=self.headcount, fte=self.fte, staff_decision=decision)


@kind("unit.closed")
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClosed(_OfUnit):
    """A unit ceases to exist; what was below it must have been moved or closed."""

    def apply(self, before: Thing | None, decision: str) -> None:
        return None


@kind("unit.merged", read_whole=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMerged(_OfUnit):
    """A unit ceases to exist and lives on in another; what was below it must have been moved or closed."""

    into: Code

    def apply(self, before: Thing | None, decision: str) -> None:
        return None

    @property
    def parts(self) -> tuple[tuple[str, Decimal], ...]:
        """What the unit became, with shares in per cent."""
        return ((self.into, Decimal(100)),)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the units that a split unit became, and its share in per cent."""

    unit: Code
    share: Annotated[PerCent, Field(gt=0)]


@kind("unit.split", read_whole=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSplit(_OfUnit):
    """A unit becomes several. It ceases to exist, unless it is one of the parts itself: then it lives on as it was."""

    into: tuple[Part, ...]

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        return before if self.unit in {part.unit for part in self.into} else None

    @property
    def parts(self) -> tuple[tuple[str, Decimal], ...]:
        """What the unit became, with shares in per cent."""
        return tuple((part.unit, part.share) for part in self.into)
