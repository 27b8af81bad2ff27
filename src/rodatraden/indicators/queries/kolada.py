"""What does Kolada say of some KPIs: for one place, for every municipality in a year, and over the years?"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from rodatraden.facts import asking
from rodatraden.facts.asking import Question
from rodatraden.facts.tables import FOREVER as STILL
from rodatraden.indicators.facts import KOLADA
from rodatraden.indicators.queries.recorded import recorded_by
from rodatraden.indicators.rules import Gender, State
from rodatraden.indicators.rules.kolada import Value, part_of
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS: Final = "kpi, place, period, gender, val, members, state"
_MUNICIPALITY: Final = "place >= '0100' AND place < 'A'"
"""The codes of municipalities: the country and the regions begin with two noughts, groups with G."""


def instant(at: datetime) -> int:
    """An instant as the facts count it: whole microseconds after 1970."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def _by(known: date) -> int:
    """The last instant of a day."""
    return STILL - 1 if known == FOREVER else instant(recorded_by(known)) - 1


def own_place() -> str:
    """The code of our municipality in the country's list; nothing when it is made up or has not told."""
    municipality = organisation.municipality()
    return municipality.national_code if municipality else ""


def _ask(sql: str, kpis: Collection[str], values: Mapping[str, Any], known: date) -> list[Value]:
    parts = {part_of(kpi) for kpi in kpis}
    named = {f"kpi{number}": kpi for number, kpi in enumerate(kpis)}
    rows = asking.ask(KOLADA, Question(sql, {**named, **values}, parts), known=_by(known))
    return [
        Value(kpi, place, period, Gender(gender), number, members, State(state))
        for kpi, place, period, gender, number, members, state in rows
    ]


def _among(kpis: Collection[str]) -> str:
    """As many parameters as there are KPIs: a list as a value is no plain SQL."""
    return ", ".join(f"$kpi{number}" for number in range(len(kpis)))


def of_place(place: str, kpis: Collection[str], *, known: date = FOREVER) -> dict[str, list[Value]]:
    """Every value of some KPIs for one place, the oldest year first."""
    if not kpis:
        return {}
    sql = (
        f"SELECT {_COLUMNS} FROM {{rows}} AS rows WHERE kpi IN ({_among(kpis)}) AND place = $place "  # noqa: S608 – ours
        "ORDER BY kpi, period, gender"
    )
    found: defaultdict[str, list[Value]] = defaultdict(list)
    for value in _ask(sql, kpis, {"place": place}, known):
        found[value.kpi].append(value)
    return found


def everywhere(kpi: str, *, gender: Gender = Gender.ALL, known: date = FOREVER) -> list[Value]:
    """The values of a KPI for every municipality in every year."""
    sql = (
        f"SELECT {_COLUMNS} FROM {{rows}} AS rows WHERE kpi IN ({_among([kpi])}) AND gender = $gender "  # noqa: S608
        f"AND {_MUNICIPALITY} ORDER BY period, place"
    )
    return _ask(sql, [kpi], {"gender": gender.value}, known)


def of_group(group: str, kpi: str, *, known: date = FOREVER) -> list[Value]:
    """What Kolada itself says of a group: unweighted means with the count of members they rest on."""
    return of_place(group, [kpi], known=known).get(kpi, [])


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place stands in a KPI the latest year it has a value: how many have a lower value, and an equal one."""

    kpi: str
    period: int
    value: float
    below: int
    equal: int
    of: int


def standings(place: str, *, known: date = FOREVER) -> list[Standing]:
    """Where a municipality stands in every KPI that is loaded, among all that have a value the same year."""
    rows = asking.ask(KOLADA, Question(_STANDINGS, {"place": place}, copy="by_year"), known=_by(known))
    return [Standing(*row) for row in rows]


_STANDINGS: Final = f"""
    WITH mine AS (
        SELECT kpi, period, val FROM (
            SELECT kpi, period, val, row_number() OVER (PARTITION BY kpi ORDER BY period DESC) AS place_in_time
            FROM {{rows}} AS rows WHERE gender = 'T' AND place = $place AND val IS NOT NULL
        ) AS dated WHERE place_in_time = 1
    )
    SELECT mine.kpi, mine.period, mine.val, sum(CASE WHEN others.val < mine.val THEN 1 ELSE 0 END),
        sum(CASE WHEN others.val = mine.val THEN 1 ELSE 0 END), count(*)
    FROM mine JOIN {{rows}} AS others ON others.kpi = mine.kpi AND others.period = mine.period
    WHERE others.gender = 'T' AND others.val IS NOT NULL AND {_MUNICIPALITY.replace("place", "others.place")}
    GROUP BY mine.kpi, mine.period, mine.val ORDER BY mine.kpi
"""  # noqa: S608 – names of ours


def loaded(*, known: date = FOREVER) -> dict[str, tuple[int, int]]:
    """The KPIs that there are values of, with their first and last year."""
    sql = "SELECT kpi, min(period), max(period) FROM {rows} AS rows WHERE gender = 'T' GROUP BY kpi ORDER BY kpi"
    return {kpi: (first, last) for kpi, first, last in asking.ask(KOLADA, Question(sql, {}), known=_by(known))}


def latest(kpis: Sequence[str], period: int | None, *, known: date = FOREVER) -> dict[str, dict[str, Value]]:
    """The values of some KPIs by municipality, in one year, or each KPI in its latest year up to it."""
    if not kpis:
        return {}
    sql = f"""
        SELECT {_COLUMNS} FROM (
            SELECT {_COLUMNS}, max(CASE WHEN val IS NOT NULL THEN period END) OVER (PARTITION BY kpi) AS last
            FROM {{rows}} AS rows WHERE kpi IN ({_among(kpis)}) AND gender = 'T' AND {_MUNICIPALITY}
            AND period <= $period
        ) AS dated WHERE period = last ORDER BY kpi, place
    """  # noqa: S608 – names of ours
    found: dict[str, dict[str, Value]] = {kpi: {} for kpi in kpis}
    for value in _ask(sql, kpis, {"period": period or 9999}, known):
        found[value.kpi][value.place] = value
    return found
