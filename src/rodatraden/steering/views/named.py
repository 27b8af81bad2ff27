"""What are units and posts called on the day that is shown, and which round is asked for?"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.organisation.rules.things import Organisation
from rodatraden.steering import models, queries
from rodatraden.steering.queries import FollowUp
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request
from rodatraden.ui.shapes import Link


@dataclass(frozen=True, slots=True)
class Names:
    """Names of units and posts by code."""

    units: Organisation
    others: dict[str, Link]

    def unit(self, code: str) -> Link:
        """A unit as a link; the bare code when nobody knows it."""
        if code in self.units.units:
            return Link(self.units.units[code].name, unit_address(code))
        return self.link(code)

    def link(self, code: str) -> Link:
        """A post, or a unit that no longer is."""
        return self.others.get(code, Link(code))

    def owned_within(self, unit: str) -> Callable[[str], bool]:
        """Whether a code is that of a unit or of one below it, on the day that is shown."""
        return lambda code: code == unit or self.units.within(code, unit)


def names(days: Days, codes: Collection[str]) -> Names:
    """The units and posts of the day; what no longer is by the name it last had. Two queries, or five."""
    units = organisation.units(on=days.on, known=days.known)
    rest = {code for code in codes if code and code not in units.units}
    posts = organisation.posts(rest, on=days.on, known=days.known) if rest else {}
    strange = rest - posts.keys()
    gone = organisation.names_of(strange, on=days.on, known=days.known) if strange else {}
    links = {code: Link(named.label, named.address) for code, named in gone.items()}
    return Names(units, links | {code: Link(post.title, post_address(code)) for code, post in posts.items()})


def codes_in(told: FollowUp) -> set[str]:
    """Every unit and post that a follow-up names."""
    found = {goal.unit for goal in told.goals} | {goal.assessed_by for goal in told.goals}
    found |= {each.unit for each in told.units} | {each.submitted.post for each in told.units if each.submitted}
    found |= {each.unit for goal in told.goals for each in goal.others}
    written = [goal.text for goal in told.goals] + [each.text for each in told.units]
    return found | {text.post for text in written if text}


def asked_round(request: Request, begun: Sequence[models.Round]) -> models.Round | None:
    """The round that the address asks for, else the latest that has begun; None when there is none. Raises Http404."""
    code = request.GET.get("round", "").strip()
    if not code:
        return next(iter(begun), None)
    return next((each for each in begun if each.code == code), None) or round_or_404(code, request.days)


def round_or_404(code: str, days: Days) -> models.Round:
    """The round with a code, as known on the day. Raises Http404."""
    found = queries.round_with(code, known=days.known)
    if found is None:
        raise Http404(_("There is no round with the code %(code)s.") % {"code": code})
    return found


def kept(request: Request) -> list[tuple[str, str]]:
    """The days of the address, for a form that changes something else of it."""
    return [(name, value) for name in ("on", "known", "belopp") if (value := request.GET.get(name, ""))]
