"""Does everything hold? Runs every check, two at a time, and tells where the time went.

bin/test                      everything, as CI runs it
bin/test types layers         a part (see --list); the same as bin/test --only types,layers
bin/test --only sqlite src/rodatraden/organisation -k fold    what follows goes to pytest
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import bootstrap
import browser

IN_CI: Final = bool(os.environ.get("CI"))
_LANES: Final = 2  # our machines have two cores
_NOT_RUN: Final = 77
"""The exit code of bin/postgres.py where no server can be started."""


@dataclass(frozen=True, slots=True)
class Step:
    """One check: the commands that make it, or what says why it can't be made here."""

    name: str
    question: str
    commands: tuple[tuple[str, ...], ...]
    skipped: Callable[[], str] = str
    """Why the step can't be run here; empty when it can."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step said, whether it held, and how long it took."""

    step: Step
    said: str
    held: bool
    seconds: float
    skipped: str = ""


def _pytest(name: str, marks: str, *before: str) -> tuple[str, ...]:
    """A run of pytest over the tests with these marks, which leaves its counts for the last line."""
    return (*before, "pytest", "-m", marks, "--durations=8", "--durations-min=1", f"--junitxml={{counts}}/{name}.xml")


STEPS: Final = (  # the longest first: two run at a time
    Step(
        "browser",
        "Do the pages work for everyone in a real browser?",
        (_pytest("browser", "browser"),),
        skipped=lambda: browser.missing(required=IN_CI),
    ),
    Step(
        "sqlite",
        "Do rules, actions, queries and pages work on SQLite?",
        (_pytest("sqlite", "not browser and not pdf"),),
    ),
    Step("types", "Do the types hold?", (("mypy",),)),
    Step(
        "lint",
        "Is the code written as we agreed?",
        (
            ("ruff", "check", "--quiet", "--output-format", "concise", "."),
            ("ruff", "format", "--check", "--quiet", "."),
        ),
    ),
    Step("templates", "Are the templates written as we agreed?", (("djlint", "src", "--lint", "--quiet"),)),
    Step("layers", "Does every slice import only downwards?", (("lint-imports", "--no-logo"),)),
    Step(
        "migrations",
        "Do the migrations say what the models say?",
        (("rodatraden", "makemigrations", "--check", "--dry-run"),),
    ),
    Step("translations", "Is every sentence there in Swedish?", (("python", "bin/messages.py", "--check"),)),
    Step("postgres", "And on PostgreSQL?", (_pytest("postgres", "django_db", "python", "bin/postgres.py"),)),
    Step("pdf", "Are the documents tagged and archivable?", (_pytest("pdf", "pdf"),)),
)


def main() -> int:
    """Run the steps that are asked for and say how it went."""
    asked, more = _arguments()
    started = time.monotonic()
    bootstrap.environment(dev=True)
    bootstrap.assets()
    readied = time.monotonic() - started
    with tempfile.TemporaryDirectory(prefix="rodatraden-checks-") as scratch, ThreadPoolExecutor(_LANES) as lanes:
        counts = Path(scratch) / "counts"
        counts.mkdir()
        running = [lanes.submit(_take, step, more, Path(scratch)) for step in asked]
        outcomes = [_shown(outcome.result()) for outcome in as_completed(running)]
        _tell_times(outcomes, readied, time.monotonic() - started)
        _tell_counts(outcomes, counts)
    return 0 if all(outcome.held for outcome in outcomes) else 1


def _arguments() -> tuple[list[Step], list[str]]:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [step.name for step in STEPS]
    parser.add_argument("--only", metavar="STEP,…", help=f"run a part: {', '.join(names)}")
    parser.add_argument("--list", action="store_true", help="say which steps there are")
    given, more = parser.parse_known_args()
    named, rest = _leading(set(names), more)
    wanted = [*(given.only.split(",") if given.only else []), *named] or names
    if unknown := set(wanted) - set(names):
        parser.error(f"there is no step {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    asked = [step for step in STEPS if step.name in wanted]
    if given.list:
        for step in asked:
            print(f"{step.name:14}{step.question}")
        sys.exit(0)
    return asked, rest


def _leading(names: set[str], more: list[str]) -> tuple[list[str], list[str]]:
    """The steps that are named first, without --only; and what is left for pytest."""
    rest = list(dropwhile(lambda word: names.issuperset(word.split(",")), more))
    return ",".join(more[: len(more) - len(rest)]).split(",") if len(rest) < len(more) else [], rest


def _take(step: Step, more: list[str], scratch: Path) -> Outcome:
    started = time.monotonic()
    try:
        reason = step.skipped()
    except bootstrap.Stop as stop:
        return Outcome(step, str(stop), held=False, seconds=time.monotonic() - started)
    if reason:
        return Outcome(step, "", held=True, seconds=time.monotonic() - started, skipped=reason)
    home = scratch / step.name
    home.mkdir()
    said, held = [], True
    for command in step.commands:
        tests = any(part.endswith(".xml") for part in command)
        filled = [part.format(counts=scratch / "counts") for part in command] + (more if tests else [])
        done = subprocess.run(
            filled, cwd=bootstrap.CHECKOUT, env=_variables(home), check=False, text=True, errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if done.returncode == _NOT_RUN:
            return Outcome(step, "", held=True, seconds=time.monotonic() - started, skipped=done.stdout.rstrip())
        said.append(f"$ {' '.join(filled)}\n{done.stdout}")
        held = held and done.returncode in ({0, 5} if tests else {0})  # 5: pytest found no test with these marks
    return Outcome(step, "".join(said), held=held, seconds=time.monotonic() - started)


def _variables(home: Path) -> dict[str, str]:
    """Each step stores what it stores in a folder of its own, never in the checkout's var/."""
    return bootstrap.variables(
        RODATRADEN_HOME=str(home), PYTHONUNBUFFERED="1", FORCE_COLOR="1" if sys.stdout.isatty() else ""
    )


def _shown(outcome: Outcome) -> Outcome:
    state = "skipped" if outcome.skipped else "holds" if outcome.held else "FAILS"
    print(f"\n── {outcome.step.name}: {state} ({outcome.seconds:.1f} s) – {outcome.step.question}", flush=True)
    if outcome.skipped:
        print(outcome.skipped, flush=True)
    elif not outcome.held or "pytest" in outcome.said:
        print(outcome.said.rstrip(), flush=True)
    return outcome


def _tell_times(outcomes: list[Outcome], readied: float, total: float) -> None:
    print("\n── Where the time went (two steps at a time)")
    rows = [("environment", readied, ""), *((o.step.name, o.seconds, _state(o)) for o in outcomes), ("all", total, "")]
    for name, seconds, state in rows:
        print(f"{name:14}{seconds:7.1f} s  {state}")


def _state(outcome: Outcome) -> str:
    return "skipped" if outcome.skipped else "" if outcome.held else "FAILS"


def _tell_counts(outcomes: list[Outcome], counts: Path) -> None:
    """The last line: tests of all runs together, a step without tests counted as one."""
    tests = failed = skipped = 0
    for file in counts.glob("*.xml"):
        for suite in ET.parse(file).getroot().iter("testsuite"):  # noqa: S314 – pytest wrote it just now
            tests += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    counted = {file.stem for file in counts.glob("*.xml")}
    plain = [outcome for outcome in outcomes if outcome.step.name not in counted]
    failed += sum(not outcome.held for outcome in plain)
    skipped += sum(bool(outcome.skipped) for outcome in plain)
    passed = tests + len(plain) - failed - skipped
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)


bootstrap.run_main(main)
