"""What does a file from Kolada say? JSON as the API gives it, or a table as their site has given it."""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from rodatraden.facts.faults import ToldTooLate, Unusable
from rodatraden.files import objects
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.folders import Mapped
from rodatraden.indicators import actions
from rodatraden.indicators.actions import TakenIn
from rodatraden.indicators.rules.kolada import CREDIT
from rodatraden.indicators.sources.kolada import answers, sheets
from rodatraden.indicators.sources.kolada.answers import Gathered

_TABLES: Final = (".csv", ".xlsx", ".xls")


def gather(path: Path) -> Gathered:
    """The values of a file. Raises Refused when it is of another kind, or can't be read."""
    if path.name.lower().endswith((".json", ".json.gz")):
        found = objects.read(path, within=["values"])
        return answers.gather(((each.line, each.content) for each in found), file=path.name)
    if path.suffix.lower() in _TABLES:
        return sheets.gather(path)
    reason = _("A file from Kolada is .json as the API gives it, or a table: .csv, .xlsx or .xls.")
    raise Refused([Fault(path.name, None, "", "", reason)])


def load(path: Path, *, by: str, at: datetime, dry_run: bool = False) -> Mapped:
    """Take in the values of a file, or only say what that would do. Raises Refused when nothing of it can be read."""
    return take_in(gather(path), by=by, at=at, dry_run=dry_run)


def take_in(told: Gathered, *, by: str, at: datetime, dry_run: bool = False) -> Mapped:
    """Take in values from a file or the net, and say what that did. Raises Refused when none can be."""
    if not told.values:
        raise Refused(told.refused or [Fault(told.file, None, "", "", _("There are no values here."))])
    try:
        done = actions.take_in_kolada(
            values=list(told.values.values()), source=f"{CREDIT}, {told.file}", by=by, at=at, dry_run=dry_run
        )
    except Unusable as wrong:
        raise Refused([Fault(wrong.path.name, None, "", "", str(wrong))]) from None
    except ToldTooLate:
        reason = _("Values were taken in later than this. What was known then is never told afterwards.")
        raise Refused([Fault(told.file, None, "", "", reason)]) from None
    return _mapped(told, done)


def _mapped(told: Gathered, done: TakenIn) -> Mapped:
    kept = len(told.values) + told.doubled
    remarks = []
    if told.doubled:
        remarks.append(_("%(count)d rows stand twice in the file and are counted once.") % {"count": told.doubled})
    if done.revised:
        remarks.append(_("%(count)d values are revised; what was known earlier is kept.") % {"count": done.revised})
    remarks += [
        _("%(indicator)s: %(value)s is outside what the indicator can be, and is not taken as its reading.") % each
        for each in done.out_of_range
    ]
    return Mapped(
        part=CREDIT,
        added=[f"{each}" for each in done.what] if done.added else [],
        read=[(_("Values"), told.read, kept)],
        refused=told.refused,
        remarks=[*remarks, _counted(done)],
        unchanged=done.unchanged,
    )


def _counted(done: TakenIn) -> str:
    sentence = _("Values: %(added)d added, %(revised)d revised, %(unchanged)d as before. Own readings: %(readings)d.")
    counts = {"added": done.added, "revised": done.revised, "unchanged": done.unchanged, "readings": done.readings}
    return sentence % counts
