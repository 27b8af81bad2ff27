"""Which composed reports are there, what was written in each, and what does one say, as it stands or as signed?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import QuerySet
from django.utils import timezone

from rodatraden.journal import queries as journal
from rodatraden.kernel.periods import end_of
from rodatraden.reports import models
from rodatraden.reports.composed import build, context, template
from rodatraden.reports.composed.context import Document
from rodatraden.reports.queries.followed import UnknownEdition, start_of


class UnknownReport(LookupError):
    """No report has the code."""


def _before(known: date) -> datetime:
    return end_of(known, timezone.get_default_timezone())


def _versions(known: date) -> QuerySet[models.ReportVersion]:
    return models.ReportVersion.objects.counting(_before(known))


def find_report(code: str, *, known: date) -> models.ReportVersion:
    """What a report is about, as described by a day. Raises UnknownReport."""
    found = _versions(known).filter(report=code).first()
    if found is None:
        raise UnknownReport(code)
    return found


def texts_of(code: str, *, known: date) -> dict[str, models.SectionText]:
    """What stands in the sections of a report by a day."""
    return {row.section: row for row in models.SectionText.objects.counting(_before(known)).filter(report=code)}


def tasks_of(code: str, *, known: date) -> dict[str, models.SectionTask]:
    """Who writes the sections of a report, by a day."""
    return {row.section: row for row in models.SectionTask.objects.counting(_before(known)).filter(report=code)}


def remarks_of(code: str, *, known: date) -> QuerySet[models.Remark]:
    """What was remarked on the sections of a report by a day, the earliest first."""
    rows = models.Remark.objects.counting(_before(known)).filter(report=code)
    return rows.order_by("section", "recorded_at", "pk")


@dataclass(frozen=True, slots=True)
class ComposedListed:
    """A report in the list: how many of its written sections are ready, and the latest edition."""

    version: models.ReportVersion
    written: int
    ready: int
    edition: models.ComposedEdition | None


def composed_listed(*, known: date) -> list[ComposedListed]:
    """The reports that were started by a day and not withdrawn, the latest first. Three queries."""
    versions = list(_versions(known).filter(is_withdrawn=False).order_by("-day", "report"))
    signed = {
        edition.report_id: edition
        for edition in models.ComposedEdition.objects.filter(signed_at__lt=_before(known)).order_by("number")
    }
    ready: dict[str, set[str]] = {}
    for report, section in (
        models.SectionTask.objects.counting(_before(known)).filter(is_ready=True).values_list("report", "section")
    ):
        ready.setdefault(report, set()).add(section)
    found = []
    for each in versions:
        written = {plan.code for plan in template.shipped(each.template).sections if plan.is_written}
        done = written & ready.get(each.report_id, set())
        found.append(ComposedListed(each, len(written), len(done), signed.get(each.report_id)))
    return found


@dataclass(frozen=True, slots=True)
class Composed:
    """A report as it is read: what it says, the edition it is (None: as it stands), and every edition there is."""

    version: models.ReportVersion
    document: Document
    edition: models.ComposedEdition | None
    editions: tuple[models.ComposedEdition, ...]

    @property
    def query(self) -> str:
        """What asks for the same reading in an address."""
        return f"utgava={self.edition.number if self.edition else 0}"


def composed(*, code: str, known: date, number: int | None = None) -> Composed:
    """A report as known on a day: the edition asked for, else the latest, else as it stands.

    Number 0 is the report as it stands, also when there is a signed one. Raises UnknownReport and UnknownEdition.
    """
    version = find_report(code, known=known)
    rows = models.ComposedEdition.objects.filter(report=code, signed_at__lt=_before(known))
    signed = tuple(rows.order_by("-number"))
    if number or (number is None and signed):
        chosen = next((each for each in signed if number in {None, each.number}), None)
        if chosen is None:
            raise UnknownEdition(number)
        return Composed(version, context.from_json(chosen.content), chosen, signed)
    return Composed(version, assembled(version, known=known), None, signed)


def assembled(version: models.ReportVersion, *, known: date) -> Document:
    """A report put together as it stands. It bears the day, not the moment: the same day gives the same bytes."""
    written = journal.version()
    make = _kept if written != journal.NOTHING_WRITTEN else _put_together
    return make(version.report_id, version.pk, known, written)


def _put_together(code: str, key: int, known: date, _written: str) -> Document:
    version = models.ReportVersion.objects.get(pk=key)
    texts: Mapping[str, models.SectionText] = texts_of(code, known=known)
    tasks = tasks_of(code, known=known)
    return build.build(version=version, texts=texts, tasks=tasks, known=known, at=start_of(known))


_kept = lru_cache(maxsize=16)(_put_together)
"""Once for each version of the journal: every write leaves an entry there (ADR 8)."""


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A section that someone is named to write: the report, the task, and what the section is called."""

    version: models.ReportVersion
    task: models.SectionTask
    heading: str


def to_write(posts: Collection[str], *, known: date) -> list[ToWrite]:
    """The sections that some posts are to write and have not marked as ready, the first due first. Two queries."""
    rows = models.SectionTask.objects.counting(_before(known)).filter(writer__in=list(posts), is_ready=False)
    tasks = sorted(rows, key=lambda row: (row.due or date.max, row.report_id, row.section))
    codes = {task.report_id for task in tasks}
    found = _versions(known).filter(report__in=codes, is_withdrawn=False) if codes else []
    versions = {row.report_id: row for row in found}
    return [
        ToWrite(versions[task.report_id], task, _heading(versions[task.report_id], task.section))
        for task in tasks
        if task.report_id in versions
    ]


def _heading(version: models.ReportVersion, section: str) -> str:
    plan = template.shipped(version.template).section(section)
    return plan.heading if plan else section
