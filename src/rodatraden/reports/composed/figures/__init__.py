"""What the program puts in the sections of a report: one module for each kind of content."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.blocks import Block
from rodatraden.reports.composed.figures import assignments, control
from rodatraden.reports.composed.template import Content

FIGURES: Final[Mapping[Content, Callable[[Asked], Sequence[Block]]]] = {
    Content.ASSIGNMENTS: assignments.blocks,
    Content.CONTROL: control.blocks,
}
"""A test holds that every content of the template has its module here."""
