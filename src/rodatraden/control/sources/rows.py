"""Which columns have the sheets of risks and checks, and what does a row hand in?"""

from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeAlias

from django.utils import timezone
from pydantic import BeforeValidator, Field

from rodatraden.control import models, words
from rodatraden.control.actions import NewCheck, NewRisk
from rodatraden.control.rules.codes import Category, CheckOutcome
from rodatraden.control.rules.plan import ItemCode
from rodatraden.control.words import CategoryCode, OutcomeCode
from rodatraden.files.columns import Code, Column, Count, Day, Instant, Line, Prose, Year
from rodatraden.kernel.periods import FOREVER


def _word(value: object) -> object:
    """Ekonomi and EKONOMI are ekonomi."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


_Step = Annotated[Count, Field(ge=1, le=5)]
_SOURCE: Final = Column("källa", "Handling och sida, eller adress.")
_RECORDED: Final = Column("registrerad", "När det blev känt, till exempel 2026-05-20T10:00:00+02:00. Tom: nu.")
_BY: Final = Column("av", "Kod för den befattning som registrerade det.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """A line of risks.csv: what could go wrong."""

    risk: Annotated[Code, Column("kod", "Riskens kod, som adressen till dess sida.")]
    title: Annotated[Line, Column("titel", "Vad som kan gå fel, i en mening.")]
    unit: Annotated[Code, Column("enhet", "Den enhet som bär risken.")]
    category: Annotated[Annotated[CategoryCode, BeforeValidator(_word)], Column("område", "Vad risken handlar om.")]
    likelihood: Annotated[_Step, Column("sannolikhet", "Ett steg från 1 (osannolik) till 4 eller 5.")]
    consequence: Annotated[_Step, Column("konsekvens", "Ett steg från 1 (försumbar) till 4 eller 5.")]
    process: Annotated[Prose, Column("process", "Process eller rutin.")] = ""
    cause: Annotated[Prose, Column("orsak", "Varför det kan hända.")] = ""
    effect: Annotated[Prose, Column("följd", "Vad det skulle leda till.")] = ""
    answer: Annotated[Prose, Column("hantering", "Vad vi gör åt det.")] = ""
    owner: Annotated[Code | None, Column("ägare", "Kod för befattningen som svarar för risken.")] = None
    valid_from: Annotated[Day, Column("från", "Första dagen risken gäller.")]
    valid_to: Annotated[Day | None, Column("till", "Första dagen den inte längre gäller; tomt när slut saknas.")] = None
    source: Annotated[Prose, _SOURCE] = ""
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """A line of control_checks.csv: how a check of an adopted item went."""

    unit: Annotated[Code, Column("organ", "Nämndens eller bolagets kod.")]
    year: Annotated[Year, Column("år", "Kontrollplanens år.")]
    item: Annotated[ItemCode, Column("moment", "Kontrollmomentets kod i planen.")]
    code: Annotated[Code, Column("kontroll", "Kontrollens egen kod, till exempel 1, 2, 3.")]
    on: Annotated[Day, Column("dag", "Dagen kontrollen gjordes.")]
    outcome: Annotated[Annotated[OutcomeCode, BeforeValidator(_word)], Column("utfall", "Hur det gick.")]
    sample: Annotated[Count | None, Column("granskade", "Hur många som granskades.")] = None
    deviations: Annotated[Count | None, Column("avvikelser", "Hur många av dem som avvek.")] = None
    note: Annotated[Prose, Column("iakttagelse", "Vad som sågs.")] = ""
    source: Annotated[Prose, _SOURCE] = ""
    recorded_at: Annotated[Instant | None, _RECORDED] = None
    post: Annotated[Code | None, _BY] = None


Sheet: TypeAlias = RiskRow | CheckRow

_CATEGORIES: Final = {word: code for code, word in words.CATEGORY_CODES.items()}
_OUTCOMES: Final = {word: code for code, word in words.OUTCOME_CODES.items()}


def _given(row: Sheet) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__} | {"post": row.post or ""}


def new_risk(row: RiskRow) -> NewRisk:
    """The risk that a line hands in."""
    mended = {"category": _CATEGORIES[row.category], "owner": row.owner or "", "valid_to": row.valid_to or FOREVER}
    return NewRisk(**(_given(row) | mended))


def new_check(row: CheckRow) -> NewCheck:
    """The check that a line hands in."""
    return NewCheck(**(_given(row) | {"outcome": _OUTCOMES[row.outcome]}))


def risk_row(row: models.RiskVersion) -> RiskRow:
    """A stored risk as a line."""
    given = {name: getattr(row, name) for name in RiskRow.__dataclass_fields__ if name != "risk"}
    mended = {
        "category": words.CATEGORY_CODES[Category(row.category)],
        "owner": row.owner or None,
        "valid_to": None if row.valid_to == FOREVER else row.valid_to,
    }
    return RiskRow(risk=row.risk_id, **(given | mended | _told(row)))


def check_row(row: models.CheckVersion) -> CheckRow:
    """A stored check as a line."""
    given = {name: getattr(row, name) for name in CheckRow.__dataclass_fields__}
    return CheckRow(**(given | {"outcome": words.OUTCOME_CODES[CheckOutcome(row.outcome)]} | _told(row)))


def _told(row: models.RiskVersion | models.CheckVersion) -> dict[str, Any]:
    return {"recorded_at": timezone.localtime(row.recorded_at), "post": row.post or None}
