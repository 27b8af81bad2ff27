"""What are the codes about matters called on the day, and what does the reader hold?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from rodatraden.access import queries as access
from rodatraden.access.rules import allows
from rodatraden.decisions.rules import Named
from rodatraden.identity.models import User
from rodatraden.matters import models, queries
from rodatraden.matters.rules.proposals import PREPARE
from rodatraden.matters.rules.touched import overall
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.addresses import unit_address
from rodatraden.organisation.rules.things import Organisation, Post
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request
from rodatraden.ui.shapes import Link

WRITE, WAIVE = "matters.matter.write", "matters.gate.waive"


@dataclass(frozen=True, slots=True)
class Names:
    """The units of the day with their relations, and what other codes are called."""

    units: Organisation
    others: dict[str, Named]

    def link(self, code: str) -> Link:
        """A link to what a code names; the bare code when nobody knows it."""
        if code in self.units.units:
            return Link(self.units.units[code].name, unit_address(code))
        return Link(self.others[code].label, self.others[code].address) if code in self.others else Link(code)

    def path(self, code: str) -> list[Link]:
        """A unit and those above it, the highest first; what stands above everything need not be said."""
        everything = overall(self.units)
        above = [unit for unit in self.units.path(code) if unit.code == code or unit.code not in everything]
        return [Link(unit.name, unit_address(unit.code)) for unit in above] or [self.link(code)]

    def body(self, step: models.StepVersion) -> Link:
        """Where a step was: the body with a code, else as it was written."""
        return self.link(step.body) if step.body else Link(step.body_name)

    def with_more(self, codes: Iterable[str]) -> "Names":
        """The same with the names of more codes; asks only for those that are not known yet."""
        strange = {code for code in codes if code and code not in self.units.units and code not in self.others}
        if not strange:
            return self
        named = organisation.names_of(strange, on=self.units.on, known=self.units.known)
        return Names(self.units, {**self.others, **named})


def names(days: Days, codes: Iterable[str]) -> Names:
    """The names of some codes. The units are read once; posts, groups and closed units only when there are any."""
    units = organisation.units_and_relations(on=days.on, known=days.known)
    return Names(units, {}).with_more(codes)


def matter_or_404(code: str, days: Days) -> models.MatterVersion:
    """A matter as it was known on the day."""
    found = queries.find(code, known=days.known)
    if found is None:
        raise Http404(_("No matter with the code %(code)s was registered by that day.") % {"code": code})
    return found


def may(request: Request, right: str, unit: str) -> bool:
    """Whether the reader has a right in a unit, and looks at today: nobody writes in the past."""
    return request.days.is_today and request.user.has_perm(right, unit)  # type: ignore[arg-type]  # ours: a unit's code


def post_giving(request: Request, right: str, unit: str) -> str:
    """The post in which the reader acts: the first held that gives the right, else the first held."""
    held = posts_held(request)
    if not held or not isinstance(request.user, User):
        return ""
    units = access.rights_today(request.user, today=request.days.today).units
    giving = (post.code for post in held if allows([post], right, within=unit, organisation=units))
    return next(giving, held[0].code)


def places_of(request: Request) -> list[str]:
    """The units that the reader may prepare proposals in."""
    if not isinstance(request.user, User):
        return []
    held = access.rights_today(request.user, today=request.days.today)
    return [code for code in held.units.units if allows(held.posts, PREPARE, within=code, organisation=held.units)]


def posts_held(request: Request) -> tuple[Post, ...]:
    """The posts that the reader holds today."""
    if not isinstance(request.user, User):
        return ()
    return access.rights_today(request.user, today=request.days.today).posts


def units_today(request: Request) -> Organisation:
    """The units of today with their relations, which the reader's rights are judged in: read already."""
    today = request.days.today
    if not isinstance(request.user, User):
        return Organisation(today, today)
    return access.rights_today(request.user, today=today).units
