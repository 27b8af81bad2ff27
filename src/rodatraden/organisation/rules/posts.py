"""Which changes can a decision make to a post: its title, place, superior, role, degree of employment and cost?"""

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from rodatraden.decisions.rules import kind
from rodatraden.files.columns import Code, Degree, Kronor, Line
from rodatraden.organisation.rules.changes import Alters, Begins
from rodatraden.organisation.rules.things import FULL_TIME, Post, Role, Thing


@kind("post.established")
@dataclass(frozen=True, slots=True, kw_only=True)
class PostEstablished(Begins):
    """A post begins to exist in a unit. The cost is in kronor a year, the degree in per cent of full time."""

    post: Code
    title: Line
    unit: Code
    role: Role = Role.EMPLOYEE
    reports_to: Code | None = None
    yearly_cost: Annotated[Kronor, Field(ge=0)] | None = None
    degree: Degree = FULL_TIME

    @property
    def subject(self) -> str:
        return f"post:{self.post}"

    def apply(self, before: Thing | None, decision: str) -> Post:
        return Post(
            self.post,
            self.title,
            self.unit,
            self.role,
            self.reports_to,
            self.yearly_cost,
            decision,
            decision,
            self.degree,
        )


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


@kind("post.reporting_changed")
@dataclass(frozen=True, slots=True, kw_only=True)
class PostReportingChanged(_OfPost):
    """A post stays where it is and reports to another (none: to nobody)."""

    reports_to: Code | None

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        return replace(before, reports_to=self.reports_to, decision=decision) if isinstance(before, Post) else before


@kind("post.role_changed")
@dataclass(frozen=True, slots=True, kw_only=True)
class PostRoleChanged(_OfPost):
    """A post is for something else, and so carries other rights."""

    role: Role

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        return replace(before, role=self.role, decision=decision) if isinstance(before, Post) else before


@kind("post.degree_changed")
@dataclass(frozen=True, slots=True, kw_only=True)
class PostDegreeChanged(_OfPost):
    """A post gets another degree of employment, in per cent of full time."""

    degree: Degree

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        return replace(before, degree=self.degree, decision=decision) if isinstance(before, Post) else before


@kind("post.costed")
@dataclass(frozen=True, slots=True, kw_only=True)
class PostCosted(_OfPost):
    """A post costs something else, in kronor a year."""

    yearly_cost: Annotated[Kronor, Field(ge=0)]

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
