"""What does a composed report say of its own on paper: its standing headings and words?"""

from django.utils.translation import gettext as _

from rodatraden.reports.composed.told import Report


def of(report: Report) -> dict[str, str]:
    """Every standing word by its key, in the active language."""
    return {
        "draft": _("DRAFT"),
        "arms": _("The coat of arms of %(name)s") % {"name": report.municipality},
        "known": _("As known on %(day)s") % {"day": report.known},
        "contents": _("Contents"),
        "source": _("Source"),
        "reason": _("Reason"),
        "missing": _("Missing"),
        "sources": _("Sources"),
        "sources_about": _(
            "Every figure in the report carries the number of its source. The address leads to the figure's trail in "
            "Röda tråden: which rows it is built on, and what was recorded before."
        ),
        "colophon": _("About the report"),
    }
