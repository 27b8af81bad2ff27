"""Which columns have the sheets of commitments, how they went and what was told back, and what does a row hand in?"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from rodatraden.commitments import words
from rodatraden.commitments.actions import LONGEST_TEXT, NewCommitment, NewPoint, NewProgress, NewReport
from rodatraden.commitments.words import KindCode, OriginCode, SortCode, StateCode
from rodatraden.files.columns import Code, Column, Count, Day, Instant, Line, Prose, Year

YesNo: TypeAlias = Literal["ja", "nej"]
Value = TypeVar("Value")


def _word(value: object) -> object:
    """Pågår and PÅGÅR are pågår."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def _month_day(value: object) -> object:
    """05-31 and 5-31 are the last of May; a day that no year has is none."""
    found = _MONTH_DAY.fullmatch(str(value).strip())
    try:
        day = date(2024, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise PydanticCustomError("day", "not a day")
    return f"{day:%m-%d}"


def _roles(value: object) -> object:
    """The words between the commas; each must be one of the roles."""
    found = [" ".join(part.split()).casefold() for part in str(value).split(",") if part.strip()]
    if set(found) - set(words.ROLE_CODES.values()):
        expected = "' or '".join(words.ROLE_CODES.values())
        raise PydanticCustomError("enum", "not a role", {"expected": f"'{expected}'"})
    return ", ".join(word for word in words.ROLE_CODES.values() if word in found)


_MONTH_DAY: Final = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
MonthDay = Annotated[str, BeforeValidator(_month_day)]
_Text = Annotated[Prose, StringConstraints(max_length=LONGEST_TEXT)]
_Reference = Annotated[Prose, StringConstraints(max_length=300)]
_Share = Annotated[Count, Field(le=100)]
_RECORDED: Final = Column("registrerad", "När det blev känt, till exempel 2026-05-20T10:00:00+02:00. Tom: nu.")
_BY: Final = Column("av", "Kod för den befattning som registrerade det.")
_COMMITMENT: Final = Column("uppdrag", "Uppdragets kod.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRow:
    """Something promised, as it was worded once. The last recorded counts, and all wordings are kept."""

    code: Annotated[Code, Column("kod", "Uppdragets kod, som adressen till dess sida.")]
    kind: Annotated[
        Annotated[KindCode, BeforeValidator(_word)], Column("slag", "Uppdrag, aktivitet, åtgärd eller löfte.")
    ]
    title: Annotated[Line, Column("titel", "Vad som ska göras, i en mening.")]
    description: Annotated[_Text, Column("beskrivning", "Mer om det.")] = ""
    unit: Annotated[Code, Column("enhet", "Den enhet som ska göra det.")]
    owner: Annotated[
        Code | None, Column("ansvarig", "Kod för den befattning som svarar för det; tomt: ingen utsedd.")
    ] = None
    starts: Annotated[Day | None, Column("börjar", "Första dagen.")] = None
    due: Annotated[Day | None, Column("senast", "Sista dagen; tomt när det inte finns någon.")] = None
    origin_kind: Annotated[
        Annotated[OriginCode | None, BeforeValidator(_word)],
        Column("kommer från", "Beslut, mål, uppföljning, internkontroll, granskning eller ärende."),
    ] = None
    origin: Annotated[Code | None, Column("ursprung", "Kod för beslutet, målet, uppföljningen eller ärendet.")] = None
    report_to: Annotated[
        Code | None, Column("återrapporteras till", "Kod för det organ som ska få veta hur det gick.")
    ] = None
    report_by: Annotated[Day | None, Column("återrapporteras senast", "Dagen det ska ha återrapporterats.")] = None
    source: Annotated[_Text, Column("källa", "Handling och sida, eller adress.")] = ""
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """How far it had come at a time."""

    commitment: Annotated[Code, _COMMITMENT]
    state: Annotated[
        Annotated[StateCode, BeforeValidator(_word)], Column("läge", "Inte påbörjad, pågår, klar eller avbruten.")
    ]
    share: Annotated[_Share | None, Column("andel", "Procent klart, 0–100; tomt när ingen har sagt det.")] = None
    text: Annotated[_Text, Column("text", "Vad som är gjort och vad som är kvar. Krävs när det avbryts.")] = ""
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """That a body took note of how it went."""

    commitment: Annotated[Code, _COMMITMENT]
    body: Annotated[Code, Column("organ", "Kod för det organ som fick veta.")]
    on: Annotated[Day, Column("dag", "Dagen för sammanträdet.")]
    decision: Annotated[Code | None, Column("beslut", "Kod för beslutet i beslutsregistret.")] = None
    reference: Annotated[_Reference, Column("paragraf", "Paragraf och protokoll.")] = ""
    text: Annotated[_Text, Column("text", "Vad som sades.")] = ""
    final: Annotated[
        Annotated[YesNo, BeforeValidator(_word)],
        Column("nöjt", "Ja: organet begär inget mer. Nej: det ska få veta igen."),
    ] = "ja"
    withdrawn: Annotated[
        Annotated[YesNo | None, BeforeValidator(_word)], Column("struket", "Ja när raden inte skulle ha stått här.")
    ] = None
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """Something that comes each year, beside what the law asks for."""

    code: Annotated[
        Code, Column("kod", "Punktens kod. Med en lags kod, till exempel lag-budget, ger raden den er egen dag.")
    ]
    title: Annotated[
        Annotated[Prose, StringConstraints(max_length=300)], Column("titel", "Vad som händer; tomt: punkten stryks.")
    ]
    sort: Annotated[Annotated[SortCode, BeforeValidator(_word)], Column("slag", "Vilken ring i hjulet.")]
    on: Annotated[MonthDay, Column("dag", "Månad och dag, till exempel 05-31.")]
    first: Annotated[MonthDay | None, Column("börjar", "Månad och dag när den pågår längre än en dag.")] = None
    roles: Annotated[
        Annotated[str, BeforeValidator(_roles)],
        Column("roller", "Chef, förvaltningschef, controller …; kommatecken emellan. Tomt: alla."),
    ] = ""
    unit: Annotated[Code | None, Column("enhet", "Enheten som det gäller, om det är någon särskild.")] = None
    first_year: Annotated[Year | None, Column("från år", "Första året; tomt: alla.")] = None
    last_year: Annotated[Year | None, Column("till år", "Sista året; tomt när slut saknas.")] = None
    source: Annotated[_Text, Column("källa", "Beslut, riktlinje eller lagrum.")] = ""
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


Sheet: TypeAlias = CommitmentRow | NoteRow | ReportRow | PointRow

_KINDS: Final = {word: code for code, word in words.KIND_CODES.items()}
_STATES: Final = {word: code for code, word in words.STATE_CODES.items()}
ORIGINS: Final = {word: code for code, word in words.ORIGIN_CODES.items()}


_SORTS: Final = {word: code for code, word in words.SORT_CODES.items()}
ROLES: Final = {word: code for code, word in words.ROLE_CODES.items()}


def new_of(row: Sheet) -> NewCommitment | NewProgress | NewReport | NewPoint:
    """What a line hands in."""
    match row:
        case CommitmentRow():
            return _new_commitment(row)
        case NoteRow():
            return NewProgress(
                commitment=row.commitment,
                state=_STATES[row.state],
                share=row.share,
                text=row.text,
                recorded_at=row.recorded_at,
                post=row.post or "",
            )
        case PointRow():
            return _new_point(row)
        case ReportRow():
            return NewReport(
                commitment=row.commitment,
                body=row.body,
                on=row.on,
                decision=row.decision or "",
                reference=row.reference,
                text=row.text,
                is_final=row.final == "ja",
                is_withdrawn=row.withdrawn == "ja",
                recorded_at=row.recorded_at,
                post=row.post or "",
            )


def _new_point(row: PointRow) -> NewPoint:
    month, day = map(int, row.on.split("-"))
    first_month, first_day = map(int, row.first.split("-")) if row.first else (None, None)
    return NewPoint(
        code=row.code,
        title=row.title,
        sort=_SORTS[row.sort],
        month=month,
        day=day,
        first_month=first_month,
        first_day=first_day,
        roles=" ".join(ROLES[word].value for word in words.ROLE_CODES.values() if word in row.roles.split(", ")),
        unit=row.unit or "",
        first_year=row.first_year,
        last_year=row.last_year,
        source=row.source,
        recorded_at=row.recorded_at,
        post=row.post or "",
    )


def _new_commitment(row: CommitmentRow) -> NewCommitment:
    return NewCommitment(
        commitment=row.code,
        kind=_KINDS[row.kind],
        title=row.title,
        description=row.description,
        unit=row.unit,
        owner=row.owner or "",
        starts=row.starts,
        due=row.due,
        origin_kind=ORIGINS[row.origin_kind] if row.origin_kind else None,
        origin=row.origin or "",
        report_to=row.report_to or "",
        report_by=row.report_by,
        source=row.source,
        recorded_at=row.recorded_at,
        post=row.post or "",
    )
