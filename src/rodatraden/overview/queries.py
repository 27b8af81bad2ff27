"""What waits for one reader, and how is it going for the whole group and for one unit?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise

from rodatraden.finance import queries as finance
from rodatraden.finance import words
from rodatraden.finance.rules import Cell, Column, Economy, Line, Statement
from rodatraden.journal import queries as journal
from rodatraden.kernel.figures import Figure
from rodatraden.steering import models
from rodatraden.steering import queries as steering
from rodatraden.steering.queries import FollowedGoal, FollowUp
from rodatraden.steering.rules import Stage

Has = Callable[[str, str], bool]
"""Whether the reader has a right in a unit."""


class Errand(StrEnum):
    """What a reader can owe in a round."""

    WRITE = "write"
    APPROVE = "approve"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for the reader: what to do, for which unit, and how far it has come."""

    errand: Errand
    unit: str
    stage: Stage | None


@dataclass(frozen=True, slots=True)
class State:
    """A round as everyone may see it. `economy` is None when no forecast has been recorded for it."""

    round: models.Round
    followup: FollowUp
    approved: int
    asked: int
    economy: Economy | None

    @property
    def economy_query(self) -> str:
        """The round as the economy's address asks for it."""
        return f"round={self.round.code}"


def state(*, on: date, known: date) -> State | None:
    """The round that runs on a day; None before there is any."""
    version = journal.version()
    return (_kept if version != journal.NOTHING_WRITTEN else _drawn_up)(on, known, version)


def _drawn_up(on: date, known: date, _version: str) -> State | None:
    current = steering.current_round(on=on)
    if current is None:
        return None
    told = steering.followup(current, known=known, may_read_draft=steering.nobody)
    stages = [unit.stage for unit in told.units if unit.submitted]
    approved = sum(stage is Stage.APPROVED for stage in stages)
    return State(current, told, approved, len(stages), _economy(current.code, on=on, known=known))


_kept = lru_cache(maxsize=32)(_drawn_up)
"""Once for each version of the journal: what is public is the same for every reader."""


def _economy(round_code: str, *, on: date, known: date) -> Economy | None:
    try:
        return finance.economy(round_code=round_code, known=known, on=on)
    except finance.UnknownRound:
        return None


def tasks(told: FollowUp, *, has: Has) -> list[Task]:
    """What waits for a reader with these rights: to write what is not done, to approve what is."""
    return [
        Task(errand, unit.unit, unit.stage)
        for unit in told.units
        if unit.submitted
        for errand in [_errand(unit.unit, unit.stage, has)]
        if errand
    ]


def _errand(unit: str, stage: Stage | None, has: Has) -> Errand | None:
    if stage is Stage.DONE and has("steering.followup.approve", unit):
        return Errand.APPROVE
    if stage in {None, Stage.DRAFT} and has("steering.followup.write", unit):
        return Errand.WRITE
    return None


_SHOWN: Final = (Column.BUDGET, Column.FORECAST, Column.DEVIATION)


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line of the economy in words, and its budget, forecast and deviation, each with the address of its trail."""

    word: Promise
    figures: tuple[tuple[Figure, str], ...]

    @property
    def missing(self) -> int:
        """How many amounts behind the line are missing, and so left out of its sums."""
        return max(figure.missing for figure, _address in self.figures)


def money_of_all(economy: Economy) -> list[MoneyLine]:
    """Operations and investments of the whole municipality."""
    return [_line(economy, statement.whole, Cell(statement.kind, Column.BUDGET)) for statement in _statements(economy)]


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
        tuple(
            (getattr(line, column.value), finance.address(economy.round, replace(cell, column=column)))
            for column in _SHOWN
        ),
    )


def goals_of(units: Iterable[str], told: FollowUp) -> list[FollowedGoal]:
    """The goals that some units answer for, in tree order."""
    owners = set(units)
    return [goal for goal in told.goals if goal.unit in owners]
