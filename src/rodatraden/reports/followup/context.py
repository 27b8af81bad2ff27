"""What exactly does a follow-up report hold? Plain values, frozen, written to JSON and read back without loss.

Amounts are kronor. Everything that a figure rests on is in `notes`: the figure carries the number of its note and the
address of its trail. A field's help text is its documentation (in Swedish: it is read by those who use the JSON).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Final, Literal, get_type_hints

from pydantic import TypeAdapter, ValidationError

from rodatraden.finance.rules import Financing, Kind
from rodatraden.indicators.rules import Operator, Verdict
from rodatraden.steering.rules import Stage, Status

FORM: Final = 1
"""The form of the JSON. A new form gets a new number, and the old one can still be read."""


class NotAContext(ValueError):
    """A text that is no context of a report, or one of a form that this version does not know."""


@dataclass(frozen=True, slots=True)
class Help:
    """What a field means."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One entry of the numbered list of sources."""

    number: Annotated[int, Help("Källans nummer i rapporten, från 1.")]
    kind: Annotated[Literal["row", "formula"], Help("row: inlästa uppgifter. formula: något som är uträknat.")]
    text: Annotated[str, Help("Handling och sida, eller formeln i ord.")]
    recorded_at: Annotated[datetime | None, Help("När uppgifterna senast registrerades; null för formler.")]
    figures: Annotated[int, Help("Hur många tal i rapporten som vilar på källan.")]
    address: Annotated[str, Help("Var en av uppgifterna visas med sitt spår.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount of money with its trail."""

    value: Annotated[Decimal | None, Help("Kronor. Null: uppgift saknas, vilket inte är noll.")]
    note: Annotated[int | None, Help("Numret på talets källa.")]
    address: Annotated[str, Help("Talets spår: sidan som visar raderna bakom.")]
    missing: Annotated[int, Help("Hur många av raderna bakom talet som saknar belopp.")] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table of money."""

    kind: Annotated[Literal["row", "sum", "whole"], Help("En enhets rad, en summa, eller hela kommunen.")]
    code: Annotated[str, Help("Enhetens kod; tom för summor.")]
    name: Annotated[str, Help("Enhetens namn; tomt för summor.")]
    financing: Annotated[Financing | None, Help("tax, fee eller financing; null för hela kommunen.")]
    budget: Annotated[Amount, Help("Årets budget.")]
    forecast: Annotated[Amount, Help("Prognos för helåret.")]
    previous: Annotated[Amount, Help("Utfall jämförelseåret.")]
    deviation: Annotated[Amount, Help("Prognos minus budget.")]
    comment: Annotated[str, Help("Enhetens kommentar till prognosen.")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The operations, or the investments."""

    kind: Annotated[Kind, Help("Drift (resultat, överskott +) eller investeringar (utgift +).")]
    lines: Annotated[tuple[Line, ...], Help("Enheter, summor och hela kommunen i läsordning.")]

    @property
    def whole(self) -> Line | None:
        """The line of the whole municipality; None when there are no lines at all."""
        return next((line for line in self.lines if line.kind == "whole"), None)

    def sum_of(self, financing: Financing) -> Line | None:
        """The sum of one kind of financing; None when nothing is financed so."""
        return next((line for line in self.lines if line.kind == "sum" and line.financing == financing), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What was measured, or aimed at, in a period."""

    value: Annotated[Decimal | None, Help("I indikatorns måttenhet. Null: uppgift saknas.")]
    period: Annotated[str, Help("Perioden som värdet gäller.")]
    note: Annotated[int | None, Help("Numret på värdets källa.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator of a goal with its target and outcome."""

    code: Annotated[str, Help("Indikatorns kod.")]
    name: Annotated[str, Help("Indikatorns namn.")]
    measure: Annotated[str, Help("Måttenhet.")]
    operator: Annotated[Operator | None, Help("Hur utfallet hålls mot målvärdet: > >= < <= =.")]
    target: Annotated[Value | None, Help("Målvärdet.")]
    outcome: Annotated[Value | None, Help("Utfallet i den period som bedöms.")]
    previous: Annotated[Value | None, Help("Utfallet samma period ett år tidigare.")]
    status: Annotated[Verdict, Help("Uträknat: om utfallet når målvärdet.")]
    address: Annotated[str, Help("Var indikatorn visas.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What another unit than the owner wrote of a goal."""

    unit: Annotated[str, Help("Enhetens namn.")]
    text: Annotated[str, Help("Enhetens text om sin del i målet.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal with what the indicators say and what its owner says."""

    code: Annotated[str, Help("Målets kod.")]
    name: Annotated[str, Help("Målet.")]
    level: Annotated[str, Help("Nivå: Vision, Nämndmål …")]
    owner: Annotated[str, Help("Enheten som äger målet.")]
    path: Annotated[tuple[str, ...], Help("Målen ovanför, det översta först.")]
    is_judged: Annotated[
        bool, Help("Om det finns något att bedöma. Annars bär målet bara upp andra mål och har ingen status.")
    ]
    computed: Annotated[Status, Help("Status uträknad ur indikatorerna.")]
    assessed: Annotated[Status | None, Help("Ägarens bedömning. Null: ingen.")]
    reason: Annotated[str, Help("Ägarens skäl när bedömningen avviker från den uträknade.")]
    text: Annotated[str, Help("Ägarens text om målet.")]
    others: Annotated[tuple[Said, ...], Help("Andra enheters texter om målet.")]
    indicators: Annotated[tuple[Indicator, ...], Help("Målets indikatorer.")]
    note: Annotated[int | None, Help("Numret på målets källa.")]
    address: Annotated[str, Help("Var målet visas.")]

    @property
    def status(self) -> Status:
        """What counts: the owner's assessment when there is one, else what the indicators say."""
        return self.assessed or self.computed

    @property
    def differs(self) -> bool:
        """Whether the owner says something else than the indicators."""
        return self.assessed is not None and self.assessed != self.computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A unit that was asked for its part, how far it has come, and what it wrote of itself."""

    code: Annotated[str, Help("Enhetens kod.")]
    name: Annotated[str, Help("Enhetens namn.")]
    stage: Annotated[Stage | None, Help("draft, done eller approved. Null: enheten är inte tillfrågad.")]
    stage_at: Annotated[datetime | None, Help("När den kom dit.")]
    text: Annotated[str, Help("Enhetens egen text.")]
    address: Annotated[str, Help("Var enhetens uppföljning visas.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything that the follow-up report of a round says."""

    form: Annotated[Literal[1], Help("Vilken utformning av JSON detta är.")] = FORM
    municipality: Annotated[str, Help("Kommunens namn.")]
    fictional: Annotated[bool, Help("Om kommunen är påhittad.")]
    arms: Annotated[str, Help("Kommunens vapen som SVG; tomt när det inte finns.")]
    round: Annotated[str, Help("Omgångens kod.")]
    title: Annotated[str, Help("Rapportens titel.")]
    about: Annotated[str, Help("Vad omgången gäller.")]
    period: Annotated[str, Help("Periodens kod.")]
    period_words: Annotated[str, Help("Perioden i ord.")]
    year: Annotated[int, Help("Budgetår.")]
    previous_year: Annotated[int, Help("Jämförelseår.")]
    measured_period: Annotated[str, Help("Perioden vars målvärden och utfall bedöms.")]
    deadline: Annotated[date, Help("Sista dag att lämna in.")]
    on: Annotated[date, Help("Dagen vars organisation gäller.")]
    known: Annotated[date, Help("Rapporten bygger på det som var känt vid slutet av denna dag.")]
    at: Annotated[datetime, Help("När rapporten sattes samman.")]
    operations: Annotated[Table, Help("Driftprognosen.")]
    investments: Annotated[Table, Help("Investeringsprognosen.")]
    joint: Annotated[Amount, Help("Samlat överskott mot budget för det som skatten betalar, med finansieringen.")]
    joint_sentence: Annotated[str, Help("Det samlade överskottet i en mening, skriven ur talen.")]
    whole: Annotated[tuple[Contribution, ...], Help("Texten för kommunen som helhet.")]
    units: Annotated[tuple[Contribution, ...], Help("Övriga enheter som lämnat bidrag.")]
    goals: Annotated[tuple[Goal, ...], Help("Målen i planens ordning.")]
    empty_side_reason: Annotated[str, Help("Varför ingenting står under nått eller inte nått, när det är så.")] = ""
    notes: Annotated[tuple[Note, ...], Help("Den numrerade källistan.")] = field(default=())

    @property
    def asked(self) -> tuple[Contribution, ...]:
        """Every unit that was asked for its part, the whole municipality first."""
        return tuple(each for each in (*self.whole, *self.units) if each.stage)

    @property
    def waiting(self) -> tuple[Contribution, ...]:
        """Those that are not approved yet."""
        return tuple(each for each in self.asked if each.stage is not Stage.APPROVED)

    @property
    def is_finished(self) -> bool:
        """Whether someone was asked, and everyone who was asked is approved."""
        return bool(self.asked) and not self.waiting

    @property
    def reached(self) -> tuple[Goal, ...]:
        """What has been achieved."""
        return self._judged(Status.ACHIEVED)

    @property
    def not_reached(self) -> tuple[Goal, ...]:
        """What has not; what is partly achieved belongs here."""
        return self._judged(Status.PARTLY, Status.NOT_ACHIEVED)

    @property
    def unjudged(self) -> tuple[Goal, ...]:
        """What can't be assessed."""
        return self._judged(Status.CANNOT_BE_ASSESSED)

    @property
    def above(self) -> tuple[Goal, ...]:
        """The goals that only hold others: visions and the like."""
        return tuple(goal for goal in self.goals if not goal.is_judged)

    def _judged(self, *statuses: Status) -> tuple[Goal, ...]:
        return tuple(goal for goal in self.goals if goal.is_judged and goal.status in statuses)

    @property
    def has_empty_side(self) -> bool:
        """Whether goals are judged, and all of them lie on one side."""
        return bool(self.reached) != bool(self.not_reached)


@cache
def _adapter() -> TypeAdapter[Context]:
    return TypeAdapter(Context)


def to_json(context: Context) -> str:
    """The context as text; the same context gives the same text. Decimals are strings."""
    plain = _adapter().dump_python(context, mode="json")
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def from_json(text: str) -> Context:
    """The context that `to_json` wrote. Raises NotAContext."""
    try:
        return _adapter().validate_json(text)
    except ValidationError as error:
        raise NotAContext(str(error)) from None


def fingerprint(text: str) -> str:
    """The SHA-256 of a context's text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def documentation() -> Iterator[tuple[str, str, str]]:
    """Type, field and help text of every field, for the reference."""
    for kind in (Context, Table, Line, Amount, Goal, Said, Indicator, Value, Contribution, Note):
        for name, hint in get_type_hints(kind, include_extras=True).items():
            mark = next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Help)), None)
            yield kind.__name__, name, mark.text if mark else ""
