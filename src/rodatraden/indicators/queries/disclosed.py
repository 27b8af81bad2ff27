"""Which recorded values must not be shown, by how the units stood in each other in the period that they tell of?"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from rodatraden.indicators import models
from rodatraden.indicators.rules import Gender, State
from rodatraden.indicators.rules.consolidation import parts_of
from rodatraden.indicators.rules.disclosure import Sum, fewest, hidden, is_few
from rodatraden.kernel.periods import Period
from rodatraden.organisation.queries.state import units_and_relations_at

Cell = tuple[str, str]
"""A unit and a gender."""
Above = Mapping[str, str | None]
"""The unit over each unit."""


class Counted(NamedTuple):
    """How many people a value rests on."""

    indicator: str
    period: str
    unit: str
    gender: str
    people: int | None


def above_in(periods: Collection[str], *, known: date) -> dict[str, Above]:
    """The unit over each unit on the last day of some periods, as known on a day. One query; none without periods."""
    asked = sorted(periods)
    if not asked:
        return {}
    found = units_and_relations_at(*((Period.parse(each).last_day, known) for each in asked))
    return {
        period: {code: unit.parent for code, unit in organisation.units.items()}
        for period, organisation in zip(asked, found, strict=True)
    }


def hidden_cells(counts: Mapping[Cell, int | None], above: Above, *, name: str) -> frozenset[Cell]:
    """The cells of one indicator in one period that must not be shown."""
    units = {unit for unit, _gender in counts}
    split = [(unit, [(unit, Gender.WOMEN.value), (unit, Gender.MEN.value)]) for unit in units]
    sums = [Sum((unit, Gender.ALL.value), both) for unit, both in split if all(cell in counts for cell in both)]
    for unit, parts in parts_of(units, above).items():
        sums += [Sum((unit, gender.value), [(part, gender.value) for part in parts]) for gender in Gender]
    return hidden(counts, sums, least=fewest(name))


def hidden_keys(
    values: Iterable[Counted], *, name: Callable[[str], str], known: date
) -> set[tuple[str, str, str, str]]:
    """The indicator, period, unit and gender of the values that must not be shown. One query, and none if none is few.

    `name` tells what an indicator is called: sick leave asks for more people.
    """
    rows = list(values)
    touched = {(row.indicator, row.period) for row in rows if is_few(row.people, fewest(name(row.indicator)))}
    if not touched:
        return set()
    told: defaultdict[tuple[str, str], dict[Cell, int | None]] = defaultdict(dict)
    for row in rows:
        if (row.indicator, row.period) in touched:
            told[row.indicator, row.period][row.unit, row.gender] = row.people
    above = above_in({period for _code, period in touched}, known=known)
    return {
        (code, period, unit, gender)
        for (code, period), counts in told.items()
        for unit, gender in hidden_cells(counts, above[period], name=name(code))
    }


def mask(readings: Iterable[models.Reading], keys: Collection[tuple[str, str, str, str]]) -> None:
    """Take the values away from readings that must not be shown. They are changed as they were read, never stored."""
    for row in readings:
        if (row.indicator, row.period, row.unit, row.gender) in keys:
            row.value, row.count, row.state = None, None, State.SUPPRESSED
