"""Läget: what waits for me, and how is it going for the whole municipality?"""

from dataclasses import replace

from django.http import HttpResponse

from rodatraden.access import queries as access
from rodatraden.access.rules import own_units
from rodatraden.decisions import queries as decisions
from rodatraden.identity.models import User
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import Organisation
from rodatraden.overview import queries
from rodatraden.reports import queries as reports
from rodatraden.steering.queries import FollowUp
from rodatraden.ui.pages import Request, page, reads

_LATEST = 5


@reads
def start(request: Request) -> HttpResponse:
    """Läget: what needs me, and how it is going. Public; what waits is shown to the one it waits for."""
    days = request.days
    found = queries.state(on=days.on, known=days.known)
    units = organisation.units(on=days.on, known=days.known)
    waiting = _waiting(request, found.followup) if found and days.is_today else queries.Waiting()
    return page(
        request,
        "overview/start.html",
        state=found,
        waiting=waiting,
        tasks=[(each, _name(units, each.unit)) for each in waiting.tasks],
        money=queries.money_of_all(found.economy) if found else [],
        decisions=decisions.decisions_with_standing(known=min(days.on, days.known))[:_LATEST],
    )


def _has(request: Request) -> queries.Has:
    return request.user.has_perm  # type: ignore[return-value]  # a unit's code is the object


def _waiting(request: Request, told: FollowUp) -> queries.Waiting:
    if not isinstance(request.user, User):
        return queries.Waiting()
    held = access.rights_today(request.user, today=request.days.today)
    found = queries.waiting(told, own=own_units(held.posts, organisation=held.units), has=_has(request))
    today = request.days.today
    to_sign = (
        reports.to_sign(on=today, known=today) if request.user.has_perm("reports.edition.sign", reports.whole()) else []
    )
    return replace(found, to_sign=tuple(to_sign))


def _name(units: Organisation, code: str) -> str:
    return units.units[code].name if code in units.units else code
