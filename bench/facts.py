"""How long to ask fifty million readings: one KPI, our place in every KPI, and the municipalities most alike?"""

import argparse
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measure import fresh_program, tell

KPIS = 2300
YEARS = range(2000, 2025)
SAMPLE = 10
"""SQLite holds a tenth of the KPIs, and what reads all of them is counted ten times over: all would take minutes."""
PICKED = 6


def main() -> None:
    """Build the facts, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kpis", type=int, default=KPIS, help="fewer for a quick look")
    kpis = [f"N{number:05d}" for number in range(parser.parse_args().kpis)]
    with fresh_program() as home:
        from rodatraden.facts import asking, manifest  # noqa: PLC0415 – the program is set up first
        from rodatraden.facts.asking import Question  # noqa: PLC0415 – as above
        from rodatraden.indicators.facts import KOLADA  # noqa: PLC0415 – as above
        from rodatraden.indicators.queries import catalogue, kolada  # noqa: PLC0415 – as above
        from rodatraden.indicators.rules.comparison import alike  # noqa: PLC0415 – as above
        from rodatraden.indicators.rules.kolada import part_of  # noqa: PLC0415 – as above

        places = catalogue.municipalities()
        start = time.perf_counter()
        _build(kpis, places)
        size = sum(path.stat().st_size for path in Path(home, "facts").rglob("*.parquet")) / 1e6
        count = asking.rows(KOLADA)
        tell(
            f"write {count / 1e6:.1f} M readings with their copies, {size:.0f} MB", (time.perf_counter() - start) * 1000
        )
        there = _SQLite(Path(home) / "yardstick.sqlite3", kpis[::SAMPLE], places)
        times = len(kpis) / len(there.kpis)

        kpi, place, picked = (
            kpis[len(kpis) // 2],
            places[100],
            there.kpis[:: max(1, len(there.kpis) // PICKED)][:PICKED],
        )
        whole = Question(
            "SELECT place, period, gender, val FROM {rows} AS rows WHERE kpi = $kpi ORDER BY place, period, gender",
            {"kpi": kpi},
            {part_of(kpi)},
        )
        rows = asking.ask(KOLADA, whole)
        _same("one KPI", len(rows), len(places) * len(YEARS) * 3)
        yard = _medians(lambda: there.one(there.kpis[3]))
        _tell(f"one KPI, all {len(rows)} rows", _medians(lambda: asking.ask(KOLADA, whole)), yard)
        yard = _medians(lambda: there.one(there.kpis[3], gender="T"))
        _tell("one KPI as a page asks for it", _medians(lambda: kolada.everywhere(kpi)), yard, aim=12)

        found = kolada.standings(place)
        _same("standings", len(found), len(kpis))
        expected = dict(there.standings(place))
        _same("places told", [each.below for each in found if each.kpi in expected], [*expected.values()])
        slow = _medians(lambda: there.standings(place), runs=3)
        yard = (slow[0] * times, slow[1] * times)
        _tell("our place in every KPI", _medians(lambda: kolada.standings(place)), yard, aim=120)

        def near() -> list[Any]:
            told = kolada.in_year(picked)
            values = {
                code: {at: value for at, value in of.items() if value is not None} for code, (_year, of) in told.items()
            }
            return alike({code: of.pop(place) for code, of in values.items()}, values)

        _same("alike", len(near()), len(places) - 1)
        yard = _medians(lambda: there.latest(picked))
        _tell(f"most alike in {PICKED} KPIs", _medians(near), yard, aim=15)
        _tell("which KPIs are loaded", _medians(kolada.loaded), None)
        sys.stdout.write(f"files named by the table: {len(manifest.read(KOLADA).parts)} parts\n")


def _medians(work: Callable[[], object], *, runs: int = 9) -> tuple[float, float]:
    """The medians of some runs in milliseconds: by the clock, and of the processor (all threads)."""
    work()
    clock, processor = [], []
    for _ in range(runs):
        start, spent = time.perf_counter(), time.process_time()
        work()
        clock.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - spent) * 1000)
    return statistics.median(clock), statistics.median(processor)


def _tell(what: str, took: tuple[float, float], yard: tuple[float, float] | None, *, aim: float | None = None) -> None:
    tell(what, took[0], aim=aim, yardstick=yard[0] if yard else None)
    tell("    of the processor", took[1], aim=aim, yardstick=yard[1] if yard else None)


def _build(kpis: list[str], places: list[str]) -> None:
    """Made-up values, part by part so that no more than a part is in memory. Always the same."""
    from rodatraden.facts import asking, manifest, store  # noqa: PLC0415 – the program is set up first
    from rodatraden.facts.manifest import Manifest  # noqa: PLC0415 – as above
    from rodatraden.facts.tables import FOREVER  # noqa: PLC0415 – as above
    from rodatraden.indicators.facts import KOLADA  # noqa: PLC0415 – as above
    from rodatraden.indicators.rules.kolada import part_of  # noqa: PLC0415 – as above

    engine = asking.cursor()
    state = Manifest()
    with manifest.alone(KOLADA) as folder:
        for name in sorted({part_of(kpi) for kpi in kpis}):
            inside = ", ".join(f"('{kpi}')" for kpi in kpis if part_of(kpi) == name)
            everywhere = ", ".join(f"('{place}')" for place in places)
            engine.execute(
                f"CREATE OR REPLACE TEMP TABLE made AS SELECT kpi, place, CAST(period AS INTEGER) AS period, gender, "  # noqa: S608 – codes of ours
                f"{_VALUE} AS val, 1 AS members, '' AS state, 1 AS known_from, {FOREVER} AS known_to "
                f"FROM (VALUES {inside}) AS k(kpi), (VALUES {everywhere}) AS p(place), "
                f"range({YEARS.start}, {YEARS.stop}) AS y(period), (VALUES ('T'), ('K'), ('M')) AS g(gender)"
            )
            state = manifest.with_part(state, name, store.written(KOLADA, folder, "made"))
        engine.execute("DROP TABLE made")
        manifest.publish(KOLADA, state)


_VALUE = "round((hash(kpi || place || period || gender) % 100000) / 100.0 + (hash(kpi) % 1000), 2)"
"""A value that is different for everyone and the same in every run."""


_WHOLE = "SELECT kpi, gender, period, place, val FROM {rows} AS rows WHERE kpi = $kpi ORDER BY gender, period, place"


class _SQLite:
    """The same values as rows in SQLite, clustered by their key: what one would have without columns."""

    def __init__(self, path: Path, kpis: list[str], places: list[str]) -> None:
        from rodatraden.facts.asking import Question, ask  # noqa: PLC0415 – the program is set up first
        from rodatraden.indicators.facts import KOLADA  # noqa: PLC0415 – as above
        from rodatraden.indicators.rules.kolada import part_of  # noqa: PLC0415 – as above

        self.kpis = kpis
        self.base = sqlite3.connect(path)
        self.base.execute("PRAGMA cache_size = -200000")
        self.base.execute(
            "CREATE TABLE r (kpi TEXT, gender TEXT, period INT, place TEXT, val REAL, "
            "PRIMARY KEY (kpi, gender, period, place)) WITHOUT ROWID"
        )
        for kpi in kpis:
            of = Question(_WHOLE, {"kpi": kpi}, {part_of(kpi)})
            self.base.executemany("INSERT INTO r VALUES (?, ?, ?, ?, ?)", ask(KOLADA, of))
        self.base.commit()

    def one(self, kpi: str, gender: str = "%") -> list[Any]:
        """One KPI, everywhere, in every year, for all genders or one."""
        if gender == "%":
            return self.base.execute("SELECT place, period, gender, val FROM r WHERE kpi = ?", (kpi,)).fetchall()
        sql = "SELECT place, period, val FROM r WHERE kpi = ? AND gender = ?"
        return self.base.execute(sql, (kpi, gender)).fetchall()

    def standings(self, place: str) -> list[tuple[str, int]]:
        """How many are lower in each KPI, in the latest year."""
        sql = """
            SELECT m.kpi, sum(o.val < m.val) FROM r m
            JOIN r o ON o.kpi = m.kpi AND o.gender = 'T' AND o.period = m.period
            WHERE m.gender = 'T' AND m.place = ?
            AND m.period = (SELECT max(period) FROM r x WHERE x.kpi = m.kpi AND x.gender = 'T')
            GROUP BY m.kpi ORDER BY m.kpi
        """
        return [(kpi, int(below)) for kpi, below in self.base.execute(sql, (place,))]

    def latest(self, kpis: list[str]) -> list[Any]:
        """The values of some KPIs in the latest year."""
        sql = "SELECT kpi, place, val FROM r WHERE kpi = ? AND gender = 'T' AND period = ?"
        return [self.base.execute(sql, (kpi, YEARS[-1])).fetchall() for kpi in kpis]


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        sys.exit(f"{what}: {found} instead of {expected}")


if __name__ == "__main__":
    main()
