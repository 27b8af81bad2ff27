"""A small municipality that promises things, for the tests of this slice, and plain builders for what is promised."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rodatraden.commitments import actions, models, queries
from rodatraden.commitments.actions import NewCommitment, NewProgress, NewReport
from rodatraden.commitments.queries import Told
from rodatraden.commitments.rules.codes import Kind, OriginKind, State
from rodatraden.commitments.sources import folder
from rodatraden.files.folders import Loaded
from rodatraden.matters.tests import make as matters
from rodatraden.organisation.tests import make as organisation

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
DAY = date(2026, 5, 6)

account, municipality = matters.account, matters.municipality


def minutes() -> Iterator[datetime]:
    """One instant after the other."""
    at = NOW
    while True:
        yield at
        at += timedelta(minutes=1)


CLOCK = minutes()


def close_post(code: str, *, on: str) -> None:
    """Close a post by a decision of its own."""
    organisation.record(f"X-{code} | {on} | | post.closed post={code}")


def commitment(
    code: str = "U-1",
    title: str = "",
    *,
    kind: Kind = Kind.ASSIGNMENT,
    unit: str = "BUF",
    owner: str = "FC-BUF",
    starts: date | None = None,
    due: date | None = date(2026, 6, 30),
    origin_kind: OriginKind | None = OriginKind.DECISION,
    origin: str = "O1",
    report_to: str = "KF",
    report_by: date | None = date(2026, 9, 30),
    description: str = "",
) -> models.CommitmentVersion:
    new = NewCommitment(
        commitment=code,
        kind=kind,
        title=title or f"Uppdrag {code}",
        unit=unit,
        owner=owner,
        starts=starts,
        due=due,
        origin_kind=origin_kind,
        origin=origin if origin_kind else "",
        report_to=report_to,
        report_by=report_by if report_to else None,
        description=description,
    )
    return actions.promise(new=new, by="test", at=next(CLOCK))


def follow_up(
    code: str = "U-1", state: State = State.UNDER_WAY, text: str = "Halvvägs.", share: int | None = None
) -> bool:
    seen = told(code).progress_key
    new = NewProgress(commitment=code, state=state, text=text, share=share)
    return actions.follow_up(new=new, seen=seen, by="test", at=next(CLOCK))


def report(
    code: str = "U-1",
    *,
    body: str = "KF",
    on: date = DAY,
    is_final: bool = True,
    is_withdrawn: bool = False,
    next_by: date | None = None,
) -> None:
    new = NewReport(commitment=code, body=body, on=on, is_final=is_final, is_withdrawn=is_withdrawn, reference="§ 4")
    actions.report_back(new=new, next_by=next_by, by="test", at=next(CLOCK))


def told(code: str = "U-1", *, known: date = queries.EVERYTHING) -> Told:
    found = queries.find(code, known=known)
    assert found is not None
    return found


def load(where: Path, **sheets: str) -> Loaded:
    """Load sheets written as text, and ask what can be asked when all is loaded."""
    for name, text in sheets.items():
        lines = [line.strip() for line in text.strip().splitlines()]
        (where / f"{name}.csv").write_text("\n".join(lines) + "\n")
    loaded = folder.load(where, by="test", at=NOW)
    loaded.faults += [fault for check in loaded.later for fault in check()]
    return loaded
