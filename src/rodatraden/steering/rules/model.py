"""Which steering model is in force on a day, as known on a day, and what can't be one?

A model is data, and adopted as a whole by a decision of the assembly: its levels, its scale, its calendar, its rules of
assessment and its questions. The one that was adopted last is in force, until the next.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Final

from pydantic import ConfigDict, Field, StringConstraints, with_config

from rodatraden.decisions.rules import Change, Problem, Revocation, counting, kind
from rodatraden.files.columns import Code, Line, Prose
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering.rules.judging import AS_EVER, Assessing, Status

PREFIX: Final = "steering:"
"""How the subjects of these changes begin."""

CHANGE: Final = "steering.model.adopted"

_Word = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
_STRICT: Final = ConfigDict(extra="forbid")


class Shape(StrEnum):
    """How a step of a scale looks. Colour is never the only carrier."""

    FULL = "reached"
    MOSTLY = "mostly"
    HALF = "partly"
    SLIGHTLY = "slightly"
    EMPTY = "missed"
    DASH = "unmeasured"


class Tone(StrEnum):
    """The colour of a step, as a token of the look: never a colour of its own, so that contrast holds."""

    REACHED = "reached"
    PARTLY = "partly"
    MISSED = "missed"
    QUIET = "unmeasured"


class Occasion(StrEnum):
    """How often it is followed up."""

    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    INTERIM = "interim"
    YEAR = "year"


@with_config(_STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of goals, from the top: what it is called, and which kinds of unit may own a goal there (none: any)."""

    code: Code
    name: _Word
    owners: tuple[UnitKind, ...] = ()
    about: Prose = ""

    def may_be_owned_by(self, kind: UnitKind) -> bool:
        """Whether a unit of a kind may own a goal on the level."""
        return not self.owners or kind in self.owners


@with_config(_STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStep:
    """A step of the scale: its word, shape and colour, and the heap in which it counts when goals are counted."""

    code: Code
    word: _Word
    shape: Shape
    colour: Tone
    counts_as: Status
    about: Prose = ""


@kind(CHANGE, read_whole=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAdopted:
    """A steering model comes into force. It stays so until another is adopted, or its decision is revoked."""

    change: ClassVar[str]

    model: Code
    name: Line
    about: Prose = ""
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    scale: Annotated[tuple[ScaleStep, ...], Field(min_length=2)]
    calendar: Annotated[tuple[Occasion, ...], Field(min_length=1)]
    assessing: Assessing = AS_EVER
    questions: tuple[Line, ...] = ()

    @property
    def subject(self) -> str:
        return f"{PREFIX}model"


@dataclass(frozen=True, slots=True)
class Model:
    """A steering model with the decision that adopted it, "" for the one built in, and its days."""

    terms: ModelAdopted
    decision: str = ""
    since: date = date.min
    until: date = FOREVER

    @property
    def is_adopted(self) -> bool:
        """Whether the assembly has adopted it; else it is the one that the program brings."""
        return bool(self.decision)

    def level(self, named: str) -> Level | None:
        """The level with a code or a name."""
        told = named.casefold()
        return next((each for each in self.terms.levels if told in {each.code.casefold(), each.name.casefold()}), None)

    def level_name(self, named: str) -> str:
        """What a level is called in the model; what a goal says itself where the model has no such level."""
        found = self.level(named)
        return found.name if found else named

    def steps(self, status: Status) -> list[ScaleStep]:
        """The steps that count in a heap, in the order of the scale."""
        return [each for each in self.terms.scale if each.counts_as is status]

    def step(self, status: Status, code: str = "") -> ScaleStep | None:
        """The step with a code, or the first that counts in the heap; None where the model has no step for it."""
        steps = self.steps(status)
        return next((each for each in steps if each.code == code), steps[0] if steps else None)


def _built_in_step(status: Status, shape: Shape, colour: Tone) -> ScaleStep:
    return ScaleStep(code=status.value, word=status.value, shape=shape, colour=colour, counts_as=status)


BUILT_IN: Final = Model(
    ModelAdopted(
        model="built-in",
        name="built-in",
        levels=(),
        scale=(
            _built_in_step(Status.ACHIEVED, Shape.FULL, Tone.REACHED),
            _built_in_step(Status.PARTLY, Shape.HALF, Tone.PARTLY),
            _built_in_step(Status.NOT_ACHIEVED, Shape.EMPTY, Tone.MISSED),
            _built_in_step(Status.CANNOT_BE_ASSESSED, Shape.DASH, Tone.QUIET),
        ),
        calendar=(*Occasion,),
    )
)
"""What holds until the assembly has adopted a model: any levels, and the scale that needs no decision."""


def models_through(changes: Iterable[Change], revocations: Iterable[Revocation], *, known: date) -> list[Model]:
    """Every model that has been in force, as known on a day, earliest first, each with the days that it was."""
    counted = [(change, end) for change, end in counting(changes, revocations, known=known) if _is_ours(change)]
    days = sorted({change.effective_on for change, _end in counted} | {end for _change, end in counted} - {FOREVER})
    found: list[Model] = []
    for since, until in zip(days, [*days, FOREVER][1:], strict=True):
        latest = [change for change, end in counted if change.effective_on <= since < end][-1:]
        for change in latest:
            found = _joined(found, change, since, until)
    return found


def _is_ours(change: Change) -> bool:
    return isinstance(change.terms, ModelAdopted)


def _joined(found: list[Model], change: Change, since: date, until: date) -> list[Model]:
    terms = change.terms
    if not isinstance(terms, ModelAdopted):
        return found
    before = found[-1] if found else None
    if before and before.decision == change.decision and before.until == since:
        return [*found[:-1], Model(terms, change.decision, before.since, until)]
    return [*found, Model(terms, change.decision, since, until)]


def on_day(models: Sequence[Model], day: date) -> Model:
    """The model in force on a day; the built-in one when the assembly had adopted none."""
    return next((each for each in models if each.since <= day < each.until), BUILT_IN)


def in_its_time(models: Sequence[Model], day: date, valid_from: date, valid_to: date) -> Model:
    """The model of a goal that applies from a day up to another: that of the day, or of the nearest when it applied."""
    nearest = min(max(day, valid_from), valid_to - timedelta(days=1))
    return on_day(models, nearest)


class ModelFault(StrEnum):
    """How a model can contradict itself."""

    LEVEL_TWICE = "level twice"
    STEP_TWICE = "step twice"
    NO_STEP = "no step"
    TURNED = "limits turned"


def model_faults(changes: Sequence[Change], _revocations: Sequence[Revocation]) -> list[Problem]:
    """Everything that does not hold within the models that are adopted."""
    return [
        Problem(change, code, other)
        for change in changes
        if isinstance(change.terms, ModelAdopted)
        for code, other in faults_of(change.terms)
    ]


_NEEDED: Final = (Status.ACHIEVED, Status.NOT_ACHIEVED, Status.CANNOT_BE_ASSESSED)
"""The heaps that a scale must have a step for: what can't be assessed is never one of the others."""


def faults_of(terms: ModelAdopted) -> Iterator[tuple[ModelFault, str]]:
    """What does not hold within a model."""
    for name in _twice(each.code for each in terms.levels) | _twice(each.name for each in terms.levels):
        yield ModelFault.LEVEL_TWICE, name
    for name in _twice(each.code for each in terms.scale) | _twice(each.word for each in terms.scale):
        yield ModelFault.STEP_TWICE, name
    there = {each.counts_as for each in terms.scale}
    for status in _NEEDED:
        if status not in there:
            yield ModelFault.NO_STEP, status.value
    if terms.assessing.partly_from > terms.assessing.achieved_from:
        yield ModelFault.TURNED, f"{terms.assessing.partly_from} > {terms.assessing.achieved_from}"


def _twice(names: Iterable[str]) -> set[str]:
    count: Mapping[str, int] = Counter(name.casefold() for name in names)
    return {name for name, times in count.items() if times > 1}


class Misfit(StrEnum):
    """What a decision lacks to have adopted a model with right."""

    NOT_THE_ASSEMBLY = "not the assembly"


def may_adopt(kind: UnitKind | None) -> bool:
    """Whether who decided may adopt a steering model: only the assembly (5 kap. 1 § kommunallagen)."""
    return kind is UnitKind.ASSEMBLY
