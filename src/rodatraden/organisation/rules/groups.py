"""Which changes can a decision make to a group: its name, who joins and leaves, and which rule lets posts in?"""

from dataclasses import dataclass, replace

from rodatraden.decisions.rules import kind
from rodatraden.files.columns import Code, Line
from rodatraden.organisation.rules.changes import Alters, Begins
from rodatraden.organisation.rules.things import Group, MembershipRule, Role, Thing, UnitKind


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


@kind("group.renamed")
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRenamed(_OfGroup):
    """A group gets another name."""

    name: Line

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        return replace(before, name=self.name, decision=decision) if isinstance(before, Group) else before


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfRule(_OfGroup):
    """A rule lets in every post with a role: in units of one kind, within a unit, or (nothing given) anywhere."""

    role: Role
    unit_kind: UnitKind | None = None
    within: Code | None = None

    @property
    def rule(self) -> MembershipRule:
        """The rule itself."""
        return MembershipRule(self.role, self.unit_kind, self.within)


@kind("group.opened_to")
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOpenedTo(_OfRule):
    """Every post that fits is a member from now on, and as long as it fits: membership follows the organisation."""

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        if not isinstance(before, Group) or self.rule in before.rules:
            return before
        return replace(before, rules=(*before.rules, self.rule), decision=decision)


@kind("group.closed_to")
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupClosedTo(_OfRule):
    """A rule no longer lets anyone in; those who joined by themselves stay."""

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        if not isinstance(before, Group) or self.rule not in before.rules:
            return before
        return replace(before, rules=tuple(rule for rule in before.rules if rule != self.rule), decision=decision)


@kind("group.closed")
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupClosed(_OfGroup):
    """A group ceases to exist."""

    def apply(self, before: Thing | None, decision: str) -> None:
        return None
