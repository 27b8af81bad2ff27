"""What waits for one reader, and how is it going for the whole group and for one unit?"""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodatraden.finance import queries as finance
from rodatraden.finance import rules, words
from rodatraden.finance.rules import Cell, Column, Economy, Kind, Line, Statement
from rodatraden.journal import queries as journal
from rodatraden.kernel.figures import Figure
from rodatraden.steering import models
from rodatraden.steering import queries as steering
from rodatraden.steering.queries import RolledGoal, RollUp
from rodatraden.steering.rules import Stage

Has = Callable[[str, str], bool]
"""Whether the reader has a right in a unit."""


@dataclass(frozen=True, slots=True)
class State:
    """A round as everyone may see it."""

    round: models.Round
    rollup: RollUp
    approved: int
    asked: int
    economy: Economy

    @property
    def economy_query(self) -> str:
        """The round as the economy's address asks for it."""
        return f"round={self.round.code}"


def state(*, on: date, known: date) -> State | None:
    """The round that runs on a day; None before there is any."""
    version = journal.version()
    return (_kept if version != journal.NOTHING_WRITTEN else _drawn_up)(on, known, version)


def _drawn_up(on: date, known: date, _version: str) -> State | None:
    current = steering.current_round(on=on, known=known)
    if current is None:
        return None
    told = steering.rollup(current, known=known, may_read_draft=steering.nobody)
    stages = [unit.stage for unit in told.units]
    approved = sum(stage is Stage.APPROVED for stage in stages)
    economy = finance.economy(round_code=current.code, known=known, on=on, occasion=finance.occasion(current))
    return State(current, told, approved, len(stages), economy)


_kept = lru_cache(maxsize=32)(_drawn_up)
"""Once for each version of the journal: what is public is the same for every reader."""


@dataclass(frozen=True, slots=True)
class Following:
    """How many of those whom a reader follows in a round have not handed in, and how many wait for an approval."""

    not_handed_in: int = 0
    not_approved: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.not_handed_in or self.not_approved)


def following(told: RollUp, *, without: Container[str], has: Has) -> Following:
    """Of others that one follows only how many: not of the units in `without`, which wait for the reader in person."""
    followed = [
        unit.stage for unit in told.units if unit.unit not in without and has("steering.round.follow", unit.unit)
    ]
    return Following(sum(stage is Stage.DRAFT for stage in followed), sum(stage is Stage.DONE for stage in followed))


_SIGNS: Final = {
    Kind.OPERATIONS: _("result: a surplus is plus"),
    Kind.INVESTMENT: _("what they cost"),
}
_SHOWN: Final = (Column.BUDGET, Column.FORECAST, Column.DEVIATION)


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line of the economy in words, and its budget, forecast and deviation, each with the address of its trail.

    All three are of the same amounts. Of a sum that lacks some, `left_out` counts the lines that are not in it, and
    `whole` is the budget of them all.
    """

    word: Promise
    sign: Promise
    figures: tuple[tuple[Figure, str], ...]
    left_out: int = 0
    whole: tuple[Figure, str] | None = None


def money_of_all(economy: Economy) -> list[MoneyLine]:
    """Operations and investments of the whole municipality: the lines that have both a budget and a forecast."""
    return [_whole(economy, statement) for statement in _statements(economy)]


def _whole(economy: Economy, statement: Statement) -> MoneyLine:
    left_out = sum(not rules.is_compared(row) for row in statement.rows)
    cell = Cell(statement.kind, Column.BUDGET)
    if not left_out:
        return _line(economy, statement.whole, cell)
    line = _line(economy, rules.compared(economy, statement.kind), replace(cell, compared=True))
    return replace(line, left_out=left_out, whole=(statement.whole.budget, finance.address(economy.round, cell)))


def money_of(unit: str, economy: Economy) -> list[MoneyLine]:
    """The lines of operations and investments that a unit answers for."""
    return [
        _line(economy, row, Cell(statement.kind, Column.BUDGET, row.financing, unit))
        for statement in _statements(economy)
        for row in statement.rows
        if row.unit == unit
    ]


def _statements(economy: Economy) -> tuple[Statement, Statement]:
    return economy.operations, economy.investments


def _line(economy: Economy, line: Line, cell: Cell) -> MoneyLine:
    return MoneyLine(
        words.KINDS[cell.kind],
        _SIGNS[cell.kind],
        tuple(
            (getattr(line, column.value), finance.address(economy.round, replace(cell, column=column)))
            for column in _SHOWN
        ),
    )


def goals_of(units: Iterable[str], told: RollUp) -> list[RolledGoal]:
    """The goals that some units answer for, in tree order."""
    owners = set(units)
    return [goal for goal in told.goals if goal.unit in owners]
