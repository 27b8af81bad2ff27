"""Are the files of decisions read, checked, and written as they were?"""

from pathlib import Path

import pytest

from rodatraden.decisions import models
from rodatraden.decisions.sources import folder
from rodatraden.decisions.tests.make import AT, Stones, lay_stones
from rodatraden.files.folders import Loaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture(autouse=True)
def stones(monkeypatch: pytest.MonkeyPatch) -> Stones:
    return lay_stones(monkeypatch)


FIRST = """
code: D1
title: En sten läggs
decided_by: KF
decided_on: 2021-01-01
effective_on: 2021-02-01
right: delegation
right_reference: punkt 4
dnr: KS 2021/1
paragraph: § 5
reasons: |
  Ett stycke med: kolon.

  - och en punkt
source: https://norrvik.example/protokoll
changes:
  - {change: stone.laid, stone: A, weight: "1 234,5"}
  - {change: stone.laid, stone: B, effective_on: 2021-03-01}
"""
SECOND = """
code: D2
title: Den tas tillbaka
decided_by: KF
decided_on: 2022-01-01
right: own
revokes:
  - decision: D1
    effective_on: 2022-06-01
"""


def load(place: Path, **files: str) -> Loaded:
    (place / "decisions").mkdir(exist_ok=True)
    for code, text in files.items():
        (place / "decisions" / f"{code}.yaml").write_text(text)
    return folder.load(place, by="test", at=AT)


def faults(place: Path, **files: str) -> list[tuple[str, int | None, str, str, str]]:
    loaded = load(place, **files)
    return [(fault.file, fault.line, fault.field, fault.value, fault.reason) for fault in loaded.faults]


def test_decisions_are_recorded_from_their_files(tmp_path: Path) -> None:
    loaded = load(tmp_path, D2=SECOND, D1=FIRST)

    assert loaded == Loaded("Decisions", added=["D1", "D2"])
    first = models.Decision.objects.get(code="D1")
    assert first.reasons == "Ett stycke med: kolon.\n\n- och en punkt"
    assert [str(change.effective_on) for change in first.changes.order_by("position")] == ["2021-02-01", "2021-03-01"]
    second = models.Decision.objects.get(code="D2")
    assert second.effective_on == second.decided_on


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    load(tmp_path, D1=FIRST, D2=SECOND)

    assert load(tmp_path) == Loaded("Decisions", unchanged=2)


def test_what_is_written_is_read_back_as_the_same(tmp_path: Path) -> None:
    load(tmp_path, D1=FIRST, D2=SECOND)

    folder.export(tmp_path / "out")

    assert folder.load(tmp_path / "out", by="test", at=AT) == Loaded("Decisions", unchanged=2)
    written = (tmp_path / "out" / "decisions" / "D2.yaml").read_text()
    assert written == SECOND.lstrip().replace(
        "decided_on: 2022-01-01\n", "decided_on: 2022-01-01\neffective_on: 2022-01-01\n"
    ).replace("  - decision", "- decision").replace("    effective_on", "  effective_on")


def test_a_folder_without_decisions_records_none(tmp_path: Path) -> None:
    assert folder.load(tmp_path, by="test", at=AT) == Loaded("Decisions")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("title: En sten läggs\n", "", (2, "title", "", "Must be filled in.")),
        ("title: En sten läggs\n", f"title: {'x' * 301}\n", (3, "title", "x" * 79 + "…", "At most 300 characters.")),
        ("KF\n", "K F\n", (4, "decided_by", "K F", "Not a code. Use letters A–Z, digits, full stop, hyphen and underscore, at most 64 characters.")),
        ("2021-01-01", "2021-02-30", (5, "decided_on", "2021-02-30", "Not a day. Write it as 2026-04-30.")),
        ("2021-02-01", "9999-12-31", (6, "effective_on", "9999-12-31", "The day is before 1862 or after 2200. Look at the year.")),
        ("delegation", "lag", (7, "right", "lag", "Must be one of: law, delegation, own, enforcement.")),
        ("KS 2021/1", "x" * 51, (9, "dnr", "x" * 51, "At most 50 characters.")),
        ("§ 5", "§" * 51, (10, "paragraph", "§" * 51, "At most 50 characters.")),
        ("stone: A,", "sten: A,", (17, "stone", "", "Must be filled in.")),
        ("stone: A,", "stone: A, colour: red,", (17, "colour", "red", "Unknown field. Look at the spelling, or take it away.")),
        ("1 234,5", "tung", (17, "weight", "tung", "Not a number. Write 1234,5 or 1234.5 without words.")),
        ("2021-03-01", "i mars", (18, "effective_on", "i mars", "Not a day. Write it as 2026-04-30.")),
        ("code: D1", "code: D9", (2, "code", "D9", "The file should be called as its code.")),
        ("decided_by: KF", "decided_by: NO", (4, "decided_by", "NO", "There is no unit and no post with this code. Who decides must be established by a decision.")),
        ("right_reference", "reference", (8, "reference", "punkt 4", "Unknown field. Look at the spelling, or take it away.")),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_line_field_value_and_reason(
    tmp_path: Path, old: str, new: str, fault: tuple[int | None, str, str, str]
) -> None:
    assert old in FIRST

    found = faults(tmp_path, D1=FIRST.replace(old, new, 1))

    assert ("decisions/D1.yaml", *fault) in found
    assert len(found) == (2 if "sten:" in new else 1)


@pytest.mark.parametrize("kind", ["stone.lade", "", "[a]", "{a: b}"])
def test_an_unknown_kind_of_change_is_told_with_those_there_are(tmp_path: Path, kind: str) -> None:
    ((file, line, field, _value, reason),) = faults(
        tmp_path, D1=FIRST.replace("change: stone.laid, stone: A", f"change: {kind}, stone: A")
    )

    assert (file, line, field) == ("decisions/D1.yaml", 17, "change")
    assert "stone.laid" in reason


def test_every_fault_of_every_file_is_told_in_one_go(tmp_path: Path) -> None:
    broken = FIRST.replace("2021-01-01", "x").replace("1 234,5", "y")

    found = faults(tmp_path, D1=broken, D2=SECOND, D3="code: D3", D4="\t")

    assert [(fault[0], fault[2]) for fault in found] == [
        ("decisions/D1.yaml", "decided_on"),
        ("decisions/D3.yaml", "title"),
        ("decisions/D3.yaml", "decided_by"),
        ("decisions/D3.yaml", "decided_on"),
        ("decisions/D3.yaml", "right"),
        ("decisions/D4.yaml", ""),
        ("decisions/D2.yaml", "revokes"),
    ]


def test_an_altered_decision_is_refused_with_each_field(tmp_path: Path) -> None:
    load(tmp_path, D1=FIRST)

    found = faults(tmp_path, D1=FIRST.replace("En sten", "Två stenar").replace("stone: B", "stone: C"))

    assert [(fault[1], fault[2]) for fault in found] == [(3, "title"), (16, "changes")]
    assert found[0][4].startswith("The decision is in the register with another content.")


def test_a_revocation_of_nothing_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, D2=SECOND) == [
        ("decisions/D2.yaml", 7, "revokes", "D1", "There is no such decision to revoke: it is missing, later than this one, or revoked already.")
    ]  # fmt: skip


def test_a_contradiction_is_told_at_the_change_that_makes_it(tmp_path: Path) -> None:
    third = FIRST.replace("D1", "D3").replace("2021-01-01", "2021-06-01").replace("stone: B", "stone: C")

    assert faults(tmp_path, D1=FIRST, D3=third) == [
        ("decisions/D3.yaml", 17, "change", "stone:A", "The stone of D1 lies there.")
    ]


def test_a_contradiction_in_what_is_recorded_already_is_told_by_its_code(tmp_path: Path) -> None:
    load(tmp_path, D3=FIRST.replace("D1", "D3").replace("2021-02-01", "2021-06-01"))
    (tmp_path / "decisions" / "D3.yaml").unlink()

    assert {(fault[0], fault[1]) for fault in faults(tmp_path, D1=FIRST)} == {("D3", None)}
