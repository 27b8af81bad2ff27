"""How long to find, among 50,000 earlier decisions, those with nearly the same reasons as the one being written?"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from difflib import SequenceMatcher
from typing import Any

from measure import fresh_program, median_ms, tell

TEXTS = 50_000
FIRST = date(2006, 1, 1)
DIFFLIB_TEXTS = 200


def texts() -> Iterator[str]:
    """Reasons of 150–300 words: a third are sentences that many share. Always the same: the seed is fixed."""
    chance = random.Random(2026)  # noqa: S311 – not for secrets
    words = [f"{first}{last}" for first in _FIRST for last in _LAST]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    phrases = [" ".join(chance.choices(words, weights, k=12)) for _ in range(300)]
    for _ in range(TEXTS):
        length = chance.randrange(150, 300)
        own = chance.choices(words, weights, k=length * 2 // 3)
        shared = chance.choices(phrases, k=length // 36)
        yield ". ".join([*shared, " ".join(own)])


_FIRST = [a + b for a in "bdfghjklmnprstv" for b in ("a", "e", "i", "o", "u", "å", "ä", "ö")]
_LAST = [
    a + b for a in ("", "r", "n", "ll", "st", "ng", "m") for b in ("a", "e", "ing", "het", "nämnd", "ad", "or", "t")
]


def altered(text: str) -> str:
    """The text with every twelfth word changed."""
    words = text.split()
    return " ".join("annat" if place % 12 == 5 else word for place, word in enumerate(words))


def main() -> None:
    """Build the register, then measure."""
    with fresh_program():
        from rapidfuzz import fuzz, process  # noqa: PLC0415, TID251 – the yardstick

        from rodatraden.decisions import queries  # noqa: PLC0415 – the program is set up first

        earlier = list(texts())
        start = time.perf_counter()
        _record(earlier)
        tell(f"record {TEXTS} decisions with reasons, once", (time.perf_counter() - start) * 1000)
        wanted = altered(earlier[TEXTS // 2])
        strange = " ".join(reversed(wanted.split()))

        def find(text: str, expected: int) -> None:
            found = queries.alike(text, known=date(2099, 1, 1))
            if len(found) != expected:
                sys.exit(f"found {len(found)} instead of {expected}")

        plain = median_ms(
            lambda: process.extract(wanted, earlier, scorer=fuzz.ratio, score_cutoff=75), runs=3, warm_up=0
        )
        tell("yardstick: rapidfuzz over all of them, letter by letter", plain)
        words = wanted.split()
        slow = median_ms(lambda: _difflib(words, earlier[:DIFFLIB_TEXTS]), runs=1, warm_up=0) * TEXTS / DIFFLIB_TEXTS
        tell(f"yardstick: difflib over all (from {DIFFLIB_TEXTS} of them)", slow)
        tell("reasons nearly those of one earlier", median_ms(lambda: find(wanted, 1)), aim=100, yardstick=plain)
        tell("reasons like no other", median_ms(lambda: find(strange, 0)), aim=100, yardstick=plain)
        chance = random.Random(7)  # noqa: S311 – not for secrets
        sample = chance.sample(earlier, 300)
        missed = sum(not queries.alike(altered(text), known=date(2099, 1, 1)) for text in sample)
        sys.stdout.write(f"difflib over all takes {slow / plain:.0f} times as long as rapidfuzz over all\n")
        sys.stdout.write(f"missed among {len(sample)} texts with every twelfth word changed: {missed}\n")


def _difflib(words: list[str], earlier: list[str]) -> float:
    return max(SequenceMatcher(None, words, text.split(), autojunk=False).ratio() for text in earlier)


def _record(earlier: list[str]) -> None:
    from rodatraden.decisions.actions import NewDecision, record_decisions  # noqa: PLC0415 – the program is set up first
    from rodatraden.decisions.rules import Right  # noqa: PLC0415 – the program is set up first
    from rodatraden.organisation.rules.things import UnitKind  # noqa: PLC0415 – the program is set up first
    from rodatraden.organisation.rules.units import UnitEstablished  # noqa: PLC0415 – the program is set up first

    root: Any = UnitEstablished(unit="KF", name="KF", kind=UnitKind.MUNICIPALITY)
    first = NewDecision("D", "Opening", "KF", FIRST, FIRST, Right.LAW, changes=((FIRST, root),))
    taken = [first]
    for number, reasons in enumerate(earlier):
        day = FIRST + timedelta(days=number // 10)
        taken.append(NewDecision(f"D{number}", "Decision", "KF", day, day, Right.LAW, reasons=reasons))
    record_decisions(decisions=taken, by="bench", at=datetime(2026, 1, 1, tzinfo=UTC))


if __name__ == "__main__":
    main()
