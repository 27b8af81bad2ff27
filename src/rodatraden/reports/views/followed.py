"""Reports: the list, one report as page, PDF and Word, and signing it."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rodatraden.reports import actions, forms, queries
from rodatraden.reports.followup.page import TEMPLATE, values
from rodatraden.reports.followup.pieces import Presented
from rodatraden.reports.followup.rendered import Format, rendered, size
from rodatraden.reports.queries import Listed, Report
from rodatraden.reports.setting import pdf
from rodatraden.ui import formats, tables
from rodatraden.ui.pages import Request, page, reads, require
from rodatraden.ui.shapes import Link, Step
from rodatraden.ui.tables import Column, Form, Row, Table

SIGN: Final = "reports.edition.sign"
_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@reads
def reports(request: Request, form: Form = "page") -> HttpResponse:
    """The report of every round that has begun, and how far it has come. Public: what is asked about is no secret."""
    listed = queries.listed(on=request.days.on, known=request.days.known)
    if form != "page":
        return tables.answer(_listed_table(listed), form, request.days)
    return page(request, "reports/reports.html", reports=listed, may_read=queries.may_read_drafts(request.user))


def _listed_table(listed: Sequence[Listed]) -> Table:
    columns = [
        Column("code", _("Code")),
        Column("title", _("Report")),
        Column("state", _("State")),
        Column("approved", _("Approved"), "number"),
        Column("asked", _("Asked"), "number"),
        Column("deadline", _("Last day"), "day"),
    ]
    rows = [
        Row((each.round.code, each.round.title, _state(each), each.approved, each.asked, each.round.deadline))
        for each in listed
    ]
    return Table("rapporter", _("Follow-up reports"), columns, rows)


def _state(listed: Listed) -> str:
    if listed.edition:
        return _("Edition %(number)s, signed") % {"number": listed.edition.number}
    return _("Finished, not signed") if listed.is_finished else _("Draft")


@reads
def report(request: Request, code: str) -> HttpResponse:
    """The report of a round. A draft needs a right; what is finished or signed is public."""
    found = _asked_for(request, code)
    return _show(request, found, forms.Sign())


@reads
def document(request: Request, code: str, form: Format) -> HttpResponse:
    """The report as a file, in the words of the record and the reader's choice of mnkr, tkr or kr."""
    found = _asked_for(request, code)
    edition = queries.told(found.edition) if found.edition else None
    try:
        content = rendered(found.context, form, edition=edition, unit=_unit(request))
    except pdf.NotSet as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type=_TYPES[form])
    number = f"-{edition.number}" if edition else ""
    response["Content-Disposition"] = f'{"inline" if form == "pdf" else "attachment"}; filename="{code}{number}.{form}"'
    return response


@require_POST
def sign(request: Request, code: str) -> HttpResponseBase:
    """Freeze the report as an edition, as it is known now."""
    require(request.user, SIGN, queries.whole())
    form = forms.Sign(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    signature = actions.Signature(timezone.now(), str(request.user))
    try:
        edition = actions.sign_edition(
            code=code, known=request.days.today, signature=signature, reason=reason, by=str(request.user)
        )
    except queries.UnknownRound:
        raise Http404(_("There is no such round.")) from None
    except actions.NotFinished as error:
        form.add_error(None, _not_finished(error.waiting))
    except actions.NeedsReason:
        form.add_error("reason", _("Every goal lies on one side. Write why before you sign."))
    except actions.NothingNew as error:
        form.add_error(None, _("Nothing has changed since edition %(number)d.") % {"number": error.args[0]})
    else:
        messages.success(request, _("Edition %(number)d is signed.") % {"number": edition.number})
        return redirect(reverse("reports:report", args=[code]))
    found = queries.report(code=code, known=request.days.today, number=0)
    return _show(request, found, form, status=422)


def _not_finished(waiting: tuple[str, ...]) -> str:
    if not waiting:
        return _("No unit has been asked for its part, so there is nothing to sign.")
    said = ngettext("Not yet approved: %(units)s.", "Not yet approved: %(units)s.", len(waiting))
    return said % {"units": ", ".join(waiting)}


def _asked_for(request: Request, code: str) -> Report:
    """The report that the address asks for, when the reader may read it. Raises Http404 and PermissionDenied."""
    asked = request.GET.get("utgava", "")
    try:
        return queries.readable(user=request.user, code=code, known=request.days.known, asked=asked)
    except queries.UnknownRound:
        raise Http404(_("There is no such round.")) from None
    except queries.UnknownEdition:
        raise Http404(_("There is no such edition.")) from None


def _unit(request: Request) -> str:
    asked = request.GET.get("belopp", "")
    return asked if asked in formats.UNITS else "mnkr"


def _show(request: Request, found: Report, form: forms.Sign, *, status: int = 200) -> HttpResponse:
    unit = _unit(request)
    told = found.presented(unit=unit)
    may_sign = _may_sign(request, found)
    return page(
        request,
        TEMPLATE,
        status=status,
        **values(found.context, told, unit=unit),
        found=found,
        files=_files(found, unit),
        form=form,
        may_sign=may_sign,
        code=found.context.round,
        json=f"{reverse('reports:report', args=[found.context.round])}.json?{_number(found)}",
        crumbs=[Link(_("Reports"), reverse("reports:reports")), Link(told.title)],
        steps=_steps(found, told),
    )


def _may_sign(request: Request, found: Report) -> bool:
    """Whether to offer signing. Asks the register only for someone who has signed in."""
    if found.edition or not request.user.is_authenticated:
        return False
    return request.user.has_perm(SIGN, queries.whole())


def _number(found: Report) -> str:
    """What asks for the same edition, or for the report as it stands."""
    return found.edition.query if found.edition else "utgava=0"


def _files(found: Report, unit: str) -> list[dict[str, Any]]:
    """The report as files, with the size where it is known without waiting."""
    edition = queries.told(found.edition) if found.edition else None
    listed = []
    for name, words in (("pdf", _("PDF, to print")), ("docx", _("Word, to work on"))):
        form: Format = "pdf" if name == "pdf" else "docx"
        count = size(found.context, form, edition=edition, unit=unit)
        kilobytes = formats.number(max(1, round(count / 1000))) if count else ""
        address = reverse(f"reports:{form}", args=[found.context.round])
        listed.append({"words": words, "address": f"{address}?{_number(found)}", "kilobytes": kilobytes})
    return listed


def _steps(found: Report, told: Presented) -> list[Step]:
    """A report stands between what was wanted and what it cost."""
    code = found.context.round
    return [
        Step("goal", _("Goals"), f"/mal?round={code}"),
        Step("activity", told.title, f"/uppfoljning/{code}", current=True),
        Step("money", _("Economy"), f"/ekonomi?round={code}"),
    ]
