"""The plan, the readings and the rounds of a municipality folder: what is loaded in which order, and written back?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.files import tables, writing
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.folders import Drafted, Loaded
from rodatraden.files.tables import Dataclass, Line
from rodatraden.finance import queries as finance
from rodatraden.indicators.actions import RecordedOtherwise
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation
from rodatraden.steering import actions, models, queries
from rodatraden.steering.actions import NewRound
from rodatraden.steering.sources import continued, plan, readings, rounds, said, shipped, wordings
from rodatraden.steering.sources.continued import ContinuationRow
from rodatraden.steering.sources.plan import recorded_otherwise
from rodatraden.steering.sources.rows import (
    ClosingRow,
    EqualityRow,
    FollowUpRow,
    PlanRow,
    QuestionRow,
    ReadingRow,
    RoundRow,
    SubmissionRow,
)

SHEETS: Final[Mapping[str, type[Dataclass]]] = {
    "plan": PlanRow,
    "continuations": ContinuationRow,
    "readings": ReadingRow,
    "rounds": RoundRow,
    "followup": FollowUpRow,
    "submissions": SubmissionRow,
    **{name: schema for name, (schema, _model, _told) in rounds.SHEETS.items()},
}

DRAFTED: Final[Mapping[str, Drafted]] = {"model": Drafted(shipped.names, shipped.decision)}

Row = TypeVar("Row", bound=Dataclass)


def load(folder: Path, *, by: str, at: datetime) -> Loaded:
    """Goals, indicators and targets; then readings; then rounds, what was said in them and how far that came."""
    loaded = Loaded(_("Goals, readings and follow-up"))
    units = frozenset(organisation.unit_codes())
    mapping = _lines(folder, "continuations", ContinuationRow, loaded)
    wanted, strange = continued.applied(_lines(folder, "plan", PlanRow, loaded), mapping)
    loaded.faults += strange
    plan.store(wanted, units=units, by=by, at=at, loaded=loaded)
    readings.store(_lines(folder, "readings", ReadingRow, loaded), units=units, by=by, at=at, loaded=loaded)
    _store_rounds(_lines(folder, "rounds", RoundRow, loaded), by=by, at=at, loaded=loaded)
    lines: list[said.SaidLine] = [
        *_lines(folder, "followup", FollowUpRow, loaded),
        *_lines(folder, "submissions", SubmissionRow, loaded),
    ]
    said.store(lines, units=units, by=by, at=at, loaded=loaded)
    about: list[rounds.AnyLine] = [
        *_lines(folder, "round_questions", QuestionRow, loaded),
        *_lines(folder, "round_closings", ClosingRow, loaded),
        *_lines(folder, "equality", EqualityRow, loaded),
    ]
    rounds.store(about, units=units, by=by, at=at, loaded=loaded)
    loaded.faults += _forecasts_in_no_round(folder)
    return loaded


def _forecasts_in_no_round(folder: Path) -> Iterator[Fault]:
    """The economy, below, knows no rounds; a forecast waits under the code of one. Here it is seen if there is one."""
    sheets = [path.name for path in sorted(folder.glob("forecast.*"))]
    unknown = finance.rounds_forecast() - {row.code for row in queries.rounds(known=FOREVER)} if sheets else set[str]()
    for code in sorted(unknown):
        yield Fault(sheets[0], None, "omgång", code, _("There is no round with this code."))


def _lines(folder: Path, name: str, schema: type[Row], loaded: Loaded) -> list[Line[Row]]:
    """The lines of a sheet that fit its schema; a sheet that is not there says nothing."""
    try:
        path = tables.find(folder, name)
    except Refused as refused:
        loaded.faults += refused.faults
        return []
    if path is None:
        return []
    lines, faults = tables.read(path, schema)
    loaded.faults += faults
    return lines


def _store_rounds(lines: list[Line[RoundRow]], *, by: str, at: datetime, loaded: Loaded) -> None:
    met: dict[tuple[str, datetime | None], int] = {}
    given: dict[NewRound, Line[RoundRow]] = {}
    for line in lines:
        row = line.row
        key = (row.code, row.recorded_at)
        if key in met:
            loaded.faults.append(line.fault("code", _("Stands on line %(line)d already.") % {"line": met[key]}))
            continue
        met[key] = line.number
        said_of = {name: getattr(row, name) for name in tables.columns(RoundRow)}
        given[NewRound(**(said_of | {"levels": rounds.levels_of(row)}))] = line
    try:
        stored = actions.describe_rounds(rounds=[*given], by=by, at=at)
    except RecordedOtherwise as error:
        loaded.faults += [recorded_otherwise(given[each]) for each in error.args]
        return
    noun = _("round")
    loaded.added += [f"{noun} {what}" for what in stored.added]
    loaded.changed += [f"{noun} {what}" for what in stored.changed]
    loaded.unchanged += stored.unchanged


def export(folder: Path) -> None:
    """Write the sheets, each only when there is something to write in it."""
    _write(folder, "plan", PlanRow, wordings.rows())
    _write(folder, "readings", ReadingRow, readings.rows())
    _write(folder, "rounds", RoundRow, _round_rows())
    _write(folder, "followup", FollowUpRow, said.follow_up_rows())
    _write(folder, "submissions", SubmissionRow, said.submission_rows())
    for name, (schema, _model, _told) in rounds.SHEETS.items():
        _write(folder, name, schema, rounds.exported(name))


def _round_rows() -> Iterable[RoundRow]:
    for row in models.Round.objects.order_by("code", "recorded_at"):
        values = {name: getattr(row, name) for name in tables.columns(RoundRow)}
        told = {"recorded_at": timezone.localtime(row.recorded_at), "levels": rounds.level_words(row.levels)}
        yield RoundRow(**(values | told))


def _write(folder: Path, name: str, schema: type[Dataclass], rows: Iterable[Dataclass]) -> None:
    held = list(rows)
    if held:
        (folder / f"{name}.csv").write_bytes(writing.rows_to_csv(schema, held))
