"""Which columns have the sheets of the plan, the readings, the rounds and what was said in them?"""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints

from rodatraden.files.columns import Code, Codes, Column, Count, Day, Instant, Line, Number, PeriodCode, Prose, Year
from rodatraden.indicators.rules import Gender, Operator
from rodatraden.indicators.words import ConsolidationCode, SourceCode, StandingCode, StateCode
from rodatraden.steering.rules import LONGEST_TEXT
from rodatraden.steering.words import AskCode, DirectionCode, KindCode, LevelCode, StageCode, StatusCode


def split_words(value: object) -> object:
    """The words of a cell with commas between them, each once."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, value.split(","))))) if isinstance(value, str) else value


Kind: TypeAlias = Literal["mål", "indikator", "målvärde"]
Written = Annotated[Prose, StringConstraints(max_length=LONGEST_TEXT)]
_Member = TypeVar("_Member")
Several = Annotated[tuple[_Member, ...], BeforeValidator(split_words)]
"""Several words in one cell, with a comma between them."""
_Place = Annotated[int, Field(ge=1, le=9999)]
_Short = Annotated[Prose, StringConstraints(max_length=100)]
_Key = Annotated[Prose, StringConstraints(max_length=300)]
_Margin = Annotated[Number, Field(ge=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A goal, an indicator or a target, as it was worded once. The last recorded counts, and all of them are kept."""

    kind: Annotated[Kind, Column("typ", "Mål, indikator eller målvärde.")]
    code: Annotated[Code, Column("kod", "Målets eller indikatorns kod; för ett målvärde indikatorns.")]
    name: Annotated[Line | None, Column("namn", "Målet eller indikatorn i en mening.")] = None
    under: Annotated[Code | None, Column("under", "Målet ovanför, eller målet som indikatorn hör till.")] = None
    also: Annotated[Codes, Column("även", "Andra mål som målet också bidrar till.")] = ()
    continues: Annotated[Codes, Column("fortsätter", "Tidigare mål som målet går vidare från.")] = ()
    unit: Annotated[Code | None, Column("enhet", "Den enhet som äger målet eller svarar för indikatorn.")] = None
    carriers: Annotated[Codes, Column("ärvs", "Enheter som bär målet som det är, utan ett eget.")] = ()
    level: Annotated[_Short, Column("nivå", "Till exempel Vision, Mål, Nämndmål.")] = ""
    description: Annotated[Prose, Column("beskrivning", "Vad som menas.")] = ""
    judged_by: Annotated[Prose, Column("omdöme", "Hur målet bedöms när det inte har någon indikator.")] = ""
    measure: Annotated[
        Annotated[Prose, StringConstraints(max_length=50)],
        Column("måttenhet", "%, antal, index, kr …"),
    ] = ""
    direction: Annotated[
        DirectionCode | None, Column("riktning", "Upp om högre är bättre, ned om lägre är bättre.")
    ] = None
    lowest: Annotated[Number | None, Column("lägst", "Lägsta möjliga värde, om det finns något.")] = None
    highest: Annotated[Number | None, Column("högst", "Högsta möjliga värde, om det finns något.")] = None
    period: Annotated[PeriodCode | None, Column("period", "Perioden som målvärdet gäller.")] = None
    operator: Annotated[Operator | None, Column("operator", "> >= < <= =.")] = None
    target: Annotated[Number | None, Column("målvärde", "Vad utfallet ska vara.")] = None
    tolerance: Annotated[
        _Margin | None, Column("tolerans", "Hur mycket utfallet får missa målvärdet och ändå vara nära.")
    ] = None
    base_value: Annotated[Number | None, Column("basvärde", "Värdet som man började med.")] = None
    base_period: Annotated[PeriodCode | None, Column("basperiod", "Perioden som basvärdet gäller.")] = None
    gender_split: Annotated[
        Literal["ja", "nej"] | None, Column("könsuppdelad", "ja: kvinnor och män mäts var för sig.")
    ] = None
    consolidation: Annotated[
        ConsolidationCode | None,
        Column("sammanvägning", "Hur enheternas värden blir ett för enheten ovanför; andelar summeras aldrig."),
    ] = None
    weights: Annotated[Code | None, Column("vikter", "För vägt medel: koden för den indikator som väger.")] = None
    post: Annotated[Code | None, Column("ansvarig", "Koden för den befattning som äger indikatorn.")] = None
    source_kind: Annotated[SourceCode | None, Column("källslag", "Varifrån värdena kommer.")] = None
    source_key: Annotated[
        Annotated[Prose, StringConstraints(max_length=300)],
        Column("källnyckel", "Vad den heter där, till exempel N00945."),
    ] = ""
    sunset: Annotated[Day | None, Column("omprövas", "Dagen då det ska prövas om indikatorn behövs.")] = None
    valid_from: Annotated[Day | None, Column("från", "Första dagen målet eller indikatorn gäller.")] = None
    valid_to: Annotated[Day | None, Column("till", "Första dagen det inte längre gäller; tomt när slut saknas.")] = None
    source: Annotated[Prose, Column("källa", "Dokument, sida eller adress.")] = ""
    place: Annotated[
        _Place | None, Column("plats", "Platsen bland det som hör till samma mål; tomt: i bladets ordning.")
    ] = None
    recorded_at: Annotated[
        Instant | None, Column("registrerad", "När det fick den här lydelsen; tomt: när filen läses in.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """A value for an indicator."""

    indicator: Annotated[Code, Column("indikator", "Indikatorns kod.")]
    unit: Annotated[Code | None, Column("enhet", "Tomt: den enhet som svarar för indikatorn.")] = None
    period: Annotated[PeriodCode, Column("period", "2025, 2026-04, 2026-Q1, 2026-T1 eller 2026-H1.")]
    value: Annotated[Number | None, Column("värde", "Tomt: uppgift saknas.")] = None
    gender: Annotated[Gender | None, Column("kön", "T alla, K kvinnor, M män; tomt: alla.")] = None
    standing: Annotated[StandingCode | None, Column("ställning", "Tomt: publicerat.")] = None
    state: Annotated[StateCode | None, Column("läge", "Preliminärt, saknas, eller dolt för att de är för få.")] = None
    count: Annotated[Count | None, Column("antal", "Hur många värdet bygger på.")] = None
    source: Annotated[Prose, Column("källa", "Dokument, sida eller adress.")] = ""
    recorded_at: Annotated[Instant | None, Column("registrerad", "När värdet blev känt; tomt: när filen läses in.")] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round of follow-up."""

    code: Annotated[Code, Column("kod", "Till exempel uppfoljning-2026-04.")]
    title: Annotated[Line, Column("titel", "Vad uppföljningen heter.")]
    period: Annotated[PeriodCode, Column("period", "Perioden som följs upp.")]
    year: Annotated[Year, Column("år", "Budgetåret.")]
    previous_year: Annotated[Year, Column("jämförelseår", "Året som det jämförs med.")]
    measured_period: Annotated[PeriodCode, Column("mätperiod", "Perioden vars målvärden och utfall bedöms.")]
    deadline: Annotated[Day, Column("senast", "Sista dagen att lämna in.")]
    description: Annotated[Prose, Column("beskrivning", "Vad som efterfrågas.")] = ""
    levels: Annotated[
        Several[LevelCode], Column("nivåer", "Vilka som godkänner i tur och ordning; tomt: ett godkännande räcker.")
    ] = ()
    recorded_at: Annotated[
        Instant | None, Column("registrerad", "När omgången beskrevs så; tomt: när filen läses in.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """What a unit said in a round, of a goal or of itself as a whole."""

    round: Annotated[Code, Column("omgång", "Uppföljningens kod.")]
    unit: Annotated[Code, Column("enhet", "Den som skriver.")]
    goal: Annotated[Code | None, Column("mål", "Målets kod; tomt: enhetens egen sammanfattning.")] = None
    question: Annotated[Code | None, Column("fråga", "Frågans kod, eller fact, cause, action; tomt: fri text.")] = None
    assessed: Annotated[StatusCode | None, Column("bedömning", "Uppfyllt, delvis, ej eller kan ej bedömas.")] = None
    step: Annotated[Code | None, Column("steg", "Steget på styrmodellens skala; tomt: det första av sitt slag.")] = None
    reason: Annotated[Written, Column("skäl", "Krävs när bedömningen skiljer sig från indikatorerna.")] = ""
    text: Annotated[Written, Column("text", "Vad enheten skriver.")] = ""
    recorded_at: Annotated[Instant | None, Column("registrerad", "När det skrevs; tomt: när filen läses in.")] = None
    post: Annotated[Code | None, Column("av", "Kod för den post som skrev.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRow:
    """How far a unit's contribution to a round has come. A unit with a row is asked for one."""

    round: Annotated[Code, Column("omgång", "Uppföljningens kod.")]
    unit: Annotated[Code, Column("enhet", "Den som lämnar in.")]
    stage: Annotated[StageCode, Column("läge", "Utkast, klar eller godkänd.")]
    recorded_at: Annotated[Instant | None, Column("registrerad", "När det hände; tomt: när filen läses in.")] = None
    post: Annotated[Code | None, Column("av", "Kod för den post som gjorde det.")] = None
    reason: Annotated[Written, Column("skäl", "Varför bidraget skickades tillbaka, om det gjorde det.")] = ""
    level: Annotated[Code | None, Column("nivå", "Enheten som godkände på vägen upp, om omgången har nivåer.")] = None
    due: Annotated[Day | None, Column("senast", "Enhetens egen sista dag, om den har en.")] = None
    minutes: Annotated[Count | None, Column("minuter", "Hur lång tid det tog, om det sades.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """Something that a round asks for, as it was worded once. Without a line it asks for texts."""

    round: Annotated[Code, Column("omgång", "Uppföljningens kod.")]
    code: Annotated[Code, Column("kod", "Frågans kod i omgången.")]
    ask: Annotated[AskCode, Column("ber om", "Vad för slags svar.")]
    title: Annotated[Annotated[Prose, StringConstraints(max_length=300)], Column("fråga", "Tomt: den vanliga.")] = ""
    help: Annotated[Written, Column("hjälp", "Det som står bredvid fältet.")] = ""
    kinds: Annotated[Several[KindCode], Column("enhetsslag", "Vilka slags enheter som får frågan; tomt: alla.")] = ()
    required: Annotated[Literal["ja", "nej"] | None, Column("krävs", "nej: får lämnas tom; tomt: ja.")] = None
    asked: Annotated[Literal["ja", "nej"] | None, Column("frågas", "nej: frågas inte längre; tomt: ja.")] = None
    place: Annotated[_Place | None, Column("plats", "Ordningen bland frågorna; tomt: i bladets ordning.")] = None
    recorded_at: Annotated[Instant | None, Column("registrerad", "När den löd så; tomt: när filen läses in.")] = None
    post: Annotated[Code | None, Column("av", "Kod för den post som frågade.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingRow:
    """That a round was closed, or opened again."""

    round: Annotated[Code, Column("omgång", "Uppföljningens kod.")]
    state: Annotated[Literal["stängd", "öppen"], Column("läge", "Stängd eller öppen.")]
    reason: Annotated[Written, Column("skäl", "Krävs när en sida är tom, eller när någon inte har svarat.")] = ""
    recorded_at: Annotated[Instant | None, Column("registrerad", "När det hände; tomt: när filen läses in.")] = None
    post: Annotated[Code | None, Column("av", "Kod för den post som gjorde det.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityRow:
    """Where on the ladder of gender equality a unit stood."""

    unit: Annotated[Code, Column("enhet", "Enhetens kod.")]
    step: Annotated[Annotated[Count, Field(le=8)], Column("steg", "0 till 8.")]
    evidence: Annotated[Written, Column("belägg", "Vad som visar det.")] = ""
    judged_on: Annotated[Day, Column("bedömt", "Dagen som det gäller.")]
    recorded_at: Annotated[Instant | None, Column("registrerad", "När det skrevs; tomt: när filen läses in.")] = None
    post: Annotated[Code | None, Column("av", "Kod för den post som bedömde.")] = None
