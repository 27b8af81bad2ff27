"""How is a row of the plan an indicator or a target, and how are they written back as rows?"""

from collections.abc import Iterator
from typing import Final

from django.utils import timezone

from rodatraden.indicators.actions import NewIndicator, NewTarget
from rodatraden.indicators.models import Indicator, Target
from rodatraden.indicators.rules import Consolidation, Direction, Operator, SourceKind, Wrong, wrong_consolidation
from rodatraden.indicators.words import CONSOLIDATION_CODES, SOURCE_CODES
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering.sources.rows import PlanRow
from rodatraden.steering.words import DIRECTION_CODES

DEFINING: Final = (
    *("measure", "direction", "lowest", "highest", "base_value", "base_period", "gender_split"),
    *("consolidation", "weights", "post", "source_kind", "source_key", "sunset"),
)
"""The columns that only an indicator has."""

_DIRECTIONS: Final = {word: direction for direction, word in DIRECTION_CODES.items()}
_CONSOLIDATIONS: Final = {word: kind for kind, word in CONSOLIDATION_CODES.items()}
_SOURCES: Final = {word: kind for kind, word in SOURCE_CODES.items()}


def indicator(row: PlanRow) -> NewIndicator:
    """The indicator that a row defines."""
    return NewIndicator(
        code=row.code,
        name=row.name or "",
        unit=row.unit or "",
        measure=row.measure,
        direction=_DIRECTIONS[row.direction or "upp"],
        lowest=row.lowest,
        highest=row.highest,
        description=row.description,
        source=row.source,
        base_value=row.base_value,
        base_period=row.base_period or "",
        gender_split=row.gender_split == "ja",
        consolidation=consolidation(row),
        weights=row.weights or "",
        post=row.post or "",
        source_kind=_SOURCES[row.source_kind or "hand"],
        source_key=row.source_key,
        sunset=row.sunset,
        valid_from=row.valid_from or FOREVER,
        valid_to=row.valid_to or FOREVER,
        recorded_at=row.recorded_at,
    )


def consolidation(row: PlanRow) -> Consolidation:
    """How the parts of the indicator make a whole."""
    return _CONSOLIDATIONS[row.consolidation or "ingen"]


def wrong(row: PlanRow) -> Wrong | None:
    """Why its parts can't make a whole as the row says."""
    return wrong_consolidation(consolidation(row), code=row.code, measure=row.measure, weights=row.weights or "")


def targets(row: PlanRow) -> Iterator[NewTarget]:
    """The target that a row sets, if it does."""
    if row.target is not None and row.operator is not None:
        yield NewTarget(
            indicator=row.code,
            period=row.period or "",
            operator=row.operator,
            value=row.target,
            tolerance=row.tolerance or type(row.target)(0),
            source=row.source,
            recorded_at=row.recorded_at,
        )


def indicator_row(indicator: Indicator, *, goal: str, place: int | None) -> PlanRow:
    """An indicator as a row, under a goal or on its own."""
    made_by = Consolidation(indicator.consolidation)
    source = SourceKind(indicator.source_kind)
    return PlanRow(
        kind="indikator",
        code=indicator.code,
        name=indicator.name,
        under=goal or None,
        unit=indicator.unit,
        description=indicator.description,
        measure=indicator.measure,
        direction=DIRECTION_CODES[Direction(indicator.direction)],
        lowest=indicator.lowest,
        highest=indicator.highest,
        base_value=indicator.base_value,
        base_period=indicator.base_period or None,
        gender_split="ja" if indicator.gender_split else None,
        consolidation=None if made_by is Consolidation.NONE else CONSOLIDATION_CODES[made_by],
        weights=indicator.weights or None,
        post=indicator.post or None,
        source_kind=None if source is SourceKind.HAND else SOURCE_CODES[source],
        source_key=indicator.source_key,
        sunset=indicator.sunset,
        valid_from=indicator.valid_from,
        valid_to=None if indicator.valid_to == FOREVER else indicator.valid_to,
        source=indicator.source,
        place=place,
    )


def target_row(target: Target) -> PlanRow:
    """A target as a row."""
    return PlanRow(
        kind="målvärde",
        code=target.indicator,
        period=target.period,
        operator=Operator(target.operator),
        target=target.value,
        tolerance=target.tolerance or None,
        source=target.source,
        recorded_at=timezone.localtime(target.recorded_at),
    )
