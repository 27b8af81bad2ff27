"""How do days leave the program as a calendar that other programs subscribe to (RFC 5545)?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day, or days, in a calendar. `ident` is the same for the same thing each time the calendar is made."""

    ident: str
    on: date
    title: str
    text: str = ""
    address: str = ""
    until: date | None = None
    """The last day, when it is more than one."""


def to_ics(entries: Iterable[Entry], *, name: str, host: str, at: datetime) -> bytes:
    """The entries as a calendar; the same entries at the same instant give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Röda tråden//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(name))
    for entry in entries:
        calendar.add_component(_event(entry, host, at))
    return bytes(calendar.to_ical())


def _event(entry: Entry, host: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.ident}@{host}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", entry.on)
    event.add("dtend", (entry.until or entry.on) + timedelta(days=1))  # the day after the last: half-open, as here
    event.add("summary", _plain(entry.title))
    if entry.text:
        event.add("description", _plain(entry.text))
    if entry.address:
        event.add("url", entry.address)
    event.add("transp", "TRANSPARENT")
    return event


def _plain(text: str) -> str:
    """The text without what no calendar may hold; line breaks stay, and are escaped."""
    return "".join(each for each in text if each == "\n" or each.isprintable())
