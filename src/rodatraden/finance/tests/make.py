"""Units, rounds and amounts for the tests of finance."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from rodatraden.files.folders import Loaded
from rodatraden.finance import actions
from rodatraden.finance.rules import Entry, Financing, Kind
from rodatraden.finance.sources import folder as folders
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.models import UnitVersion

ROUND = "uppfoljning-2026-04"
APRIL = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
MAY = datetime(2026, 5, 8, 13, 24, tzinfo=UTC)
JUNE = datetime(2026, 6, 10, 8, 0, tzinfo=UTC)
LATER = date(2026, 12, 1)
ALINGSAS = Path(__file__).parents[4] / "examples" / "alingsas-2026"

KINDS = {"drift": Kind.OPERATIONS, "investering": Kind.INVESTMENT}
FINANCINGS = {"skatt": Financing.TAX, "avgift": Financing.FEE, "finansiering": Financing.FINANCING}


def lines(table: str) -> Iterator[list[str]]:
    """The cells of a text table, without its heading."""
    for line in table.strip().splitlines()[1:]:
        yield [cell.strip() for cell in line.split("|")]


def entries(table: str) -> list[Entry]:
    """Amounts in mnkr from a text table: unit | kind | financing | amount | comment."""
    return [
        Entry(unit, KINDS[kind], FINANCINGS[financing], millions(amount), "".join(comment))
        for unit, kind, financing, amount, *comment in lines(table)
    ]


def millions(text: str) -> Decimal | None:
    """An amount in mnkr as kronor; nothing is missing."""
    return Decimal(text) * 1_000_000 if text else None


def amount(
    unit: str = "BUN",
    value: int | str | None = 100,
    *,
    year: int = 2026,
    kind: Kind = Kind.OPERATIONS,
    financing: Financing = Financing.TAX,
    source: str = "",
    recorded_at: datetime | None = None,
) -> actions.NewAmount:
    return actions.NewAmount(
        year=year,
        unit=unit,
        kind=kind,
        financing=financing,
        amount=None if value is None else Decimal(value),
        source=source,
        recorded_at=recorded_at,
    )


def forecast(
    unit: str = "BUN",
    value: int | str | None = 100,
    *,
    round_code: str = ROUND,
    kind: Kind = Kind.OPERATIONS,
    financing: Financing = Financing.TAX,
    comment: str = "",
    source: str = "",
    recorded_at: datetime | None = None,
) -> actions.NewForecast:
    return actions.NewForecast(
        round=round_code,
        unit=unit,
        kind=kind,
        financing=financing,
        amount=None if value is None else Decimal(value),
        comment=comment,
        source=source,
        recorded_at=recorded_at,
    )


def unit(
    code: str, name: str, *, under: str | None = None, since: date = date(2020, 1, 1), until: date = FOREVER
) -> None:
    """A unit as the organisation's projection holds it."""
    UnitVersion.objects.create(
        code=code,
        name=name,
        kind="committee" if under else "municipality",
        parent=under,
        valid_from=since,
        valid_to=until,
        known_from=date(2020, 1, 1),
        known_to=FOREVER,
        decision="KF-2019-001",
    )


def municipality() -> None:
    """The units that the Alingsås sheets speak of."""
    unit("ALINGSAS", "Alingsås kommun")
    for code, name in {
        "VON": "Vård- och omsorgsnämnden",
        "SN": "Socialnämnden",
        "KUN": "Kultur- och utbildningsnämnden",
        "BUN": "Barn- och ungdomsnämnden",
        "BMN": "Bygg- och miljönämnden",
        "TEN": "Tekniska nämnden",
        "KS": "Kommunstyrelsen",
        "OFN": "Överförmyndarnämnden",
    }.items():
        unit(code, name, under="ALINGSAS")
    unit("AVFALL", "Avfall", under="TEN")
    unit("VA", "VA", under="TEN")


def told(title: str, *, code: str = ROUND, year: int = 2026, at: datetime = APRIL) -> bool:
    """A round as the slice that owns rounds tells of it."""
    described = actions.NewOccasion(round=code, title=title, year=year, previous_year=year - 1)
    return actions.describe_round(described=described, by="test", at=at)


def april(*, code: str = ROUND, title: str = "Fördjupad månadsuppföljning april 2026", year: int = 2026) -> None:
    """A round whose forecasts are of a year and are compared with the year before."""
    told(title, code=code, year=year)


def alingsas() -> Loaded:
    """The Alingsås example: its units, its round and its sheets."""
    municipality()
    april()
    return load(ALINGSAS)


def load(folder: Path, at: datetime = JUNE) -> Loaded:
    return folders.load(folder, by="test", at=at)


def sheet(folder: Path, name: str, text: str, *, encoding: str = "utf-8") -> Path:
    """A sheet written as a person might have saved it."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path
