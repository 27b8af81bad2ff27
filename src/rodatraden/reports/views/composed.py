"""Composed reports: the list, one report as page and JSON, and starting and signing one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.decisions.rules import Named
from rodatraden.organisation import queries as organisation
from rodatraden.reports import actions, forms, queries
from rodatraden.reports.composed import context, template
from rodatraden.reports.queries import Composed, ComposedListed
from rodatraden.steering import queries as steering
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads, require, writes
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table

COMPOSE, SIGN = "reports.report.compose", "reports.edition.sign"
LIST = "/rapporter/skrivna"


def report_address(code: str) -> str:
    """The page of a composed report."""
    return f"{LIST}/{code}"


def section_address(code: str, section: str) -> str:
    """Where a section of a report is written."""
    return f"{LIST}/{code}/skriv/{section}"


def within(unit: str) -> str:
    """The unit that rights in a report are asked for in: its own, or the one that is the whole group."""
    return unit or queries.whole()


def may(request: Request, right: str, unit: str) -> bool:
    """Whether the reader has a right in the unit of a report, and looks at today: nobody writes in the past."""
    user = request.user
    return request.days.is_today and user.is_authenticated and user.has_perm(right, within(unit))


@reads
def reports(request: Request, form: Form = "page") -> HttpResponse:
    """The composed reports. That one is being written is public; what it says is so when it is signed."""
    days = request.days
    listed = queries.composed_listed(known=days.known)
    named = organisation.names_of({each.version.unit for each in listed} - {""}, on=days.on, known=days.known)
    table = _table(listed, named)
    if form != "page":
        return tables.answer(table, form, days)
    return page(
        request,
        "reports/composed_list.html",
        table=table,
        may_start=days.is_today and request.user.is_authenticated and request.user.has_perm(COMPOSE),
        crumbs=[Link(_("Reports"), "/rapporter"), Link(_("Written reports"))],
    )


def _table(listed: list[ComposedListed], named: Mapping[str, Named]) -> Table:
    columns = [
        Column("title", _("Report"), "link"),
        Column("kind", _("Kind")),
        Column("unit", _("About")),
        Column("day", _("Figures as of"), "day"),
        Column("state", _("State")),
        Column("ready", _("Sections ready"), "number"),
        Column("written", _("Sections to write"), "number"),
        Column("deadline", _("Last day"), "day"),
    ]
    rows = [
        Row(
            (
                Link(each.version.title, report_address(each.version.report_id)),
                template.shipped(each.version.template).name,
                named[each.version.unit].label if each.version.unit in named else _("the whole group"),
                each.version.day,
                _state(each),
                each.ready,
                each.written,
                each.version.deadline,
            )
        )
        for each in listed
    ]
    return Table("skrivna-rapporter", _("Written reports"), columns, rows)


def _state(each: ComposedListed) -> str:
    if each.edition:
        return _("Edition %(number)s, signed") % {"number": each.edition.number}
    return _("Ready to sign") if each.ready == each.written else _("Draft")


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section on the page: how far it has come, who writes it, and how many remarks wait."""

    code: str
    is_ready: bool
    writer: Link | None
    remarks: int
    address: str


@reads
def report(request: Request, code: str) -> HttpResponse:
    """A composed report: the latest signed edition, which is public, or the draft for who may read it."""
    found = asked_for(request, code)
    return show(request, found, forms.Sign())


def show(request: Request, found: Composed, form: forms.Sign, *, status: int = 200) -> HttpResponse:
    """The page of a report."""
    version, days = found.version, request.days
    is_draft = found.edition is None
    sections = _sections(request, found) if is_draft else {}
    way = [Link(_("Reports"), "/rapporter"), Link(_("Written reports"), LIST), Link(version.title)]
    return page(
        request,
        "reports/composed.html",
        status=status,
        found=found,
        document=found.document,
        plan=template.shipped(version.template),
        version=version,
        code=version.report_id,
        sections=sections,
        waiting=[each.heading for each in found.document.sections if each.code in found.document.waiting],
        form=form,
        may_compose=may(request, COMPOSE, version.unit),
        may_sign=is_draft and may(request, SIGN, version.unit),
        may_read_draft=not is_draft and may(request, queries.READ_DRAFT, version.unit),
        days=days,
        crumbs=way,
    )


def _sections(request: Request, found: Composed) -> dict[str, ShownSection]:
    """The written sections of a draft, by their codes. Four queries."""
    version, days = found.version, request.days
    tasks = queries.tasks_of(version.report_id, known=days.known)
    remarks = [row.section for row in queries.remarks_of(version.report_id, known=days.known) if not row.is_settled]
    named = organisation.names_of({task.writer for task in tasks.values()} - {""}, on=days.on, known=days.known)
    return {
        plan.code: ShownSection(
            code=plan.code,
            is_ready=plan.code not in found.document.waiting,
            writer=_writer(tasks[plan.code].writer, named) if plan.code in tasks else None,
            remarks=remarks.count(plan.code),
            address=section_address(version.report_id, plan.code),
        )
        for plan in template.shipped(version.template).sections
        if plan.is_written
    }


def _writer(code: str, named: Mapping[str, Named]) -> Link | None:
    if not code:
        return None
    return Link(named[code].label, named[code].address) if code in named else Link(code)


def asked_for(request: Request, code: str) -> Composed:
    """The report that the address asks for, when the reader may read it. Raises Http404 and PermissionDenied."""
    asked = request.GET.get("utgava", "").strip()
    if asked and not (asked.isdecimal() and len(asked) < 5):
        raise Http404(_("There is no such edition."))
    try:
        found = queries.composed(code=code, known=request.days.known, number=int(asked) if asked else None)
    except queries.UnknownReport:
        raise Http404(_("There is no report with the code %(code)s.") % {"code": code}) from None
    except queries.UnknownEdition:
        raise Http404(_("There is no such edition.")) from None
    if found.edition is None:
        require(request.user, queries.READ_DRAFT, within(found.version.unit))
    return found


@reads
def as_json(request: Request, code: str) -> HttpResponse:
    """The report as JSON: exactly what is signed, or would be."""
    found = asked_for(request, code)
    text = found.edition.content if found.edition else context.to_json(found.document)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


@writes
def start(request: Request) -> HttpResponse:
    """Start a report by a template."""
    require(request.user, COMPOSE)
    days = request.days
    rounds = steering.rounds(on=days.on, known=days.known)
    units = organisation.units_and_relations(on=days.today, known=days.today)
    form = forms.ReportForm(request.POST or None, rounds=rounds, units=units, today=days.today)
    if request.method == "POST" and form.is_valid():
        require(request.user, COMPOSE, within(form.cleaned_data["unit"]))
        new = form.new(_code(form.cleaned_data))
        try:
            actions.start_report(new=new, by=request.user.get_username(), at=timezone.now())
        except actions.StartedAlready:
            form.add_error("title", _("There is a report by this name and day already. Give this one another title."))
        else:
            messages.success(request, _("The report is started. Say now who writes what."))
            return redirect(report_address(new.report))
    way = [Link(_("Reports"), "/rapporter"), Link(_("Written reports"), LIST), Link(_("Start a report"))]
    plans = [template.shipped(name) for name in template.names()]
    status = 422 if form.is_bound else 200
    return page(request, "reports/composed_start.html", status=status, form=form, plans=plans, crumbs=way)


def _code(given: Mapping[str, object]) -> str:
    """A code from the kind, the unit and the day: delarsrapport-2026-08-31."""
    parts = [str(given["template"]), str(given["unit"]).lower(), str(given["day"])]
    return re.sub(r"[^A-Za-z0-9._-]+", "-", "-".join(part for part in parts if part))[:64]


@require_POST
def sign(request: Request, code: str) -> HttpResponseBase:
    """Freeze the report as an edition, as it is known now."""
    require(request.user, SIGN)
    try:
        version = queries.find_report(code, known=request.days.today)
    except queries.UnknownReport:
        raise Http404(_("There is no report with the code %(code)s.") % {"code": code}) from None
    require(request.user, SIGN, within(version.unit))
    form = forms.Sign(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    signature = actions.Signature(timezone.now(), str(request.user))
    try:
        edition = actions.sign_composed(
            code=code, known=request.days.today, signature=signature, reason=reason, by=request.user.get_username()
        )
    except actions.SectionsWaiting as error:
        form.add_error(None, _("Not ready yet: %(sections)s.") % {"sections": ", ".join(error.headings)})
    except actions.NeedsReason:
        form.add_error("reason", _("Every goal lies on one side. Write why before you sign."))
    except actions.NothingNew as error:
        form.add_error(None, _("Nothing has changed since edition %(number)d.") % {"number": error.args[0]})
    else:
        messages.success(request, _("Edition %(number)d is signed.") % {"number": edition.number})
        return redirect(report_address(code))
    return show(request, queries.composed(code=code, known=request.days.today, number=0), form, status=422)
