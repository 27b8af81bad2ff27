"""The documents of a proposal: attached, handed out to those who may prepare it, and taken away."""

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from rodatraden.decisions.actions import MOST_DOCUMENTS
from rodatraden.files import vault
from rodatraden.files.names import told
from rodatraden.matters import models
from rodatraden.matters.actions import documents as actions
from rodatraden.matters.actions.proposals import NotADraft
from rodatraden.matters.forms.documents import Attached
from rodatraden.matters.rules.proposals import PREPARE, State, proposal_address
from rodatraden.matters.views.opened import proposal_or_404
from rodatraden.ui.attachments import attachment
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link

_HERE: Final = "#handlingar"


@writes
def documents(request: Request, code: str) -> HttpResponse:
    """The documents of a draft, with a form to attach more and a button beside each that takes it away."""
    require(request.user, PREPARE)
    found = proposal_or_404(request, code)
    if found.state != State.DRAFT:
        return _no_draft(request, found)
    if request.method != "POST":
        return _show(request, found, attach_form())
    try:
        return _detach(request, found) if request.POST.get("do") == "detach" else _attach(request, found)
    except NotADraft:
        return _no_draft(request, found)


def attach_form(*given: Any) -> Attached:
    """The form that takes documents, with the limits as they are set."""
    return Attached(*given, largest=settings.RODATRADEN_MAX_FILE_MB, most=MOST_DOCUMENTS)


def _attach(request: Request, found: models.Proposal) -> HttpResponse:
    """Attach what can be, and tell of the rest."""
    form = attach_form(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    files: list[UploadedFile[Any]] = form.cleaned_data["documents"]
    faults = [fault for each in files for fault in _attach_one(request, found, each)]
    if kept := len(files) - len(faults):
        done = ngettext("%(count)d document is attached.", "%(count)d documents are attached.", kept)
        messages.success(request, done % {"count": kept})
    if not faults:
        return redirect(proposal_address(found.code) + _HERE)
    for fault in faults:
        form.add_error("documents", fault)
    return _show(request, found, form, status=422)


def _attach_one(request: Request, found: models.Proposal, file: "UploadedFile[Any]") -> Iterator[str]:
    """Attach a document; what was wrong with it. Raises NotADraft."""
    name = file.name or ""
    given = {"file": told(name)}
    try:
        actions.attach(
            code=found.code, name=name, content=file.chunks, by=request.user.get_username(), at=timezone.now()
        )
    except actions.EmptyDocument:
        yield _("%(file)s is empty.") % given
    except vault.TooLarge:
        largest = {"largest": settings.RODATRADEN_MAX_FILE_MB}
        yield _("%(file)s is larger than %(largest)d MB.") % {**given, **largest}
    except actions.AttachedAlready as there:
        same = {"there": there.document.title}
        yield _("%(file)s is attached already, as %(there)s: they hold the same.") % {**given, **same}
    except actions.TooManyDocuments:
        yield _("%(file)s is one too many: a decision has at most %(most)d documents.") % {
            **given,
            "most": MOST_DOCUMENTS,
        }


def _detach(request: Request, found: models.Proposal) -> HttpResponse:
    key = request.POST.get("key", "")
    try:
        gone = actions.detach(
            code=found.code,
            key=int(key) if key.isdecimal() and len(key) < 19 else 0,
            by=request.user.get_username(),
            at=timezone.now(),
        )
    except actions.NoSuchDocument:
        messages.error(request, _("Someone else has taken the document away meanwhile."))
    else:
        messages.success(request, _("%(file)s is taken away.") % {"file": gone.title})
    return redirect(proposal_address(found.code) + _HERE)


def _no_draft(request: Request, found: models.Proposal) -> HttpResponse:
    if request.method == "POST":
        messages.error(request, _("The proposal was decided or laid aside meanwhile. Nothing of this is saved."))
    return redirect(proposal_address(found.code))


def _show(request: Request, found: models.Proposal, form: Attached, *, status: int = 200) -> HttpResponse:
    return page(
        request,
        "matters/documents.html",
        status=status,
        proposal=found,
        documents=found.documents.order_by("position"),
        attach=form,
        crumbs=[
            Link(_("Proposals"), "/forslag"),
            Link(found.title, proposal_address(found.code)),
            Link(_("Documents")),
        ],
    )


@require_safe
def document(request: Request, code: str, file: str) -> HttpResponseBase:
    """One document of a draft, to save, for those who may prepare it. Decided it is public, at the decision."""
    require(request.user, PREPARE)
    found = proposal_or_404(request, code)
    if found.state == State.DECIDED:
        return redirect("decisions:document", found.decision, file)
    row = found.documents.filter(file=file).first() if found.state == State.DRAFT else None
    path = vault.find(row.sha256) if row else None
    if row is None or path is None:
        raise Http404(_("The proposal has no such document, it is laid aside, or the document is lost."))
    answer = attachment(path, name=row.file)
    answer["Cache-Control"] = "private, no-store"
    return answer
