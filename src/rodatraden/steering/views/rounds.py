"""The rounds of follow-up, and one round: who is asked, how far they have come, and how it went."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.steering import queries, rules, words
from rodatraden.steering.queries import MayRead, RolledGoal, RolledUnit, RollUp
from rodatraden.steering.rules import Split, Stage, Status
from rodatraden.steering.views.named import Names, names, round_or_404
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link, Sign, Step
from rodatraden.ui.tables import Column, Form, Row, Table


@reads
def rounds(request: Request, form: Form = "page") -> HttpResponse:
    """Every round whose period has begun. Public: what is asked about is no secret, the drafts of answers are."""
    days = request.days
    found, progress = queries.rounds(on=days.on, known=days.known), queries.progress(known=days.known)
    columns = [
        Column("round", _("Round"), "link"),
        Column("period", _("Period")),
        Column("deadline", _("Last day"), "day"),
        Column("asked", _("Asked"), "number"),
        *(Column(stage.value, str(word), "number") for stage, word in words.STAGES.items()),
    ]
    rows = []
    for each in found:
        count = progress.get(each.code, Counter[Stage]())
        stages = (count[stage] for stage in words.STAGES)
        link = Link(each.title, rules.round_address(each.code))
        rows.append(Row((link, each.period, each.deadline, count.total(), *stages)))
    table = Table("uppfoljning", _("Rounds of follow-up"), columns, rows)
    if form != "page":
        return tables.answer(table, form, days)
    may_open = days.is_today and request.user.has_perm("steering.round.open")
    return page(request, "steering/rounds.html", table=table, may_open=may_open, steps=_steps(""))


def _steps(title: str) -> list[Step]:
    return [
        Step("goal", _("Goals"), "/mal"),
        Step("activity", title or _("Follow-up"), current=True),
        Step("money", _("Economy"), "/ekonomi"),
    ]


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit in a round: its name, and the way to what it has to say."""

    followed: RolledUnit
    name: Link
    by: Link | None


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal in a list of those that were achieved, or of those that were not."""

    goal: RolledGoal
    link: Link
    owner: Link
    shape: Sign


@reads
def followed(request: Request, code: str, form: Form = "page") -> HttpResponse:
    """One round: who has been asked and how far they have come, and how it went with the goals, as counts."""
    days, asked = request.days, round_or_404(code, request.days)
    may_read = queries.drafts_for(request.user, today=days.today)
    told = queries.rollup(asked, known=days.known, may_read_draft=may_read)
    closing = queries.closing_of(code, known=days.known)
    named = names(days, told.named | {closing.post if closing else ""})

    def may_close(unit: str) -> bool:
        return request.user.has_perm("steering.round.close", unit)  # type: ignore[arg-type]  # ours: a code

    shown = (_shown(each, asked.code, named, may_read) for each in told.units)
    units = sorted(shown, key=lambda each: (list(Stage).index(each.followed.stage), each.name.label))
    if form != "page":
        return tables.answer(_table(units, asked.code), form, days)
    return page(
        request,
        "steering/round.html",
        round=asked,
        told=told,
        units=units,
        waiting=[each for each in units if each.followed.stage is Stage.DRAFT],
        stages=Counter(each.followed.stage for each in units),
        approved=sum(each.followed.stage is Stage.APPROVED for each in units),
        hidden=[each for each in units if not each.name.address],
        closing=closing,
        closed_by=named.link(closing.post) if closing and closing.post else None,
        follows=days.is_today and request.user.has_perm("steering.round.follow"),
        may_close=days.is_today and all(may_close(unit.followed.unit) for unit in units),
        missing_address=f"{rules.round_address(code)}/saknas",
        closing_address=f"{rules.round_address(code)}/stang",
        late=days.on > asked.deadline,
        counts=told.counts,
        **_heaps(told.split(), told, named),
        crumbs=[Link(_("Follow-up"), "/uppfoljning"), Link(asked.title)],
        steps=_steps(asked.title),
    )


def _heaps(heaps: Split[RolledGoal], told: RollUp, named: Names) -> dict[str, Any]:
    """What was achieved, partly and not, each to get equal room; and what can't be assessed."""
    partly = [each for each in heaps.not_achieved if each.status is Status.PARTLY]
    missed = [each for each in heaps.not_achieved if each.status is not Status.PARTLY]
    return {
        "achieved": _goals(heaps.achieved, told, named),
        "partly": _goals(partly, told, named),
        "not_achieved": _goals(missed, told, named),
        "cannot": _goals(heaps.cannot_be_assessed, told, named),
    }


def _shown(unit: RolledUnit, code: str, named: Names, may_read: MayRead) -> ShownUnit:
    """A unit by its name, which leads to what it has to say when the reader may see that."""
    is_open = unit.submitted.approved_at is not None or may_read(unit.unit)
    name = Link(named.unit(unit.unit).label, rules.contribution_address(code, unit.unit) if is_open else "")
    post = unit.submitted.post
    return ShownUnit(unit, name, named.link(post) if post else None)


def _goals(goals: Sequence[RolledGoal], told: RollUp, named: Names) -> list[ShownGoal]:
    return [
        ShownGoal(
            goal,
            Link(goal.title, rules.goal_address(goal.code, followed=told.round.code)),
            named.unit(goal.unit),
            words.sign(goal.model, goal.status, goal.step),
        )
        for goal in goals
    ]


def _table(units: Sequence[ShownUnit], code: str) -> Table:
    columns = [
        Column("unit", _("Unit"), "link"),
        Column("code", _("Code")),
        Column("stage", _("Stage")),
        Column("since", _("Since")),
        Column("achieved", _("Achieved"), "number"),
        Column("partly", _("Partly achieved"), "number"),
        Column("not_achieved", _("Not achieved"), "number"),
        Column("cannot_be_assessed", _("Can't be assessed"), "number"),
    ]
    rows = []
    for each in units:
        unit, count = each.followed, each.followed.counts
        since = f"{timezone.localtime(unit.submitted.at):%Y-%m-%d %H:%M}"
        counts = (count.achieved, count.partly, count.not_achieved, count.cannot_be_assessed)
        rows.append(Row((each.name, unit.unit, str(words.STAGES[unit.stage]), since, *counts)))
    return Table(code, _("Who has reported"), columns, rows)
