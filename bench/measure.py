"""How long does it take? Medians of several runs, printed beside a yardstick with the ratio."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def fresh_program() -> Iterator[str]:
    """A program with an empty register of its own, gone afterwards. Import models only inside."""
    with tempfile.TemporaryDirectory(prefix="rodatraden-bench-") as home:
        os.environ["RODATRADEN_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodatraden.config.settings")
        import django  # noqa: PLC0415 – the environment comes first
        from django.core.management import call_command  # noqa: PLC0415 – the program is set up first

        django.setup()
        call_command("migrate", verbosity=0)
        yield home


def median_ms(work: Callable[[], object], *, runs: int = 7, warm_up: int = 1) -> float:
    """The median of some runs, in milliseconds."""
    for _ in range(warm_up):
        work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def tell(what: str, ms: float, *, aim: float | None = None, yardstick: float | None = None) -> None:
    """One line: the figure, its aim, and how it compares."""
    line = f"{what:<58} {ms:9.1f} ms"
    if aim is not None:
        line += f"   aim ≤ {aim:.0f} ms"
    if yardstick:
        line += f"   yardstick {yardstick:.1f} ms, ratio {ms / yardstick:.2f}"
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def fresh_cpu_ms(work: Callable[[], object], *, before: Callable[[], object], runs: int = 3) -> tuple[float, float]:
    """The least time of the processor in some runs, every core counted, and of the clock, in milliseconds.

    `before` makes each run begin afresh. The least, since other work on the machine only adds.
    """
    taken = []
    for _ in range(runs):
        before()
        cpu, clock = time.process_time(), time.perf_counter()
        work()
        taken.append(((time.process_time() - cpu) * 1000, (time.perf_counter() - clock) * 1000))
    return min(each[0] for each in taken), min(each[1] for each in taken)
