"""A small municipality for the tests of the steering hall, and plain builders for what happens in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rodatraden.access import actions as access
from rodatraden.files.folders import Loaded
from rodatraden.identity import actions as identity
from rodatraden.identity.models import User
from rodatraden.indicators.tests import make as indicators
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.models import Municipality, PostVersion, UnitVersion
from rodatraden.organisation.rules.things import Role, UnitKind
from rodatraden.steering import actions, models, queries
from rodatraden.steering.actions import Entry, NewGoal, NewLink, NewRound, Place
from rodatraden.steering.rules import Status
from rodatraden.steering.sources import folder

JANUARY = datetime(2026, 1, 20, 7, 0, tzinfo=UTC)
EARLY = datetime(2026, 5, 4, 7, 0, tzinfo=UTC)
NOW = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
LATE = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)
LATER = date(2026, 12, 1)
EXAMPLES = Path(__file__).parents[4] / "examples"

ROUND = NewRound(
    code="uppfoljning-2026-04",
    title="Uppföljning april 2026",
    period="2026-04",
    year=2026,
    previous_year=2025,
    measured_period="2025",
    deadline=date(2026, 5, 13),
)
_KNOWN = {"valid_from": date(2020, 1, 1), "valid_to": FOREVER, "known_from": date(2020, 1, 1), "known_to": FOREVER}


def municipality() -> None:
    """NORRVIK with the committee BUN, the school SKOLAN under it, and the committee SN beside; a post of each sort."""
    Municipality.objects.create(code="norrvik", name="Norrviks kommun", root="NORRVIK", accent="#9b2226")
    for code, parent in (("NORRVIK", None), ("BUN", "NORRVIK"), ("SKOLAN", "BUN"), ("SN", "NORRVIK")):
        kind = UnitKind.COMMITTEE if parent else UnitKind.MUNICIPALITY
        UnitVersion.objects.create(code=code, name=f"Enhet {code}", kind=kind, parent=parent, decision="KF-1", **_KNOWN)
    for code, unit, role in (
        ("DIREKTOR", "NORRVIK", Role.DIRECTOR),
        ("CHEF", "BUN", Role.HEAD),
        ("LEDARE", "BUN", Role.MANAGER),
        ("LARARE", "BUN", Role.EMPLOYEE),
        ("SN-CHEF", "SN", Role.HEAD),
    ):
        PostVersion.objects.create(
            code=code, title=f"Befattning {code}", unit=unit, role=role, decision="KF-1", cost_decision="KF-1", **_KNOWN
        )


def account(post: str) -> User:
    """An account that holds a post."""
    user, _opened = identity.open_account(username=post.lower(), label=post, by="test")
    access.hold_post(account=user, post=post, valid_from=date(2020, 1, 1), valid_to=None, by="test")
    return user


def goal(code: str, unit: str = "BUN", *, parent: str = "", position: int = 0, title: str = "") -> NewGoal:
    return NewGoal(
        code=code,
        title=title or f"Mål {code}",
        unit=unit,
        parent=parent,
        valid_from=date(2024, 1, 1),
        position=position,
        level="Mål",
    )


def plan() -> None:
    """A vision over two goals of BUN and one of SN.

    kunskap: one target met, one missed. trygg: met, and one not measured. hem: not measured at all.
    """
    indicators.define(*(indicators.indicator(code) for code in ("behorig", "betyg", "trygghet", "enkat")))
    indicators.define(indicators.indicator("hemma", "SN"))
    indicators.aim(
        indicators.target("behorig", ">= 80"),
        indicators.target("betyg", "< 1"),
        indicators.target("trygghet", ">= 80"),
        indicators.target("enkat", ">= 80"),
        indicators.target("hemma", "<= 50"),
    )
    indicators.record(
        indicators.reading("86.5", "behorig"), indicators.reading("1.0", "betyg"), indicators.reading("90", "trygghet")
    )
    actions.set_plan(
        goals=[
            goal("vision", "NORRVIK"),
            goal("kunskap", parent="vision"),
            goal("trygg", parent="vision", position=1),
            goal("hem", "SN", parent="vision", position=2),
        ],
        links=[
            NewLink(goal="kunskap", indicator="behorig", position=0),
            NewLink(goal="kunskap", indicator="betyg", position=1),
            NewLink(goal="trygg", indicator="trygghet", position=0),
            NewLink(goal="trygg", indicator="enkat", position=1),
            NewLink(goal="hem", indicator="hemma", position=0),
        ],
        by="test",
        at=indicators.DECEMBER,
    )


def asked(*units: str) -> models.Round:
    """The round, opened for some units."""
    return actions.open_round(described=ROUND, units=units or ("BUN", "SN", "NORRVIK"), by="test", at=EARLY)


def asked_anew(*units: str, levels: str = "", code: str = "uppfoljning-2026-08") -> models.Round:
    """Another round, of a later period, for some units; with levels when some are named."""
    described = replace(ROUND, code=code, title="Delår 2026", period="2026-08", levels=levels)
    return actions.open_round(described=described, units=units, by="test", at=EARLY)


def place(unit: str = "BUN") -> Place:
    followed = queries.round_with(ROUND.code, known=FOREVER)
    assert followed is not None
    return Place(followed, unit)


def minutes() -> Iterator[datetime]:
    """One instant after the other."""
    at = NOW
    while True:
        yield at
        at += timedelta(minutes=1)


_CLOCK = minutes()


def write(text: str, goal: str = "", *, unit: str = "BUN", seen: int | None = None) -> models.Text | None:
    entry = Entry(goal=goal, text=text, seen=seen)
    return actions.write_text(place=place(unit), entry=entry, by="test", at=next(_CLOCK), post="LEDARE")


def assess(status: Status, reason: str = "", goal: str = "kunskap", *, unit: str = "BUN") -> models.Assessment | None:
    entry = Entry(goal=goal, assessed=status, reason=reason)
    return actions.assess_goal(place=place(unit), entry=entry, by="test", at=next(_CLOCK), post="LEDARE")


def submit(unit: str = "BUN") -> None:
    """Mark as done; a unit that has written nothing says so first."""
    if not queries.has_words(ROUND.code, unit):
        write("Inget att rapportera.", unit=unit)
    actions.submit(place=place(unit), by="test", at=next(_CLOCK), post="LEDARE")


def approve(unit: str = "BUN") -> None:
    actions.approve(place=place(unit), by="test", at=next(_CLOCK), post="CHEF")


def close(reason: str = "Några har inte svarat.") -> None:
    """Close the round, late units or not."""
    actions.close_round(followed=place().followed, reason=reason, by="test", at=next(_CLOCK), post="DIREKTOR")


def send_back(reason: str, unit: str = "BUN") -> None:
    actions.send_back(place=place(unit), reason=reason, by="test", at=next(_CLOCK), post="CHEF")


def load(where: Path, at: datetime = NOW, /, **sheets: str) -> Loaded:
    """Load sheets written as text, beside those that are there."""
    for name, text in sheets.items():
        lines = [line.strip() for line in text.strip().splitlines()]
        (where / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return folder.load(where, by="test", at=at)
