"""Is a day a working day in Sweden, and which is the next one?

After lagen (1989:253) om allmänna helgdagar, and 2 § lagen (1930:173) om beräkning av lagstadgad tid, by which a time
that runs out on a Saturday, a holiday or one of three eves runs out on the next working day instead.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

_DAY: Final = timedelta(days=1)
_NATIONAL_DAY_SINCE: Final = 2005
"""The year from which the sixth of June is a holiday, and Whit Monday no longer is."""


def is_working_day(day: date) -> bool:
    """Whether a day is none of Saturday, Sunday, public holiday, Midsummer's, Christmas and New Year's Eve."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def working_day_from(day: date) -> date:
    """The day itself when it is a working day, else the next one."""
    while not is_working_day(day):
        day += _DAY
    return day


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    easter = _easter(year)
    midsummer = next(date(year, 6, day) for day in range(20, 27) if date(year, 6, day).weekday() == 5)
    all_saints = next(day for day in (date(year, 10, 31) + n * _DAY for n in range(7)) if day.weekday() == 5)
    fixed = {(1, 1), (1, 6), (5, 1), (12, 24), (12, 25), (12, 26), (12, 31)}
    movable = {easter - 2 * _DAY, easter, easter + _DAY, easter + 39 * _DAY, easter + 49 * _DAY}
    movable |= {midsummer - _DAY, midsummer, all_saints}
    changed = date(year, 6, 6) if year >= _NATIONAL_DAY_SINCE else easter + 50 * _DAY
    return frozenset({date(year, month, day) for month, day in fixed} | movable | {changed})


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
