"""A document of a decision, to keep: never shown by the browser, never run."""

from typing import Final

from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rodatraden.decisions.views.decision import decision_known
from rodatraden.files import vault
from rodatraden.ui.pages import Request

_KINDS: Final = {".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8"}
"""Anything else is just bytes."""


@require_safe
def document(request: Request, code: str, file: str) -> HttpResponseBase:
    """One document, public as the decision is. What it holds is nobody's word: it is saved and not opened here."""
    found = decision_known(code, known=request.days.known).documents.filter(file=file).first()
    path = vault.find(found.sha256) if found else None
    if found is None or path is None:
        raise Http404(_("The decision has no such document, or it is lost."))
    kind = next((kind for ending, kind in _KINDS.items() if file.lower().endswith(ending)), "application/octet-stream")
    response = FileResponse(path.open("rb"), as_attachment=True, filename=found.file, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
