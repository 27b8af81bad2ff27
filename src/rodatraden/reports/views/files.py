"""A composed report as a file: PDF, Word and Excel, in the words of the record."""

from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from rodatraden.reports.composed.rendered import Format, edition_of, rendered
from rodatraden.reports.setting.pdf import NotSet
from rodatraden.reports.views.composed import asked_for
from rodatraden.ui.pages import Request, reads

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_TYPES: Final[dict[Format, str]] = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


@reads
def document(request: Request, code: str, form: Format) -> HttpResponse:
    """The latest signed edition, or the one asked for, which are public; or the draft for who may read it."""
    found = asked_for(request, code)
    edition = edition_of(found.edition) if found.edition else None
    try:
        content = rendered(found.document, form, edition=edition, base=_base())
    except NotSet as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    number = f"-{edition.number}" if edition else ""
    response = HttpResponse(content, content_type=_TYPES[form])
    name = f"{code}{number}.{form}"
    response["Content-Disposition"] = content_disposition_header(form != "pdf", name) or ""
    return response


def _base() -> str:
    """Where the program is reached, as it was told: what a frozen file leads to can't hang on who asked for it."""
    origins = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if "*" not in origin]
    return origins[0].rstrip("/") if origins else ""
