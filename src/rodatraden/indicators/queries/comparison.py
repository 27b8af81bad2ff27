"""How do we stand beside other municipalities in a KPI: now, over the years, beside a group?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from rodatraden.indicators import models
from rodatraden.indicators.queries import catalogue, kolada
from rodatraden.indicators.queries.catalogue import Group, Kpi
from rodatraden.indicators.queries.recorded import recorded_by
from rodatraden.indicators.rules import Gender, SourceKind, Standing, State
from rodatraden.indicators.rules.comparison import Position, Spread, position_of, spread_of
from rodatraden.organisation import queries as organisation

MOST: Final = 6
"""KPIs that may be compared at once: more than so nobody takes in, and distances over many say little."""


@dataclass(frozen=True, slots=True)
class Own:
    """Who we are. Without a code we are made up, or have not told: our values are our own indicators' readings."""

    name: str
    place: str
    is_made_up: bool


def own() -> Own:
    """Our municipality."""
    found = organisation.municipality()
    if found is None:
        return Own("", "", is_made_up=False)
    return Own(found.name, found.national_code, is_made_up=found.fictional)


@dataclass(frozen=True, slots=True)
class OwnValue:
    """A value of ours for a year: what Kolada has published, or else a reading of our own indicator."""

    value: float | None
    state: State
    is_reading: bool


OwnValues = Mapping[tuple[int, Gender], OwnValue]


def own_values(us: Own, kpis: Collection[str], *, known: date) -> dict[str, OwnValues]:
    """Our values of some KPIs, by year and gender. Where Kolada has none, our own readings of the year stand in."""
    published = kolada.of_place(us.place, kpis, known=known) if us.place else {}
    read = _readings(kpis, known=known)
    return {
        kpi: read.get(kpi, {})
        | {
            (each.period, each.gender): OwnValue(each.value, each.state, is_reading=False)
            for each in published.get(kpi, [])
            if each.value is not None or (each.period, each.gender) not in read.get(kpi, {})
        }
        for kpi in kpis
    }


def _readings(kpis: Collection[str], *, known: date) -> dict[str, dict[tuple[int, Gender], OwnValue]]:
    """The readings of whole years, of the indicators of ours that rest on some KPIs."""
    resting = connected(kpis, known=known)
    limit = recorded_by(known)
    rows = models.Reading.objects.filter(indicator__in=resting, recorded_at__lt=limit, standing=Standing.PUBLISHED)
    found: dict[str, dict[tuple[int, Gender], OwnValue]] = {}
    for row in rows.order_by("recorded_at", "pk"):
        indicator = resting[row.indicator]
        if row.unit == indicator.unit and row.period.isdecimal():
            value = None if row.value is None else float(row.value)
            told = OwnValue(value, State(row.state), is_reading=True)
            found.setdefault(indicator.source_key, {})[int(row.period), Gender(row.gender)] = told
    return found


def connected(kpis: Collection[str], *, known: date) -> dict[str, models.Indicator]:
    """The indicators of ours that rest on some KPIs, by code, as they are defined by a day. One query."""
    rows = models.Indicator.objects.filter(
        code__in=models.Indicator.objects.filter(source_kind=SourceKind.KOLADA, source_key__in=kpis).values("code"),
        recorded_at__lt=recorded_by(known),
    )
    latest = {row.code: row for row in rows.order_by("recorded_at", "pk")}
    return {
        code: row for code, row in latest.items() if row.source_kind == SourceKind.KOLADA and row.source_key in kpis
    }


@dataclass(frozen=True, slots=True)
class Compared:
    """A KPI in every municipality and every year, beside our own values."""

    kpi: Kpi
    gender: Gender
    period: int
    by_year: Mapping[int, Mapping[str, float | None]]
    """Every year when it stands alone; of several together only the year that is compared."""
    own: OwnValues

    @property
    def values(self) -> dict[str, float]:
        """The values of the year, by municipality; those that are missing are not there."""
        return self.values_in(self.period)

    def values_in(self, period: int) -> dict[str, float]:
        """The values of a year, by municipality."""
        told = self.by_year.get(period, {})
        return {place: value for place, value in told.items() if value is not None}

    @property
    def missing(self) -> list[str]:
        """The municipalities without a value for the year."""
        there = self.values
        return [place for place in catalogue.municipalities() if place not in there]

    @property
    def ours(self) -> float | None:
        """Our own value of the year."""
        return self.ours_in(self.period)

    def ours_in(self, period: int) -> float | None:
        """Our own value of a year."""
        told = self.own.get((period, self.gender))
        return told.value if told else None

    def others(self, us: Own) -> dict[str, float]:
        """The values of the year, without our own."""
        return {place: value for place, value in self.values.items() if place != us.place}

    def spread(self, among: Collection[str] | None = None) -> Spread | None:
        """How the values of the year are spread, in all municipalities or some."""
        return spread_of([value for place, value in self.values.items() if among is None or place in among])

    def position(self, us: Own, among: Collection[str] | None = None) -> Position | None:
        """Where we stand among the others; None when either has no value."""
        others = [value for place, value in self.others(us).items() if among is None or place in among]
        return position_of(self.ours, others) if self.ours is not None and others else None

    def medians(self, among: Collection[str] | None = None) -> dict[int, float]:
        """The median of each year, in all municipalities or some."""
        found = {}
        for year in sorted(self.by_year):
            told = [value for place, value in self.values_in(year).items() if among is None or place in among]
            if told:
                found[year] = median(told)
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be compared. `period` None: the latest year with values."""

    kpis: Sequence[str]
    gender: Gender = Gender.ALL
    period: int | None = None


def compared(us: Own, asked: Asked, *, known: date) -> list[Compared]:
    """Some KPIs in every municipality, those that there are values of. Three queries, and two of the facts."""
    ours = own_values(us, asked.kpis, known=known)
    if len(asked.kpis) == 1:
        told = [_alone(asked, known)]
    else:
        found = kolada.in_year(asked.kpis, gender=asked.gender, period=asked.period, known=known)
        told = [(year, {year: values}) for kpi in asked.kpis for year, values in [found.get(kpi, (0, {}))]]
    return [
        Compared(kpi_of(kpi), asked.gender, period, by_year, ours[kpi])
        for kpi, (period, by_year) in zip(asked.kpis, told, strict=True)
        if by_year.get(period)
    ]


def _alone(asked: Asked, known: date) -> tuple[int, Mapping[int, Mapping[str, float | None]]]:
    """A KPI in all years, with the year that is compared: the one asked for, or the latest with a value."""
    by_year = kolada.everywhere(asked.kpis[0], gender=asked.gender, known=known)
    if asked.period in by_year:
        return asked.period, by_year
    latest = kolada.latest_told(by_year)
    return latest[0] if latest else 0, by_year


def kpi_of(code: str) -> Kpi:
    """A KPI by its code, also one that Kolada has taken out of its list since its values were published."""
    found = catalogue.kpis().get(code)
    return found or Kpi(code, code, "", False, "K", "", "", None, None, "", False)  # noqa: FBT003 – as in the list


def group_of(code: str) -> Group | None:
    """A group that one can compare with; None when there is none by the code."""
    return catalogue.groups().get(code)


def groups_for(us: Own) -> list[Group]:
    """The groups that we can compare with: those we are in, or all that are nobody's own when we are in none."""
    if us.place in catalogue.places():
        return catalogue.groups_with(us.place)
    return sorted(
        (each for each in catalogue.groups().values() if not each.name.startswith("Liknande")), key=lambda g: g.name
    )
