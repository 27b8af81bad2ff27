"""How long to find a KPI of Kolada's among 6,099 by a few Swedish words?"""

import time
from functools import partial

from measure import fresh_program, median_ms, tell

ASKED = ("skola", "sjukfrånvaro", "N00945", "kostnader förskolor kr/inv", "andel", "dagis", "zzzz")


def main() -> None:
    """Put the words together once, then search; beside it, a plain look for the letters in every text."""
    with fresh_program():
        from rodatraden.indicators.queries import catalogue  # noqa: PLC0415 – the program is set up first
        from rodatraden.indicators.queries.catalogue import Filter  # noqa: PLC0415 – as above

        start = time.perf_counter()
        catalogue.index()
        tell("put the words together, once in each process", (time.perf_counter() - start) * 1000)
        texts = {kpi.code: f"{kpi.code} {kpi.title} {kpi.description}" for kpi in catalogue.kpis().values()}

        def scan(asked: str) -> list[str]:
            words = asked.casefold().split()
            return [code for code, text in texts.items() if all(word in text.casefold() for word in words)]

        for asked in ASKED:
            plain = median_ms(partial(scan, asked))
            found = catalogue.search(asked, Filter())
            ours = median_ms(partial(catalogue.search, asked, Filter()))
            tell(f"{asked}: {len(found)} found ({len(scan(asked))} by letters)", ours, aim=50, yardstick=plain)


if __name__ == "__main__":
    main()
