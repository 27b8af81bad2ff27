"""What does a report consist of when it is read? Headings, sentences and cells as text, ready to be placed."""

from dataclasses import dataclass

from rodatraden.reports.setting.marks import Mark


def paragraphs(text: str) -> tuple[str, ...]:
    """A text as its paragraphs."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as it is read, and the way to its trail."""

    text: str
    note: int | None = None
    address: str = ""
    is_worse: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of money."""

    kind: str
    name: str
    cells: tuple[Cell, ...]
    notes: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading, the sum last."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """What a unit says of its forecast."""

    name: str
    amount: str
    text: str


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A table of money with what is said below it."""

    key: str
    heading: str
    caption: str
    headings: tuple[str, ...]
    heading_notes: tuple[int | None, ...]
    groups: tuple[Group, ...]
    remarks: tuple[str, ...]
    comments: tuple[Comment, ...]
    uncommented: str

    @property
    def columns(self) -> int:
        """How many columns it has: the unit, the amounts, the sources."""
        return len(self.headings) + 2


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status: its shape and its word."""

    shape: str
    word: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator as a row."""

    name: str
    measure: str
    target: Cell
    outcome: Cell
    previous: Cell
    judgement: Judgement
    notes: tuple[Mark, ...]
    address: str


@dataclass(frozen=True, slots=True)
class GoalText:
    """A goal as it is read."""

    name: str
    about: str
    under: str
    status: Judgement
    computed: Judgement
    computed_detail: str
    assessed: Judgement | None
    owner: str
    differs: bool
    reason: str
    paragraphs: tuple[str, ...]
    others: tuple["UnitText", ...]
    caption: str
    headings: tuple[str, ...]
    indicators: tuple[IndicatorRow, ...]
    notes: tuple[Mark, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Above:
    """A goal that holds others: where the thread comes from. `depth` is how far down it stands."""

    name: str
    about: str
    depth: int
    paragraphs: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Side:
    """What was achieved, or what was not; or what could not be judged."""

    key: str
    heading: str
    goals: tuple[GoalText, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the few numbers that stand first."""

    label: str
    cell: Cell
    unit: str
    gloss: str


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit's own words."""

    name: str
    paragraphs: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """One entry of the list of sources."""

    number: int
    text: str
    detail: str
    address: str


@dataclass(frozen=True, slots=True)
class Presented:
    """The whole document as text."""

    municipality: str
    title: str
    period: str
    about: str
    state: str
    state_text: str
    is_draft: bool
    known: str
    unit: str
    key_figures: tuple[KeyFigure, ...]
    joint_sentence: str
    whole: tuple[UnitText, ...]
    tables: tuple[MoneyTable, ...]
    above: tuple[Above, ...]
    sides: tuple[Side, Side]
    apart: Side
    measured: str
    units: tuple[UnitText, ...]
    silent: str
    sources: tuple[SourceText, ...]
    colophon: tuple[str, ...]

    @property
    def has_goals(self) -> bool:
        """Whether any goal is judged, or could not be."""
        return any(side.goals for side in (*self.sides, self.apart))
