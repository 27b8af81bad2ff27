"""The ladder of gender equality: where each unit stands, and one unit through time."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.steering import actions, forms, queries, words
from rodatraden.steering.actions import NewEqualityStep
from rodatraden.steering.rules.equality import LadderStep
from rodatraden.steering.views.named import names
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads, require, writes
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table

WRITE = "steering.followup.write"


@reads
def ladder(request: Request, form: Form = "page") -> HttpResponse:
    """Where each unit stands, by its own latest judgement, and where it stood before. Public."""
    days = request.days
    told = queries.ladder(known=days.known)
    named = names(days, {*told})
    columns = [
        Column("unit", _("Unit"), "link"),
        Column("step", _("Step"), "number"),
        Column("word", _("What it means")),
        Column("judged_on", _("Judged"), "day"),
        Column("before", _("Before"), "number"),
        Column("evidence", _("What shows it")),
    ]
    rows = []
    for unit, every in told.items():
        now = next((each for each in every if each.judged_on <= days.on), None)
        if now is None:
            continue
        before = next((each.step for each in every if each.judged_on < now.judged_on), None)
        name = Link(named.unit(unit).label, f"/jamstalldhet/{unit}")
        word = str(words.LADDER[LadderStep(now.step)])
        rows.append(Row((name, now.step, word, now.judged_on, before, now.evidence)))
    rows.sort(key=lambda row: str(row.cells[0]))
    table = Table("jamstalldhet", _("Where the units stand on the ladder of gender equality"), columns, rows)
    if form != "page":
        return tables.answer(table, form, days)
    steps = [(step.value, word, sum(row.cells[1] == step for row in rows)) for step, word in words.LADDER.items()]
    mine = _writes_for(request) if days.is_today else []
    return page(request, "steering/ladder.html", table=table, ladder=steps, mine=mine)


def _writes_for(request: Request) -> list[Link]:
    """The units in which the reader holds a post and may tell where it stands."""
    own = queries.own_units_of(request.user, today=request.days.today)
    named = names(request.days, own)
    mine = [unit for unit in sorted(own) if request.user.has_perm(WRITE, unit)]  # type: ignore[arg-type]  # a unit's code
    return [Link(named.unit(unit).label, f"/jamstalldhet/{unit}") for unit in mine]


@writes
def equality(request: Request, unit: str) -> HttpResponse:
    """One unit through time, with a form for those who write for it. Public to read."""
    days = request.days
    named = names(days, {unit})
    every = queries.ladder(known=days.known).get(unit, [])
    if unit not in named.units.units and not every:
        raise Http404(_("No unit has the code %(code)s.") % {"code": unit})
    may_write = days.is_today and request.user.has_perm(WRITE, unit)  # type: ignore[arg-type]  # ours: a unit's code
    form = forms.Equality(request.POST if request.method == "POST" else None, initial={"judged_on": days.today})
    if request.method == "POST":
        require(request.user, WRITE, unit)
        if form.is_valid() and _told(request, unit, form):
            messages.success(request, _("It is told."))
            return redirect(request.path)
    return page(
        request,
        "steering/equality.html",
        status=422 if form.is_bound else 200,
        unit=named.unit(unit),
        every=[(each, words.LADDER[LadderStep(each.step)], named.link(each.post)) for each in every],
        form=form if may_write else None,
        crumbs=[Link(_("The ladder of gender equality"), "/jamstalldhet"), Link(named.unit(unit).label)],
    )


def _told(request: Request, unit: str, form: forms.Equality) -> bool:
    given = form.cleaned_data
    judged = NewEqualityStep(
        unit=unit,
        step=LadderStep(given["step"]),
        evidence=given["evidence"],
        judged_on=given["judged_on"],
        post=queries.post_giving(request.user, WRITE, unit, today=request.days.today),
    )
    try:
        actions.judge_equality(judged=judged, by=request.user.get_username(), at=timezone.now())
    except actions.NothingShown:
        form.add_error("evidence", _("Write what shows it, so that others can learn from it."))
        return False
    return True
