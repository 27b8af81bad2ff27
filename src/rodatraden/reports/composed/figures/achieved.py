"""What was achieved and what was not, with equal room, in the words of who answers for each goal."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.translation import gettext as _

from rodatraden.reports.composed.asked import Asked, number, words
from rodatraden.reports.composed.blocks import Block, Item, Missing, Row, Sides, Table
from rodatraden.reports.composed.figures import charting, reading
from rodatraden.reports.composed.figures.charting import Bars
from rodatraden.steering import words as steering_words
from rodatraden.steering.queries import FollowedGoal
from rodatraden.steering.rules import Status, goal_address, roll_up, round_address
from rodatraden.ui import rich


def blocks(asked: Asked) -> Sequence[Block]:
    """How many goals of each owner went how, as a chart and a table; then every goal on its side."""
    told = reading.own_goals(asked)
    if not told:
        return [Missing(text=_("No goals have been assessed."), address="/mal")]
    owners = _owners(told, asked)
    found: list[Block] = []
    if len(owners) > 1:
        found.append(charting.goals_at_a_glance(owners, title=_("How it went with the goals of each body")))
    sides = reading.told(asked).split()
    return [
        *found,
        _counts(owners, told, asked),
        Sides(
            achieved=tuple(_item(goal, asked) for goal in sides.achieved),
            not_achieved=tuple(_item(goal, asked) for goal in sides.not_achieved),
            apart=tuple(_item(goal, asked) for goal in sides.cannot_be_assessed),
        ),
    ]


def _owners(told: Sequence[FollowedGoal], asked: Asked) -> list[Bars]:
    owners = reading.in_tree_order(asked, {goal.unit for goal in told})
    return [Bars(asked.name(code), roll_up(goal.status for goal in told if goal.unit == code)) for code in owners]


def _counts(owners: Sequence[Bars], told: Sequence[FollowedGoal], asked: Asked) -> Table:
    address = round_address(asked.round) if asked.round else "/mal"
    source = asked.sources.number(_("The assessments that are approved; else what the indicators say"), address)
    sums = Bars(_("All"), roll_up(goal.status for goal in told))
    lines = [(each, False) for each in owners] + ([(sums, True)] if len(owners) > 1 else [])
    return Table(
        caption=_("The goals by how it went"),
        headings=(_("Body"), *(str(steering_words.STATUSES[each]).capitalize() for each in Status)),
        numeric=(False, *(True for _each in Status)),
        rows=tuple(
            Row(
                cells=(
                    words(each.name),
                    *(number(getattr(each.counts, status.value), source=source) for status in Status),
                ),
                is_sum=is_sum,
            )
            for each, is_sum in lines
        ),
    )


def _item(goal: FollowedGoal, asked: Asked) -> Item:
    sign = reading.sign(goal)
    return Item(
        name=goal.title,
        shape=sign.shape,
        word=sign.word,
        owner=asked.name(goal.unit),
        reason=goal.reason,
        html=said_of(goal),
        address=goal_address(goal.code, followed=asked.round),
    )


def said_of(goal: FollowedGoal) -> str:
    """What its owner wrote of a goal, then fact, cause and action, where they were asked for."""
    text = rich.from_plain(goal.text.text) if goal.text else ""
    for code, heading in steering_words.CAUSES.items():
        if answer := goal.answers.get(code):
            text += f"<p><strong>{escape(heading)}:</strong> {escape(answer.text)}</p>"
    return text
