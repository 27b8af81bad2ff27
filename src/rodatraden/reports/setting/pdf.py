"""How does JSON become a PDF? Typst sets it: tagged (UA-1), archivable (A-2a), the same bytes each time."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.translation import gettext as _

from rodatraden import ui

FONTS: Final = Path(ui.__file__).parent / "static" / "vendor" / "fonts" / "pdf"
ROOT: Final = Path(__file__).parent.parent
"""A template may use what lies below, and nothing else: `/setting/house.typ` has the look that they share."""
_STANDARDS: Final[list[Any]] = ["ua-1", "a-2a"]
_NO_GLYPH: Final = "could not be displayed"
_SET: Final = re.compile(
    r"[^\n\u0020-\u024f\u02c6-\u02dd\u0370-\u03ff\u0400-\u045f\u2010-\u2044\u20ac\u2116\u2122\u2190-\u2193\u2200-\u2265\u25a1]"
)
"""What our fonts certainly have no letter for."""


class NotSet(RuntimeError):
    """The PDF could not be set; the sentence says why and how to mend it."""


def set_from(template: Path, report: str, *, at: datetime) -> bytes:
    """The PDF of a report, given as JSON text to a template. What we have no letter for becomes □. Raises NotSet."""
    if not any(FONTS.glob("*.ttf")):
        raise NotSet(
            _("The fonts of the PDF are missing in %(folder)s. Run bin/assets and try again.") % {"folder": FONTS}
        )
    timestamp = int(at.timestamp())
    try:
        return _set(template, report, timestamp)
    except typst.TypstError as error:
        if _NO_GLYPH not in error.message:
            raise NotSet(_("The PDF can't be set: %(error)s") % {"error": error.message}) from error
    try:
        return _set(template, _SET.sub("□", report), timestamp)
    except typst.TypstError as error:
        raise NotSet(_("The PDF can't be set: %(error)s") % {"error": error.message}) from error


def _set(template: Path, report: str, timestamp: int) -> bytes:
    content: bytes
    content, warnings = typst.compile_with_warnings(
        str(template),
        root=str(ROOT),
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
