"""Which tables of facts belong to the indicators? What Kolada publishes for every municipality."""

from typing import Final

from rodatraden.facts.tables import Column, Kind, Table
from rodatraden.indicators.rules.kolada import part_of

KOLADA: Final = Table(
    name="kolada",
    version=1,
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
    copies={"by_year": ("gender", "period", "kpi", "place")},
)

TABLES: Final = (KOLADA,)
