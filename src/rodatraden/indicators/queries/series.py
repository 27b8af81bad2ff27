"""Which indicators are there on a day, and how has each of them gone? In tuples: there may be thousands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rodatraden.files.writing import plain
from rodatraden.indicators import models
from rodatraden.indicators.queries.disclosed import Counted, hidden_keys
from rodatraden.indicators.queries.recorded import recorded_by
from rodatraden.indicators.rules import Gender, Operator, Reading, Standing, State, Target, Verdict, judge, latest_of
from rodatraden.indicators.sql.series import readings_by, targets_by


class Defined(NamedTuple):
    """How an indicator is defined; numbers as text."""

    code: str
    name: str
    unit: str
    measure: str
    direction: str
    description: str
    source: str
    source_kind: str
    source_key: str
    post: str
    consolidation: str
    weights: str
    gender_split: bool
    base_value: str | None
    base_period: str
    sunset: date | None
    valid_from: date
    valid_to: date


class Aim(NamedTuple):
    """A target; numbers as text."""

    period: str
    operator: str
    value: str
    tolerance: str


class Value(NamedTuple):
    """A value as it counts; the number as text."""

    unit: str
    period: str
    gender: str
    standing: str
    value: str | None
    state: str
    people: int | None
    """How many it rests on."""


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator with what is aimed for and what was read, each by the period."""

    defined: Defined
    aims: Sequence[Aim]
    values: Sequence[Value]

    @property
    def outcome(self) -> Value | None:
        """The latest published value of the unit that answers for it; None when there is none."""
        own = {
            each.period: each
            for each in self.values
            if each.unit == self.defined.unit
            and each.gender == Gender.ALL
            and each.standing == Standing.PUBLISHED
            and each.value is not None
        }
        return own[latest_of([*own])] if own else None

    def aim(self, period: str) -> Aim | None:
        """The target of a period."""
        return next((each for each in self.aims if each.period == period), None)

    def verdict(self) -> Verdict:
        """What the latest outcome says of its target."""
        outcome = self.outcome
        aim = self.aim(outcome.period) if outcome else None
        if outcome is None or outcome.value is None or aim is None:
            return Verdict.UNMEASURED
        target = Target(Operator(aim.operator), Decimal(aim.value), Decimal(aim.tolerance))
        return judge(target, Reading(Decimal(outcome.value)))

    def is_aimed(self, on: date) -> bool:
        """Whether there is a target for the year of a day, or a later one."""
        year = f"{on.year}"
        return any(each.period[:4] >= year for each in self.aims)


def series(*, on: date, known: date) -> list[Series]:
    """Every indicator that applies on a day, as known on a day, by name. Three queries; four if any value is few."""
    defined = {row.code: row for row in _defined(known) if row.valid_from <= on < row.valid_to}
    aims = _aims(known)
    values = _values(known, {code: row.name for code, row in defined.items()})
    ordered = sorted(defined.values(), key=lambda row: (row.name.casefold(), row.code))
    return [Series(row, aims.get(row.code, ()), values.get(row.code, ())) for row in ordered]


def _defined(known: date) -> list[Defined]:
    rows = models.Indicator.objects.filter(recorded_at__lt=recorded_by(known)).order_by("recorded_at", "pk")
    told = (Defined._make(row) for row in rows.values_list(*Defined._fields))
    latest = {row.code: row for row in told}
    return [row._replace(base_value=_number(row.base_value)) for row in latest.values()]


def _number(value: object) -> str | None:
    return plain(value) if isinstance(value, Decimal) else None


def _aims(known: date) -> dict[str, list[Aim]]:
    found = targets_by(recorded_by(known))
    latest = {code: {row[0]: row for row in rows} for code, rows in found.items()}
    return {code: [Aim._make(row) for row in rows.values()] for code, rows in latest.items()}


def _values(known: date, names: Mapping[str, str]) -> dict[str, list[Value]]:
    """What counts of each key: the latest, for they come with the oldest first."""
    found = readings_by(recorded_by(known))
    latest = {code: {(row[0], row[1], row[2], row[3]): row for row in rows} for code, rows in found.items()}
    told = {code: [Value._make(row) for row in rows.values()] for code, rows in latest.items()}
    counting = {code for code, rows in told.items() if any(row.people is not None for row in rows)}
    counted = (Counted(code, row.period, row.unit, row.gender, row.people) for code in counting for row in told[code])
    few = hidden_keys(counted, name=lambda code: names.get(code, ""), known=known) if counting else set()
    return {code: [_shown(code, row, few) for row in rows] for code, rows in told.items()} if few else told


def _shown(code: str, row: Value, few: set[tuple[str, str, str, str]]) -> Value:
    if (code, row.period, row.unit, row.gender) not in few:
        return row
    return row._replace(value=None, state=State.SUPPRESSED.value, people=None)
