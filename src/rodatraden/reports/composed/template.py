"""Which sections does a kind of report have, in which order, who writes them and what does the program put there?

A template is data (`shipped/*.yaml`): a municipality can change it, and a signed edition keeps the one it was made by.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, TypeAdapter

from rodatraden.files import documents
from rodatraden.files.columns import Code, Line, Prose
from rodatraden.files.faults import Refused
from rodatraden.organisation.rules.things import Role

SHIPPED: Final = Path(__file__).parent / "shipped"


class Content(StrEnum):
    """What the program puts in a section, besides what people write. Each has a module in `figures/`."""

    OVERVIEW = "overview"
    GROUP = "group"
    GOALS = "goals"
    ACHIEVED = "achieved"
    INDICATORS = "indicators"
    OPERATIONS = "operations"
    INVESTMENTS = "investments"
    STAFF = "staff"
    CONTROL = "control"
    ASSIGNMENTS = "assignments"
    MEASURES = "measures"
    DECISIONS = "decisions"
    UNITS = "units"
    POSTS = "posts"
    MATTERS = "matters"


class Scope(StrEnum):
    """What a report is about: the whole group, or one unit with what is below it."""

    GROUP = "group"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """One section as the template says it: its heading, what the writer should think of, and what is put there."""

    code: Code
    heading: Line
    level: Annotated[int, Field(ge=1, le=2)] = 1
    instruction: Prose = ""
    content: tuple[Content, ...] = ()
    is_written: bool = True
    writer: Role | None = None
    """The role that writes it in the report's unit, until someone is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A kind of report. `source` is the law or the standard that asks for it."""

    code: Code
    name: Line
    scope: Scope = Scope.GROUP
    about: Prose = ""
    source: Prose = ""
    needs_round: bool = True
    sections: Annotated[tuple[SectionPlan, ...], Field(min_length=1, max_length=60)]

    def section(self, code: str) -> SectionPlan | None:
        """One of its sections."""
        return next((each for each in self.sections if each.code == code), None)


def names() -> list[str]:
    """The codes of the templates that come with the program."""
    return sorted(path.stem for path in SHIPPED.glob("*.yaml"))


@cache
def shipped(code: str) -> Template:
    """The template with a code. Raises UnknownTemplate, and Refused when its file does not hold."""
    if code not in names():
        raise UnknownTemplate(code)
    document = documents.read(SHIPPED / f"{code}.yaml")
    template = documents.check(document, TypeAdapter(Template), document.content, ())
    if isinstance(template, list):
        raise Refused(template)
    return template


class UnknownTemplate(LookupError):
    """There is no template with the code."""
