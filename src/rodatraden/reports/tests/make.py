"""A small municipality with a round to report, the real case of Alingsås, and readers with and without rights."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils import timezone

from rodatraden.finance import actions as finance
from rodatraden.finance.rules import Financing, Kind
from rodatraden.finance.tests import make as money
from rodatraden.organisation.models import Municipality
from rodatraden.reports import actions, models, queries
from rodatraden.reports.followup import build
from rodatraden.reports.followup.context import Context
from rodatraden.steering.rules import Status
from rodatraden.steering.tests import make as steering

CODE = steering.ROUND.code
KNOWN = date(2026, 6, 1)
AT = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
SIGNED_AT = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)
DIRECTOR = actions.Signature(SIGNED_AT, "Kommundirektör")
NASTY = "#panic() $x$ *b* <script>alert(1)</script> =cmd|' /C calc'!A0 \\LaTeX 😀 \x07"
"""Text that would do something if anyone took it for more than text."""

SOURCE = "Bilaga 1, s. 2"


def amounts(*, financing_forecast: str | None = "9000000", comment: str = "Färre barn än väntat.") -> None:
    """Two committees and the financing: budget, forecast and last year's outcome; investments for one of them."""
    tax, fin = Financing.TAX, Financing.FINANCING
    money.told(steering.ROUND.title, code=CODE, at=steering.EARLY)
    finance.record_budget(
        rows=[
            money.amount("BUN", 0, financing=tax, source=SOURCE),
            money.amount("SN", 0, financing=tax, source=SOURCE),
            money.amount("NORRVIK", "5000000", financing=fin, source=SOURCE),
            money.amount("BUN", "12345678", kind=Kind.INVESTMENT, financing=tax, source="Bilaga 1, s. 3"),
        ],
        by="test",
        at=steering.NOW,
    )
    finance.record_outcome(rows=[money.amount("BUN", "-1500000", year=2025, source=SOURCE)], by="test", at=steering.NOW)
    finance.record_forecasts(
        rows=[
            money.forecast("BUN", "2500000", comment=comment, source=SOURCE),
            money.forecast("SN", "-1200000", source=SOURCE),
            money.forecast("NORRVIK", financing_forecast, financing=fin, source=SOURCE),
            money.forecast("BUN", "10000000", kind=Kind.INVESTMENT, source="Bilaga 1, s. 3"),
        ],
        by="test",
        at=steering.NOW,
    )


def norrvik(*, text: str = "Ett år med fler barn.", comment: str = "Färre barn än väntat.") -> None:
    """A round where BUN has written and judged: kunskap reached against its indicators, trygg partly. Nobody is approved."""
    steering.municipality()
    steering.plan()
    steering.asked()
    amounts(comment=comment)
    steering.write(text)
    steering.write("Så gick det med kunskapen.", "kunskap")
    steering.assess(Status.ACHIEVED, "Det missade målvärdet beror på ett bortfall i mätningen.", "kunskap")
    steering.assess(Status.PARTLY, "Enkäten är inte gjord.", "trygg")


def approved() -> None:
    """Everyone who is asked hands in and is approved."""
    for unit in ("BUN", "SN", "NORRVIK"):
        steering.submit(unit)
        steering.approve(unit)


def alingsas() -> None:
    """The published figures of Alingsås, April 2026, and the judgements of Tolkförmedling Väst."""
    money.municipality()
    money.unit("TOLKVAST", "Tolkförmedling Väst", under="ALINGSAS")
    Municipality.objects.create(code="alingsas", name="Alingsås kommun", root="ALINGSAS", accent="#1d4e6b")
    folder = steering.EXAMPLES / "alingsas-2026"
    assert not steering.load(folder).faults
    assert not money.load(folder).faults


def context(code: str = CODE, known: date = KNOWN) -> Context:
    return build.build(round_code=code, known=known, at=AT)


def sign(reason: str = "", signature: actions.Signature = DIRECTOR, known: date = KNOWN) -> models.Edition:
    return actions.sign_edition(code=CODE, known=known, signature=signature, reason=reason, by="test")


def kronor(text: str) -> Decimal:
    """An amount in mnkr as kronor."""
    return Decimal(text) * 1_000_000


def start_of_known() -> datetime:
    return queries.start_of(KNOWN).astimezone(timezone.get_default_timezone())
