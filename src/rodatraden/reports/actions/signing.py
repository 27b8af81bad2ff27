"""Signing reports. An edition is added; nothing alters or removes one."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from rodatraden.journal import actions as journal
from rodatraden.reports import models, queries, rules
from rodatraden.reports.composed import context as composed
from rodatraden.reports.followup import build, context
from rodatraden.reports.followup.context import Context
from rodatraden.steering.models import Round


class NotFinished(Exception):
    """Parts are missing. `waiting` are the names of the units that are not approved; none when nobody was asked."""

    def __init__(self, waiting: tuple[str, ...]) -> None:
        self.waiting = waiting
        super().__init__(", ".join(waiting))


class NeedsReason(Exception):
    """Every goal lies on one side, and nothing says why."""


class NothingNew(Exception):
    """The latest edition says exactly the same; its number is the argument."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when. `label` is how the one who signs is shown: a role."""

    at: datetime
    label: str


@transaction.atomic
def sign_edition(*, code: str, known: date, signature: Signature, reason: str = "", by: str) -> models.Edition:
    """Freeze the report of a round as known on a day.

    `reason` is why nothing stands among what was achieved, or among what was not, when that is so.
    Raises build.UnknownRound, NotFinished, NeedsReason and NothingNew.
    """
    list(Round.objects.select_for_update().filter(code=code))  # who signs at once waits, and finds this edition
    made = build.build(round_code=code, known=known, at=signature.at)
    if not made.is_finished:
        raise NotFinished(tuple(unit.name for unit in made.waiting))
    if made.has_empty_side and not reason.strip():
        raise NeedsReason
    made = replace(made, empty_side_reason=reason.strip() if made.has_empty_side else "")
    latest = queries.editions(code).first()
    before = context.from_json(latest.context) if latest else None
    if latest and before and rules.is_same(before, made):
        raise NothingNew(latest.number)
    edition = _added(made, signature, latest, rules.changes(before, made) if before else {})
    details = {"edition": edition.number, "sha256": edition.sha256}
    journal.record("reports.edition.signed", of=f"{code} {edition.number}", by=by, details=details)
    return edition


def _added(
    made: Context, signature: Signature, latest: models.Edition | None, changes: rules.Changes
) -> models.Edition:
    text = context.to_json(made)
    return models.Edition.objects.create(
        round=made.round,
        number=latest.number + 1 if latest else 1,
        signed_at=signature.at,
        signed_by=signature.label[:200],
        context=text,
        sha256=context.fingerprint(text),
        changes=changes,
    )


class SectionsWaiting(Exception):
    """Sections that people write are not ready. `headings` are theirs."""

    def __init__(self, headings: tuple[str, ...]) -> None:
        self.headings = headings
        super().__init__(", ".join(headings))


@transaction.atomic
def sign_composed(*, code: str, known: date, signature: Signature, reason: str = "", by: str) -> models.ComposedEdition:
    """Freeze a composed report as known on a day. `reason` is why one of the sides is empty, when it is.

    Raises queries.UnknownReport, SectionsWaiting, NeedsReason and NothingNew.
    """
    list(models.Report.objects.select_for_update().filter(code=code))  # who signs at once waits, and finds this edition
    version = queries.find_report(code, known=known)
    made = replace(queries.assembled(version, known=known), at=signature.at)
    if made.waiting:
        raise SectionsWaiting(tuple(each.heading for each in made.sections if each.code in made.waiting))
    if made.has_empty_side and not reason.strip():
        raise NeedsReason
    made = replace(made, empty_side_reason=reason.strip() if made.has_empty_side else "")
    latest = models.ComposedEdition.objects.filter(report=code).order_by("-number").first()
    before = composed.from_json(latest.content) if latest else None
    if latest and before and composed.says_the_same(before, made):
        raise NothingNew(latest.number)
    text = composed.to_json(made)
    edition = models.ComposedEdition.objects.create(
        report_id=code,
        number=latest.number + 1 if latest else 1,
        signed_at=signature.at,
        signed_by=signature.label[:200],
        content=text,
        sha256=composed.fingerprint(text),
        changes=composed.changed(before, made) if before else {},
    )
    details = {"edition": edition.number, "sha256": edition.sha256}
    journal.record("reports.edition.signed", of=f"{code} {edition.number}", by=by, details=details)
    return edition


class AlreadySigned(Exception):
    """The edition is there with another content."""


@transaction.atomic
def restore_edition(*, edition: models.Edition, by: str) -> bool:
    """Put back an edition that was signed elsewhere, or earlier; whether it was new here. Raises AlreadySigned."""
    found = queries.editions(edition.round).filter(number=edition.number).first()
    if found:
        fields = ("sha256", "context", "signed_at", "signed_by", "changes")
        if any(getattr(found, name) != getattr(edition, name) for name in fields):
            raise AlreadySigned(edition.round, edition.number)
        return False
    edition.save(force_insert=True)
    journal.record("reports.edition.restored", of=str(edition), by=by, details={"sha256": edition.sha256})
    return True


@transaction.atomic
def restore_composed(*, edition: models.ComposedEdition, by: str) -> bool:
    """Put back an edition of a composed report; whether it was new here. Raises AlreadySigned."""
    found = models.ComposedEdition.objects.filter(report_id=edition.report_id, number=edition.number).first()
    if found:
        if any(
            getattr(found, name) != getattr(edition, name) for name in ("sha256", "signed_at", "signed_by", "changes")
        ):
            raise AlreadySigned(edition.report_id, edition.number)
        return False
    edition.save(force_insert=True)
    journal.record("reports.edition.restored", of=str(edition), by=by, details={"sha256": edition.sha256})
    return True
