"""How does the report become a PDF? Typst sets it from JSON: tagged (UA-1), archivable (A-2a), the same each time."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.translation import gettext as _

from rodatraden import ui
from rodatraden.reports.followup import labels
from rodatraden.reports.followup.charts import Chart
from rodatraden.reports.followup.context import Context
from rodatraden.reports.followup.pieces import Presented

TEMPLATE: Final = Path(__file__).parent / "followup.typ"
FONTS: Final = Path(ui.__file__).parent / "static" / "vendor" / "fonts" / "pdf"
_STANDARDS: Final[list[Any]] = ["ua-1", "a-2a"]
_NO_GLYPH: Final = "could not be displayed"
_SET: Final = re.compile(
    r"[^\n\u0020-\u024f\u02c6-\u02dd\u0370-\u03ff\u0400-\u045f\u2010-\u2044\u20ac\u2116\u2122\u2190-\u2193\u2200-\u2265\u25a1]"
)
"""What our fonts certainly have no letter for."""


class NotSet(RuntimeError):
    """The PDF could not be set; the sentence says why and how to mend it."""


def render(context: Context, document: Presented, charts: Sequence[Chart]) -> bytes:
    """The PDF, in the words of the active language. The same context gives the same bytes. Raises NotSet."""
    if not any(FONTS.glob("*.ttf")):
        raise NotSet(
            _("The fonts of the PDF are missing in %(folder)s. Run bin/assets and try again.") % {"folder": FONTS}
        )
    drawn = [
        {"table": chart.table, "title": chart.title, "description": chart.description, "svg": chart.drawn().svg}
        for chart in charts
    ]
    report = json.dumps(
        {"document": asdict(document), "words": labels.of(context, document), "charts": drawn, "arms": context.arms},
        ensure_ascii=False,
    )
    timestamp = int(context.at.timestamp())
    try:
        return _set(report, timestamp)
    except typst.TypstError as error:
        if _NO_GLYPH not in error.message:
            raise NotSet(_("The PDF can't be set: %(error)s") % {"error": error.message}) from error
    try:
        return _set(_SET.sub("□", report), timestamp)
    except typst.TypstError as error:
        raise NotSet(_("The PDF can't be set: %(error)s") % {"error": error.message}) from error


def _set(report: str, timestamp: int) -> bytes:
    content: bytes
    content, warnings = typst.compile_with_warnings(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": report},
        pdf_standards=_STANDARDS,
        timestamp=timestamp,
    )
    if warnings:
        said = "; ".join(warning.message for warning in warnings)
        raise NotSet(_("The PDF can't be set: %(error)s") % {"error": said})
    return content
