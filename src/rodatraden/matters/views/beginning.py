"""How is a proposal begun: from nothing, or to revoke, replace or correct a decision that stands?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.access import queries as access
from rodatraden.decisions import models as register
from rodatraden.decisions import queries as decisions
from rodatraden.identity.models import User
from rodatraden.matters import models
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.actions.proposals import NewUndoing
from rodatraden.matters.forms.proposal import New, Undoes
from rodatraden.matters.queries import whatif
from rodatraden.matters.rules.proposals import PREPARE, UNDOING_IN_ADDRESSES, Undoing, proposal_address
from rodatraden.matters.views.named import places_of, post_giving, units_today
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link

_TITLES: Final[Mapping[Undoing, Promise]] = {
    Undoing.REVOKES: gettext_lazy("Revocation of %(code)s: %(title)s"),
    Undoing.REPLACES: gettext_lazy("Replacement of %(code)s: %(title)s"),
    Undoing.CORRECTS: gettext_lazy("Correction of %(code)s: %(title)s"),
}
_LONGEST_TITLE: Final = 300


@dataclass(frozen=True, slots=True)
class Back:
    """The decision that is to be taken back, in which way, and the later ones that build on it."""

    how: Undoing
    decision: register.Decision
    taken_back_by: tuple[str, ...]
    built_upon: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the proposal is called to begin with."""
        return (str(_TITLES[self.how]) % {"code": self.decision.code, "title": self.decision.title})[:_LONGEST_TITLE]


@writes
def begin(request: Request) -> HttpResponse:
    """Begin a proposal in a unit of one's own."""
    require(request.user, PREPARE)
    units, places = units_today(request).units, places_of(request)
    own = _own_unit(request, places)
    back = _back(request)
    made_of = New if back is None else Undoes
    form = made_of(
        {code: units[code].name for code in places},
        request.POST if request.method == "POST" else None,
        initial={
            "unit": own,
            "effective_on": request.days.today,
            **({"title": back.title} if back else {}),
        },
    )
    if request.method == "POST" and form.is_valid() and not (back and back.taken_back_by):
        return _begin(request, form, back, form.cleaned_data.get("unit") or own)
    status = 422 if request.method == "POST" else 200
    crumbs = [Link(_("Proposals"), "/forslag"), Link(_("New proposal"))]
    may_list = back is None and any(unit.parent is None and unit.code in places for unit in units.values())
    return page(request, "matters/begin.html", form=form, back=back, crumbs=crumbs, status=status, may_list=may_list)


def _begin(request: Request, form: New, back: Back | None, unit: str) -> HttpResponse:
    asked = request.GET.get("arende", "")
    made = actions.start_proposal(
        new=actions.NewProposal(
            title=form.cleaned_data["title"],
            effective_on=form.cleaned_data["effective_on"],
            unit=unit,
            post=post_giving(request, PREPARE, unit),
            decided_by=back.decision.decided_by if back else "",
            matter=asked if asked and models.Matter.objects.filter(code=asked).exists() else "",
            undoings=_undoings(form, back) if back else (),
        ),
        by=request.user.get_username(),
        at=timezone.now(),
    )
    return redirect(proposal_address(made.code))


def _undoings(form: New, back: Back) -> tuple[NewUndoing, ...]:
    """What it takes back, and from which day; with what builds on that, if that is asked for."""
    day = form.cleaned_data["undone_on"]
    chain = back.built_upon if form.cleaned_data["chain"] else ()
    return (
        NewUndoing(how=back.how, decision=back.decision.code, effective_on=day),
        *(NewUndoing(how=Undoing.REVOKES, decision=code, effective_on=day) for code in chain),
    )


def _back(request: Request) -> Back | None:
    """What the address asks to take back. Raises Http404 for a decision that is none."""
    named = ((how, request.GET[asked]) for asked, how in UNDOING_IN_ADDRESSES.items() if asked in request.GET)
    how, code = next(named, (None, ""))
    if how is None:
        return None
    today = request.days.today
    found = decisions.find(code)
    if found is None or found.decided_on > today:
        raise Http404(_("No decision with the code %(code)s was taken by that day.") % {"code": code})
    standing = decisions.standing_revocations(found, known=today)
    already = tuple(each.decision.code for each in standing)
    return Back(how, found, already, () if already else whatif.built_upon(code, decided_on=today))


def _own_unit(request: Request, places: list[str]) -> str:
    """The unit of the first post held in which one may prepare."""
    held = access.rights_today(request.user, today=request.days.today).posts if isinstance(request.user, User) else ()
    own = (post.unit for post in held if post.unit in places)
    return next(own, places[0] if places else "")
