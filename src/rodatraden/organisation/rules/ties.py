"""Which changes can a decision make to relations between units or posts?"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from rodatraden.decisions.rules import kind
from rodatraden.files.columns import Code, PerCent
from rodatraden.organisation.rules.changes import Again, Alters, Begins
from rodatraden.organisation.rules.things import Relation, RelationKind, Thing


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
    """A relation begins. It may begin again after it was closed. An owner has a per cent of the votes."""

    again: ClassVar[Again] = Again.AFTER_IT_ENDED

    votes: PerCent | None = None

    def apply(self, before: Thing | None, decision: str) -> Relation:
        return Relation(self.relation, self.source, self.target, decision, self.votes)


@kind("relation.closed")
@dataclass(frozen=True, slots=True, kw_only=True)
class RelationClosed(_OfRelation, Alters):
    """A relation ends."""

    def apply(self, before: Thing | None, decision: str) -> None:
        return None
