"""What are the bytes of a report, as PDF and as Word? In the language of the record; made once for each content."""

from collections import OrderedDict
from typing import Final, Literal, TypeAlias

from django.utils import translation

from rodatraden.reports.followup import build, charts, docx, pdf
from rodatraden.reports.followup.context import Context, fingerprint, to_json
from rodatraden.reports.followup.presented import present
from rodatraden.reports.setting.edition import Edition

Format: TypeAlias = Literal["pdf", "docx"]

_RENDER: Final = {"pdf": pdf.render, "docx": docx.render}
_KEPT_AT_MOST: Final = 12
_kept: OrderedDict[str, bytes] = OrderedDict()
"""The latest files. The same context gives the same bytes, so nothing here can be out of date."""


def rendered(context: Context, form: Format, *, edition: Edition | None = None, unit: str = "mnkr") -> bytes:
    """The report as a file; amounts in `unit`. Raises setting.pdf.NotSet."""
    key = _key(context, form, edition, unit)
    content = _kept.get(key)
    if content is None:
        with translation.override(build.LANGUAGE):
            document = present(context, edition=edition, unit=unit)
            content = _RENDER[form](context, document, charts.of(context, unit=unit))
        _kept[key] = content
        while len(_kept) > _KEPT_AT_MOST:
            _kept.popitem(last=False)
    return content


def size(context: Context, form: Format, *, edition: Edition | None = None, unit: str = "mnkr") -> int | None:
    """How many bytes the file has; None when it has not been asked for yet: a page does not wait for it."""
    content = _kept.get(_key(context, form, edition, unit))
    return None if content is None else len(content)


def _key(context: Context, form: Format, edition: Edition | None, unit: str) -> str:
    return f"{fingerprint(to_json(context))} {edition.number if edition else 0} {form} {unit}"
