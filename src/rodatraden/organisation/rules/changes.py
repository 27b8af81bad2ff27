"""Which changes can a decision make to the organisation, and what does each do to the one thing it concerns?"""

from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from rodatraden.decisions.rules import Terms, kind
from rodatraden.files.columns import Code, Kronor, Line
from rodatraden.organisation.rules.things import Post, Role, Thing, Unit, UnitKind


class OrganisationChange(Terms, Protocol):
    """A change to one unit, post, group or relation."""

    begins: ClassVar[bool]
    """Whether the thing comes into being by it; every other kind needs a thing that exists."""

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        """The thing afterwards; None when it no longer exists. `before` is None only for a change that begins."""


class Begins:
    """A change that something comes into being by."""

    begins: ClassVar[bool] = True
    change: ClassVar[str]


class Alters:
    """A change to something that exists."""

    begins: ClassVar[bool] = False
    change: ClassVar[str]


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


@kind("unit.closed")
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClosed(_OfUnit):
    """A unit ceases to exist; what was below it must have been moved or closed."""

    def apply(self, before: Thing | None, decision: str) -> None:
        return None


@kind("post.established")
@dataclass(frozen=True, slots=True, kw_only=True)
class PostEstablished(Begins):
    """A post begins to exist in a unit. The cost is in kronor a year."""

    post: Code
    title: Line
    unit: Code
    role: Role = Role.EMPLOYEE
    reports_to: Code | None = None
    yearly_cost: Kronor | None = None

    @property
    def subject(self) -> str:
        return f"post:{self.post}"

    def apply(self, before: Thing | None, decision: str) -> Post:
        return Post(self.post, self.title, self.unit, self.role, self.reports_to, self.yearly_cost, decision, decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfPost(Alters):
    post: Code

    @property
    def subject(self) -> str:
        return f"post:{self.post}"


@kind("post.retitled")
@dataclass(frozen=True, slots=True, kw_only=True)
class PostRetitled(_OfPost):
    """A post gets another title."""

    title: Line

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        return replace(before, title=self.title, decision=decision) if isinstance(before, Post) else before


@kind("post.moved")
@dataclass(frozen=True, slots=True, kw_only=True)
class PostMoved(_OfPost):
    """A post moves to a unit, and reports to the post given (none: to nobody)."""

    unit: Code
    reports_to: Code | None

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        if not isinstance(before, Post):
            return before
        return replace(before, unit=self.unit, reports_to=self.reports_to, decision=decision)


@kind("post.costed")
@dataclass(frozen=True, slots=True, kw_only=True)
class PostCosted(_OfPost):
    """A post costs something else, in kronor a year."""

    yearly_cost: Kronor

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        if not isinstance(before, Post):
            return before
        return replace(before, yearly_cost=self.yearly_cost, cost_decision=decision)


@kind("post.closed")
@dataclass(frozen=True, slots=True, kw_only=True)
class PostClosed(_OfPost):
    """A post ceases to exist."""

    def apply(self, before: Thing | None, decision: str) -> None:
        return None
