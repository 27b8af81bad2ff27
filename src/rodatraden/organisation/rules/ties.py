"""Which changes can a decision make to relations between units or posts, and to groups of posts?"""

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from rodatraden.decisions.rules import kind
from rodatraden.files.columns import Code, Line
from rodatraden.organisation.rules.changes import Alters, Begins
from rodatraden.organisation.rules.things import Group, Relation, RelationKind, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfRelation:
    """`from` and `to` are codes of units or posts; decisions write `from`, a word that Python keeps for itself."""

    relation: RelationKind
    source: Annotated[Code, Field(alias="from")]
    target: Annotated[Code, Field(alias="to")]

    @property
    def subject(self) -> str:
        return f"relation:{self.relation}:{self.source}:{self.target}"


@kind("relation.opened")
@dataclass(frozen=True, slots=True, kw_only=True)
class RelationOpened(_OfRelation, Begins):
    """A relation begins. It may begin again after it was closed."""

    def apply(self, before: Thing | None, decision: str) -> Relation:
        return Relation(self.relation, self.source, self.target, decision)


@kind("relation.closed")
@dataclass(frozen=True, slots=True, kw_only=True)
class RelationClosed(_OfRelation, Alters):
    """A relation ends."""

    def apply(self, before: Thing | None, decision: str) -> None:
        return None


@kind("group.formed")
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFormed(Begins):
    """A group begins, with nobody in it."""

    group: Code
    name: Line

    @property
    def subject(self) -> str:
        return f"group:{self.group}"

    def apply(self, before: Thing | None, decision: str) -> Group:
        return Group(self.group, self.name, (), decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfGroup(Alters):
    group: Code

    @property
    def subject(self) -> str:
        return f"group:{self.group}"


@kind("group.joined")
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupJoined(_OfGroup):
    """A post becomes a member."""

    post: Code

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        if not isinstance(before, Group) or self.post in before.members:
            return before
        return replace(before, members=(*before.members, self.post), decision=decision)


@kind("group.left")
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLeft(_OfGroup):
    """A post is no longer a member."""

    post: Code

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        if not isinstance(before, Group) or self.post not in before.members:
            return before
        return replace(before, members=tuple(post for post in before.members if post != self.post), decision=decision)


@kind("group.closed")
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupClosed(_OfGroup):
    """A group ceases to exist."""

    def apply(self, before: Thing | None, decision: str) -> None:
        return None
