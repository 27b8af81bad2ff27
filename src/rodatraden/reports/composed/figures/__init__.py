"""What the program puts in the sections of a report: one module for each kind of content."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.blocks import Block
from rodatraden.reports.composed.figures import (
    achieved,
    assignments,
    control,
    decisions,
    goals,
    group,
    indicators,
    investments,
    matters,
    operations,
    overview,
    posts,
    staff,
    units,
)
from rodatraden.reports.composed.template import Content

FIGURES: Final[Mapping[Content, Callable[[Asked], Sequence[Block]]]] = {
    Content.OVERVIEW: overview.blocks,
    Content.GROUP: group.blocks,
    Content.GOALS: goals.blocks,
    Content.ACHIEVED: achieved.blocks,
    Content.INDICATORS: indicators.blocks,
    Content.OPERATIONS: operations.blocks,
    Content.INVESTMENTS: investments.blocks,
    Content.STAFF: staff.blocks,
    Content.CONTROL: control.blocks,
    Content.ASSIGNMENTS: assignments.blocks,
    Content.MEASURES: assignments.measures,
    Content.DECISIONS: decisions.blocks,
    Content.UNITS: units.blocks,
    Content.POSTS: posts.blocks,
    Content.MATTERS: matters.blocks,
}
"""A test holds that every content of the template has its module here."""
