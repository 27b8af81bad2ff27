"""What does the follow-up report of a round say, as known on a day? Asks the slices below; writes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.utils import translation
from django.utils.translation import gettext as _

from rodatraden.finance import queries as finance
from rodatraden.finance.rules import JOINT, SUM, Cell, Column, Economy, Financing, Kind, Statement
from rodatraden.finance.rules import Line as FinanceLine
from rodatraden.finance.rules import Row as FinanceRow
from rodatraden.indicators.queries import Measured
from rodatraden.indicators.rules import year_before
from rodatraden.kernel.figures import Figure, Source
from rodatraden.kernel.periods import Period
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import Organisation
from rodatraden.reports.followup import presented, words
from rodatraden.reports.followup.context import (
    Amount,
    Context,
    Contribution,
    Goal,
    Indicator,
    Line,
    Note,
    Said,
    Table,
    Value,
)
from rodatraden.steering import queries as steering
from rodatraden.steering.models import Round
from rodatraden.steering.queries import FollowedGoal, FollowedUnit, FollowUp
from rodatraden.steering.rules import contribution_address, goal_address
from rodatraden.ui import formats

LANGUAGE = "sv"
"""The language of the record. A signed report must not change its words with its reader."""


class UnknownRound(LookupError):
    """A round code that no round has."""


def build(*, round_code: str, known: date, at: datetime) -> Context:
    """The report of a round, amounts in kronor, as recorded by the end of a day. `at` is when it is put together.

    The units are those of the round's last day, or of `known` when that is earlier. Raises UnknownRound.
    """
    followed = steering.round_with(round_code, known=known)
    if followed is None:
        raise UnknownRound(round_code)
    with translation.override(LANGUAGE):
        return _context(followed, known=known, at=at)


def _context(followed: Round, *, known: date, at: datetime) -> Context:
    on = min(known, Period.parse(followed.period).last_day)
    whose = organisation.municipality()
    empty = Table(kind=Kind.OPERATIONS, lines=())
    head = Context(
        municipality=whose.name if whose else "",
        fictional=bool(whose and whose.fictional),
        arms=whose.coat_of_arms if whose else "",
        round=followed.code,
        title=followed.title,
        about=followed.description,
        period=followed.period,
        period_words=presented.period_words(followed.period),
        year=followed.year,
        previous_year=followed.previous_year,
        measured_period=followed.measured_period,
        deadline=followed.deadline,
        on=on,
        known=known,
        at=at,
        operations=empty,
        investments=empty,
        joint=Amount(value=None, note=None, address=""),
        joint_sentence="",
        whole=(),
        units=(),
        goals=(),
    )
    return _filled(head, followed, root=whose.root if whose else "")


def _filled(head: Context, followed: Round, *, root: str) -> Context:
    """The money first, then the goals: so are the sources numbered."""
    units = organisation.units(on=head.on, known=head.known)
    told = steering.followup(followed, known=head.known, may_read_draft=steering.unless_finished)
    occasion = finance.occasion(followed)
    economy = finance.economy(round_code=followed.code, known=head.known, units=units, occasion=occasion)
    notes = _Notes()
    operations = _table(economy, Kind.OPERATIONS, notes)
    investments = _table(economy, Kind.INVESTMENT, notes)
    contributions = [_contribution(each, followed, units) for each in _in_tree_order(told.units, units)]
    return replace(
        head,
        operations=operations,
        investments=investments,
        joint=_amount(economy.joint_surplus, _where(economy, JOINT), notes, formula="joint"),
        joint_sentence=_joint_sentence(economy),
        whole=tuple(each for each in contributions if each.code == root),
        units=tuple(each for each in contributions if each.code != root),
        goals=tuple(_goals(told, units, notes)),
        notes=notes.listed(),
    )


# ── Notes ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Notes:
    """The list of sources as it grows: the same page of the same document is one entry."""

    found: dict[tuple[str, bool], Note] = field(default_factory=dict)

    def row(self, source: Source | None) -> int | None:
        """The number of a stored row's source."""
        if source is None:
            return None
        text = source.origin or _("The source is not given: %(what)s") % {"what": source.label}
        return self._number(text, source.address, recorded_at=source.recorded_at, is_formula=False)

    def formula(self, name: str, address: str) -> int:
        """The number of a way to compute."""
        return self._number(str(words.FORMULAS.get(name, name)), address, recorded_at=None, is_formula=True)

    def _number(self, text: str, address: str, *, recorded_at: datetime | None, is_formula: bool) -> int:
        kind: Literal["row", "formula"] = "formula" if is_formula else "row"
        fresh = Note(
            number=len(self.found) + 1, kind=kind, text=text, recorded_at=recorded_at, figures=0, address=address
        )
        note = self.found.get((text, is_formula), fresh)
        times = [each for each in (note.recorded_at, recorded_at) if each]
        self.found[text, is_formula] = replace(note, figures=note.figures + 1, recorded_at=max(times, default=None))
        return note.number

    def listed(self) -> tuple[Note, ...]:
        """The entries in the order of their numbers."""
        return tuple(self.found.values())


# ── Money ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _table(economy: Economy, kind: Kind, notes: _Notes) -> Table:
    if not economy.statement(kind).rows:
        return Table(kind=kind, lines=())
    return Table(kind=kind, lines=tuple(_lines(economy, economy.statement(kind), notes)))


def _lines(economy: Economy, statement: Statement, notes: _Notes) -> Iterator[Line]:
    """The units of each kind of financing with their sum, and the whole municipality last."""
    for financing in Financing:
        rows = statement.rows_of(financing)
        for row in rows:
            cells = {each: Cell(statement.kind, each, financing, row.unit) for each in Column}
            yield _line(economy, row, cells, notes, financing=financing)
        if rows:
            cells = {each: Cell(statement.kind, each, financing) for each in Column}
            yield _line(economy, statement.sum_of(financing), cells, notes, financing=financing)
    yield _line(economy, statement.whole, {each: Cell(statement.kind, each) for each in Column}, notes, financing=None)


def _line(
    economy: Economy, of: FinanceLine, cells: Mapping[Column, Cell], notes: _Notes, *, financing: Financing | None
) -> Line:
    unit = of if isinstance(of, FinanceRow) else None
    amounts = {
        column: _amount(
            of.figure(column),
            _where(economy, cell),
            notes,
            formula="" if unit and column is not Column.DEVIATION else of.figure(column).formula or SUM,
        )
        for column, cell in cells.items()
    }
    return Line(
        kind="row" if unit else "sum" if financing else "whole",
        code=unit.unit if unit else "",
        name=unit.name if unit else "",
        financing=financing,
        comment=unit.comment if unit else "",
        budget=amounts[Column.BUDGET],
        forecast=amounts[Column.FORECAST],
        previous=amounts[Column.PREVIOUS],
        deviation=amounts[Column.DEVIATION],
    )


def _amount(figure: Figure | None, address: str, notes: _Notes, *, formula: str) -> Amount:
    """A figure as it stands in the report. What has no value has no source either."""
    if figure is None or figure.value is None:
        return Amount(value=None, note=None, address=address, missing=figure.missing if figure else 0)
    note = notes.formula(formula, address) if formula else notes.row(figure.source)
    return Amount(value=figure.value, note=note, address=address, missing=figure.missing)


def _where(economy: Economy, cell: Cell) -> str:
    return finance.address(economy.round, cell)


def _joint_sentence(economy: Economy) -> str:
    """How much better than budget what the taxpayers pay for becomes, and of what that is made."""
    if economy.joint_surplus.value is None:
        return _("The joint surplus can't be computed: forecast or budget is missing.")
    services = economy.operations.tax.deviation.value
    financing = economy.operations.financing.deviation.value
    whole = {"joint": _against_budget(economy.joint_surplus.value)}
    if services is None or financing is None:
        return _("What the taxes pay for is expected to end %(joint)s.") % whole
    said = {**whole, "services": _against_budget(services), "financing": _against_budget(financing)}
    return (
        _("The tax-financed services and the financing are together expected to end %(joint)s: "
          "the services %(services)s and the financing %(financing)s.")
        % said
    )  # fmt: skip


def _against_budget(kronor: Decimal) -> str:
    if not kronor:
        return _("as budgeted")
    amount = f"{formats.amount(abs(kronor))}\u00a0{formats.unit_word('mnkr')}"
    said = _("%(amount)s better than budget") if kronor > 0 else _("%(amount)s worse than budget")
    return said % {"amount": amount}


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _in_tree_order(told: Iterable[FollowedUnit], units: Organisation) -> list[FollowedUnit]:
    children = units.children()
    place: dict[str, int] = {}
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        unit = waiting.pop()
        place[unit.code] = len(place)
        waiting += reversed(children.get(unit.code, []))
    return sorted(told, key=lambda each: (place.get(each.unit, len(place)), each.unit))


def _name(code: str, units: Organisation) -> str:
    return units.units[code].name if code in units.units else code


def _contribution(told: FollowedUnit, followed: Round, units: Organisation) -> Contribution:
    return Contribution(
        code=told.unit,
        name=_name(told.unit, units),
        stage=told.stage,
        stage_at=told.submitted.at if told.submitted else None,
        text=told.text.text if told.text else "",
        address=contribution_address(followed.code, told.unit),
    )


def _goals(told: FollowUp, units: Organisation, notes: _Notes) -> Iterator[Goal]:
    by_code = {goal.code: goal for goal in told.goals}
    for goal in told.goals:
        address = goal_address(goal.code, followed=told.round.code if told.round else "")
        yield Goal(
            code=goal.code,
            name=goal.title,
            level=goal.level,
            owner=_name(goal.unit, units),
            path=tuple(_above(goal, by_code)),
            is_judged=goal.is_judged,
            computed=goal.computed.status,
            assessed=goal.assessed,
            reason=goal.reason,
            text=goal.text.text if goal.text else "",
            others=tuple(Said(unit=_name(each.unit, units), text=each.text) for each in goal.others),
            indicators=tuple(_indicator(each, _shown_at(goal, told, each), notes) for each in goal.indicators),
            note=notes.row(Source(goal.title, goal.source, None, address)) if goal.source else None,
            address=address,
        )


def _above(goal: FollowedGoal, by_code: Mapping[str, FollowedGoal]) -> list[str]:
    found: list[str] = []
    above = by_code.get(goal.parent)
    while above and len(found) < len(by_code):
        found.append(above.title)
        above = by_code.get(above.parent)
    return found[::-1]


def _shown_at(goal: FollowedGoal, told: FollowUp, indicator: Measured) -> str:
    return goal_address(goal.code, followed=told.round.code if told.round else "", indicator=indicator.code)


def _indicator(of: Measured, address: str, notes: _Notes) -> Indicator:
    target = None
    if of.target:
        note = notes.row(Source(of.name, of.target_source, None, address)) if of.target_source else None
        target = Value(value=of.target.value, period=of.period, note=note)
    return Indicator(
        code=of.code,
        name=of.name,
        measure=of.measure,
        operator=of.target.operator if of.target else None,
        target=target,
        outcome=_value(of.outcome, of.period, notes),
        previous=_value(of.previous, year_before(of.period), notes),
        status=of.verdict,
        address=address,
    )


def _value(figure: Figure, period: str, notes: _Notes) -> Value | None:
    if figure.source is None:
        return None
    return Value(value=figure.value, period=period, note=notes.row(figure.source))
