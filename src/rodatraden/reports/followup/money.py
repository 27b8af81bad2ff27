"""How do tables of money and the few key figures read?"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.finance.rules import Financing, Kind
from rodatraden.finance.words import joint as said_joint
from rodatraden.reports.followup import words
from rodatraden.reports.followup.context import Amount, Context, Line, Table
from rodatraden.reports.followup.pieces import Cell, Comment, Group, KeyFigure, MoneyTable, Row
from rodatraden.reports.setting.marks import marks
from rodatraden.ui import formats

_COLUMNS: Final = ("budget", "forecast", "deviation", "previous")
"""The deviation stands beside what it compares; last year's outcome is what one glances at afterwards."""


def _cell(amount: Amount, unit: str, *, signed: bool = False, is_result: bool = False) -> Cell:
    worse = signed and is_result and amount.value is not None and amount.value < 0
    return Cell(formats.amount(amount.value, unit=unit, signed=signed), amount.note, amount.address, worse)


def money_table(context: Context, table: Table, unit: str) -> MoneyTable:
    """A table with its remarks and comments. A column that holds nothing at all is left out, and that is said."""
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
    return Row(line.kind, name, cells, marks(own))


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


def key_figures(context: Context, unit: str) -> Iterable[KeyFigure]:
    """What the whole comes to: the joint surplus, the result, the investments."""
    word = formats.unit_word(unit)
    label, joint = said_joint(context.joint.value)
    shown = Amount(value=joint, note=context.joint.note, address=context.joint.address)
    yield KeyFigure(str(label), _cell(shown, unit), word, _("The tax-financed and the financing"))
    for table, heading in (
        (context.operations, _("Result of the whole municipality")),
        (context.investments, _("Investments of the whole municipality")),
    ):
        if whole := table.whole:
            yield KeyFigure(heading, _cell(whole.forecast, unit), word, _beside(table, whole, unit))


def _beside(table: Table, whole: Line, unit: str) -> str:
    """The budget to hold a forecast against: of the same lines, so that a line without a forecast does not mislead."""
    rows = [line for line in table.lines if line.kind == "row" and line.budget.value is not None]
    told = [line.budget.value for line in rows if line.forecast.value is not None]
    if len(told) == len(rows):
        return _("forecast; budget %(budget)s") % {"budget": formats.amount(whole.budget.value, unit=unit)}
    count = len(rows) - len(told)
    same = formats.amount(sum(filter(None, told), Decimal(0)), unit=unit)
    return ngettext(
        "forecast; budget of the same lines %(budget)s, and %(count)d line is without a forecast",
        "forecast; budget of the same lines %(budget)s, and %(count)d lines are without a forecast",
        count,
    ) % {"budget": same, "count": count}
