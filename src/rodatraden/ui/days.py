"""Which day does the reader want to see, and as known on which day?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

_COUNTED = re.compile("[0-9]{6}")
"""A day as the range of a time slider counts it, when no script is there to write it out."""

EARLIEST = date(1862, 1, 1)
LATEST = date(2200, 12, 31)


class NotADay(ValueError):
    """A day in the address that is none; `args` are the name and the value given."""


@dataclass(frozen=True, slots=True)
class Days:
    """The day that is shown, the day whose knowledge is used, and today."""

    on: date
    known: date
    today: date

    @classmethod
    def asked(cls, given: Mapping[str, str], *, today: date) -> "Days":
        """The days that an address asks for; today where it says nothing. Raises NotADay."""
        return cls(_day(given, "on", today), _day(given, "known", today), today)

    @property
    def is_today(self) -> bool:
        """Whether nothing else than today was asked for."""
        return self.on == self.known == self.today

    @property
    def query(self) -> str:
        """The days as the end of an address, empty when they are today."""
        return self._query_beside("")

    def _query_beside(self, said: str) -> str:
        """The days that are asked for, but for those that an address says itself."""
        days = {"on": self.on, "known": self.known}
        asked = {name: day for name, day in days.items() if day != self.today and f"{name}=" not in said}
        return urlencode({name: day.isoformat() for name, day in asked.items()})

    def link(self, address: str) -> str:
        """An address inside the program that keeps the days, but for one that it says itself."""
        if self.is_today:  # nearly always; a page holds hundreds of links
            return address
        path, mark, fragment = address.partition("#")
        query = self._query_beside(path.partition("?")[2])
        return f"{path}{'&' if '?' in path else '?'}{query}{mark}{fragment}" if query else address


def _day(given: Mapping[str, str], name: str, today: date) -> date:
    text = given.get(name, "").strip()
    if not text:
        return today
    try:
        day = date.fromordinal(int(text)) if _COUNTED.fullmatch(text) else date.fromisoformat(text)
    except ValueError:
        raise NotADay(name, text) from None
    if not EARLIEST <= day <= LATEST:
        raise NotADay(name, text)
    return day
