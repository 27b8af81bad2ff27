"""What do the pages of internal control share: names, the body of a page, and what the reader may do?"""

from collections.abc import Callable, Iterable, Mapping
from datetime import MAXYEAR
from functools import cache

from django.http import Http404
from django.utils.translation import gettext as _

from rodatraden.access import queries as access
from rodatraden.access.rules import allows
from rodatraden.control import models, queries, words
from rodatraden.control.queries import Followed
from rodatraden.control.rules.addresses import SUMMARY
from rodatraden.control.rules.matrix import Matrix
from rodatraden.decisions.rules import Named
from rodatraden.identity.models import User
from rodatraden.organisation import queries as organisation
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request
from rodatraden.ui.shapes import Link

READ, WRITE, CHECK = "control.risk.read", "control.risk.write", "control.check.write"


def reader(request: Request) -> Callable[[str], bool]:
    """Whether the reader may read the working material of a unit, asked once for each unit."""
    return cache(lambda unit: request.user.has_perm(READ, unit))


def may(request: Request, right: str, unit: str) -> bool:
    """Whether the reader has a right in a unit, and looks at today: nobody writes in the past."""
    return request.days.is_today and request.user.has_perm(right, unit)  # type: ignore[arg-type]  # ours: a unit's code


def own_units(request: Request, right: str, *, also: str = "") -> dict[str, str]:
    """The units in which the reader has a right today, and `also`, which stands there already."""
    if not isinstance(request.user, User):
        return {}
    held = access.rights_today(request.user, today=request.days.today)
    return {
        unit.code: f"{unit.name} ({unit.code})"
        for unit in held.units.units.values()
        if unit.code == also or allows(held.posts, right, within=unit.code, organisation=held.units)
    }


def post_giving(request: Request, right: str, unit: str) -> str:
    """The post in which the reader acts: the first held that gives the right in the unit; empty without one."""
    if not isinstance(request.user, User):
        return ""
    held = access.rights_today(request.user, today=request.days.today)
    giving = (post.code for post in held.posts if allows([post], right, within=unit, organisation=held.units))
    return next(giving, held.posts[0].code if held.posts else "")


def names(codes: Iterable[str], days: Days) -> Mapping[str, Named]:
    """What units and posts are called on the day."""
    return organisation.names_of({code for code in codes if code}, on=days.on, known=days.known)


def link(code: str, named: Mapping[str, Named]) -> Link:
    """A link to what a code names; the bare code when nobody knows it."""
    return Link(named[code].label, named[code].address) if code in named else Link(code)


def crumbs(*more: Link) -> list[Link]:
    """The way to a page of internal control."""
    return [Link(_("Internal control"), SUMMARY), *more]


def weight(risk: models.RiskVersion, matrix: Matrix) -> str:
    """How a risk weighs: 3 × 4 = 12, to reduce."""
    level = words.LEVELS[matrix.level(risk.likelihood, risk.consequence)]
    product = risk.likelihood * risk.consequence
    return f"{risk.likelihood} × {risk.consequence} = {product}, {level}"


def followed_or_404(unit: str, year: int, days: Days) -> Followed:
    """A body's plan for a year with how it went."""
    plan = queries.plan_of(unit, year, on=days.on, known=days.known) if 0 < year <= MAXYEAR else None
    if plan is None:
        raise Http404(
            _("%(unit)s has adopted no control plan for %(year)d by that day.") % {"unit": unit, "year": year}
        )
    return queries.followed([plan], on=days.on, known=days.known)[0]
