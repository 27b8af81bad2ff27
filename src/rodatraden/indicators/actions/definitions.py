"""Defining indicators and setting targets. Rows are added, never altered."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Final

from django.db import transaction

from rodatraden.indicators import models, queries
from rodatraden.indicators.actions.handed_in import NewIndicator, NewTarget, Stored, in_time
from rodatraden.indicators.actions.refusals import CantConsolidate, UnknownIndicator
from rodatraden.indicators.rules import News, note, wrong_consolidation
from rodatraden.journal import actions as journal


@transaction.atomic
def define_indicators(*, indicators: Sequence[NewIndicator], by: str, at: datetime) -> Stored:
    """Append the definitions that say something else than what counted when they were recorded.

    What has no instant of its own is recorded now. Raises CantConsolidate, RecordedOtherwise: then nothing is stored.
    """
    _refuse_wrong(indicators)
    recorded, done = queries.definitions(), Stored([], [])
    for given in in_time(indicators, at):
        row = models.Indicator(**(asdict(given) | {"recorded_at": given.recorded_at or at}))
        noted = note(row, given.code, recorded, _DEFINING)
        if done.takes(given, given.code, noted):
            row.save(force_insert=True)
            code = "indicators.indicator.defined" if noted.news is News.FIRST else "indicators.indicator.redefined"
            journal.record(code, of=f"{given.code} {given.name}", by=by, details=noted.was)
    done.refuse_clashes()
    return done


def _refuse_wrong(indicators: Sequence[NewIndicator]) -> None:
    for given in indicators:
        kind = given.consolidation
        if wrong := wrong_consolidation(kind, code=given.code, measure=given.measure, weights=given.weights):
            raise CantConsolidate(given, wrong)


@transaction.atomic
def set_targets(*, targets: Sequence[NewTarget], by: str, at: datetime) -> Stored:
    """Append the targets that say something else than what counted when they were recorded.

    What has no instant of its own is recorded now. Raises UnknownIndicator, RecordedOtherwise: then nothing is stored.
    """
    done, indicators = Stored([], []), queries.by_code()
    recorded: dict[tuple[str, str], list[models.Target]] = {}
    for row in models.Target.objects.order_by("recorded_at", "pk"):
        recorded.setdefault((row.indicator, row.period), []).append(row)
    for given in in_time(targets, at):
        if given.indicator not in indicators:
            raise UnknownIndicator(given.indicator)
        row, label = models.Target(**(asdict(given) | {"recorded_at": given.recorded_at or at})), str(given)
        noted = note(row, (given.indicator, given.period), recorded, _AIMING)
        if done.takes(given, label, noted):
            row.save(force_insert=True)
            code = "indicators.target.set" if noted.news is News.FIRST else "indicators.target.changed"
            journal.record(code, of=label, by=by, details=noted.was)
    done.refuse_clashes()
    return done


_DEFINING: Final = tuple(field.name for field in fields(NewIndicator) if field.name not in {"code", "recorded_at"})
_AIMING: Final = ("operator", "value", "tolerance", "source")
