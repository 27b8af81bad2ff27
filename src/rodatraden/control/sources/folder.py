"""The risks and checks of a municipality folder: what is loaded, and written back? Plans are among the decisions."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from rodatraden.control import actions, models, queries
from rodatraden.control.actions import New
from rodatraden.control.sources.rows import CheckRow, RiskRow, check_row, new_check, new_risk, risk_row
from rodatraden.files.faults import Fault
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Dataclass, Line
from rodatraden.journal.loading import Recording, read_lines, write_lines
from rodatraden.organisation import queries as organisation

SHEETS: Final[Mapping[str, type[Dataclass]]] = {"risks": RiskRow, "control_checks": CheckRow}


def load(folder: Path, *, by: str, at: datetime) -> Loaded:
    """Record what the sheets say. A sheet that is not there says nothing."""
    loaded = Loaded(_("Internal control"))
    lines = [line for name, schema in SHEETS.items() for line in read_lines(folder, name, schema, loaded)]
    if lines:
        known = _Known()
        recording: Recording[New] = Recording(
            _new_of, known.faults, lambda rows: actions.record_history(rows=rows, by=by, at=at)
        )
        recording.store(lines, loaded)
    return loaded


def _new_of(row: RiskRow | CheckRow) -> New:
    return new_risk(row) if isinstance(row, RiskRow) else new_check(row)


class _Known:
    """What lines may name."""

    def __init__(self) -> None:
        self.units, self.posts = organisation.unit_codes(), organisation.post_codes()
        self.plans = queries.plans(on=queries.EVERYTHING, known=queries.EVERYTHING)

    def faults(self, line: Line[Any]) -> Iterator[Fault]:
        """What is wrong with a line."""
        row = line.row
        if row.unit not in self.units:
            yield line.fault("unit", _("There is no unit with this code."))
        for name in ("owner", "post"):
            code = getattr(row, name, None)
            if code and code not in self.posts:
                yield line.fault(name, _("There is no post with this code."))
        yield from self._risk(line, row) if isinstance(row, RiskRow) else self._check(line, row)

    def _risk(self, line: Line[Any], row: RiskRow) -> Iterator[Fault]:
        if row.valid_to and row.valid_to <= row.valid_from:
            yield line.fault("valid_to", _("The end must be after the beginning."))

    def _check(self, line: Line[Any], row: CheckRow) -> Iterator[Fault]:
        plan = self.plans.get((row.unit, row.year))
        if plan is None:
            yield line.fault("year", _("The body has adopted no control plan for this year."))
        elif plan.item(row.item) is None:
            yield line.fault("item", _("The plan has no control item with this code."))
        if row.sample is not None and row.deviations is not None and row.deviations > row.sample:
            yield line.fault("deviations", _("No more can be wrong than were looked at."))


def export(folder: Path) -> None:
    """Write every recorded row, also those that no longer count."""
    risks = models.RiskVersion.objects.order_by("recorded_at", "risk_id")
    checks = models.CheckVersion.objects.order_by("recorded_at", "unit", "year", "item", "code")
    write_lines(folder, "risks", RiskRow, map(risk_row, risks))
    write_lines(folder, "control_checks", CheckRow, map(check_row, checks))
