"""What are the bytes of a composed report, as PDF, Word and Excel? In the language of the record; made once."""

from collections.abc import Callable, Mapping
from typing import Final, Literal, TypeAlias

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.reports import models
from rodatraden.reports.composed import docx, pdf, xlsx
from rodatraden.reports.composed.context import Document, fingerprint, to_json
from rodatraden.reports.composed.told import Report, tell
from rodatraden.reports.setting import kept
from rodatraden.reports.setting.edition import Edition

Format: TypeAlias = Literal["pdf", "docx", "xlsx"]

LANGUAGE: Final = "sv"
"""A signed report is a record, and the record is Swedish."""
_RENDER: Final[Mapping[Format, Callable[..., bytes]]] = {"pdf": pdf.render, "docx": docx.render, "xlsx": xlsx.render}


def rendered(document: Document, form: Format, *, edition: Edition | None = None, base: str = "") -> bytes:
    """The report as a file. A signed edition is kept on disk, since it never changes. Raises setting.pdf.NotSet.

    `base` is where the program is reached, for links to trails; empty when nobody knows.
    """
    key = kept.key(edition.sha256 if edition else fingerprint(to_json(document)), repr(edition), form, base)

    def make() -> bytes:
        with translation.override(LANGUAGE):
            return _RENDER[form](told(document, edition), base=base)

    return kept.once(key, make, on_disk=edition is not None)


def told(document: Document, edition: Edition | None) -> Report:
    """The report in words of the record."""
    with translation.override(LANGUAGE):
        return tell(document, edition=edition)


def edition_of(signed: models.ComposedEdition) -> Edition:
    """What is said of an edition in its own document, in words of the record."""
    with translation.override(LANGUAGE):
        return Edition(
            number=signed.number,
            signed_at=signed.signed_at,
            signed_by=signed.signed_by,
            sha256=signed.sha256,
            changes=_changes(signed.changes),
        )


def _changes(count: Mapping[str, int]) -> str:
    """What is new since the edition before, as counts; nothing for the first."""
    texts, figures = count.get("texts", 0), count.get("figures", 0)
    parts = [
        ngettext("%(count)d text", "%(count)d texts", texts) % {"count": texts} if texts else "",
        ngettext("%(count)d figure", "%(count)d figures", figures) % {"count": figures} if figures else "",
    ]
    said = ", ".join(part for part in parts if part)
    return _("Changed since the edition before: %(said)s.") % {"said": said} if said else ""
