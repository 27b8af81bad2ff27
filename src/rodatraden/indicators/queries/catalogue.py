"""Which KPIs, municipalities and groups does Kolada have? The lists come with the program (sources/kolada/bundled)."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from rodatraden.indicators.rules.kolada import is_municipality, measure_of
from rodatraden.indicators.rules.wanted import Index, Text

_BUNDLED: Final = Path(__file__).parent.parent / "sources" / "kolada" / "bundled"


_UNWEIGHTED: Final = " (ovägt medel)"


@dataclass(frozen=True, slots=True)
class Kpi:
    """A KPI as Kolada defines it. `kind`: K for municipalities, L for regions, A for both."""

    code: str
    title: str
    description: str
    by_gender: bool
    kind: str
    area: str
    perspective: str
    preliminary_on: date | None
    published_on: date | None
    period: str
    has_units: bool

    @property
    def measure(self) -> str:
        """The unit of measure that the title tells."""
        return measure_of(self.title)


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality (K), a region or the country (L)."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of municipalities, as Kolada puts it together."""

    code: str
    name: str
    members: tuple[str, ...]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_BUNDLED / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def kpis() -> Mapping[str, Kpi]:
    """Every KPI by its code."""
    return {row["id"]: _kpi(row) for row in _rows("kpi.tsv")}


def _kpi(row: Mapping[str, str]) -> Kpi:
    return Kpi(
        code=row["id"],
        title=row["title"],
        description=row["description"],
        by_gender=bool(row["gender"]),
        kind=row["type"],
        area=row["area"],
        perspective=row["perspective"],
        preliminary_on=_day(row["preliminary"]),
        published_on=_day(row["published"]),
        period=row["period"],
        has_units=bool(row["units"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def places() -> Mapping[str, Place]:
    """Every municipality, region and the country, by code."""
    return {row["id"]: Place(row["id"], row["title"], row["type"]) for row in _rows("places.tsv")}


@cache
def groups() -> Mapping[str, Group]:
    """Every group by its code. That the values of groups are unweighted means is told beside them, not in the name."""
    return {
        row["id"]: Group(row["id"], row["title"].removesuffix(_UNWEIGHTED), tuple(row["members"].split()))
        for row in _rows("groups.tsv")
    }


def municipalities() -> list[str]:
    """The codes of all municipalities."""
    return [code for code in places() if is_municipality(code)]


def groups_with(place: str) -> list[Group]:
    """The groups that a municipality is in, the ones of similar municipalities that are its own first."""
    own = f", {places()[place].name}," if place in places() else ""
    found = [
        each
        for each in groups().values()
        if (place in each.members and (not each.name.startswith("Liknande kommuner") or own in f"{each.name},"))
        or (own and each.name.startswith("Liknande kommuner") and own in each.name)
    ]
    return sorted(found, key=lambda each: (not each.name.startswith("Liknande"), each.name))


def place_name(code: str) -> str:
    """What a place or a group is called; its code when it is not in the lists."""
    if code in places():
        return places()[code].name
    return groups()[code].name if code in groups() else code


@cache
def index() -> Index:
    """The words of all KPIs, put together once in each process."""
    return Index(Text(kpi.code, kpi.title, f"{kpi.description} {kpi.area}") for kpi in kpis().values())


@dataclass(frozen=True, slots=True)
class Filter:
    """What narrows the catalogue besides the words. Nothing: everything."""

    area: str = ""
    letter: str = ""
    by_gender: bool = False
    has_units: bool = False
    kind: str = ""

    def takes(self, kpi: Kpi) -> bool:
        """Whether a KPI passes."""
        return (
            self.area in {"", kpi.area}
            and kpi.code.startswith(self.letter)
            and (kpi.by_gender or not self.by_gender)
            and (kpi.has_units or not self.has_units)
            and (not self.kind or kpi.kind in {self.kind, "A"})
        )


def search(text: str, narrowed: Filter) -> list[Kpi]:
    """The KPIs that hold every word, the nearest first; all of them in the order of their codes without words."""
    found: Iterable[str] = index().find(text) if text.strip() else kpis()
    return [kpis()[code] for code in found if narrowed.takes(kpis()[code])]


@cache
def areas() -> tuple[str, ...]:
    """The areas that KPIs belong to, by name."""
    return tuple(sorted({kpi.area for kpi in kpis().values()}))
