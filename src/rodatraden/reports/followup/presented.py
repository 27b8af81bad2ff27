"""How does a context read? Every heading, sentence and cell as text: the page, the PDF and Word only place them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from rodatraden.finance.rules import Financing, Kind
from rodatraden.indicators.rules import Verdict
from rodatraden.kernel.periods import NotAPeriod, Period
from rodatraden.reports.followup import words
from rodatraden.reports.followup.context import Amount, Context, Contribution, Goal, Indicator, Line, Note, Table, Value
from rodatraden.steering.rules import Status
from rodatraden.ui import formats

_COLUMNS: Final = ("budget", "forecast", "deviation", "previous")
"""The deviation stands beside what it compares; last year's outcome is what one glances at afterwards."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is said of a signed edition in its own document."""

    number: int
    signed_at: datetime
    signed_by: str
    sha256: str
    changes: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as it is read, and the way to its trail."""

    text: str
    note: int | None = None
    address: str = ""
    is_worse: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of money."""

    kind: str
    name: str
    cells: tuple[Cell, ...]
    notes: tuple[int, ...]

    @property
    def shown_as(self) -> str:
        """The kind of row that the page's tables know."""
        return "row" if self.kind == "row" else "sum"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading, the sum last."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """What a unit says of its forecast."""

    name: str
    amount: str
    text: str


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A table of money with what is said below it."""

    key: str
    heading: str
    caption: str
    headings: tuple[str, ...]
    heading_notes: tuple[int | None, ...]
    groups: tuple[Group, ...]
    remarks: tuple[str, ...]
    comments: tuple[Comment, ...]
    uncommented: str

    @property
    def columns(self) -> int:
        """How many columns it has: the unit, the amounts, the sources."""
        return len(self.headings) + 2


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status: its shape and its word."""

    shape: str
    word: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator as a row."""

    name: str
    measure: str
    target: Cell
    outcome: Cell
    previous: Cell
    judgement: Judgement
    notes: tuple[int, ...]
    address: str


@dataclass(frozen=True, slots=True)
class GoalText:
    """A goal as it is read."""

    name: str
    about: str
    under: str
    status: Judgement
    computed: Judgement
    computed_detail: str
    assessed: Judgement | None
    owner: str
    differs: bool
    reason: str
    paragraphs: tuple[str, ...]
    others: tuple["UnitText", ...]
    headings: tuple[str, ...]
    indicators: tuple[IndicatorRow, ...]
    notes: tuple[int, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Above:
    """A goal that holds others: where the thread comes from. `depth` is how far down it stands."""

    name: str
    about: str
    depth: int
    paragraphs: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Side:
    """What was achieved, or what was not; or what could not be judged."""

    key: str
    heading: str
    goals: tuple[GoalText, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the few numbers that stand first."""

    label: str
    cell: Cell
    unit: str
    gloss: str


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit's own words."""

    name: str
    paragraphs: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """One entry of the list of sources."""

    number: int
    text: str
    detail: str
    address: str


@dataclass(frozen=True, slots=True)
class Presented:
    """The whole document as text."""

    municipality: str
    title: str
    period: str
    about: str
    state: str
    state_text: str
    is_draft: bool
    known: str
    unit: str
    key_figures: tuple[KeyFigure, ...]
    joint_sentence: str
    whole: tuple[UnitText, ...]
    tables: tuple[MoneyTable, ...]
    above: tuple[Above, ...]
    sides: tuple[Side, Side]
    apart: Side
    measured: str
    units: tuple[UnitText, ...]
    silent: str
    sources: tuple[SourceText, ...]
    colophon: tuple[str, ...]

    @property
    def has_goals(self) -> bool:
        """Whether any goal is judged, or could not be."""
        return any(side.goals for side in (*self.sides, self.apart))


def present(context: Context, *, edition: Edition | None = None, unit: str = "mnkr") -> Presented:
    """A context in words of the active language, amounts in `unit` (mnkr, tkr or kr).

    The trails of a signed edition lead to what was known when it was put together.
    """
    tables = [table for table in (context.operations, context.investments) if table.lines]
    decimals = _decimals(context.goals)
    found = Presented(
        municipality=context.municipality,
        title=context.title,
        period=context.period_words,
        about=context.about,
        state=_state(context, edition),
        state_text=_state_text(context, edition),
        is_draft=edition is None and not context.is_finished,
        known=formats.day(context.known),
        unit=formats.unit_word(unit),
        key_figures=tuple(_key_figures(context, unit)),
        joint_sentence=context.joint_sentence,
        whole=_unit_texts(context.whole),
        tables=tuple(_table(context, table, unit) for table in tables),
        above=tuple(_above(goal) for goal in context.above),
        sides=(
            _side("reached", _("What we have achieved"), context.reached, context, decimals),
            _side("not-reached", _("What we have not achieved"), context.not_reached, context, decimals),
        ),
        apart=_side("unjudged", _("What can't be assessed"), context.unjudged, context, decimals),
        measured=period_words(context.measured_period),
        units=_unit_texts(context.units),
        silent=", ".join(each.name for each in context.units if not each.text),
        sources=tuple(_source(note) for note in context.notes),
        colophon=tuple(_colophon(context, edition)),
    )
    tidied: Presented = _tidied(found, known=context.known if edition else None)
    return tidied


def _tidied(value: Any, *, known: date | None, name: str = "") -> Any:
    """Without control characters, which neither PDF nor Word can hold; addresses with the day that was known."""
    if isinstance(value, str):
        text = _CONTROLS.sub(" ", value)
        return _as_known(text, known) if name == "address" and known else text
    if isinstance(value, tuple):
        return tuple(_tidied(each, known=known, name=name) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: _tidied(getattr(value, each.name), known=known, name=each.name) for each in fields(value)}
        return replace(value, **changed)
    return value


_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _as_known(address: str, known: date) -> str:
    if not address:
        return ""
    path, mark, fragment = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}known={known.isoformat()}{mark}{fragment}"


def period_words(code: str) -> str:
    """A period as it is said: 2025, april 2026, 1 januari 2026 t.o.m. 30 april 2026."""
    try:
        period = Period.parse(code)
    except NotAPeriod:
        return code
    if "-" not in code:
        return code
    if code[5:].isdecimal():
        return date_format(period.start, "F Y")
    return formats.span(period.start, period.end)


# ── How far it has come ──────────────────────────────────────────────────────────────────────────────────────────────


def _state(context: Context, edition: Edition | None) -> str:
    if edition:
        return _("Edition %(number)d") % {"number": edition.number}
    return _("Not signed") if context.is_finished else _("DRAFT")


def _state_text(context: Context, edition: Edition | None) -> str:
    if edition:
        said = {"day": formats.moment(edition.signed_at), "by": edition.signed_by}
        return _("Signed %(day)s by %(by)s.") % said
    if context.is_finished:
        return _("Every part is approved. The report is not signed.")
    if not context.asked:
        return _("No unit has been asked for its part yet.")
    waiting = ", ".join(each.name for each in context.waiting)
    return _("Not yet approved: %(units)s.") % {"units": waiting}


def _colophon(context: Context, edition: Edition | None) -> Iterable[str]:
    yield _("Put together in Röda tråden out of what was recorded by the end of %(day)s.") % {
        "day": formats.day(context.known)
    }
    yield _(
        "Every amount is computed from kronor and shown rounded: sums can differ from their parts in the last digit."
    )
    if context.fictional:
        yield _("%(name)s is made up; so is everything here.") % {"name": context.municipality}
    if edition:
        yield _state_text(context, edition)
        yield _("The SHA-256 of what was signed: %(hash)s") % {"hash": edition.sha256}
        if edition.changes:
            yield edition.changes
    else:
        yield _state_text(context, edition)


# ── Money ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _cell(amount: Amount, unit: str, *, signed: bool = False, is_result: bool = False) -> Cell:
    worse = signed and is_result and amount.value is not None and amount.value < 0
    return Cell(formats.amount(amount.value, unit=unit, signed=signed), amount.note, amount.address, worse)


def _table(context: Context, table: Table, unit: str) -> MoneyTable:
    columns = [name for name in _COLUMNS if name != "previous" or _has_previous(table)]
    headings = {
        "budget": _("Budget %(year)d") % {"year": context.year},
        "forecast": _("Forecast %(year)d") % {"year": context.year},
        "deviation": _("Deviation"),
        "previous": _("Outcome %(year)d") % {"year": context.previous_year},
    }
    deviations = [line.deviation.note for line in table.lines if line.kind == "row" and line.deviation.note]
    uncommented = [line for line in table.lines if line.kind == "row" and line.deviation.value and not line.comment]
    return MoneyTable(
        key=table.kind.value,
        heading=str(words.TABLES[table.kind]),
        caption=_caption(context, table),
        headings=tuple(headings[name] for name in columns),
        heading_notes=tuple(deviations[0] if name == "deviation" and deviations else None for name in columns),
        groups=tuple(_groups(table, columns, unit)),
        remarks=tuple(_remarks(context, table)),
        comments=tuple(_comment(line, unit) for line in _by_size(table.lines) if line.comment),
        uncommented=", ".join(f"{_name(line)} {_told(line.deviation, unit)}" for line in _by_size(uncommented)),
    )


def _caption(context: Context, table: Table) -> str:
    said = {"year": context.year, "period": context.period_words}
    if table.kind is Kind.OPERATIONS:
        return _("Result %(year)d, forecast after %(period)s") % said
    return _("Investments %(year)d, forecast after %(period)s") % said


def _has_previous(table: Table) -> bool:
    return any(line.previous.value is not None for line in table.lines)


def _groups(table: Table, columns: Sequence[str], unit: str) -> Iterable[Group]:
    """Tax-financed, fee-financed, financing; the whole municipality last. A group of one row needs no sum."""
    for financing in (*Financing, None):
        lines = [line for line in table.lines if line.financing is financing]
        if [line.kind for line in lines] == ["row", "sum"]:
            lines = lines[:1]
        if lines:
            is_alone = len(lines) == 1
            rows = tuple(_row(line, columns, unit, is_result=table.kind is Kind.OPERATIONS) for line in lines)
            yield Group("" if is_alone else str(words.GROUPS[financing]), rows)


def _row(line: Line, columns: Sequence[str], unit: str, *, is_result: bool) -> Row:
    amounts: list[Amount] = [getattr(line, name) for name in columns]
    cells = tuple(
        _cell(amount, unit, signed=name == "deviation", is_result=is_result)
        for name, amount in zip(columns, amounts, strict=True)
    )
    name = str(words.SUMS[line.financing]) if line.kind != "row" else _name(line)
    own = [cell.note for key, cell in zip(columns, cells, strict=True) if key != "deviation"]
    return Row(line.kind, name, cells, tuple(sorted({note for note in own if note})))


def _remarks(context: Context, table: Table) -> Iterable[str]:
    if not _has_previous(table):
        yield _("There is no outcome for %(year)d in the material.") % {"year": context.previous_year}
    whole = table.whole
    if whole and (gaps := max(whole.budget.missing, whole.forecast.missing)):
        yield ngettext(
            "%(count)d amount is missing, and the sums leave it out.",
            "%(count)d amounts are missing, and the sums leave them out.",
            gaps,
        ) % {"count": gaps}
    if table.kind is Kind.OPERATIONS:
        yield _("A deviation with a plus is better than budget, with a minus worse.")
    else:
        yield _("A deviation with a plus means that more is spent than budgeted, with a minus less.")


def _by_size(lines: Iterable[Line]) -> list[Line]:
    """The largest deviation first, whichever way it goes."""
    return sorted(
        (line for line in lines if line.kind == "row"), key=lambda line: -abs(line.deviation.value or Decimal(0))
    )


def _comment(line: Line, unit: str) -> Comment:
    return Comment(_name(line), _told(line.deviation, unit), line.comment)


def _name(line: Line) -> str:
    """The financing stands on the whole municipality, but is called what it is."""
    return str(words.GROUPS[Financing.FINANCING]) if line.financing is Financing.FINANCING else line.name


def _told(amount: Amount, unit: str) -> str:
    return f"{formats.amount(amount.value, unit=unit, signed=True)}\u00a0{formats.unit_word(unit)}"


def _key_figures(context: Context, unit: str) -> Iterable[KeyFigure]:
    word = formats.unit_word(unit)
    joint = context.joint.value
    label = _("Joint deficit against budget") if joint is not None and joint < 0 else _("Joint surplus against budget")
    shown = Amount(value=None if joint is None else abs(joint), note=context.joint.note, address=context.joint.address)
    yield KeyFigure(label, _cell(shown, unit), word, _("The tax-financed and the financing"))
    for table, heading in (
        (context.operations, _("Result of the whole municipality")),
        (context.investments, _("Investments of the whole municipality")),
    ):
        if whole := table.whole:
            gloss = _("forecast; budget %(budget)s") % {"budget": formats.amount(whole.budget.value, unit=unit)}
            yield KeyFigure(heading, _cell(whole.forecast, unit), word, gloss)


# ── Goals ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _decimals(goals: Iterable[Goal]) -> dict[str, int]:
    """How many decimals the outcomes of each unit of measure have, so that 1,0 % stands as exactly as 99,5 %."""
    most: dict[str, int] = {}
    for goal in goals:
        for indicator in goal.indicators:
            for value in (indicator.outcome, indicator.previous):
                if value and value.value is not None:
                    exponent = value.value.normalize().as_tuple().exponent
                    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
                    most[indicator.measure] = max(most.get(indicator.measure, 0), min(places, 2))
    return most


def _side(key: str, heading: str, goals: Sequence[Goal], context: Context, decimals: dict[str, int]) -> Side:
    empty = ""
    if not goals:
        empty = context.empty_side_reason or _("No goal stands here.")
    return Side(key, heading, tuple(_goal(goal, context, decimals) for goal in goals), empty)


def _above(goal: Goal) -> Above:
    about = " · ".join(part for part in (goal.level, goal.owner) if part)
    return Above(goal.name, about, len(goal.path), _paragraphs(goal.text), goal.address)


def _goal(goal: Goal, context: Context, decimals: dict[str, int]) -> GoalText:
    previous = next((each.previous.period for each in goal.indicators if each.previous), "")
    headings = (
        _("Indicator"),
        pgettext("report", "Target"),
        _("Outcome %(period)s") % {"period": context.measured_period},
        _("Outcome %(period)s") % {"period": previous} if previous else _("Outcome before"),
        _("Against the target"),
    )
    rows = tuple(_indicator(each, decimals.get(each.measure, 0)) for each in goal.indicators)
    notes = {note for row in rows for note in row.notes} | ({goal.note} if goal.note else set())
    return GoalText(
        name=goal.name,
        about=" · ".join(part for part in (goal.level, goal.owner) if part),
        under=goal.path[-1] if goal.path else "",
        status=_judgement(goal.status),
        computed=_judgement(goal.computed),
        computed_detail=_counted(goal.indicators),
        assessed=_judgement(goal.assessed) if goal.assessed else None,
        owner=goal.owner,
        differs=goal.differs,
        reason=goal.reason,
        paragraphs=_paragraphs(goal.text),
        others=tuple(UnitText(each.unit, _paragraphs(each.text), goal.address) for each in goal.others),
        headings=headings,
        indicators=rows,
        notes=tuple(sorted(notes)),
        address=goal.address,
    )


def _judgement(status: Status | Verdict) -> Judgement:
    return Judgement(words.SHAPES[status], str(words.STATUSES[status]))


def _counted(indicators: Sequence[Indicator]) -> str:
    aimed = [each for each in indicators if each.target]
    if not aimed:
        return _("No target is set for the period.")
    met = sum(each.status is Verdict.MET for each in aimed)
    missing = sum(each.status is Verdict.UNMEASURED for each in aimed)
    said = _("%(met)d of %(all)d targets met") % {"met": met, "all": len(aimed)}
    if missing:
        said += ", " + ngettext("%(count)d can't be judged", "%(count)d can't be judged", missing) % {"count": missing}
    return said


def _indicator(of: Indicator, decimals: int) -> IndicatorRow:
    notes = {value.note for value in (of.target, of.outcome, of.previous) if value and value.note}
    percent = of.measure == "%"
    target = _MISSING
    if of.target and of.operator and of.target.value is not None:
        said = formats.number(of.target.value) + (f"{formats.SPACE}%" if percent else "")
        target = Cell(f"{words.OPERATORS[of.operator]}\u00a0{said}", of.target.note, of.address)
    return IndicatorRow(
        name=of.name,
        measure="" if percent else of.measure,
        target=target,
        outcome=_measured(of.outcome, of, decimals, percent=percent),
        previous=_measured(of.previous, of, decimals, percent=percent),
        judgement=_judgement(of.status),
        notes=tuple(sorted(notes)),
        address=of.address,
    )


_MISSING: Final = Cell(formats.MISSING)


def _measured(value: Value | None, of: Indicator, decimals: int, *, percent: bool) -> Cell:
    if value is None or value.value is None:
        return _MISSING
    said = formats.number(value.value, decimals=decimals) + (f"{formats.SPACE}%" if percent else "")
    return Cell(said, value.note, of.address)


# ── Words and sources ────────────────────────────────────────────────────────────────────────────────────────────────


def _unit_texts(units: Iterable[Contribution]) -> tuple[UnitText, ...]:
    return tuple(UnitText(each.name, _paragraphs(each.text), each.address) for each in units if each.text)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _source(note: Note) -> SourceText:
    if note.kind == "formula":
        return SourceText(note.number, note.text, _("Computed."), note.address)
    recorded = _("recorded %(day)s") % {"day": formats.moment(note.recorded_at)} if note.recorded_at else ""
    count = ngettext("%(count)d figure in this report", "%(count)d figures in this report", note.figures)
    said = ", ".join(part for part in (count % {"count": note.figures}, recorded) if part)
    return SourceText(note.number, note.text, f"{said[:1].upper()}{said[1:]}.", note.address)
