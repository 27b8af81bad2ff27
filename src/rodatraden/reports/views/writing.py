"""Writing a section of a composed report: the text, who writes it, what others remark, and how it will look."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.access import queries as access
from rodatraden.identity.models import User
from rodatraden.organisation import queries as organisation
from rodatraden.reports import actions, forms, models, queries
from rodatraden.reports.actions import NewRemark, NewTask, NewText
from rodatraden.reports.composed import template
from rodatraden.reports.composed.blocks import Prose, Section
from rodatraden.reports.composed.template import SectionPlan
from rodatraden.reports.views.composed import COMPOSE, LIST, may, report_address, section_address, within
from rodatraden.ui import rich, wording
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link


@dataclass(frozen=True, slots=True)
class Desk:
    """A section that someone has open: the report, what the template says, what stands and who writes it."""

    version: models.ReportVersion
    plan: SectionPlan
    text: models.SectionText | None
    task: models.SectionTask | None
    section: Section
    may_compose: bool
    may_write: bool
    post: str

    @property
    def is_ready(self) -> bool:
        """Whether its writer has said that it can be read."""
        return self.task is not None and self.task.is_ready


def _desk(request: Request, code: str, name: str) -> Desk:
    """The section, for who may read the draft. Raises Http404 and PermissionDenied."""
    today = request.days.today
    try:
        version = queries.find_report(code, known=today)
    except queries.UnknownReport:
        raise Http404(_("There is no report with the code %(code)s.") % {"code": code}) from None
    task, held = queries.tasks_of(code, known=today).get(name), _held(request)
    is_writer = task is not None and task.writer in held
    if not is_writer:  # who is named to write a section reads that one, also where the report is another unit's
        require(request.user, queries.READ_DRAFT, within(version.unit))
    plan = template.shipped(version.template).section(name)
    document = queries.assembled(version, known=today)
    section = next((each for each in document.sections if each.code == name), None)
    if plan is None or section is None or not plan.is_written:
        raise Http404(_("The report has no section %(code)s that people write.") % {"code": name})
    composes = may(request, COMPOSE, version.unit)
    return Desk(
        version=version,
        plan=plan,
        text=queries.texts_of(code, known=today).get(name),
        task=task,
        section=section,
        may_compose=composes,
        may_write=request.days.is_today and (composes or is_writer),
        post=task.writer if task and is_writer else (held[0] if held else ""),
    )


def _held(request: Request) -> list[str]:
    if not isinstance(request.user, User):
        return []
    return [post.code for post in access.rights_today(request.user, today=request.days.today).posts]


@writes
def section(request: Request, code: str, name: str) -> HttpResponse:
    """Write a section, name who writes it, or remark on it."""
    require(request.user, queries.READ_DRAFT)
    desk = _desk(request, code, name)
    match request.POST.get("gor", ""):
        case "text":
            return _write(request, desk)
        case "uppgift":
            return _assign(request, desk)
        case "anmarkning":
            return _remark(request, desk)
        case "atgardad":
            return _settle(request, desk)
        case _:
            return _show(request, desk)


def _write(request: Request, desk: Desk) -> HttpResponse:
    if not desk.may_write:
        raise PermissionDenied(COMPOSE)
    form = forms.SectionForm(request.POST)
    if not form.is_valid():
        return _show(request, desk, Sheets(text=form), status=422)
    code, name = desk.version.report_id, desk.plan.code
    given, now, by = form.cleaned_data, timezone.now(), request.user.get_username()
    new = NewText(report=code, section=name, html=given["html"], post=desk.post)
    try:
        actions.write_section(new=new, seen=given["seen"], by=by, at=now)
    except actions.WrittenMeanwhile as error:
        form.meet(error.theirs.pk)
        return _show(request, desk, Sheets(text=form, theirs=error.theirs.html), status=409)
    except actions.TextTooLong:
        form.add_error("html", _("The text is too long for one section. Move a part of it to another."))
        return _show(request, desk, Sheets(text=form), status=422)
    if given["is_ready"] != desk.is_ready:
        task = desk.task
        new_task = NewTask(
            report=code,
            section=name,
            writer=task.writer if task else desk.post,
            due=task.due if task else None,
            is_ready=given["is_ready"],
            post=desk.post,
        )
        actions.assign(new=new_task, by=by, at=now)
    messages.success(request, _("Saved."))
    return redirect(section_address(code, name))


def _assign(request: Request, desk: Desk) -> HttpResponse:
    if not desk.may_compose:
        raise PermissionDenied(COMPOSE)
    form = _task_form(request, desk)
    if not form.is_valid():
        return _show(request, desk, Sheets(task=form), status=422)
    code, name = desk.version.report_id, desk.plan.code
    actions.assign(new=form.new(code, name, is_ready=desk.is_ready), by=request.user.get_username(), at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect(section_address(code, name))


def _task_form(request: Request, desk: Desk) -> forms.TaskForm:
    today = request.days.today
    posts = organisation.with_all_posts(organisation.units_and_relations(on=today, known=today)).posts.values()
    choices = {post.code: f"{post.title} ({post.code})" for post in posts}
    initial = {"writer": desk.task.writer, "due": desk.task.due} if desk.task else {}
    asked = request.POST if request.POST.get("gor") == "uppgift" else None
    return forms.TaskForm(asked, posts=choices, initial=initial)


def _remark(request: Request, desk: Desk) -> HttpResponse:
    form = forms.RemarkForm(request.POST)
    if not form.is_valid():
        return _show(request, desk, Sheets(remark=form), status=422)
    code, name = desk.version.report_id, desk.plan.code
    new = NewRemark(report=code, section=name, text=form.cleaned_data["text"], post=desk.post)
    actions.remark(new=new, by=request.user.get_username(), at=timezone.now())
    messages.success(request, _("Your remark is there for the writer."))
    return redirect(f"{section_address(code, name)}#anmarkningar")


def _settle(request: Request, desk: Desk) -> HttpResponse:
    """Say that a remark is taken care of: for who writes the section."""
    if not desk.may_write:
        raise PermissionDenied(COMPOSE)
    code, name = desk.version.report_id, desk.plan.code
    rows = queries.remarks_of(code, known=request.days.today).filter(
        section=name, code=request.POST.get("kod", "")[:64]
    )
    row = rows.first()
    if row is None:
        raise Http404(_("There is no such remark."))
    new = NewRemark(report=code, section=name, code=row.code, text=row.text, is_settled=True, post=desk.post)
    actions.remark(new=new, by=request.user.get_username(), at=timezone.now())
    return redirect(f"{section_address(code, name)}#anmarkningar")


@dataclass(frozen=True, slots=True)
class Sheets:
    """The forms of the page as they were sent, when something is wrong; and what someone else wrote meanwhile."""

    text: forms.SectionForm | None = None
    task: forms.TaskForm | None = None
    remark: forms.RemarkForm | None = None
    theirs: str = ""


def _show(request: Request, desk: Desk, sent: Sheets = Sheets(), *, status: int = 200) -> HttpResponse:
    code, name = desk.version.report_id, desk.plan.code
    stands = {"html": desk.text.html if desk.text else "", "seen": desk.text.pk if desk.text else None}
    remarks = list(queries.remarks_of(code, known=request.days.today).filter(section=name))
    posts = {row.post for row in remarks} - {""}
    named = organisation.names_of(posts, on=request.days.today, known=request.days.today) if posts else {}
    return page(
        request,
        "reports/composed_section.html",
        status=status,
        desk=desk,
        form=sent.text or forms.SectionForm(initial={**stands, "is_ready": desk.is_ready}),
        task_form=(sent.task or _task_form(request, desk)) if desk.may_compose else None,
        remark_form=sent.remark or forms.RemarkForm(),
        remarks=[(row, named[row.post].label if row.post in named else "") for row in remarks],
        theirs=rich.shown(sent.theirs) if sent.theirs else "",
        notes=[wording.told(note) for note in wording.notes(desk.text.html)] if desk.text and desk.may_write else [],
        figures=[block for block in desk.section.blocks if not isinstance(block, Prose)],
        back=report_address(code),
        crumbs=[
            Link(_("Reports"), "/rapporter"),
            Link(_("Written reports"), LIST),
            Link(desk.version.title, report_address(code)),
            Link(desk.plan.heading),
        ],
    )
