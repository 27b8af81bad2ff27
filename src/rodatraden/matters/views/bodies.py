"""Which units, groups and bodies can be chosen in the forms about matters?"""

from typing import Final

from rodatraden.access import queries as access
from rodatraden.access.rules import allows
from rodatraden.identity.models import User
from rodatraden.matters.views.named import WRITE
from rodatraden.organisation.models import GroupVersion
from rodatraden.organisation.rules.things import Organisation, Unit, UnitKind
from rodatraden.ui.pages import Request

_DECIDING: Final = frozenset(
    {
        *(UnitKind.ASSEMBLY, UnitKind.BOARD, UnitKind.COMMITTEE, UnitKind.ADMINISTRATION),
        *(UnitKind.COMPANY, UnitKind.FEDERATION),
    }
)


def bodies(units: Organisation, *, also: str = "") -> dict[str, str]:
    """The groups of the day, then the bodies and administrations; and `also`, which stands there already."""
    rows = GroupVersion.objects.at(on=units.on, known=units.known).order_by("name").values_list("code", "name")
    found = {code: _label(code, name) for code, name in rows}
    found |= {unit.code: _label(unit.code, unit.name) for unit in units.units.values() if unit.kind in _DECIDING}
    if also and also not in found:
        found[also] = _label(also, units.units[also].name) if also in units.units else also
    return found


def own_units(request: Request, *, also: str = "") -> dict[str, str]:
    """The units in which the reader may write about matters; and `also`, which stands there already."""
    if not isinstance(request.user, User):
        return {}
    held = access.rights_today(request.user, today=request.days.today)
    own = [
        unit
        for unit in held.units.units.values()
        if unit.code == also or allows(held.posts, WRITE, within=unit.code, organisation=held.units)
    ]
    return _labels(own)


def touchable(units: Organisation) -> dict[str, str]:
    """Every unit of the day."""
    return _labels(list(units.units.values()))


def _labels(units: list[Unit]) -> dict[str, str]:
    return {unit.code: _label(unit.code, unit.name) for unit in units}


def _label(code: str, name: str) -> str:
    return f"{name} ({code})"
