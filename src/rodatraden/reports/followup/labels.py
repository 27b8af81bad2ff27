"""What does the document say of its own: headings, and how it is to be read?"""

from django.utils.translation import gettext as _

from rodatraden.reports.followup.context import Context
from rodatraden.reports.followup.pieces import Presented


def of(context: Context, document: Presented) -> dict[str, str]:
    """Every heading and standing sentence by its key, in the active language."""
    return {
        "draft": _("DRAFT"),
        "arms": _("The coat of arms of %(name)s") % {"name": context.municipality},
        "indicators_say": _("the indicators:"),
        "known": _("As known on %(day)s") % {"day": document.known},
        "brief": _("In brief"),
        "contents": _("Contents"),
        "amounts": _("Amounts in %(unit)s.") % {"unit": document.unit},
        "unit_column": _("Unit"),
        "what": _("What"),
        "amount": _("Amount"),
        "unit_of_amount": _("Unit of amount"),
        "explanation": _("Explanation"),
        "source": _("Source"),
        "comments": _("Comments on the deviations"),
        "uncommented": _("Deviations without a comment:"),
        "whole": _("The municipality's own comment"),
        "goals": _("Goals"),
        "goals_about": _goals_about(document),
        "under": _("under"),
        "assessment": _("The owner's assessment"),
        "no_assessment": _("No assessment"),
        "computed": _("What the indicators say"),
        "differs": _("Why the assessment differs"),
        "reason": _("Reason"),
        "units": _("In the units' own words"),
        "silent": _("Have not written a text of their own:"),
        "sources": _("Sources"),
        "sources_about": _sources_about(),
        "colophon": _("About the report"),
    }


def _goals_about(document: Presented) -> str:
    """How to read the part about goals."""
    return _(
        "The goals are judged for %(period)s. What the indicators say is computed from targets and outcomes. "
        "The assessment is the owner's. Where the two differ the owner has given a reason."
    ) % {"period": document.measured}


def _sources_about() -> str:
    """How to read the list of sources."""
    return _(
        "Every figure in the report carries the number of its source. The address leads to the figure's trail in Röda "
        "tråden: which rows it is built on, and what was recorded before."
    )
