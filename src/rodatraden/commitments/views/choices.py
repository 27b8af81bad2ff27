"""Which units, posts and bodies can be chosen in the forms about commitments?"""

from collections.abc import Collection, Mapping

from rodatraden.access import queries as access
from rodatraden.access.rules import allows
from rodatraden.commitments.views.named import BODIES
from rodatraden.identity.models import User
from rodatraden.organisation import queries as organisation
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request


def own_units(request: Request, right: str, *, also: str = "") -> dict[str, str]:
    """The units in which the reader has a right; and `also`, which stands there already."""
    if not isinstance(request.user, User):
        return {}
    held = access.rights_today(request.user, today=request.days.today)
    found = {
        code: _label(code, unit.name)
        for code, unit in held.units.units.items()
        if code == also or allows(held.posts, right, within=code, organisation=held.units)
    }
    if also and also not in found:
        found[also] = also
    return found


def posts_in(units: Collection[str], days: Days, *, also: str = "") -> Mapping[str, str]:
    """The posts of some units on the day, in the order of their units; and `also`, if it still exists."""
    found = organisation.posts_of_units(units, on=days.on, known=days.known)
    chosen = {code: f"{title} ({code})" for code, title in found.items()}
    if also and also not in chosen:
        chosen |= {
            code: f"{post.title} ({code})"
            for code, post in organisation.posts([also], on=days.on, known=days.known).items()
        }
    return chosen


def bodies(days: Days, *, also: str = "") -> dict[str, str]:
    """The assembly, the board, the committees and the companies of the day; and `also`, which stands there already."""
    units = organisation.units_and_relations(on=days.on, known=days.known).units
    found = {code: _label(code, unit.name) for code, unit in units.items() if unit.kind in BODIES}
    if also and also not in found:
        found[also] = _label(also, units[also].name) if also in units else also
    return found


def _label(code: str, name: str) -> str:
    return f"{name} ({code})"
