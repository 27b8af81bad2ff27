"""A small municipality with matters, for the tests of this slice, and plain builders for what happens in them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rodatraden.access import actions as access
from rodatraden.files.folders import Loaded
from rodatraden.identity import actions as identity
from rodatraden.identity.models import User
from rodatraden.matters import actions, models, queries
from rodatraden.matters.actions import NewGate, NewMatter, NewRuling, NewStep
from rodatraden.matters.queries import Judged
from rodatraden.matters.rules.codes import Applies, MatterKind, MatterStatus, RulingKind, StepKind, StepOutcome, Trait
from rodatraden.matters.rules.gates import Gate
from rodatraden.matters.sources import folder
from rodatraden.organisation.tests import make as organisation

EARLY = datetime(2026, 1, 7, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
DAY = date(2026, 5, 6)
LATER = date(2099, 1, 1)
EXAMPLES = Path(__file__).parents[4] / "examples"

MUNICIPALITY = """
    O1 | 2020-01-01 | | unit.established unit=K kind=municipality
    O1 | 2020-01-01 | | unit.established unit=KF kind=assembly parent=K
    O1 | 2020-01-01 | | unit.established unit=KS kind=board parent=KF
    O1 | 2020-01-01 | | unit.established unit=KLF kind=administration parent=KS
    O1 | 2020-01-01 | | unit.established unit=BUN kind=committee parent=KF
    O1 | 2020-01-01 | | unit.established unit=BUF kind=administration parent=BUN
    O1 | 2020-01-01 | | unit.established unit=SKOLAN parent=BUF
    O1 | 2020-01-01 | | unit.established unit=SN kind=committee parent=KF
    O1 | 2020-01-01 | | unit.established unit=SOF kind=administration parent=SN
    O1 | 2020-01-01 | | unit.established unit=BOLAGET kind=company parent=K
    O1 | 2020-01-01 | | relation.opened relation=political from=BUN to=BUF
    O1 | 2020-01-01 | | post.established post=KD unit=KS role=director
    O1 | 2020-01-01 | | post.established post=FC-KLF unit=KLF role=head reports_to=KD
    O1 | 2020-01-01 | | post.established post=FC-BUF unit=BUF role=head reports_to=KD
    O1 | 2020-01-01 | | post.established post=REKTOR unit=SKOLAN role=manager reports_to=FC-BUF
    O1 | 2020-01-01 | | post.established post=LARARE unit=SKOLAN role=employee reports_to=REKTOR
    O1 | 2020-01-01 | | post.established post=FC-SOF unit=SOF role=head reports_to=KD
    O1 | 2020-01-01 | | post.established post=POLITIKER unit=BUN role=politician
    O1 | 2020-01-01 | | post.established post=REVISOR unit=K role=auditor
    O1 | 2020-01-01 | | group.formed group=KLG name=Koncernledningen
    O1 | 2020-01-01 | | group.joined group=KLG post=KD
    O1 | 2020-01-01 | | group.joined group=KLG post=FC-BUF
"""
"""Two committees with an administration each, the board with its own, and a company; and the group management."""


def municipality() -> None:
    organisation.record(MUNICIPALITY)


def account(post: str) -> User:
    """An account that holds a post."""
    user, _opened = identity.open_account(username=post.lower(), label=post, by="test")
    access.hold_post(account=user, post=post, valid_from=date(2020, 1, 1), valid_to=None, by="test")
    return user


def minutes() -> Iterator[datetime]:
    """One instant after the other, from just after NOW."""
    at = NOW
    while True:
        at += timedelta(minutes=1)
        yield at


CLOCK = minutes()


def gate(code: str = "forankring", applies: Applies = Applies.MORE_THAN_ONE, group: str = "KLG") -> None:
    new = NewGate(code=code, name=f"Krav {code}", applies=applies, group=group, source="Riktlinje § 4")
    actions.record_history(rows=[new], by="test", at=EARLY)


def rule_gate(code: str = "forankring", applies: Applies = Applies.MORE_THAN_ONE, group: str = "KLG") -> Gate:
    return Gate(code, f"Krav {code}", applies, group=group)


def matter(
    code: str = "A-1",
    title: str = "",
    *,
    unit: str = "BUF",
    dnr: str = "",
    kind: MatterKind = MatterKind.ADMINISTRATIVE,
    status: MatterStatus = MatterStatus.OPEN,
    traits: tuple[Trait, ...] = (),
    category: str = "",
) -> models.MatterVersion:
    new = NewMatter(
        matter=code,
        title=title or f"Ärende {code}",
        unit=unit,
        dnr=dnr,
        kind=kind,
        status=status,
        traits=traits,
        category=category,
    )
    return actions.register_matter(new=new, by="test", at=next(CLOCK))


def step(
    kind: StepKind = StepKind.PREPARATION,
    *,
    matter: str = "A-1",
    code: str = "",
    body: str = "",
    on: date | None = DAY,
    outcome: StepOutcome | None = None,
    note: str = "",
    gate: str = "",
    decision: str = "",
) -> models.StepVersion:
    new = NewStep(
        matter=matter,
        code=code,
        kind=kind,
        body=body,
        on=on,
        outcome=outcome,
        note=note,
        gate=gate,
        decision=decision,
    )
    return actions.add_step(new=new, by="test", at=next(CLOCK))


def heard(matter: str = "A-1", on: date = DAY, outcome: StepOutcome = StepOutcome.HEARD) -> models.StepVersion:
    return step(
        StepKind.ANCHORING, matter=matter, body="KLG", on=on, outcome=outcome, note="Ingen hade något emot det."
    )


def touch(*units: str, matter: str = "A-1", holds: bool = True, reason: str = "Det berör dem.") -> None:
    for unit in units:
        new = NewRuling(matter=matter, about=RulingKind.UNIT, code=unit, holds=holds, reason=reason)
        actions.rule(new=new, seen=None, by="test", at=next(CLOCK))


def waive(gate: str = "forankring", reason: str = "Brådskar, koncernledningen underrättas i efterhand.") -> None:
    new = NewRuling(matter="A-1", about=RulingKind.GATE, code=gate, holds=False, reason=reason)
    actions.rule(new=new, seen=None, by="test", at=next(CLOCK))


def judged(code: str = "A-1", *, on: date = DAY, known: date = LATER) -> Judged:
    found = queries.find(code, known=queries.EVERYTHING)
    assert found is not None
    return queries.gates_of(found, on=on, known=known)


def load(where: Path, **sheets: str) -> Loaded:
    """Load sheets written as text."""
    for name, text in sheets.items():
        lines = [line.strip() for line in text.strip().splitlines()]
        (where / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return folder.load(where, by="test", at=NOW)
