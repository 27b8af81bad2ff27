"""Which proposal has someone opened, and may they? Of others nobody is told even that they are there."""

from django.http import Http404
from django.utils.translation import gettext as _

from rodatraden.matters import models
from rodatraden.matters.queries import proposals as queries
from rodatraden.matters.rules.proposals import PREPARE
from rodatraden.ui.pages import Request


def proposal_or_404(request: Request, code: str) -> models.Proposal:
    """A proposal that the reader may prepare. Raises Http404."""
    return family_or_404(request, code).proposal


def family_or_404(request: Request, code: str) -> queries.Family:
    """The same, with those of its alternatives that the reader may prepare. Raises Http404."""
    found = queries.family(code)
    if found is None or not may_prepare(request, found.proposal):
        raise Http404(_("You have no proposal with the code %(code)s.") % {"code": code})
    may = (each for each in found.alternatives if may_prepare(request, each))
    return queries.Family(found.proposal, tuple(may))


def may_prepare(request: Request, found: models.Proposal) -> bool:
    """Whether the reader may prepare a proposal, and so may know of it."""
    return request.user.has_perm(PREPARE, found.unit)  # type: ignore[arg-type]  # ours: a unit's code
