"""Which columns have the sheets of gates, matters, steps and rulings, and what does a row hand in?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal, TypeAlias, TypeVar

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from rodatraden.files.columns import Code, Column, Day, Instant, Line, Prose
from rodatraden.kernel.periods import FOREVER
from rodatraden.matters import words
from rodatraden.matters.actions import NewGate, NewMatter, NewRuling, NewStep
from rodatraden.matters.rules.codes import Trait
from rodatraden.matters.words import AppliesCode, KindCode, OutcomeCode, RulingCode, StatusCode, StepCode

YesNo: TypeAlias = Literal["ja", "nej"]
Value = TypeVar("Value")


def _word(value: object) -> object:
    """Motion and MOTION are motion."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def _traits(value: object) -> object:
    """The words between the commas; each must be one of the traits."""
    found = [" ".join(part.split()).casefold() for part in str(value).split(",") if part.strip()]
    if set(found) - set(words.TRAIT_CODES.values()):
        expected = "' or '".join(words.TRAIT_CODES.values())
        raise PydanticCustomError("enum", "not a trait", {"expected": f"'{expected}'"})
    return ", ".join(found)


_Short = Annotated[Prose, StringConstraints(max_length=100)]
_Reference = Annotated[Prose, StringConstraints(max_length=300)]
_RECORDED: Final = Column("registrerad", "När det blev känt, till exempel 2026-05-20T10:00:00+02:00. Tom: nu.")
_BY: Final = Column("av", "Kod för den befattning som registrerade det.")
_SOURCE: Final = Column("källa", "Handling och sida, eller adress.")
_MATTER: Final = Column("ärende", "Ärendets kod.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRow:
    """Something that must be done before a decision."""

    code: Annotated[Code, Column("kod", "Kravets kod, till exempel forankring.")]
    name: Annotated[Line, Column("namn", "Vad som ska vara gjort före beslutet.")]
    applies: Annotated[
        Annotated[AppliesCode, BeforeValidator(_word)], Column("gäller", "När kravet ska vara uppfyllt.")
    ]
    group: Annotated[Code | None, Column("grupp", "Gruppen som ärendet förankras i; tomt: uppfylls på annat sätt.")] = (
        None
    )
    explanation: Annotated[Prose, Column("förklaring", "Vad kravet betyder, i klarspråk.")] = ""
    source: Annotated[Prose, Column("källa", "Lagrum, föreskrift eller beslut som kravet vilar på.")] = ""
    valid_from: Annotated[Day | None, Column("från", "Första dagen kravet gäller.")] = None
    valid_to: Annotated[Day | None, Column("till", "Första dagen det inte längre gäller; tomt när slut saknas.")] = None
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRow:
    """A matter on its way to a decision, or already decided."""

    code: Annotated[Code, Column("kod", "Ärendets kod, som adressen till dess sida.")]
    dnr: Annotated[_Short, Column("diarienummer", "Som det står i diariet.")] = ""
    title: Annotated[Line, Column("titel", "Vad ärendet gäller, i en mening.")]
    kind: Annotated[Annotated[KindCode, BeforeValidator(_word)], Column("slag", "Hur ärendet började.")]
    category: Annotated[_Short, Column("område", "Ämnesområde, med kommunens egna ord.")] = ""
    unit: Annotated[Code | None, Column("enhet", "Den enhet som svarar för ärendet.")] = None
    opened_on: Annotated[Day | None, Column("öppnat", "Dagen det kom in eller väcktes.")] = None
    closed_on: Annotated[Day | None, Column("stängt", "Dagen det avslutades i diariet.")] = None
    status: Annotated[Annotated[StatusCode, BeforeValidator(_word)], Column("läge", "Hur långt det har kommit.")]
    about: Annotated[Prose, Column("om", "Vad det handlar om, i klarspråk.")] = ""
    traits: Annotated[
        Annotated[str, BeforeValidator(_traits)],
        Column("kännetecken", "Organisation, arbetsmiljö, utgift under året, politiskt känsligt; kommatecken emellan."),
    ] = ""
    source: Annotated[Prose, _SOURCE] = ""
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """Something that happened in a matter, or is planned to."""

    matter: Annotated[Code, _MATTER]
    code: Annotated[Code, Column("steg", "Stegets egen kod i ärendet, till exempel 1, 2, 3.")]
    kind: Annotated[Annotated[StepCode, BeforeValidator(_word)], Column("slag", "Vad för sorts steg det är.")]
    body: Annotated[Code | None, Column("organ", "Kod för enheten, gruppen eller befattningen.")] = None
    body_name: Annotated[_Reference, Column("organ i text", "Organet som det skrevs, när det inte har någon kod.")] = ""
    on: Annotated[Day | None, Column("dag", "Dagen det hände eller är planerat; tomt när den inte är känd.")] = None
    outcome: Annotated[
        Annotated[OutcomeCode | None, BeforeValidator(_word)],
        Column("utgång", "Vad det ledde till; tomt när det inte är sagt."),
    ] = None
    note: Annotated[Prose, Column("anteckning", "Vad som sades eller beslutades.")] = ""
    gate: Annotated[Code | None, Column("krav", "Kod för det krav som steget uppfyller.")] = None
    decision: Annotated[Code | None, Column("beslut", "Kod för beslutet i beslutsregistret.")] = None
    reference: Annotated[_Reference, Column("paragraf", "Paragraf och protokoll.")] = ""
    source: Annotated[Prose, _SOURCE] = ""
    withdrawn: Annotated[
        Annotated[YesNo | None, BeforeValidator(_word)], Column("struket", "Ja när steget inte skulle ha stått här.")
    ] = None
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingRow:
    """What someone has ruled by hand of a matter, in writing."""

    matter: Annotated[Code, _MATTER]
    about: Annotated[Annotated[RulingCode, BeforeValidator(_word)], Column("om", "Enhet (som berörs) eller krav.")]
    code: Annotated[Code, Column("kod", "Enhetens eller kravets kod.")]
    holds: Annotated[
        Annotated[YesNo, BeforeValidator(_word)],
        Column("gäller", "Nej: enheten berörs inte, eller ett undantag görs från kravet."),
    ]
    reason: Annotated[Prose, Column("skäl", "Varför. Tomt: rättelsen tas tillbaka.")] = ""
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


Sheet: TypeAlias = GateRow | MatterRow | StepRow | RulingRow

_APPLIES: Final = {word: code for code, word in words.APPLIES_CODES.items()}
_KINDS: Final = {word: code for code, word in words.KIND_CODES.items()}
_STATUSES: Final = {word: code for code, word in words.STATUS_CODES.items()}
_STEPS: Final = {word: code for code, word in words.STEP_CODES.items()}
_OUTCOMES: Final = {word: code for code, word in words.OUTCOME_CODES.items()}
_TRAITS: Final = {word: code for code, word in words.TRAIT_CODES.items()}
_RULINGS: Final = {word: code for code, word in words.RULING_CODES.items()}


def new_gate(row: GateRow) -> NewGate:
    """The gate that a line hands in."""
    return NewGate(
        code=row.code,
        name=row.name,
        applies=_APPLIES[row.applies],
        group=row.group or "",
        explanation=row.explanation,
        source=row.source,
        valid_from=row.valid_from or date.min,
        valid_to=row.valid_to or FOREVER,
        recorded_at=row.recorded_at,
        post=row.post or "",
    )


def new_matter(row: MatterRow) -> NewMatter:
    """The matter that a line hands in."""
    return NewMatter(
        matter=row.code,
        dnr=row.dnr,
        title=row.title,
        kind=_KINDS[row.kind],
        category=row.category,
        unit=row.unit or "",
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        status=_STATUSES[row.status],
        about=row.about,
        traits=tuple(sorted(_TRAITS[word] for word in traits_in(row.traits))),
        source=row.source,
        recorded_at=row.recorded_at,
        post=row.post or "",
    )


def traits_in(text: str) -> list[words.TraitCode]:
    """The traits that a cell names."""
    return [word for word in words.TRAIT_CODES.values() if word in text.split(", ")]


def traits_word(traits: list[str]) -> str:
    """The traits as a cell names them."""
    return ", ".join(words.TRAIT_CODES[Trait(each)] for each in traits)


def new_step(row: StepRow) -> NewStep:
    """The step that a line hands in."""
    return NewStep(
        matter=row.matter,
        code=row.code,
        kind=_STEPS[row.kind],
        body=row.body or "",
        body_name=row.body_name,
        on=row.on,
        outcome=_OUTCOMES[row.outcome] if row.outcome else None,
        note=row.note,
        gate=row.gate or "",
        decision=row.decision or "",
        reference=row.reference,
        source=row.source,
        is_withdrawn=row.withdrawn == "ja",
        recorded_at=row.recorded_at,
        post=row.post or "",
    )


def new_ruling(row: RulingRow) -> NewRuling:
    """The ruling that a line hands in."""
    return NewRuling(
        matter=row.matter,
        about=_RULINGS[row.about],
        code=row.code,
        holds=row.holds == "ja",
        reason=row.reason,
        recorded_at=row.recorded_at,
        post=row.post or "",
    )
