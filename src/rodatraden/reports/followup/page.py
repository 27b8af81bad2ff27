"""What does the page of a report show, in the program and as a file that stands alone?"""

from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from rodatraden.reports.followup import charts, labels
from rodatraden.reports.followup.build import LANGUAGE
from rodatraden.reports.followup.context import Context
from rodatraden.reports.followup.pieces import MoneyTable, Presented
from rodatraden.reports.followup.presented import present
from rodatraden.reports.setting.edition import Edition
from rodatraden.ui import stylesheets
from rodatraden.ui.shapes import Drawn

TEMPLATE: Final = "reports/report.html"


def _styles() -> SafeString:
    """Our own stylesheet, inside the file."""
    return format_html("<style>{}</style>", mark_safe(stylesheets.stylesheet().text.decode()))  # noqa: S308 – our own files


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of money with its drawings."""

    table: MoneyTable
    drawn: tuple[Drawn, ...]


def values(context: Context, told: Presented, *, unit: str) -> dict[str, Any]:
    """What the template needs to show the report itself, in the active language."""
    drawn = charts.of(context, unit=unit)
    return {
        "around": "ui/base.html",
        "alone": False,
        "told": told,
        "words": labels.of(context, told),
        "shown": [
            Shown(table, tuple(each.drawn() for each in drawn if each.table == table.key)) for table in told.tables
        ],
    }


def alone(context: Context, *, edition: Edition | None = None, unit: str = "mnkr") -> bytes:
    """The report as one HTML file with its styles inside, in the words of the record."""
    with translation.override(LANGUAGE):
        told = present(context, edition=edition, unit=unit)
        around = {"around": "reports/alone.html", "styles": _styles(), "alone": True}
        return render_to_string(TEMPLATE, {**values(context, told, unit=unit), **around}).encode()
