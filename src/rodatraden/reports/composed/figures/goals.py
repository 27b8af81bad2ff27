"""The goals one at a time: how it went, its indicators against their targets, and what others say of their part."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rodatraden.indicators import words
from rodatraden.indicators.queries import Measured
from rodatraden.indicators.rules import Verdict, year_before
from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.blocks import Block, Cell, Heading, Missing, Prose, Row, Table
from rodatraden.reports.composed.figures import charting, reading
from rodatraden.steering import words as steering_words
from rodatraden.steering.queries import FollowedGoal
from rodatraden.steering.rules import goal_address
from rodatraden.ui import formats, rich


def blocks(asked: Asked) -> Sequence[Block]:
    """Each goal that can be judged, in the order of the tree: a table of its indicators, a chart, what was added."""
    told = reading.own_goals(asked)
    if not told:
        return [Missing(text=_("No goals with targets are recorded for this report."), address="/mal")]
    return [block for goal in told for block in _goal(goal, asked)]


def _goal(goal: FollowedGoal, asked: Asked) -> Iterator[Block]:
    yield Heading(level=2, text=goal.title)
    yield Prose(html=_standing(goal, asked))
    if goal.indicators:
        yield table(goal, asked)
    for indicator in goal.indicators:
        if chart := charting.value_and_target(
            reading.courses(asked)[indicator.code], period=reading.told(asked).period
        ):
            yield chart
            break
    for part in goal.others:
        yield Prose(html=rich.from_plain(part.text), by=asked.name(part.unit))


def _standing(goal: FollowedGoal, asked: Asked) -> str:
    """How it went and who says so; and what the indicators say, when that is something else."""
    sign = reading.sign(goal)
    above = next((each.title for each in reading.told(asked).goals if each.code == goal.parent), "")
    about = ". ".join(part for part in (asked.name(goal.unit), goal.level) if part)
    said = f"{about}."
    if above:
        said += " " + _("Part of: %(goal)s.") % {"goal": above}
    if goal.differs:
        computed = str(steering_words.STATUSES[goal.computed.status])
        said += " " + _("By its indicators alone: %(status)s.") % {"status": computed}
    return reading.paragraph(said, strong=f"{sign.word[:1].upper()}{sign.word[1:]}.")


def table(goal: FollowedGoal, asked: Asked) -> Table:
    """The indicators of a goal: target, outcome, the year before and what the outcome says of the target."""
    period = reading.told(asked).period
    return Table(
        caption=_("Indicators of the goal %(goal)s") % {"goal": goal.title},
        headings=(
            _("Indicator"),
            pgettext("report", "Target"),
            _("Outcome %(period)s") % {"period": period},
            _("Outcome %(period)s") % {"period": year_before(period)},
            _("Against the target"),
        ),
        numeric=(False, True, True, True, False),
        rows=tuple(Row(cells=_cells(each, goal, asked)) for each in goal.indicators),
        remark=_remark(goal),
    )


def _cells(of: Measured, goal: FollowedGoal, asked: Asked) -> tuple[Cell, ...]:
    address = goal_address(goal.code, followed=asked.round, indicator=of.code)
    places = reading.decimals([of.outcome.value, of.previous.value])
    name = of.name if of.measure == "%" else f"{of.name}, {of.measure}"
    return (
        Cell(text=name, address=address),
        _target(of, asked, address),
        reading.measured(asked, of.outcome, address=address, decimals=places),
        reading.measured(asked, of.previous, address=address, decimals=places),
        Cell(text=str(words.VERDICTS[of.verdict]), shape=words.SHAPES[of.verdict]),
    )


def _target(of: Measured, asked: Asked, address: str) -> Cell:
    if of.target is None:
        return Cell(text="–")
    percent = f"{formats.SPACE}%" if of.measure == "%" else ""
    text = f"{words.OPERATORS[of.target.operator]}\u00a0{formats.number(of.target.value)}{percent}"
    source = asked.sources.number(of.target_source) if of.target_source else None
    return Cell(text=text, value=of.target.value, source=source, address=address)


def _remark(goal: FollowedGoal) -> str:
    """What stands without a value, so that nobody takes a dash for a nought."""
    missing = [each.name for each in goal.indicators if each.target and each.verdict is Verdict.UNMEASURED]
    return _("Not yet measured in the period: %(names)s.") % {"names": "; ".join(missing)} if missing else ""
