"""Composing a report: starting it, writing its sections, naming who writes them, and remarking on them.

Two people may have the same section open. Nobody's words are lost: who saves second is told, sees both texts and saves
again knowingly; and every version is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, Final, TypeAlias

from django.db import IntegrityError, transaction

from rodatraden.journal import actions as journal
from rodatraden.journal.actions import Batch, later_than
from rodatraden.journal.models import Recorded
from rodatraden.reports import models
from rodatraden.reports.composed import template
from rodatraden.ui import rich

LONGEST_TEXT: Final = 200_000
"""Characters of HTML in one section: about fifty pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """What a report is about, as it is handed in."""

    model: ClassVar[type[Recorded]] = models.ReportVersion
    entry: ClassVar[str] = "reports.report.recorded"
    report: str
    template: str
    title: str
    day: date
    unit: str = ""
    round: str = ""
    deadline: date | None = None
    is_withdrawn: bool = False
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """What is written in a section."""

    model: ClassVar[type[Recorded]] = models.SectionText
    entry: ClassVar[str] = "reports.text.recorded"
    report: str
    section: str
    html: str
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """Who writes a section, until when, and whether it is ready."""

    model: ClassVar[type[Recorded]] = models.SectionTask
    entry: ClassVar[str] = "reports.task.recorded"
    report: str
    section: str
    writer: str = ""
    due: date | None = None
    is_ready: bool = False
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRemark:
    """What a reader remarks on a section; without a code it gets the next number of the section."""

    model: ClassVar[type[Recorded]] = models.Remark
    entry: ClassVar[str] = "reports.remark.recorded"
    report: str
    section: str
    code: str = ""
    text: str
    is_settled: bool = False
    recorded_at: datetime | None = None
    post: str = ""


New: TypeAlias = NewReport | NewText | NewTask | NewRemark


class NoSuchReport(LookupError):
    """No report has the code."""


class NoSuchSection(LookupError):
    """The report's template has no such section, or nobody writes in it."""


class StartedAlready(Exception):
    """A report with the code is there already."""


class TextTooLong(Exception):
    """A text is longer than LONGEST_TEXT characters."""


class RemarkIsEmpty(Exception):
    """A remark says something."""


class WrittenMeanwhile(Exception):
    """Someone else wrote in the section after the writer had opened it. `theirs` is what stands; nothing is stored."""

    def __init__(self, theirs: models.SectionText) -> None:
        self.theirs = theirs
        super().__init__(str(theirs))


@transaction.atomic
def start_report(*, new: NewReport, by: str, at: datetime) -> None:
    """Start a report by a template. Raises StartedAlready, template.UnknownTemplate."""
    template.shipped(new.template)
    try:
        with transaction.atomic():  # the database holds the code for one: of two at once the other is told
            models.Report.objects.create(code=new.report)
    except IntegrityError as taken:
        raise StartedAlready(new.report) from taken
    journal.store([replace(new, recorded_at=at)])
    journal.record("reports.report.started", of=f"{new.report} {new.title}", by=by, details={"template": new.template})


@transaction.atomic
def describe_report(*, new: NewReport, by: str, at: datetime) -> None:
    """Say anew what a report is about, or withdraw it. Raises NoSuchReport."""
    now = _lock(new.report)
    journal.store([replace(new, recorded_at=later_than(now, at))])
    code = "reports.report.withdrawn" if new.is_withdrawn else "reports.report.described"
    journal.record(code, of=f"{new.report} {new.title}", by=by)


@transaction.atomic
def write_section(*, new: NewText, seen: int | None, by: str, at: datetime) -> models.SectionText | None:
    """Save what is written in a section; None when it says what stands already. `seen` is the key of the row one saw.

    Raises NoSuchReport, NoSuchSection, TextTooLong, WrittenMeanwhile.
    """
    html = rich.clean(new.html)
    if len(html) > LONGEST_TEXT:
        raise TextTooLong(new.section)
    _section(_lock(new.report), new.section)
    rows = models.SectionText.objects.filter(report_id=new.report, section=new.section)
    now = rows.order_by("-recorded_at").first()
    if (now.html if now else "") == html:
        return None
    if (now.pk if now else None) != seen and now:
        raise WrittenMeanwhile(now)
    journal.store([replace(new, html=html, recorded_at=later_than(now, at))])
    journal.record("reports.text.written", of=f"{new.report} {new.section}", by=by)
    return rows.order_by("-recorded_at").first()


@transaction.atomic
def assign(*, new: NewTask, by: str, at: datetime) -> None:
    """Name who writes a section and until when, or mark it as ready. Raises NoSuchReport, NoSuchSection."""
    _section(_lock(new.report), new.section)
    rows = models.SectionTask.objects.filter(report_id=new.report, section=new.section)
    now = rows.order_by("-recorded_at").first()
    journal.store([replace(new, recorded_at=later_than(now, at))])
    details = {"writer": new.writer, "is_ready": new.is_ready}
    journal.record("reports.section.assigned", of=f"{new.report} {new.section}", by=by, details=details)


@transaction.atomic
def remark(*, new: NewRemark, by: str, at: datetime) -> str:
    """Remark on a section, or settle a remark; its code.

    Raises NoSuchReport, NoSuchSection, RemarkIsEmpty, TextTooLong.
    """
    if not new.text.strip():
        raise RemarkIsEmpty(new.section)
    if len(new.text) > LONGEST_TEXT:
        raise TextTooLong(new.section)
    _section(_lock(new.report), new.section, written=False)
    rows = models.Remark.objects.filter(report_id=new.report, section=new.section)
    now = rows.filter(code=new.code).order_by("-recorded_at").first() if new.code else None
    numbers = [int(code) for code in rows.values_list("code", flat=True) if code.isdecimal()]
    given = replace(new, code=new.code or str(max(numbers, default=0) + 1), recorded_at=later_than(now, at))
    journal.store([given])
    details = {"text": new.text[:500], "is_settled": new.is_settled}
    journal.record("reports.remark.made", of=f"{new.report} {new.section}", by=by, details=details)
    return given.code


def record_history(*, rows: Sequence[New], by: str, at: datetime) -> Batch:
    """Add what is new of some reports and what was written in them. Raises RecordedOtherwise: nothing is stored."""
    return journal.add_history(rows=rows, by=by, at=at, store=_store)


def _store(rows: Sequence[New]) -> None:
    told = dict.fromkeys(row.report for row in rows if isinstance(row, NewReport))
    models.Report.objects.bulk_create([models.Report(code=code) for code in told], ignore_conflicts=True)
    journal.store(rows)


def _lock(code: str) -> models.ReportVersion:
    """A report as it stands, with everybody else who writes in it made to wait. Raises NoSuchReport."""
    list(models.Report.objects.select_for_update().filter(code=code))
    now = models.ReportVersion.objects.filter(report_id=code).order_by("-recorded_at").first()
    if now is None:
        raise NoSuchReport(code)
    return now


def _section(now: models.ReportVersion, code: str, *, written: bool = True) -> template.SectionPlan:
    plan = template.shipped(now.template).section(code)
    if plan is None or (written and not plan.is_written):
        raise NoSuchSection(code)
    return plan
