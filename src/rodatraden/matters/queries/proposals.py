"""Which proposals may someone see, what do they say, and what would come of them if they were decided?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from rodatraden.decisions import models as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import FollowUp, Terms
from rodatraden.matters import models
from rodatraden.matters.rules.proposals import PREPARE, State, Undoing, undoing_address
from rodatraden.matters.words import UNDO
from rodatraden.organisation.models import PostVersion, UnitVersion
from rodatraden.organisation.rules.things import Organisation, Role, UnitKind

_NOT_LAID_ASIDE: Final = (State.DRAFT, State.DECIDED)


def proposals(units: Iterable[str] | None, *, discarded: bool = False) -> QuerySet[models.Proposal]:
    """The proposals that are prepared in some units (None: in any), the last altered first."""
    states = [State.DISCARDED] if discarded else _NOT_LAID_ASIDE
    found = models.Proposal.objects.filter(state__in=states).order_by("-altered_at", "-code")
    return found if units is None else found.filter(unit__in=list(units))


@dataclass(frozen=True, slots=True)
class Family:
    """A proposal, and the others for the same question that are not laid aside, in the order they were begun."""

    proposal: models.Proposal
    alternatives: tuple[models.Proposal, ...]


def family(code: str) -> Family | None:
    """The proposal with a code, and its alternatives. One query."""
    asked = models.Proposal.objects.filter(code=code).values(root=Coalesce("alternative_of", "pk"))
    undoes = Exists(models.DraftUndoing.objects.filter(proposal=OuterRef("pk")))
    attaches = Exists(models.DraftDocument.objects.filter(proposal=OuterRef("pk")))
    kin = models.Proposal.objects.filter(Q(pk__in=asked) | Q(alternative_of__in=asked))
    kin = kin.annotate(undoes=undoes, attaches=attaches)
    rows = list(kin.order_by("begun_at", "code"))
    found = next((each for each in rows if each.code == code), None)
    if found is None:
        return None
    return Family(found, tuple(each for each in rows if each is not found and each.state != State.DISCARDED))


def proposal(code: str) -> models.Proposal | None:
    """The proposal with a code."""
    return models.Proposal.objects.filter(code=code).first()


def follow_ups(decision: str) -> list[FollowUp]:
    """The proposals that can be begun because of a decision: to revoke it, to replace it, to correct it."""
    return [FollowUp(str(label), undoing_address(how, decision), PREPARE) for how, label in UNDO.items()]


def undecided_codes() -> list[str]:
    """The codes of all proposals that never became decisions: what nobody else is to know of."""
    return list(models.Proposal.objects.exclude(state=State.DECIDED).values_list("code", flat=True).order_by("code"))


_BODIES: Final = (UnitKind.ASSEMBLY, UnitKind.BOARD, UnitKind.COMMITTEE, UnitKind.MUNICIPALITY, UnitKind.COMPANY)
_DECIDERS: Final = (Role.DIRECTOR, Role.HEAD, Role.MANAGER, Role.POLITICIAN)


def deciders_in(found: Organisation) -> dict[str, str]:
    """Who can be asked to decide: elected bodies and companies, then the posts that lead or are elected."""
    bodies = sorted((each for each in found.units.values() if each.kind in _BODIES), key=lambda each: each.rank)
    posts = sorted((each.title, each.code) for each in found.posts.values() if each.role in _DECIDERS)
    return {
        **{each.code: each.name for each in bodies},
        **{code: f"{title} ({code})" for title, code in posts},
    }


def deciders(*, on: date) -> dict[str, str]:
    """The same on a day, when nothing else is asked about the organisation. Two queries."""
    units = UnitVersion.objects.at(on=on, known=on).filter(kind__in=_BODIES).order_by("rank", "code")
    posts = PostVersion.objects.at(on=on, known=on).filter(role__in=_DECIDERS).order_by("title", "code")
    return {
        **dict(units.values_list("code", "name")),
        **{code: f"{title} ({code})" for code, title in posts.values_list("code", "title")},
    }


@dataclass(frozen=True, slots=True)
class Drafted:
    """One change of a proposal, read by its kind, with the day on which it would take effect."""

    row: models.DraftChange
    terms: Terms
    on: date


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal with its changes in order, those taken away, the earlier decisions it undoes, and its documents."""

    proposal: models.Proposal
    changes: tuple[Drafted, ...]
    removed: tuple[Drafted, ...]
    undoings: tuple[models.DraftUndoing, ...]
    documents: tuple[models.DraftDocument, ...] = ()

    @property
    def terms(self) -> tuple[tuple[date, Terms], ...]:
        """The changes as a decision is handed in with them."""
        return tuple((each.on, each.terms) for each in self.changes)

    @property
    def undone_from(self) -> date | None:
        """The day from which all that it takes back no longer counts; None: as if it had never taken effect."""
        days = [each.effective_on for each in self.undoings]
        return None if None in days else min((day for day in days if day), default=None)

    def taking_back(self, codes: Iterable[str]) -> "Draft":
        """The same that also takes back some more decisions, from the same day."""
        more = (
            models.DraftUndoing(how=Undoing.REVOKES, decision=code, effective_on=self.undone_from) for code in codes
        )
        return replace(self, undoings=(*self.undoings, *more))

    def without(self, key: int) -> "Draft":
        """The same without one of its changes."""
        return replace(self, changes=tuple(each for each in self.changes if each.row.pk != key))


def draft(found: models.Proposal) -> Draft:
    """All that a proposal says. Three queries; one when it is known to undo nothing and to have no documents."""
    rows = [
        Drafted(row, decisions.adapter(row.kind).validate_python(row.terms), row.effective_on or found.effective_on)
        for row in found.changes.order_by("position", "pk")
    ]
    return Draft(
        found,
        tuple(each for each in rows if not each.row.is_removed),
        tuple(each for each in rows if each.row.is_removed),
        tuple(_undoings(found)) if getattr(found, "undoes", True) else (),
        tuple(found.documents.order_by("position", "pk")) if getattr(found, "attaches", True) else (),
    )


def _undoings(found: models.Proposal) -> QuerySet[models.DraftUndoing]:
    earlier = register.Decision.objects.filter(code=OuterRef("decision"))
    return found.undoings.annotate(  # type: ignore[no-redef]  # see the model
        taken_on=Subquery(earlier.values("decided_on")), taken_by=Subquery(earlier.values("decided_by"))
    ).order_by("pk")
