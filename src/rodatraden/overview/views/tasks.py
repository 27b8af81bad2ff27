"""Mina uppgifter: everything that waits for the reader, from all slices, with one click to do it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.identity.models import User
from rodatraden.overview import queries
from rodatraden.overview.queries import Errand, Task
from rodatraden.overview.words import ERRANDS, SORTS
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


@dataclass(frozen=True, slots=True)
class Shown:
    """A task in words, and how near its day is: late, soon or neither."""

    task: Task
    sentence: str
    days_left: int | None
    near: str

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.days_left is not None and self.days_left < 0


def shown(task: Task, today: date) -> Shown:
    """A task in words."""
    left = task.days_left(today)
    return Shown(task, str(ERRANDS[task.errand]) % {"about": task.about}, left, near(left))


def near(left: int | None) -> str:
    """How near a day is: ▲ 3 dagar sen, i dag, i morgon, om 5 dagar; nothing when there is none, or it is far off."""
    if left is None or left > _SOON:
        return ""
    if left < 0:
        return "▲ " + ngettext("%(days)d day late", "%(days)d days late", -left) % {"days": -left}
    if left == 0:
        return _("today")
    return _("tomorrow") if left == 1 else ngettext("in %(days)d day", "in %(days)d days", left) % {"days": left}


_SOON = 14
_SORTS: dict[str, tuple[Errand, ...]] = {
    "uppfoljning": (Errand.WRITE, Errand.APPROVE, Errand.SIGN),
    "uppdrag": (Errand.FOLLOW_UP, Errand.TELL_BACK, Errand.APPOINT),
    "matt": (Errand.READ,),
    "kontroll": (Errand.CHECK,),
    "arenden": (Errand.DECIDE, Errand.PREPARE, Errand.TELL),
}
"""What tasks can be chosen by, by the words of the address."""


@reads
@login_required
def mine(request: Request, form: Form = "page") -> HttpResponse:
    """What the reader owes, the first day first. For who is signed in; nobody sees another's."""
    days = request.days
    tasks = _owed(request)
    asked = request.GET.get("slag", "")
    chosen = [task for task in tasks if asked not in _SORTS or task.errand in _SORTS[asked]]
    if form != "page":
        return tables.answer(_table(chosen, days.today), form, days)
    told = [shown(task, days.today) for task in chosen]
    count = Counter(sort for task in tasks for sort, errands in _SORTS.items() if task.errand in errands)
    return page(
        request,
        "overview/tasks.html",
        heaps=[heap for heap in _heaps(told) if heap[1]],
        sorts=[(sort, label, count[sort]) for sort, label in SORTS.items() if count[sort]],
        asked=asked,
        total=len(tasks),
        late=sum(each.is_late for each in told),
    )


@reads
@login_required
def number(request: Request) -> HttpResponse:
    """How many there are: what the header shows, asked for when the page is there already."""
    return page(request, "overview/tasks.html#number", number=len(_owed(request)))


def _owed(request: Request) -> tuple[Task, ...]:
    """Tasks are those of today, whatever day the page shows."""
    user, today = request.user, request.days.today
    return queries.owed(user, today=today) if isinstance(user, User) else ()


def _heaps(told: Sequence[Shown]) -> list[tuple[str, list[Shown]]]:
    """By how near their day is."""
    late = [each for each in told if each.is_late]
    dated = [each for each in told if each.days_left is not None and not each.is_late]
    return [
        (_("Late"), late),
        (_("Within a week"), [each for each in dated if (each.days_left or 0) <= 7]),
        (_("Within a month"), [each for each in dated if 7 < (each.days_left or 0) <= 31]),
        (_("Later"), [each for each in dated if (each.days_left or 0) > 31]),
        (_("Without a day"), [each for each in told if each.days_left is None]),
    ]


def _table(tasks: Sequence[Task], today: date) -> Table:
    columns = [
        Column("task", _("What is to be done"), "link"),
        Column("due", _("Last day"), "day"),
        Column("days_left", _("Days left"), "number", decimals=0),
        Column("unit", _("Unit")),
        Column("note", _("Note")),
        Column("address", _("Address")),
    ]
    rows = [
        Row(
            (
                Link(shown(task, today).sentence, task.address),
                task.due,
                task.days_left(today),
                task.unit,
                task.note,
                task.address,
            )
        )
        for task in tasks
    ]
    return Table("mina-uppgifter", _("My tasks"), columns, rows)
