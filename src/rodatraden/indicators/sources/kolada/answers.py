"""Which values does an answer of Kolada's API v3 hold, and what is wrong with the rest?"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from rodatraden.files.faults import Fault, shorten
from rodatraden.indicators.rules import Gender
from rodatraden.indicators.rules.kolada import Value, is_kpi, is_place, state_of


@dataclass(slots=True)
class Gathered:
    """Values from one file or fetching, how many were read, and why some were refused, line by line."""

    file: str
    values: dict[tuple[str, str, int, Gender], Value] = field(default_factory=dict)
    lines: dict[tuple[str, str, int, Gender], int | None] = field(default_factory=dict)
    read: int = 0
    doubled: int = 0
    refused: list[Fault] = field(default_factory=list)

    def refuse(self, line: int | None, name: str, value: object, reason: str) -> None:
        """Leave something out, and say why."""
        self.refused.append(Fault(self.file, line, name, shorten(value), reason))

    def keep(self, value: Value, line: int | None) -> None:
        """Take a value. The same once more counts once; another for the same place, year and gender is refused."""
        key = (value.kpi, value.place, value.period, value.gender)
        if key not in self.values:
            self.values[key], self.lines[key] = value, line
        elif self.values[key] == value:
            self.doubled += 1
        else:
            reason = _("Line %(line)s says another value for the same place and year; that one is kept.")
            self.refuse(line, "value", value.value, reason % {"line": self.lines[key] or "?"})


def gather(rows: Iterable[tuple[int | None, Any]], *, file: str) -> Gathered:
    """The values of some rows of the API, each with the line it stands on."""
    told = Gathered(file)
    for line, row in rows:
        _take(told, line, row)
    return told


def _take(told: Gathered, line: int | None, row: Any) -> None:
    """One row: a KPI for a place in a year, with a value for each gender."""
    if not isinstance(row, dict) or not isinstance(row.get("values"), list):
        told.read += 1
        told.refuse(line, "values", row, _("This is no row of values. Save an answer of /data as it is."))
        return
    told.read += len(row["values"])
    kpi, period = str(row.get("kpi", "")), row.get("period")
    place = _place(row.get("municipality"))
    if not is_kpi(kpi):
        told.refuse(line, "kpi", kpi, _("A KPI is N or U and five digits."))
    elif "ou" in row:
        told.refuse(
            line, "ou", row["ou"], _("Values of single schools and homes are not kept, only of municipalities.")
        )
    elif place is None:
        reason = _("A municipality is four digits, a group G and digits.")
        told.refuse(line, "municipality", row.get("municipality"), reason)
    elif isinstance(period, bool) or not isinstance(period, int) or not 1900 <= period <= 2200:
        told.refuse(line, "period", period, _("The year must be a whole number."))
    else:
        for each in row["values"]:
            if (value := _value(told, line, each, (kpi, place, period))) is not None:
                told.keep(value, line)


def _place(given: Any) -> str | None:
    """A place, also where a program has taken its code for a number and lost the nought: 114 is 0114."""
    code = str(given).strip() if isinstance(given, str | int) and not isinstance(given, bool) else ""
    if code.isdecimal() and len(code) < 4:
        code = code.zfill(4)
    return code if is_place(code) else None


def _value(told: Gathered, line: int | None, each: Any, where: tuple[str, str, int]) -> Value | None:
    """One value, or None when it is refused. What is missing is a value without a number, as what is deleted."""
    if not isinstance(each, dict) or each.get("gender") not in set(Gender):
        told.refuse(line, "gender", each, _("The gender must be T, K or M."))
        return None
    number = None if each.get("isdeleted") else each.get("value")
    if number is not None and (
        isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number)
    ):
        told.refuse(line, "value", number, _("The value must be a number, or null when it is missing."))
        return None
    count = each.get("count")
    kpi, place, period = where
    state = state_of(str(each.get("status") or ""), number)
    return Value(
        kpi=kpi,
        place=place,
        period=period,
        gender=Gender(each["gender"]),
        value=None if state in {"missing", "suppressed"} or number is None else float(number),
        count=count if isinstance(count, int) and not isinstance(count, bool) and count >= 0 else None,
        state=state,
    )
