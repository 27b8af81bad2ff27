"""How do goals read, with both judgements, their indicators and their reasons?"""

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from rodatraden.indicators.rules import Verdict
from rodatraden.reports.followup import words
from rodatraden.reports.followup.context import Context, Goal, Indicator, Value
from rodatraden.reports.followup.pieces import (
    Above,
    Cell,
    GoalText,
    IndicatorRow,
    Judgement,
    Side,
    UnitText,
    paragraphs,
)
from rodatraden.reports.setting.marks import marks
from rodatraden.steering.rules import Status
from rodatraden.ui import formats


def decimals_of(goals: Iterable[Goal]) -> dict[str, int]:
    """How many decimals outcomes are shown with: all percentages alike, so that 1,0 % stands as exactly as 99,5 %."""
    most: dict[str, int] = {}
    for goal in goals:
        for indicator in goal.indicators:
            for value in (indicator.outcome, indicator.previous):
                if value and value.value is not None:
                    exponent = value.value.normalize().as_tuple().exponent
                    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
                    most[_alike(indicator)] = max(most.get(_alike(indicator), 0), min(places, 2))
    return most


def _alike(indicator: Indicator) -> str:
    return indicator.measure if indicator.measure == "%" else indicator.code


def side(key: str, heading: str, goals: Sequence[Goal], context: Context, decimals: dict[str, int]) -> Side:
    """One side with its goals; why it is empty when it is."""
    empty = ""
    if not goals:
        empty = context.empty_side_reason or _("No goal stands here.")
    return Side(key, heading, tuple(_goal(goal, context, decimals) for goal in goals), empty)


def above(goal: Goal) -> Above:
    """A goal that only holds others."""
    about = " · ".join(part for part in (goal.level, goal.owner) if part)
    return Above(goal.name, about, len(goal.path), paragraphs(goal.text), goal.address)


def _goal(goal: Goal, context: Context, decimals: dict[str, int]) -> GoalText:
    previous = next((each.previous.period for each in goal.indicators if each.previous), "")
    headings = (
        _("Indicator"),
        pgettext("report", "Target"),
        _("Outcome %(period)s") % {"period": context.measured_period},
        _("Outcome %(period)s") % {"period": previous} if previous else _("Outcome before"),
        _("Against the target"),
    )
    rows = tuple(_indicator(each, decimals.get(_alike(each), 0)) for each in goal.indicators)
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
        paragraphs=paragraphs(goal.text),
        others=tuple(UnitText(each.unit, paragraphs(each.text), goal.address) for each in goal.others),
        caption=_("Indicators of the goal %(goal)s") % {"goal": goal.name},
        headings=headings,
        indicators=rows,
        notes=marks([goal.note]),
        address=goal.address,
    )


def _judgement(status: Status | Verdict) -> Judgement:
    return Judgement(words.SHAPES[status], str(words.STATUSES[status]))


def _counted(indicators: Sequence[Indicator]) -> str:
    aimed = [each for each in indicators if each.target]
    if not aimed:
        return _("no target is set for the period")
    met = sum(each.status is Verdict.MET for each in aimed)
    missing = sum(each.status is Verdict.UNMEASURED for each in aimed)
    if missing == len(aimed):
        return _("no outcome to compare with the targets")
    said = _("%(met)d of %(all)d targets met") % {"met": met, "all": len(aimed)}
    if missing:
        said += ", " + ngettext("%(count)d can't be judged", "%(count)d can't be judged", missing) % {"count": missing}
    return said


def _indicator(of: Indicator, decimals: int) -> IndicatorRow:
    notes = marks(value.note for value in (of.target, of.outcome, of.previous) if value)
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
        notes=notes,
        address=of.address,
    )


_MISSING: Final = Cell(formats.MISSING)


def _measured(value: Value | None, of: Indicator, decimals: int, *, percent: bool) -> Cell:
    if value is None or value.value is None:
        return _MISSING
    said = formats.number(value.value, decimals=decimals) + (f"{formats.SPACE}%" if percent else "")
    return Cell(said, value.note, of.address)
