from datetime import date

import pytest
from django.db import models as fields
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from rodatraden.commitments import actions, models, queries
from rodatraden.commitments.actions import NewProgress
from rodatraden.commitments.queries import Search
from rodatraden.commitments.rules.codes import Kind, OriginKind, State
from rodatraden.commitments.tests import make
from rodatraden.decisions import queries as decisions
from rodatraden.matters.tests import make as matters

pytestmark = pytest.mark.django_db

LATE = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def _municipality() -> None:
    make.municipality()


def narrowed(wanted: Search, *, on: date = make.DAY, posts: set[str] | None = None) -> list[str]:
    rows = queries.told(known=queries.EVERYTHING)
    return [row.code for row in queries.narrowed(rows, wanted, on=on, posts=posts)]


def test_all_is_told_in_two_questions(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(5):
        make.commitment(f"U-{number}")
        make.follow_up(f"U-{number}")

    with django_assert_num_queries(2):
        assert len(queries.told(known=queries.EVERYTHING)) == 5


def test_what_is_left_stands_first_and_the_first_day_first() -> None:
    make.commitment("A", due=None)
    make.commitment("B", due=date(2026, 8, 1))
    make.commitment("C", due=date(2026, 7, 1))
    make.commitment("D", due=date(2026, 1, 1))
    make.follow_up("D", State.DONE)

    assert narrowed(Search()) == ["C", "B", "A", "D"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Search(state="kvar"), ["B", "A", "D"]),
        (Search(state="sena"), ["B"]),
        (Search(state="pågår"), ["A"]),
        (Search(state="klar"), ["C"]),
        (Search(state="utan-ansvarig"), ["D"]),
        (Search(state="att-aterrapportera"), ["A", "C"]),
        (Search(state="finns inte"), []),
        (Search(kind=Kind.ACTIVITY), ["B"]),
        (Search(text="gungan LAGA"), ["D"]),
        (Search(text="halvvägs"), ["A"]),
        (Search(units=frozenset({"SKOLAN"})), ["D"]),
        (Search(origin="matter:"), ["B"]),
        (Search(origin="decision:O1"), ["A", "D", "C"]),
        (Search(origin="decision:O2"), []),
        (Search(owner="REKTOR"), ["B"]),
        (Search(report_to="KF"), ["A", "C"]),
    ],
)
def test_the_list_is_narrowed(wanted: Search, expected: list[str]) -> None:
    from_matter = matters.matter("M-1")
    make.commitment("A", due=date(2026, 6, 1))
    make.follow_up("A")
    make.commitment(
        "B",
        kind=Kind.ACTIVITY,
        owner="REKTOR",
        due=date(2026, 5, 1),
        origin_kind=OriginKind.MATTER,
        origin=from_matter.matter_id,
        report_to="",
    )
    make.commitment("C", due=date(2026, 1, 1))
    make.follow_up("C", State.DONE, "Nu.")
    make.commitment("D", "Laga gungan", unit="SKOLAN", owner="", due=None, report_to="")

    assert narrowed(wanted, posts={"FC-BUF", "REKTOR"}) == expected


def test_a_post_that_is_closed_leaves_what_it_answered_for_to_nobody() -> None:
    make.commitment(owner="LARARE", unit="SKOLAN")
    make.close_post("LARARE", on="2026-02-01")

    assert narrowed(Search(state="utan-ansvarig"), posts={"FC-BUF"}) == ["U-1"]


def test_an_address_asks_for_a_unit_with_all_below_it() -> None:
    wanted = queries.asked(
        {"enhet": "BUN", "slag": "aktivitet", "ursprung": "mål:x", "lage": "sena"}, on=make.DAY, known=LATE
    )

    assert wanted.units >= {"BUN", "BUF", "SKOLAN"}
    assert (wanted.kind, wanted.origin, wanted.state) == (Kind.ACTIVITY, "goal:x", "sena")
    assert queries.asked({"ursprung": "nonsens:x"}, on=make.DAY, known=LATE).origin == ""


def test_what_is_told_is_what_was_known_that_day() -> None:
    make.commitment()
    make.follow_up(text="I maj")
    new = NewProgress(commitment="U-1", state=State.DONE, text="I juli")
    actions.follow_up(new=new, seen=make.told().progress_key, by="test", at=make.NOW.replace(month=7))

    assert make.told(known=date(2026, 6, 1)).text == "I maj"
    assert make.told(known=date(2026, 8, 1)).text == "I juli"
    assert queries.find("U-1", known=date(2026, 5, 5)) is None


def test_what_some_posts_owe_is_what_is_left_and_what_is_not_told_back() -> None:
    make.commitment("A")
    make.commitment("B", due=date(2026, 5, 20))
    make.commitment("C", report_to="")
    make.follow_up("C", State.DONE)
    make.commitment("D", owner="KD")
    make.follow_up("B", State.DONE)

    assert [row.code for row in queries.owed_by({"FC-BUF"}, known=queries.EVERYTHING)] == ["B", "A"]
    assert queries.owed_by(set(), known=queries.EVERYTHING) == []


def test_what_a_body_has_not_been_told_stands_by_day_and_by_body() -> None:
    make.commitment("A", report_by=date(2026, 9, 30))
    make.commitment("B", report_by=date(2026, 4, 30))
    make.commitment("C", report_to="KS", report_by=None)
    make.commitment("D", report_to="")
    make.commitment("E")
    make.report("E")

    told = queries.owed_back(on=make.DAY, known=queries.EVERYTHING)
    assert [(each.told.code, each.is_late) for each in told] == [("B", True), ("A", False), ("C", False)]
    assert [each.told.code for each in queries.owed_back(on=make.DAY, known=queries.EVERYTHING, body="KS")] == ["C"]


def test_what_comes_of_a_decision_is_told_on_its_page() -> None:
    make.commitment(title="Utred skolskjutsen", due=date(2026, 4, 30))

    with translation.override("en"):
        came = decisions.came_of("O1", on=make.DAY, known=LATE)

    assert [(each.label, each.address, each.word) for each in came] == [
        ("Utred skolskjutsen", "/uppdrag/U-1", "not begun, ▲ 6 days late")
    ]
    assert decisions.came_of("O2", on=make.DAY, known=LATE) == []


def test_what_it_comes_from_is_named_by_who_knows() -> None:
    matters.matter("M-1", "Ny gunga")
    make.commitment("A")
    make.commitment("B", origin_kind=OriginKind.MATTER, origin="M-1")
    make.commitment("C", origin_kind=OriginKind.FINDING, origin="R")

    named = queries.origins_of(queries.told(known=queries.EVERYTHING), known=queries.EVERYTHING)

    assert {key: each.address for key, each in named.items()} == {
        ("decision", "O1"): "/beslut/O1",
        ("matter", "M-1"): "/arenden/M-1",
    }


def test_the_commitments_of_units_are_told() -> None:
    make.commitment("A")
    make.commitment("B", unit="SKOLAN")

    assert [row.code for row in queries.of_unit(["SKOLAN"], known=queries.EVERYTHING)] == ["B"]
    assert queries.of(OriginKind.DECISION, [], known=queries.EVERYTHING) == []


def test_the_keys_to_units_and_posts_are_plain_codes() -> None:
    model = models.CommitmentVersion
    keys = {field.name for field in model._meta.get_fields() if isinstance(field, fields.ForeignKey)}

    assert keys == {"commitment"}
