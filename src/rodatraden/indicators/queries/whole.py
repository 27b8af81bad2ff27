"""Everything known of one indicator on a day: how it was defined, aimed for and read, and what its parts come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from rodatraden.indicators import models
from rodatraden.indicators.queries.disclosed import Above, Cell, above_in, hidden_cells, mask
from rodatraden.indicators.queries.recorded import recorded_by
from rodatraden.indicators.rules import (
    Consolidation,
    Gender,
    Operator,
    Reading,
    Standing,
    Target,
    Verdict,
    judge,
)
from rodatraden.indicators.rules.addresses import indicator_address
from rodatraden.indicators.rules.consolidation import Given, Term, Whole, consolidate, effective
from rodatraden.kernel.figures import Figure, Source
from rodatraden.kernel.periods import Period

Made = Mapping[Gender, Mapping[str, Whole]]
"""What units come to, of all people, of women and of men."""


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator as known on a day. What must not be shown is hidden in it already."""

    definitions: Sequence[models.Indicator]
    targets: Sequence[models.Target]
    readings: Sequence[models.Reading]
    """Every reading, the oldest first, whoever it is about and whoever says it."""
    made: Mapping[str, Made]
    """What units come to in each period, when the values of the units are put together."""
    weighed_by: models.Indicator | None = None

    @property
    def defined(self) -> models.Indicator:
        """The definition that counts."""
        return self.definitions[-1]

    def periods(self) -> list[str]:
        """The periods that anything was read of, the latest first, the longest of those that end together first."""
        return sorted({row.period for row in self.readings}, key=_ends, reverse=True)

    def counting(
        self, period: str, unit: str, gender: Gender = Gender.ALL, standing: Standing = Standing.PUBLISHED
    ) -> models.Reading | None:
        """The reading that counts: the last recorded."""
        key = (period, unit, gender, standing)
        return next(
            (row for row in reversed(self.readings) if (row.period, row.unit, row.gender, row.standing) == key), None
        )

    def target(self, period: str) -> models.Target | None:
        """The target that counts in a period."""
        return next((row for row in reversed(self.targets) if row.period == period), None)

    def whole(self, period: str, unit: str, gender: Gender = Gender.ALL) -> Whole | None:
        """What the parts of a unit come to; None when it has no parts, or they are not put together."""
        return self.made.get(period, {}).get(gender, {}).get(unit)

    def outcome(self, period: str, gender: Gender = Gender.ALL) -> Figure:
        """The value to judge by: what the unit that answers for it has published, else what was or is computed."""
        unit = self.defined.unit
        for standing in Standing:
            row = self.counting(period, unit, gender, standing)
            if row is not None and (row.value is not None or row.state):
                return figure_of(self.defined, row)
        whole = self.whole(period, unit, gender)
        return whole.computed if whole else Figure(None, self.defined.measure, Period.parse(period).last_day)

    def verdict(self, period: str) -> Verdict:
        """What the outcome of a period says of its target."""
        row = self.target(period)
        aim = Target(Operator(row.operator), row.value, row.tolerance) if row else None
        return judge(aim, Reading(self.outcome(period).value))

    def revisions(self, row: models.Reading) -> list[models.Reading]:
        """What was recorded before of the same thing and said another value, the oldest first."""
        key = (row.period, row.unit, row.gender, row.standing)
        same = [each for each in self.readings if (each.period, each.unit, each.gender, each.standing) == key]
        return [
            before
            for before, after in pairwise(same)
            if before.recorded_at < row.recorded_at and before.value != after.value
        ]


def _ends(period: str) -> tuple[date, int]:
    days = Period.parse(period)
    return days.end, (days.end - days.start).days


def figure_of(indicator: models.Indicator, row: models.Reading) -> Figure:
    """A reading as a figure that knows where it comes from."""
    label = f"{indicator.name} ({row.period})"
    source = Source(label, row.source, row.recorded_at, indicator_address(indicator.code))
    return Figure(row.value, indicator.measure, Period.parse(row.period).last_day, source)


def known(code: str, *, known: date) -> Known | None:
    """An indicator as known on a day; None when nobody had defined it. Four queries, six when it is put together."""
    limit = recorded_by(known)
    defined = list(models.Indicator.objects.filter(code=code, recorded_at__lt=limit).order_by("recorded_at", "pk"))
    if not defined:
        return None
    now = defined[-1]
    targets = models.Target.objects.filter(indicator=code, recorded_at__lt=limit).order_by(
        "period", "recorded_at", "pk"
    )
    rows = models.Reading.objects.filter(indicator__in={code, now.weights}, recorded_at__lt=limit)
    told = list(rows.order_by("recorded_at", "pk"))
    own = [row for row in told if row.indicator == code]
    weights = [row for row in told if row.indicator != code]
    above = above_in({row.period for row in own}, known=known)
    made = _made(now, own, weights, above)
    return Known(defined, list(targets), own, _disclosed(now, own, made, above), _weighing(now.weights, known))


def _weighing(code: str, known: date) -> models.Indicator | None:
    rows = models.Indicator.objects.filter(code=code, recorded_at__lt=recorded_by(known))
    return rows.order_by("-recorded_at", "-pk").first() if code else None


def _latest(rows: Iterable[models.Reading]) -> dict[str, dict[Gender, dict[str, models.Reading]]]:
    """What counts, by period, gender and unit: what was published, else what was computed elsewhere."""
    found: defaultdict[str, dict[Gender, dict[str, models.Reading]]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: row.standing == Standing.PUBLISHED):
        found[row.period].setdefault(Gender(row.gender), {})[row.unit] = row
    return found


def _made(
    indicator: models.Indicator,
    own: Sequence[models.Reading],
    weights: Sequence[models.Reading],
    above: Mapping[str, Above],
) -> dict[str, dict[Gender, dict[str, Whole]]]:
    """What units come to in each period, of each gender that has values. Every unit that ever measured it is a part."""
    kind = Consolidation(indicator.consolidation)
    if kind is Consolidation.NONE:
        return {}
    values, heavy = _latest(own), _latest(weights)
    measuring, weighing = {row.unit for row in own}, {row.unit for row in weights}
    found: dict[str, dict[Gender, dict[str, Whole]]] = {}
    for period, by_gender in values.items():
        on = Period.parse(period).last_day
        for gender, rows in by_gender.items():
            told = heavy.get(period, {}).get(gender, {})
            loads = {unit: _weight(indicator, row) for unit, row in told.items()}
            summed = Given(kind=Consolidation.SUM, measure="", on=on, values=loads)
            put = Given(
                kind=kind,
                measure=indicator.measure,
                on=on,
                values={unit: figure_of(indicator, row) for unit, row in rows.items()},
                counts={unit: row.count for unit, row in rows.items()},
                weights=effective(consolidate(summed, measuring=weighing, above=above[period]), loads),
            )
            found.setdefault(period, {})[gender] = consolidate(put, measuring=measuring, above=above[period])
    return found


def _weight(indicator: models.Indicator, row: models.Reading) -> Figure:
    label = f"{row.indicator} ({row.period})"
    source = Source(label, row.source, row.recorded_at, indicator_address(indicator.weights))
    return Figure(row.value, "", Period.parse(row.period).last_day, source)


def _disclosed(
    indicator: models.Indicator,
    own: Sequence[models.Reading],
    made: Mapping[str, Mapping[Gender, Mapping[str, Whole]]],
    above: Mapping[str, Above],
) -> dict[str, Made]:
    """The same without what must not be shown: it is taken from the readings, and from what is put together."""
    hidden: set[tuple[str, str, str, str]] = set()
    shown: dict[str, Made] = {}
    for period, by_gender in _latest(own).items():
        wholes = made.get(period, {})
        counts: dict[Cell, int | None] = {
            (unit, gender.value): whole.count for gender, units in wholes.items() for unit, whole in units.items()
        }
        counts |= {(unit, gender.value): row.count for gender, rows in by_gender.items() for unit, row in rows.items()}
        cells = hidden_cells(counts, above[period], name=indicator.name)
        hidden |= {(indicator.code, period, unit, gender) for unit, gender in cells}
        shown[period] = {
            gender: {unit: _without(whole, gender, cells) for unit, whole in units.items()}
            for gender, units in wholes.items()
        }
    mask(own, hidden)
    return shown


def _without(whole: Whole, gender: Gender, cells: frozenset[Cell]) -> Whole:
    """A whole without the values that must not be shown: its own, its parts', and those in its trail."""
    if not any((unit, gender.value) in cells for unit in (whole.unit, *(term.unit for term in whole.terms))):
        return whole
    terms = tuple(_veiled(term) if (term.unit, gender.value) in cells else term for term in whole.terms)
    trail = tuple(each for term in terms for each in (term.value, term.weight) if each is not None)
    is_hidden = (whole.unit, gender.value) in cells
    computed = replace(whole.computed, parts=trail, value=None if is_hidden else whole.computed.value)
    published = replace(whole.published, value=None) if is_hidden and whole.published else whole.published
    return replace(whole, computed=computed, published=published, terms=terms)


def _veiled(term: Term) -> Term:
    return replace(term, value=replace(term.value, value=None, parts=()), weight=None, count=None, is_hidden=True)
