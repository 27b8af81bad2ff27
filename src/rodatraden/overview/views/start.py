"""Läget: what waits for me, and how is it going for the whole municipality?"""

from django.http import HttpResponse

from rodatraden.decisions import queries as decisions
from rodatraden.identity.models import User
from rodatraden.overview import queries
from rodatraden.overview.queries import Errand
from rodatraden.overview.views.tasks import shown
from rodatraden.ui.pages import Request, page, reads

_LATEST = 5
_FIRST = 6
_IN_A_ROUND = (Errand.WRITE, Errand.APPROVE)


@reads
def start(request: Request) -> HttpResponse:
    """Läget: what needs me, and how it is going. Public; what waits is shown to the one it waits for."""
    days = request.days
    found = queries.state(on=days.on, known=days.known)
    tasks = _tasks(request)
    mine = {task.unit for task in tasks if task.errand in _IN_A_ROUND}
    followed = (
        queries.following(found.rollup, without=mine, has=request.user.has_perm)
        if found and isinstance(request.user, User) and days.is_today
        else queries.Following()
    )
    return page(
        request,
        "overview/start.html",
        state=found,
        following=followed,
        tasks=[shown(each, days.today) for each in tasks[:_FIRST]],
        tasks_count=len(tasks),
        money=queries.money_of_all(found.economy) if found else [],
        decisions=decisions.decisions_with_standing(known=min(days.on, days.known))[:_LATEST],
    )


def _tasks(request: Request) -> tuple[queries.Task, ...]:
    """What the reader owes today; nothing waits on another day."""
    if not isinstance(request.user, User) or not request.days.is_today:
        return ()
    return queries.owed(request.user, today=request.days.today)
