"""Who works here: employees and full-time equivalents, and sick leave of women and men where it is measured."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from rodatraden.indicators.queries.series import Series, Value
from rodatraden.indicators.rules import Gender, Standing, year_before
from rodatraden.indicators.rules.addresses import indicator_address
from rodatraden.kernel.figures import Figure
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.addresses import unit_address
from rodatraden.organisation.rules.things import Organisation, Unit, UnitKind
from rodatraden.reports.composed.asked import Asked, number
from rodatraden.reports.composed.blocks import Block, Cell, Missing, Row, Table
from rodatraden.reports.composed.figures import reading
from rodatraden.ui import formats

_TOLD = (UnitKind.ADMINISTRATION, UnitKind.COMPANY, UnitKind.FEDERATION)
"""Who employs: for the whole group these are told of, each with all that is below."""


def blocks(asked: Asked) -> Sequence[Block]:
    """A table of employees with the year before, and one of sick leave."""
    return [*_employees(asked), *_sick(asked)]


def _employees(asked: Asked) -> Iterator[Block]:
    before = organisation.units_and_relations(on=_year_before(asked.day), known=asked.known)
    codes = [each.code for each in asked.units.units.values() if _is_told(each.code, each.kind, each.parent, asked)]
    told = [(code, _staff(asked.units, code), _staff(before, code)) for code in reading.in_tree_order(asked, codes)]
    if not any(now.headcount is not None for _code, now, _then in told):
        yield Missing(text=_("The number of employees is not recorded."), address="/organisation")
        return
    source = asked.sources.number(
        _("The staffing that the decisions in force have set, summed from every unit below"), "/organisation"
    )
    rows = [_row(asked.name(code), now, then, source, address=unit_address(code)) for code, now, then in told]
    if len(rows) > 1 and not asked.unit:
        total = _row(_("All"), _sum(now for _c, now, _t in told), _sum(then for _c, _n, then in told), source)
        rows.append(Row(cells=total.cells, is_sum=True))
    yield Table(
        caption=_("Employees on %(day)s") % {"day": formats.day(asked.day)},
        headings=(
            _("Unit"),
            _("Employees"),
            _("The year before"),
            _("Full-time equivalents"),
            _("The year before"),
        ),
        numeric=(False, True, True, True, True),
        rows=tuple(rows),
    )


def _is_told(code: str, kind: UnitKind, parent: str | None, asked: Asked) -> bool:
    if asked.unit:
        return asked.unit in {code, parent}
    over = asked.units.units.get(parent or "")
    return kind in _TOLD and not (over and over.kind in _TOLD)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28)) if day.month == 2 else day.replace(year=day.year - 1)


class _Staff(NamedTuple):
    """The staff of a unit with all below it; None where nobody has said."""

    headcount: int | None
    fte: Decimal | None


def _staff(units: Organisation, code: str) -> _Staff:
    return _sum(units.units[each] for each in units.below(code))


def _sum(told: Iterable[_Staff | Unit]) -> _Staff:
    """The sum of what is known; None when nothing is."""
    found = list(told)
    counted = [each.headcount for each in found if each.headcount is not None]
    fte = [each.fte for each in found if each.fte is not None]
    return _Staff(sum(counted) if counted else None, sum(fte, Decimal(0)) if fte else None)


def _row(name: str, now: _Staff, then: _Staff, source: int, *, address: str = "") -> Row:
    counts = (now.headcount, then.headcount)
    equivalents = (now.fte, then.fte)
    return Row(
        cells=(
            Cell(text=name, address=address),
            *(number(each, source=None if each is None else source) for each in counts),
            *(number(each, decimals=1, source=None if each is None else source) for each in equivalents),
        )
    )


def total(asked: Asked) -> tuple[int | None, Decimal | None]:
    """Employees and full-time equivalents of the report's unit, or of the whole group."""
    root = asked.unit or next((code for code, unit in asked.units.units.items() if unit.parent is None), "")
    found = _staff(asked.units, root)
    return found.headcount, found.fte


# ── Sick leave ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _sick(asked: Asked) -> Iterator[Block]:
    found = next(iter(reading.sick_leave(asked)), None)
    rows = list(_sick_rows(found, asked)) if found else []
    if found is None or not rows:
        yield Missing(text=_("Sick leave is not recorded for what the report is about."), address="/indikatorer")
        return
    period = latest(found, asked)
    yield Table(
        caption=_("%(name)s, %(period)s") % {"name": found.defined.name, "period": period},
        headings=(_("Unit"), _("All"), _("Women"), _("Men"), _("All %(period)s") % {"period": year_before(period)}),
        numeric=(False, True, True, True, True),
        rows=tuple(rows),
        remark=_("A dash means that there is no value, or that it rests on too few people to be shown."),
    )


def latest(of: Series, asked: Asked) -> str:
    """The latest year up to the report's with a value, which the table is about."""
    years = {each.period for each in of.values if each.value is not None and each.period.isdigit()}
    return max((each for each in years if int(each) <= asked.day.year), default=str(asked.day.year))


def _sick_rows(of: Series, asked: Asked) -> Iterator[Row]:
    period = latest(of, asked)
    told = {(each.unit, each.period, each.gender): each for each in of.values if each.standing == Standing.PUBLISHED}
    units = {unit for unit, _period, _gender in told if reading.concerns(asked, unit)}
    for code in reading.in_tree_order(asked, units):
        keys = [(code, period, each.value) for each in (Gender.ALL, Gender.WOMEN, Gender.MEN)]
        keys.append((code, year_before(period), Gender.ALL.value))
        if any(key in told for key in keys):
            cells = tuple(_value(told.get(key), of, asked) for key in keys)
            yield Row(cells=(Cell(text=asked.name(code), address=unit_address(code)), *cells))


def _value(of: Value | None, series: Series, asked: Asked) -> Cell:
    if of is None or of.value is None:
        return Cell(text="–")
    source = asked.sources.number(_source(series), indicator_address(series.defined.code))
    figure = Figure(Decimal(of.value), series.defined.measure, asked.day)
    shown = reading.measured(asked, figure, address=indicator_address(series.defined.code), decimals=1)
    return Cell(text=shown.text, value=shown.value, source=source, address=shown.address)


def _source(of: Series) -> str:
    return of.defined.source or of.defined.name
