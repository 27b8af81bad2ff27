"""The reports of a municipality folder, written together and signed: what is loaded, and written back?"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from rodatraden.files.faults import Fault
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Dataclass, Line
from rodatraden.journal.loading import Recording, read_lines, write_lines
from rodatraden.journal.models import Recorded
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation
from rodatraden.reports import actions, models
from rodatraden.reports.actions import New
from rodatraden.reports.composed import template
from rodatraden.reports.sources import composed_editions, signed
from rodatraden.reports.sources.rows import RemarkRow, ReportRow, TaskRow, TextRow, new_of, row_of
from rodatraden.steering import queries as steering

SHEETS: Final[Mapping[str, type[Dataclass]]] = {
    "reports": ReportRow,
    "report_texts": TextRow,
    "report_tasks": TaskRow,
    "report_remarks": RemarkRow,
}
_STORED: Final[Mapping[str, type[Recorded]]] = {
    "reports": models.ReportVersion,
    "report_texts": models.SectionText,
    "report_tasks": models.SectionTask,
    "report_remarks": models.Remark,
}


def load(folder: Path, *, by: str, at: datetime) -> Loaded:
    """Put back the editions, and record what the sheets say. A sheet that is not there says nothing."""
    loaded = Loaded(_("Reports"))
    signed.load(folder, by=by, loaded=loaded)
    lines = [line for name, schema in SHEETS.items() for line in read_lines(folder, name, schema, loaded)]
    if lines:
        known = _Known(lines)
        recording: Recording[New] = Recording(
            new_of, known.faults, lambda rows: actions.record_history(rows=rows, by=by, at=at)
        )
        recording.store(lines, loaded)
    composed_editions.load(folder, by=by, loaded=loaded)
    return loaded


class _Known:
    """What lines may name."""

    def __init__(self, lines: list[Line[Any]]) -> None:
        self.units, self.posts = organisation.unit_codes(), organisation.post_codes()
        self.rounds = {row.code for row in steering.rounds(known=FOREVER)}
        stored = models.ReportVersion.objects.order_by("recorded_at").values_list("report_id", "template")
        self.templates = dict(stored) | {
            line.row.report: line.row.template for line in lines if isinstance(line.row, ReportRow)
        }

    def faults(self, line: Line[Any]) -> Iterator[Fault]:
        """What is wrong with a line."""
        row = line.row
        for name, there, reason in (
            ("unit", self.units, _("There is no unit with this code.")),
            ("round", self.rounds, _("There is no round with this code.")),
            ("writer", self.posts, _("There is no post with this code.")),
            ("post", self.posts, _("There is no post with this code.")),
        ):
            code = getattr(row, name, None)
            if code and code not in there:
                yield line.fault(name, reason)
        yield from self._template(line, row) if isinstance(row, ReportRow) else self._section(line, row)

    def _template(self, line: Line[Any], row: ReportRow) -> Iterator[Fault]:
        if row.template not in template.names():
            yield line.fault("template", _("There is no template with this code."))

    def _section(self, line: Line[Any], row: TextRow | TaskRow | RemarkRow) -> Iterator[Fault]:
        of = self.templates.get(row.report)
        if of is None:
            yield line.fault("report", _("There is no report with this code."))
        elif of in template.names() and template.shipped(of).section(row.section) is None:
            yield line.fault("section", _("The template has no section with this code."))


def export(folder: Path) -> None:
    """Write each edition to its file, and every recorded row, also those that no longer count."""
    signed.export(folder)
    composed_editions.export(folder)
    for name, schema in SHEETS.items():
        stored = _STORED[name]._default_manager.order_by("recorded_at", "pk")  # noqa: SLF001 – the documented way
        write_lines(folder, name, schema, (row_of(schema, row) for row in stored))
