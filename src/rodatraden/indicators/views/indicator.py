"""One indicator: what it means, how it went against its target, of whom, by which units, and from where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.indicators import models, words
from rodatraden.indicators.queries.whole import Known, figure_of
from rodatraden.indicators.rules import (
    Consolidation,
    Direction,
    Gender,
    Operator,
    SourceKind,
    Standing,
    State,
    Verdict,
    length_of,
)
from rodatraden.indicators.rules.addresses import ALL, indicator_address
from rodatraden.indicators.rules.consolidation import Term, Whole
from rodatraden.indicators.rules.uses import used_by
from rodatraden.indicators.views import course
from rodatraden.indicators.views.named import DEFINE, READ_IN, Names, known_or_404, may, names
from rodatraden.kernel.figures import Figure
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link, Step
from rodatraden.ui.tables import Column, Form, Row, Table


@dataclass(frozen=True, slots=True)
class Change:
    """A value that was recorded before and says something else."""

    row: models.Reading
    until: datetime


@dataclass(frozen=True, slots=True)
class ShownPeriod:
    """A period as a row: the target, the outcome of all, of women and of men."""

    period: str
    target: models.Target | None
    condition: str
    outcome: Figure
    is_computed: bool
    women: Figure
    men: Figure
    shape: str
    word: str
    state: str
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit as a row in one period: what it has published, what its parts come to, and the difference."""

    unit: Link
    level: int
    published: Figure
    state: str
    women: Figure
    men: Figure
    is_split_hidden: bool
    whole: Whole | None
    terms: Sequence[tuple[Link, Figure, Figure | None, bool]]


@reads
def indicator(request: Request, code: str, form: Form = "page") -> HttpResponse:
    """The page of an indicator. Public."""
    days = request.days
    told = known_or_404(code, days)
    said = told.defined
    named = names(days, {said.post, *(row.unit for row in told.readings), *(row.unit for row in told.definitions)})
    if form != "page":
        return tables.answer(recorded(told, named), form, days)
    uses = used_by(code, days.known)
    return page(
        request,
        "indicators/indicator.html",
        told=told,
        said=said,
        **_definition(told, named),
        **_course(told, request.GET.get("period", ""), named),
        is_past_sunset=said.sunset is not None and said.sunset <= days.on,
        applies=said.valid_from <= days.on < said.valid_to,
        uses=uses,
        targets=_targets(told),
        wordings=_wordings(told, named),
        may_read_in=may(request, READ_IN, said.unit),
        may_define=may(request, DEFINE, said.unit),
        crumbs=[Link(_("Indicators"), ALL), Link(said.name)],
        steps=[
            *(Step("goal", each.label, each.address) for each in uses[:2]),
            Step("indicator", said.name, current=True),
        ],
    )


def _definition(told: Known, named: Names) -> dict[str, Any]:
    """What the indicator means, in words."""
    said = told.defined
    return {
        "unit": named.unit(said.unit),
        "post": named.link(said.post) if said.post else None,
        "direction": words.DIRECTIONS[Direction(said.direction)],
        "made_by": words.CONSOLIDATIONS[Consolidation(said.consolidation)],
        "is_made": said.consolidation != Consolidation.NONE,
        "source": words.SOURCES[SourceKind(said.source_kind)],
        "terms_of_use": words.TERMS.get(SourceKind(said.source_kind)),
        "weighed_by": Link(told.weighed_by.name, indicator_address(said.weights)) if told.weighed_by else None,
    }


def _course(told: Known, asked: str, named: Names) -> dict[str, Any]:
    """How it went: over time, and of the units in the period that is asked for, else in the latest."""
    periods = [_period(told, period) for period in _periods(told)]
    chosen = asked if asked in told.periods() else next(iter(told.periods()), "")
    length = length_of(chosen or (periods[0].period if periods else ""))
    return {
        "latest": next((each for each in periods if each.outcome.value is not None), None),
        "periods": periods,
        "chart": course.drawn(told, length=length),
        "has_genders": any(row.gender != Gender.ALL for row in told.readings),
        "chosen": chosen,
        "all_periods": told.periods(),
        "units": _units(told, chosen, named) if chosen else [],
    }


def _periods(told: Known) -> list[str]:
    """The periods with a target or an outcome of the unit that answers for it, the latest first."""
    own = {row.period for row in told.readings if row.unit == told.defined.unit}
    made = {period for period in told.periods() if told.whole(period, told.defined.unit)}
    return sorted(own | made | {row.period for row in told.targets}, reverse=True)


def _period(told: Known, period: str) -> ShownPeriod:
    target, verdict = told.target(period), told.verdict(period)
    counting, outcome = told.counting(period, told.defined.unit), told.outcome(period)
    return ShownPeriod(
        period=period,
        target=target,
        condition=str(words.OPERATORS[Operator(target.operator)]) if target else "",
        outcome=outcome,
        is_computed=bool(outcome.formula) or (counting is None and outcome.value is not None),
        women=told.outcome(period, Gender.WOMEN),
        men=told.outcome(period, Gender.MEN),
        shape=words.SHAPES[verdict] if target and verdict is not Verdict.UNMEASURED else "",
        word=str(words.VERDICTS[verdict]),
        state=str(words.STATES[State(counting.state)]) if counting and counting.state else "",
        changes=_changes(told, counting),
    )


def _changes(told: Known, counting: models.Reading | None) -> list[Change]:
    """What was said before, and until when. What must not be shown is not told of either."""
    if counting is None or counting.state == State.SUPPRESSED:
        return []
    before = told.revisions(counting)
    after = [*before[1:], counting]
    return [Change(row, until.recorded_at) for row, until in zip(before, after, strict=False)]


def _units(told: Known, period: str, named: Names) -> list[ShownUnit]:
    """Every unit with a value of its own or of its parts, in the order of the organisation."""
    made = told.made.get(period, {}).get(Gender.ALL, {})
    own = {row.unit for row in told.readings if row.period == period}
    paths = {
        code: [over.code for over in named.units.path(code)] for code in own | {*made} if code in named.units.units
    }
    shown = own | {code for code, whole in made.items() if _says_more(whole, made, own, paths.get(code, []))}
    names = {code: [named.unit(over).label.casefold() for over in path] for code, path in paths.items()}
    ordered = sorted(paths.keys() & shown, key=lambda code: names[code]) + sorted(shown - paths.keys())
    return [
        _unit(told, Place(period, code, sum(over in shown for over in paths.get(code, [])[:-1])), named)
        for code in ordered
    ]


def _says_more(whole: Whole, made: Mapping[str, Whole], own: set[str], path: Sequence[str]) -> bool:
    """Whether what a unit's parts come to says more than the part, or than a unit above with the same parts, does."""
    parts = {term.unit for term in whole.terms}
    above = any({term.unit for term in made[over].terms} == parts for over in path[:-1] if over in made)
    return not above and (len(parts) > 1 or whole.unit in own)


@dataclass(frozen=True, slots=True)
class Place:
    """Which row is shown: the unit in a period, and how deep it stands."""

    period: str
    unit: str
    level: int


def _unit(told: Known, place: Place, named: Names) -> ShownUnit:
    period, code = place.period, place.unit
    row, whole = told.counting(period, code), told.whole(period, code)
    rest = row or told.counting(period, code, standing=Standing.COMPUTED)
    return ShownUnit(
        unit=named.unit(code),
        level=place.level,
        published=_figure(told, period, row),
        state=str(words.STATES[State(rest.state)]) if rest and rest.state else "",
        women=_of(told, place, Gender.WOMEN),
        men=_of(told, place, Gender.MEN),
        is_split_hidden=_is_split_hidden(told, place),
        whole=whole,
        terms=[_term(each, named) for each in whole.terms] if whole and len(whole.terms) > 1 else [],
    )


def _is_split_hidden(told: Known, place: Place) -> bool:
    """Whether women and men can't be shown apart here, though all people can."""
    rows = (told.counting(place.period, place.unit, gender) for gender in (Gender.WOMEN, Gender.MEN))
    return any(row is not None and row.state == State.SUPPRESSED for row in rows)


def _term(each: Term, named: Names) -> tuple[Link, Figure, Figure | None, bool]:
    return named.unit(each.unit), each.value, each.weight, each.is_hidden


def _figure(told: Known, period: str, row: models.Reading | None) -> Figure:
    return figure_of(told.defined, row) if row else Figure(None, told.defined.measure, told.outcome(period).on)


def _of(told: Known, place: Place, gender: Gender) -> Figure:
    row = told.counting(place.period, place.unit, gender)
    whole = told.whole(place.period, place.unit, gender)
    return whole.computed if row is None and whole else _figure(told, place.period, row)


def _targets(told: Known) -> Table:
    columns = [
        Column("period", _("Period")),
        Column("condition", _("The outcome is to be")),
        Column("target", _("Target value"), "number", unit=told.defined.measure),
        Column("tolerance", _("Tolerance"), "number", unit=told.defined.measure),
        Column("source", _("Source")),
        Column("recorded", _("Recorded"), "day"),
    ]
    rows = [
        Row((row.period, str(words.OPERATORS[Operator(row.operator)]), row.value, row.tolerance or None, row.source,
             row.recorded_at.date()))
        for row in sorted(told.targets, key=lambda row: (row.period, row.recorded_at), reverse=True)
    ]  # fmt: skip
    return Table("malvarden", _("Targets, also those that were set before"), columns, rows)


def _wordings(told: Known, named: Names) -> Table:
    columns = [
        Column("recorded", _("Recorded"), "day"),
        Column("name", _("Name")),
        Column("unit", _("Unit"), "link"),
        Column("measure", _("Unit of measure")),
        Column("made", _("The value of a unit above")),
        Column("description", _("Description")),
    ]
    rows = [
        Row((row.recorded_at.date(), row.name, named.unit(row.unit), row.measure,
             str(words.CONSOLIDATIONS[Consolidation(row.consolidation)]), row.description))
        for row in reversed(told.definitions[:-1])
    ]  # fmt: skip
    return Table("definitioner", _("How it was defined before, latest first"), columns, rows)


def recorded(told: Known, named: Names) -> Table:
    """Everything recorded of an indicator, the latest first, as a table to take home."""
    columns = [
        Column("period", _("Period")),
        Column("unit", _("Unit"), "link"),
        Column("unit_code", _("Code of the unit")),
        Column("gender", _("Gender")),
        Column("value", _("Value"), "number"),
        Column("measure", _("Unit of measure")),
        Column("standing", _("Standing")),
        Column("state", _("State")),
        Column("count", _("How many it rests on"), "number"),
        Column("source", _("Source")),
        Column("recorded", _("Recorded")),
    ]
    rows = [
        Row((row.period, named.unit(row.unit), row.unit, str(words.GENDERS[Gender(row.gender)]), row.value,
             told.defined.measure, str(words.STANDINGS[Standing(row.standing)]),
             str(words.STATES[State(row.state)]) if row.state else "", row.count, row.source,
             row.recorded_at.isoformat()))
        for row in reversed(told.readings)
    ]  # fmt: skip
    return Table(told.defined.code, told.defined.name, columns, rows)
