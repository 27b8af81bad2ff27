"""Is people.csv read, checked, and written as it was?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rodatraden.access.models import Holding
from rodatraden.access.sources import folder
from rodatraden.access.tests.make import municipality
from rodatraden.files.folders import Loaded
from rodatraden.identity.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HEADING = "konto;benämning;post;från;till\n"
TWO = "a@k.example;Chef;P-HEAD;2021-01-01;\na@k.example;Chef;P-MANAGER;2021-01-01;2022-01-01\n"


def load(place: Path, rows: str) -> Loaded:
    (place / "people.csv").write_text(HEADING + rows)
    return folder.load(place, by="test", at=datetime(2026, 1, 2, tzinfo=UTC))


def faults(place: Path, rows: str) -> list[tuple[int | None, str, str, str]]:
    return [(fault.line, fault.field, fault.value, fault.reason) for fault in load(place, rows).faults]


@pytest.fixture(autouse=True)
def _units_and_posts() -> None:
    municipality()


def test_accounts_are_opened_and_hold_their_posts(tmp_path: Path) -> None:
    loaded = load(tmp_path, TWO)

    assert (loaded.faults, loaded.changed, loaded.unchanged) == ([], [], 0)
    assert loaded.added == ["a@k.example P-HEAD", "a@k.example P-MANAGER"]
    assert User.objects.get().label == "Chef"
    assert Holding.objects.count() == 2


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path, TWO)
    loaded = load(tmp_path, TWO)

    assert (loaded.added, loaded.changed, loaded.unchanged) == ([], [], 2)


def test_an_end_that_is_set_later_is_a_change_and_nothing_new(tmp_path: Path) -> None:
    load(tmp_path, TWO)
    loaded = load(tmp_path, TWO.replace("P-HEAD;2021-01-01;", "P-HEAD;2021-01-01;2023-01-01"))

    assert (loaded.added, loaded.changed, loaded.unchanged) == ([], ["a@k.example P-HEAD"], 1)


def test_a_folder_without_people_opens_no_accounts(tmp_path: Path) -> None:
    assert folder.load(tmp_path, by="test", at=datetime(2026, 1, 2, tzinfo=UTC)) == Loaded("Accounts and posts held")


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("a@k.example;Chef;P-NO;2021-01-01;", (2, "post", "P-NO", "No decision establishes this post.")),
        ("a@k.example;Chef;P-HEAD;2021-01-01;2021-01-01", (2, "till", "2021-01-01", "Must be after the first day.")),
        ("a@k.example;Chef;P-HEAD;i går;", (2, "från", "i går", "Not a day. Write it as 2026-04-30.")),
        ("a@k.example;;P-HEAD;2021-01-01;", (2, "benämning", "", "Must be filled in.")),
        (
            "a@k.example;Chef;P-HEAD;2021-01-01;\na@k.example;Annan;P-ADMIN;2021-01-01;",
            (3, "benämning", "Annan", "The account is called something else on another line."),
        ),
        (
            "a@k.example;Chef;P-HEAD;2021-01-01;\na@k.example;Chef;P-HEAD;2021-01-01;2022-01-01",
            (3, "från", "2021-01-01", "The account holds the post from that day on another line."),
        ),
        (f"a@k.example;{'x' * 201};P-HEAD;2021-01-01;", (2, "benämning", "x" * 79 + "…", "At most 200 characters.")),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, rows: str, fault: tuple[int | None, str, str, str]
) -> None:
    assert faults(tmp_path, rows) == [fault]


@pytest.mark.parametrize("name", ["Åsa@k.example", "A@k.example", "a b", "=a", "-a", "x" * 151])
def test_an_account_has_a_name_that_can_be_typed(tmp_path: Path, name: str) -> None:
    ((line, field, _value, _reason),) = faults(tmp_path, f"{name};Chef;P-HEAD;2021-01-01;")

    assert (line, field) == (2, "konto")


def test_what_is_written_is_read_back_as_it_was(tmp_path: Path) -> None:
    load(tmp_path, TWO)
    written = tmp_path / "written"
    written.mkdir()

    folder.export(written)
    again = folder.load(written, by="test", at=datetime(2026, 1, 2, tzinfo=UTC))

    assert (written / "people.csv").read_text("utf-8-sig") == HEADING + TWO
    assert (again.added, again.changed, again.unchanged) == ([], [], 2)
