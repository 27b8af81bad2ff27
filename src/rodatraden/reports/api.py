"""A report as JSON: exactly what was signed, or what the report says as it stands."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from rodatraden.reports import queries
from rodatraden.reports.followup.context import to_json
from rodatraden.ui.pages import days_of

router = Router(tags=["Rapporter"])


@router.get("/rapporter/{code}.json", summary="Uppföljningsrapporten för en omgång, med källor")
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that the report says. A signed edition is the very text that was signed, its ETag the fingerprint."""
    asked = request.GET.get("utgava", "")
    try:
        found = queries.readable(user=request.user, code=code, known=days_of(request).known, asked=asked)
    except (queries.UnknownRound, queries.UnknownEdition):
        raise Http404(_("There is no such report.")) from None
    text = found.edition.context if found.edition else to_json(found.context)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    if found.edition:
        response["ETag"] = f'"{found.edition.sha256}"'
    return response
