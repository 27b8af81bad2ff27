"""Which of all that is promised does someone look for, and what has not been told back?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rodatraden.commitments import words
from rodatraden.commitments.queries.told import Told, by_day, told
from rodatraden.commitments.rules.codes import Kind, OriginKind, Reporting
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation

ASKED: Final = ("q", "slag", "lage", "enhet", "ursprung", "ansvarig", "till")
"""What an address asks for commitments by."""


@dataclass(frozen=True, slots=True)
class Search:
    """What someone looks for. What is empty asks for nothing; `units` are codes of which one must answer for it.

    `state` is a word of words.FILTERS. `origin` is kind:code, or a kind alone.
    """

    text: str = ""
    kind: str = ""
    state: str = ""
    units: frozenset[str] = frozenset()
    origin: str = ""
    owner: str = ""
    report_to: str = ""


_KINDS: Final[Mapping[str, Kind]] = {word: kind for kind, word in words.KIND_CODES.items()}
_ORIGINS: Final[Mapping[str, OriginKind]] = {word: kind for kind, word in words.ORIGIN_CODES.items()}


def asked(given: Mapping[str, str], *, on: date, known: date) -> Search:
    """What an address asks for. A unit stands for itself and for all that is below it on the day."""
    text = {name: given.get(name, "").strip()[:200] for name in ASKED}
    unit = text["enhet"]
    units = {unit} | organisation.units(on=on, known=known).below(unit) if unit else set[str]()
    kind, _mark, code = text["ursprung"].partition(":")
    return Search(
        text=text["q"],
        kind=_KINDS.get(text["slag"], ""),
        state=text["lage"],
        units=frozenset(units),
        origin=f"{_ORIGINS[kind]}:{code}" if kind in _ORIGINS else "",
        owner=text["ansvarig"],
        report_to=text["till"],
    )


def narrowed(rows: Iterable[Told], wanted: Search, *, on: date, posts: Collection[str] | None = None) -> list[Told]:
    """Those of some commitments that are asked for: what is left first, the first due first; then what is finished.

    `posts` are those of the day, for who asks what nobody answers for; without them that is not told.
    """
    found = [row for row in rows if _fits(row, wanted) and _stands(row, wanted.state, on, posts)]
    return sorted(found, key=lambda row: (row.standing(on).is_finished, *by_day(row)))


def _fits(row: Told, wanted: Search) -> bool:
    words_in = f"{row.title}\n{row.description}\n{row.code}\n{row.text}".casefold()
    kind, _mark, code = wanted.origin.partition(":")
    return (
        all(word in words_in for word in wanted.text.casefold().split())
        and wanted.kind in {"", row.kind}
        and (not wanted.units or row.unit in wanted.units)
        and (not kind or (row.origin_kind == kind and code in {"", row.origin}))
        and wanted.owner in {"", row.owner}
        and wanted.report_to in {"", row.report_to}
    )


def _stands(row: Told, asked: str, on: date, posts: Collection[str] | None) -> bool:
    now = row.standing(on)
    match asked:
        case "kvar":
            return not now.is_finished
        case "sena":
            return now.is_late
        case "utan-ansvarig":
            return not now.is_finished and posts is not None and row.owner not in posts
        case "att-aterrapportera":
            return now.reporting in {Reporting.WAITS, Reporting.LATE}
        case "":
            return True
        case _:
            return asked == words.STATE_CODES[now.state]


@dataclass(frozen=True, slots=True)
class Owed:
    """A commitment that a body has not been told the end of."""

    told: Told
    is_late: bool
    """Whether the day by which the body was to be told has passed."""


def owed_back(*, on: date, known: date, body: str = "") -> list[Owed]:
    """What has not been told back to the bodies that asked, or to one of them: the first day first. Two queries."""
    rows = [row for row in told(known=known) if row.report_to and body in {"", row.report_to} and not row.is_settled]
    late = (Owed(row, row.standing(on).reporting is Reporting.LATE) for row in rows)
    return sorted(late, key=lambda each: (each.told.report_by or FOREVER, *by_day(each.told)))
