"""A small municipality with a report that is written, for the tests of composed reports."""

from datetime import date, datetime
from typing import Any

from rodatraden.control.tests import make
from rodatraden.reports import actions
from rodatraden.reports.actions import NewReport, NewTask, NewText

NOW = make.NOW
DAY = make.DAY
WRITTEN = ("bedomning", "atgarder")
"""The sections of the report of internal control that people write."""


def municipality() -> None:
    make.municipality()
    make.adopt("BUN-1", make.terms(make.item()))


def start(code: str = "ik", **more: Any) -> None:
    given = {"template": "internkontroll", "title": "Intern kontroll 2026", "day": DAY, **more}
    actions.start_report(new=NewReport(report=code, **given), by="test", at=NOW)


def write(html: str, *, section: str = "bedomning", seen: int | None = None, at: datetime = NOW) -> int | None:
    """The key of the text that was stored."""
    new = NewText(report="ik", section=section, html=html)
    row = actions.write_section(new=new, seen=seen, by="test", at=at)
    return row.pk if row else None


def assign(section: str, *, writer: str = "", is_ready: bool = False, due: date | None = None) -> None:
    new = NewTask(report="ik", section=section, writer=writer, is_ready=is_ready, due=due)
    actions.assign(new=new, by="test", at=NOW)


def finish() -> None:
    """Mark every written section as ready."""
    for section in WRITTEN:
        assign(section, is_ready=True)
