"""Which tables of facts belong to the indicators? What Kolada publishes for every municipality."""

from typing import Final

from rodatraden.facts.tables import FOREVER, KNOWN_FROM, KNOWN_TO, Column, Copy, Kind, Table
from rodatraden.indicators.rules.kolada import IS_MUNICIPALITY, part_of

RECENT: Final = 3
"""Years of each KPI, counted from the latest with a value, that the copies for questions about many KPIs hold."""

_RECENT: Final = f"""
    SELECT * FROM (
        SELECT *, max(CASE WHEN val IS NOT NULL THEN period END) OVER (PARTITION BY kpi) AS latest
        FROM {{rows}} AS rows WHERE gender = 'T' AND {IS_MUNICIPALITY} AND {KNOWN_TO} = {FOREVER}
    ) AS dated WHERE period > latest - {RECENT}
"""  # noqa: S608 – names of ours

_RANKED: Final = (
    Column("kpi", Kind.TEXT, "the KPI"),
    Column("place", Kind.TEXT, "the municipality"),
    Column("period", Kind.SMALL, "the year"),
    Column("val", Kind.NUMBER, "its value"),
    Column("below", Kind.WHOLE, "municipalities with a lower value"),
    Column("equal", Kind.WHOLE, "municipalities with the same, itself among them"),
    Column("among", Kind.WHOLE, "municipalities with a value"),
)
_RANKED_SQL: Final = f"""
    SELECT kpi, place, period, val, rank() OVER (PARTITION BY kpi, period ORDER BY val) - 1 AS below,
        count(*) OVER (PARTITION BY kpi, period, val) AS equal, count(*) OVER (PARTITION BY kpi, period) AS among,
        {KNOWN_FROM}, {KNOWN_TO}
    FROM ({_RECENT}) AS recent WHERE val IS NOT NULL
"""  # noqa: S608 – names of ours

_YEARS: Final = (Column("kpi", Kind.TEXT, "the KPI"), Column("period", Kind.SMALL, "a year that it has rows of"))
_YEARS_SQL: Final = f"""
    SELECT kpi, period, min({KNOWN_FROM}) AS {KNOWN_FROM}, CAST({FOREVER} AS BIGINT) AS {KNOWN_TO}
    FROM {{rows}} AS rows GROUP BY kpi, period
"""  # noqa: S608 – names of ours

KOLADA: Final = Table(
    name="kolada",
    version=2,
    columns=[
        Column("kpi", Kind.TEXT, "the KPI, such as N00945"),
        Column("place", Kind.TEXT, "municipality (four digits), region (00…), the country (0000) or group (G…)"),
        Column("period", Kind.SMALL, "the year"),
        Column("gender", Kind.TEXT, "T all, K women, M men"),
        Column("val", Kind.NUMBER, "the value; null when it is missing, which is never zero"),
        Column("members", Kind.SMALL, "how many members the unweighted mean of a group rests on"),
        Column("state", Kind.TEXT, "nothing, preliminary, missing or suppressed"),
    ],
    key=("kpi", "place", "period", "gender"),
    order=("kpi", "gender", "period", "place"),
    part=lambda key: part_of(str(key[0])),
    copies={
        "recent": Copy(("kpi", "period", "place"), sql=_RECENT),
        "ranked": Copy(("place", "kpi", "period"), columns=_RANKED, sql=_RANKED_SQL),
        "years": Copy(("kpi", "period"), columns=_YEARS, sql=_YEARS_SQL),
    },
)

TABLES: Final = (KOLADA,)
