"""What differs in a composed report from an edition that was signed, or from yesterday?"""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.reports import queries
from rodatraden.reports.composed import context
from rodatraden.reports.composed.context import Document
from rodatraden.reports.composed.differing import difference
from rodatraden.reports.queries import Composed
from rodatraden.reports.views.composed import LIST, asked_for, may, report_address
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link

YESTERDAY = "igar"


@reads
def compare(request: Request, code: str) -> HttpResponse:
    """The report that is asked for beside an edition before it, or (a draft only) itself as known the day before."""
    found = asked_for(request, code)
    earlier = [each for each in found.editions if found.edition is None or each.number < found.edition.number]
    asked = request.GET.get("fran", "").strip() or (str(earlier[0].number) if earlier else YESTERDAY)
    before = _before(request, found, asked)
    may_see_yesterday = found.edition is None and may(request, queries.READ_DRAFT, found.version.unit)
    return page(
        request,
        "reports/composed_difference.html",
        found=found,
        version=found.version,
        before=before,
        asked=asked,
        choices=[
            *((str(each.number), _("edition %(number)d") % {"number": each.number}) for each in earlier),
            *([(YESTERDAY, _("yesterday"))] if may_see_yesterday else []),
        ],
        sections=difference(before, found.document) if before else [],
        crumbs=[
            Link(_("Reports"), "/rapporter"),
            Link(_("Written reports"), LIST),
            Link(found.version.title, report_address(code)),
            Link(_("What differs")),
        ],
    )


def _before(request: Request, found: Composed, asked: str) -> Document | None:
    """What the report is compared with; None when there was no report yesterday. Raises Http404."""
    if asked == YESTERDAY:
        if found.edition is not None:  # what a draft said is no public document
            raise Http404(_("There is no such edition."))
        known = request.days.known - timedelta(days=1)
        try:
            version = queries.find_report(found.version.report_id, known=known)
        except queries.UnknownReport:
            return None
        return queries.assembled(version, known=known)
    edition = next((each for each in found.editions if str(each.number) == asked), None)
    if edition is None:
        raise Http404(_("There is no such edition."))
    return context.from_json(edition.content)
