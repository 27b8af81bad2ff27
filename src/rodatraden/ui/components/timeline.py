"""On which days did something happen, and how does the reader get from one to the next?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from django.template import Context
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.ui import formats
from rodatraden.ui.components.links import here
from rodatraden.ui.components.registry import days_of, leaf, request_of, show
from rodatraden.ui.shapes import Stop

_MOST: Final = 200
"""More ticks than this could not be told apart, nor stepped through."""
_NAMED: Final = 3
_LABELS: Final = 7
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick: how far along the line it stands, in per cent, which day it leads to, and what happened then."""

    at: str
    day: date
    words: str
    address: str = ""
    current: bool = False

    @property
    def number(self) -> int:
        """The day as the range counts days."""
        return self.day.toordinal()


@leaf
def time_slider(context: Context, stops: Sequence[Stop], *, label: str, says: str = "") -> str:
    """A line over all years with a tick for each day on which something takes effect; a tick leads to its day.

    Arrow keys step from tick to tick. Without script it is a range with a button. The links keep everything else that
    the address says. More than 200 days are drawn as months, or as years, and the reader is told. `says` explains.

        {% time_slider some_stops label='Organisationens dagar' %}
    """
    days, request = days_of(context), request_of(context)
    if days is None or request is None or not stops:
        return ""
    merged, word = _merged(sorted(stops, key=lambda stop: stop.day))
    first = date(min(merged[0].day, days.on).year, 1, 1)
    last = date(max(merged[-1].day, days.on, days.today).year, 12, 31)
    ticks = [_tick(context, stop, (first, last), days.on) for stop in merged]
    return show(
        context,
        "time_slider",
        label=label,
        says=" ".join(each for each in (says, word) if each),
        on=days.on,
        path=request.path,
        kept=[(name, value) for name, values in request.GET.lists() if name != "on" for value in values],
        first=first.toordinal(),
        last=last.toordinal(),
        number=days.on.toordinal(),
        here=_at(days.on, first, last),
        ticks=ticks,
        years=_years(first, last),
        before=next((tick for tick in reversed(ticks) if tick.day < days.on), None),
        after=next((tick for tick in ticks if tick.day > days.on), None),
    )


def _merged(stops: Sequence[Stop]) -> tuple[list[Stop], str]:
    """As many stops as can be told apart: by day, else by month, else by year; and what a tick then is."""
    by_day = _by(stops, "%Y-%m-%d")
    if len(by_day) <= _MOST:
        return by_day, ""
    by_month = _by(stops, "%Y-%m")
    if len(by_month) <= _MOST:
        return by_month, _("Each tick is a month.")
    return _by(stops, "%Y")[-_MOST:], _("Each tick is a year.")


def _by(stops: Iterable[Stop], period: str) -> list[Stop]:
    """Stops of one period as one, on its last day."""
    together = (list(same) for _period, same in groupby(stops, key=lambda stop: stop.day.strftime(period)))
    return [Stop(same[-1].day, tuple(word for stop in same for word in stop.words)) for same in together]


def _tick(context: Context, stop: Stop, ends: tuple[date, date], on: date) -> Tick:
    told = list(dict.fromkeys(stop.words))
    rest = len(told) - _NAMED
    more = [ngettext("and %(count)d more", "and %(count)d more", rest) % {"count": rest}] if rest > 0 else []
    words = f"{formats.day(stop.day)}: {'; '.join([*told[:_NAMED], *more])}"
    return Tick(_at(stop.day, *ends), stop.day, words, here(context, on=stop.day.isoformat()), stop.day == on)


def _at(day: date, first: date, last: date) -> str:
    return f"{(day - first).days * 100 / max((last - first).days, 1):.2f}"


def _years(first: date, last: date) -> list[Tick]:
    """The years that are written under the line: so many that they can be read."""
    count = last.year - first.year + 1
    step = next((step for step in _STEPS if count / step <= _LABELS), _STEPS[-1])
    years = [year for year in range(first.year, last.year + 1) if year % step == 0] or [first.year]
    return [Tick(_at(max(date(year, 1, 1), first), first, last), date(year, 1, 1), str(year)) for year in years]
