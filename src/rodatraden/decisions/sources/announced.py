"""The notices of decisions in a municipality folder: announcements.csv, what the notice board says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext as _

from rodatraden.decisions import actions, models
from rodatraden.files.columns import Code, Column, Day, Instant
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementRow:
    """On which day the notice of a decision was posted. A correction is a new line, recorded later."""

    decision: Annotated[Code, Column("beslut", "Beslutets kod.")]
    announced_on: Annotated[
        Day, Column("anslaget", "Dagen då det tillkännagavs på anslagstavlan att protokollet var justerat.")
    ]
    recorded_at: Annotated[
        Instant | None, Column("registrerad", "När uppgiften registrerades. Tomt: när filen läses in.")
    ] = None


def store(lines: Iterable[Line[AnnouncementRow]], *, by: str, at: datetime, loaded: Loaded) -> None:
    """Note every line, the earliest first."""
    met: dict[tuple[str, datetime], int] = {}
    for line in sorted(lines, key=lambda each: (each.row.recorded_at or at, each.number)):
        row = line.row
        recorded_at = row.recorded_at or at
        if (row.decision, recorded_at) in met:
            reason = _("Stands on line %(line)d already.") % {"line": met[row.decision, recorded_at]}
            loaded.faults.append(line.fault("decision", reason))
            continue
        met[row.decision, recorded_at] = line.number
        try:
            noted = actions.announce(code=row.decision, announced_on=row.announced_on, by=by, at=recorded_at)
        except actions.NoSuchDecision:
            loaded.faults.append(line.fault("decision", _("There is no decision with this code.")))
        except actions.AnnouncedBeforeDecided as refused:
            reason = _("The decision was taken later, on %(day)s.") % {"day": refused.args[0].isoformat()}
            loaded.faults.append(line.fault("announced_on", reason))
        except actions.AnnouncedOtherwise:
            reason = _("Another day was registered at that instant. Register a correction at a later one.")
            loaded.faults.append(line.fault("recorded_at", reason))
        else:
            if noted:
                loaded.added.append(f"{row.decision} {row.announced_on}")
            else:
                loaded.unchanged += 1


def rows() -> list[AnnouncementRow]:
    """Every notice, as the sheet holds it."""
    noted = models.Announcement.objects.select_related("decision").order_by("decision__code", "recorded_at")
    return [
        AnnouncementRow(decision=each.decision.code, announced_on=each.announced_on, recorded_at=each.recorded_at)
        for each in noted
    ]
