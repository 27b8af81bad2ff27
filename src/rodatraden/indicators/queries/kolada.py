"""What does Kolada say of some KPIs: for one place, for every municipality in a year, and over the years?"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from rodatraden.facts import asking
from rodatraden.facts.asking import Question
from rodatraden.facts.tables import FOREVER as STILL
from rodatraden.indicators.facts import KOLADA
from rodatraden.indicators.queries.recorded import recorded_by
from rodatraden.indicators.rules import Gender, State
from rodatraden.indicators.rules.kolada import IS_MUNICIPALITY, Value, part_of
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS: Final = "kpi, place, period, gender, val, members, state"
_GENDERS: Final = {each.value: each for each in Gender}
_STATES: Final = {each.value: each for each in State}


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
    rows = asking.ask(KOLADA, Question(sql, {**_named(kpis), **values}, parts), known=_by(known))
    return [
        Value(kpi, place, period, _GENDERS[gender], number, members, _STATES[state])
        for kpi, place, period, gender, number, members, state in rows
    ]


def _among(kpis: Collection[str]) -> str:
    """As many parameters as there are KPIs: a list as a value is no plain SQL."""
    return ", ".join(f"$kpi{number}" for number in range(len(kpis)))


def _named(kpis: Collection[str]) -> dict[str, str]:
    return {f"kpi{number}": kpi for number, kpi in enumerate(kpis)}


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


def everywhere(kpi: str, *, gender: Gender = Gender.ALL, known: date = FOREVER) -> dict[int, dict[str, float | None]]:
    """The values of a KPI by year and municipality. None: there is a row, and the value is missing."""
    sql = f"SELECT period, place, val FROM {{rows}} AS rows WHERE kpi = $kpi AND gender = $gender AND {IS_MUNICIPALITY}"  # noqa: S608 – names of ours
    question = Question(sql, {"kpi": kpi, "gender": gender.value}, {part_of(kpi)})
    found: defaultdict[int, dict[str, float | None]] = defaultdict(dict)
    for period, place, value in asking.ask(KOLADA, question, known=_by(known)):
        found[period][place] = value
    return found


def in_year(
    kpis: Collection[str], *, gender: Gender = Gender.ALL, period: int | None = None, known: date = FOREVER
) -> dict[str, tuple[int, dict[str, float | None]]]:
    """The year and the values of some KPIs by municipality: in one year, or each KPI in the latest with a value."""
    if not kpis:
        return {}
    of_now = gender is Gender.ALL and period is None and _is_latest(known)
    sql = (
        f"SELECT kpi, period, place, val FROM {{rows}} AS rows WHERE kpi IN ({_among(kpis)}) AND gender = $gender "  # noqa: S608 – names of ours
        f"AND {IS_MUNICIPALITY} AND period BETWEEN $first AND $last"
    )
    values = {**_named(kpis), "gender": gender.value, "first": period or 0, "last": period or 9999}
    question = Question(sql, values, {part_of(kpi) for kpi in kpis}, copy="recent" if of_now else "")
    found: defaultdict[str, dict[int, dict[str, float | None]]] = defaultdict(dict)
    for kpi, year, place, value in asking.ask(KOLADA, question, known=_by(known)):
        found[kpi].setdefault(year, {})[place] = value
    return {kpi: latest for kpi, by_year in found.items() if (latest := latest_told(by_year))}


def latest_told(by_year: Mapping[int, dict[str, float | None]]) -> tuple[int, dict[str, float | None]] | None:
    """The latest year in which any municipality has a value, with its values; None when there is none."""
    told = [year for year, values in by_year.items() if any(value is not None for value in values.values())]
    return (max(told), by_year[max(told)]) if told else None


def _is_latest(known: date) -> bool:
    """Whether all that was ever delivered was known by a day: then the copy of the recent years tells the same."""
    told = asking.receipts(KOLADA)
    return not told or told[-1].at <= _by(known)


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
    if _is_latest(known):
        question = Question(_RANKED, {"place": place}, copy="ranked")
    else:
        question = Question(_STANDINGS, {"place": place})
    rows = asking.ask(KOLADA, question, known=_by(known))
    return [Standing(*row) for row in {row[0]: row for row in rows}.values()]


_RANKED: Final = (
    "SELECT kpi, period, val, below, equal, among FROM {rows} AS rows WHERE place = $place ORDER BY kpi, period"
)
"""The latest year of each KPI comes last."""

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
    WHERE others.gender = 'T' AND others.val IS NOT NULL AND {IS_MUNICIPALITY.replace("place", "others.place")}
    GROUP BY mine.kpi, mine.period, mine.val ORDER BY mine.kpi
"""  # noqa: S608 – names of ours


def loaded(*, known: date = FOREVER) -> dict[str, tuple[int, int]]:
    """The KPIs that there are values of, with their first and last year."""
    sql = "SELECT kpi, min(period), max(period) FROM {rows} AS rows GROUP BY kpi ORDER BY kpi"
    question = Question(sql, {}, copy="years")
    return {kpi: (first, last) for kpi, first, last in asking.ask(KOLADA, question, known=_by(known))}


def years(kpis: Collection[str], *, known: date = FOREVER) -> list[int]:
    """The years that there are rows of some KPIs, the latest first."""
    if not kpis:
        return []
    sql = f"SELECT DISTINCT period FROM {{rows}} AS rows WHERE kpi IN ({_among(kpis)}) ORDER BY period DESC"  # noqa: S608
    question = Question(sql, _named(kpis), {part_of(kpi) for kpi in kpis}, copy="years")
    return [period for (period,) in asking.ask(KOLADA, question, known=_by(known))]
