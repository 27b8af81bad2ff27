"""The few numbers to know first: the result, the goals, sick leave and staff, each beside what it is held against."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from rodatraden.finance import queries as finance
from rodatraden.finance.rules import JOINT, Column, Economy, Kind, Line
from rodatraden.finance.rules import Cell as Place
from rodatraden.indicators.rules import Gender, Standing, Verdict, year_before
from rodatraden.indicators.rules.addresses import indicator_address
from rodatraden.reports.composed.asked import Asked, number
from rodatraden.reports.composed.blocks import Block, Cell, Missing, Prose, Row, Table
from rodatraden.reports.composed.figures import charting, money, reading, staff
from rodatraden.steering.queries import FollowUp
from rodatraden.steering.rules import round_address
from rodatraden.ui import formats

_NOTHING = Cell(text="–")


def blocks(asked: Asked) -> Sequence[Block]:
    """A sentence about the money, and a table of key figures: what was expected and the year before beside each."""
    economy = reading.economy(asked)
    rows = [*(_money(economy, asked) if economy else ()), *_goals(asked), *_people(asked)]
    if not rows:
        return [Missing(text=_("No figures are recorded for this report."))]
    found: list[Block] = []
    if economy and not asked.unit:
        found.append(Prose(html=reading.paragraph(_sentence(economy))))
    period = reading.told(asked).period
    return [
        *found,
        Table(
            caption=_("The most important figures"),
            headings=(_("Figure"), _("Now"), _("Budget or target"), _("The year before")),
            numeric=(False, True, True, True),
            rows=tuple(rows),
            remark=_("Money in %(unit)s. Indicators of %(period)s.")
            % {"unit": formats.unit_word(money.UNIT), "period": period},
        ),
    ]


def _sentence(economy: Economy) -> str:
    joint = economy.joint_surplus.value
    if joint is None:
        return _("The joint surplus can't be computed: forecast or budget is missing.")
    services, financing = economy.operations.tax.deviation.value, economy.operations.financing.deviation.value
    said = {"joint": money.against_budget(joint)}
    if services is None or financing is None:
        return _("What the taxes pay for is expected to end %(joint)s.") % said
    parts = {"services": money.against_budget(services), "financing": money.against_budget(financing)}
    return _(
        "The tax-financed services and the financing are together expected to end %(joint)s: "
        "the services %(services)s and the financing %(financing)s."
    ) % {**said, **parts}


def _money(economy: Economy, asked: Asked) -> Iterator[Row]:
    """The sums of the whole group; of a unit its own lines."""
    if asked.unit:
        for row in money.rows_of(economy, Kind.OPERATIONS, asked):
            name = _("Forecast of the result, %(unit)s") % {"unit": row.name}
            yield _line(name, row, Place(Kind.OPERATIONS, Column.FORECAST, row.financing, row.unit), economy, asked)
        return
    operations, investments = economy.operations, economy.investments
    if operations.rows:
        whole = Place(Kind.OPERATIONS, Column.FORECAST)
        yield _line(_("Forecast of the result, whole group"), operations.whole, whole, economy, asked)
        address = finance.address(economy.round, JOINT)
        deviation = money.amount(economy.joint_surplus, asked, address=address, signed=Column.DEVIATION.value)
        yield Row(cells=(Cell(text=_("Tax-financed and financing against budget")), deviation, _NOTHING, _NOTHING))
    if investments.rows:
        place = Place(Kind.INVESTMENT, Column.FORECAST)
        yield _line(_("Forecast of the investments, whole group"), investments.whole, place, economy, asked)


def _line(name: str, line: Line, place: Place, economy: Economy, asked: Asked) -> Row:
    address = finance.address(economy.round, place)
    cells = (money.amount(each, asked, address=address) for each in (line.forecast, line.budget, line.previous))
    return Row(cells=(Cell(text=name), *cells))


def _goals(asked: Asked) -> Iterator[Row]:
    told = reading.told(asked)
    if not told.judged:
        return
    address = round_address(asked.round) if asked.round else "/mal"
    source = asked.sources.number(_("The assessments that are approved; else what the indicators say"), address)
    counts = told.counts
    said = Cell(text=charting.counted(counts), address=address, source=source)
    yield Row(cells=(Cell(text=_("Goals, %(count)d in all") % {"count": counts.total}), said, _NOTHING, _NOTHING))
    yield from _targets(told, source)


def _targets(told: FollowUp, source: int) -> Iterator[Row]:
    verdicts = [each.verdict for goal in told.judged for each in goal.indicators if each.target]
    met, measured = verdicts.count(Verdict.MET), sum(each is not Verdict.UNMEASURED for each in verdicts)
    if measured:
        name = _("Targets met, of %(measured)d measured") % {"measured": measured}
        yield Row(cells=(Cell(text=name), number(met, source=source), number(len(verdicts), source=source), _NOTHING))


def _people(asked: Asked) -> Iterator[Row]:
    yield from _sick(asked)
    headcount, fte = staff.total(asked)
    source = asked.sources.number(
        _("The staffing that the decisions in force have set, summed from every unit below"), "/organisation"
    )
    if headcount is not None:
        yield Row(cells=(Cell(text=_("Employees")), number(headcount, source=source), _NOTHING, _NOTHING))
    if fte is not None:
        yield Row(
            cells=(Cell(text=_("Full-time equivalents")), number(fte, decimals=1, source=source), _NOTHING, _NOTHING)
        )


def _sick(asked: Asked) -> Iterator[Row]:
    """The first indicator of sick leave that has a value of the whole, or of the unit, in the report's period."""
    period = reading.told(asked).period
    for each in reading.sick_leave(asked):
        told = {
            (value.unit, value.period): value.value
            for value in each.values
            if value.gender == Gender.ALL and value.standing == Standing.PUBLISHED
        }
        unit = asked.unit or each.defined.unit
        value, before = told.get((unit, period)), told.get((unit, year_before(period)))
        if value is None:
            continue
        address = indicator_address(each.defined.code)
        source = asked.sources.number(each.defined.source or each.defined.name, address)
        aim = each.aim(period)
        cells = (
            _percent(value, each.defined.measure, source, address),
            _percent(aim.value if aim else None, each.defined.measure, source, address),
            _percent(before, each.defined.measure, source, address),
        )
        yield Row(cells=(Cell(text=each.defined.name, address=address), *cells))
        return


def _percent(text: str | None, measure: str, source: int, address: str) -> Cell:
    if text is None:
        return _NOTHING
    shown = number(Decimal(text), decimals=1, measure=measure, source=source)
    return Cell(text=shown.text, value=shown.value, source=source, address=address)
