"""What are units and posts called on the day, and what may the reader do with an indicator?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.http import Http404
from django.utils.translation import gettext as _

from rodatraden.access import queries as access
from rodatraden.access.rules import allows
from rodatraden.identity.models import User
from rodatraden.indicators.queries import whole
from rodatraden.indicators.queries.whole import Known
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.organisation.rules.things import Organisation
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request
from rodatraden.ui.shapes import Link

READ_IN: Final = "indicators.reading.write"
DEFINE: Final = "indicators.definition.write"


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


def names(days: Days, codes: Collection[str]) -> Names:
    """The units and posts of the day; what no longer is by the name it last had. One query, or up to five."""
    units = organisation.units(on=days.on, known=days.known)
    rest = {code for code in codes if code and code not in units.units}
    posts = organisation.posts(rest, on=days.on, known=days.known) if rest else {}
    strange = rest - posts.keys()
    gone = organisation.names_of(strange, on=days.on, known=days.known) if strange else {}
    links = {code: Link(named.label, named.address) for code, named in gone.items()}
    return Names(units, links | {code: Link(post.title, post_address(code)) for code, post in posts.items()})


def known_or_404(code: str, days: Days) -> Known:
    """An indicator as known on the day. Raises Http404."""
    found = whole.known(code, known=days.known)
    if found is None:
        raise Http404(_("There is no indicator with the code %(code)s.") % {"code": code})
    return found


def may(request: Request, right: str, unit: str) -> bool:
    """Whether the reader has a right in a unit, and looks at today: nobody writes in the past."""
    return request.days.is_today and request.user.has_perm(right, unit)  # type: ignore[arg-type]  # ours: a unit's code


def own_units(request: Request, right: str) -> dict[str, str]:
    """The units in which the reader has a right, with their names."""
    if not isinstance(request.user, User):
        return {}
    held = access.rights_today(request.user, today=request.days.today)
    return {
        code: f"{unit.name} ({code})"
        for code, unit in held.units.units.items()
        if allows(held.posts, right, within=code, organisation=held.units)
    }
