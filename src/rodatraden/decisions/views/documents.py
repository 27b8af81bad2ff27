"""A document of a decision, to keep: never shown by the browser, never run."""

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rodatraden.decisions.views.decision import decision_known
from rodatraden.files import vault
from rodatraden.ui.attachments import attachment
from rodatraden.ui.pages import Request


@require_safe
def document(request: Request, code: str, file: str) -> HttpResponseBase:
    """One document, public as the decision is."""
    found = decision_known(code, known=request.days.known).documents.filter(file=file).first()
    path = vault.find(found.sha256) if found else None
    if found is None or path is None:
        raise Http404(_("The decision has no such document, or it is lost."))
    return attachment(path, name=found.file)
