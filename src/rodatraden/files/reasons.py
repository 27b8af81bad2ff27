"""Why is a value refused? The validator's codes as sentences that say how to mend it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from pydantic_core import ErrorDetails


def reason(detail: ErrorDetails) -> str:
    """The sentence for one error; the validator's own words where we have none."""
    sentence = _SENTENCES.get(detail["type"])
    return sentence(detail.get("ctx", {})) if sentence else detail["msg"]


def _listed(expected: str) -> str:
    """'law', 'own' or 'enforcement' without English and quotation marks."""
    return expected.replace("' or '", ", ").replace("', '", ", ").strip("'")


_SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "missing": lambda _context: _("Must be filled in."),
    "missing_argument": lambda _context: _("Must be filled in."),
    "missing_keyword_only_argument": lambda _context: _("Must be filled in."),
    "extra_forbidden": lambda _context: _("Unknown field. Look at the spelling, or take it away."),
    "unexpected_keyword_argument": lambda _context: _("Unknown field. Look at the spelling, or take it away."),
    "number": lambda _context: _("Not a number. Write 1234,5 or 1234.5 without words."),
    "ore": lambda _context: _("An amount in kronor has at most two decimals."),
    "day": lambda _context: _("Not a day. Write it as 2026-04-30."),
    "day_range": lambda _context: _("The day is before 1862 or after 2200. Look at the year."),
    "period": lambda _context: _("Not a period. Write 2026, 2026-04, 2026-Q1, 2026-T1 or 2026-H1."),
    "enum": lambda context: _("Must be one of: %(expected)s.") % {"expected": _listed(context["expected"])},
    "literal_error": lambda context: _("Must be one of: %(expected)s.") % {"expected": _listed(context["expected"])},
    "string_pattern_mismatch": lambda _context: _(
        "Not a code. Use letters A–Z, digits, full stop, hyphen and underscore, at most 64 characters."
    ),
    "code_like_file": lambda _context: _("A code can't end as a file does: .csv, .xlsx, .json, .pdf or .docx."),
    "string_unicode": lambda _context: _("Holds characters that can't be written. Type the text anew."),
    "unwritable": lambda _context: _("Holds characters that can't be written. Type the text anew."),
    "string_type": lambda _context: _("Must be text."),
    "string_too_short": lambda _context: _("Must be filled in."),
    "string_too_long": lambda context: _("At most %(most)d characters.") % {"most": context["max_length"]},
    "too_long": lambda context: _("At most %(most)d characters.") % {"most": context["max_length"]},
    "int_parsing": lambda _context: _("Not a whole number."),
    "int_parsing_size": lambda _context: _("Not a whole number."),
    "int_from_float": lambda _context: _("Not a whole number."),
    "greater_than": lambda context: _("Must be more than %(limit)s.") % {"limit": context["gt"]},
    "greater_than_equal": lambda context: _("Must be at least %(least)s.") % {"least": context["ge"]},
    "less_than_equal": lambda context: _("Must be at most %(most)s.") % {"most": context["le"]},
    "decimal_max_digits": lambda context: _("At most %(most)d digits.") % {"most": context["max_digits"]},
    "decimal_max_places": lambda context: _("At most %(most)d decimals.") % {"most": context["decimal_places"]},
    "decimal_whole_digits": lambda context: _("At most %(most)d digits.") % {"most": context["whole_digits"]},
    "timezone_aware": lambda _context: _("An instant needs its time zone: 2026-05-20T10:00:00+02:00."),
    "datetime_from_date_parsing": lambda _context: _("Not an instant. Write it as 2026-05-20T10:00:00+02:00."),
    "datetime_parsing": lambda _context: _("Not an instant. Write it as 2026-05-20T10:00:00+02:00."),
    "bool_parsing": lambda _context: _("Must be true or false."),
    "bool_type": lambda _context: _("Must be true or false."),
    "list_type": lambda _context: _("Must be a list."),
    "tuple_type": lambda _context: _("Must be a list."),
    "dict_type": lambda _context: _("Must be a set of fields."),
    "dataclass_type": lambda _context: _("Must be a set of fields."),
}
