"""What stands in the register, on which day?"""

from datetime import date
from typing import Any

import pytest

from rodatraden.decisions import models, queries
from rodatraden.decisions.tests.make import LATER, Stones, decision, laid, lay_stones, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stones(monkeypatch: pytest.MonkeyPatch) -> Stones:
    return lay_stones(monkeypatch)


def codes(found: object) -> list[str]:
    return [each.code for each in found]  # type: ignore[attr-defined]  # any query of decisions


def test_decisions_stand_latest_first_and_only_those_that_were_taken() -> None:
    record(decision("A", "2021-01-01"), decision("C", "2022-01-01"), decision("B", "2022-01-01"))

    assert codes(queries.decisions(known=LATER)) == ["C", "B", "A"]
    assert codes(queries.decisions(known=date(2021, 12, 31))) == ["A"]
    assert codes(queries.decisions(known=date(2022, 1, 1))) == ["C", "B", "A"]


def standing(known: date = LATER) -> dict[str, bool]:
    return {each.code: not each.is_revoked for each in queries.decisions_with_standing(known=known)}


def test_each_decision_stands_or_is_revoked_as_known_on_the_day() -> None:
    record(
        decision("A", "2021-01-01"),
        decision("B", "2022-01-01", revokes=["A"]),
        decision("C", "2023-01-01", revokes=["B"]),
    )

    assert standing(date(2021, 6, 1)) == {"A": True}
    assert standing(date(2022, 6, 1)) == {"A": False, "B": True}
    assert standing() == {"A": True, "B": False, "C": True}


def test_only_a_standing_revocation_takes_a_decision_back() -> None:
    record(
        decision("A", "2021-01-01"),
        decision("B", "2022-01-01", revokes=["A"]),
        decision("C", "2023-01-01", revokes=["B"]),
    )
    first = models.Decision.objects.get(code="A")

    assert [each.decision.code for each in queries.standing_revocations(first, known=date(2022, 6, 1))] == ["B"]
    assert list(queries.standing_revocations(first, known=date(2021, 6, 1))) == []
    assert list(queries.standing_revocations(first, known=LATER)) == []


def test_the_decisions_about_a_thing_are_found() -> None:
    record(decision("A", "2021-01-01", laid("X"), laid("Y")), decision("B", "2022-01-01", laid("Z")))

    assert codes(queries.about(["stone:X", "stone:Y"], known=LATER)) == ["A"]
    assert codes(queries.about(["stone:X", "stone:Z"], known=LATER)) == ["B", "A"]
    assert codes(queries.about(["stone:Z"], known=date(2021, 6, 1))) == []
    assert codes(queries.about([], known=LATER)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["B", "A"]),
        ("översyn", ["A"]),
        ("ÖVERSYN", ["A"]),
        ("översyn nämnder", ["A"]),
        ("översyn budget", []),
        ("KS 2021/7", ["A"]),
        ("2021/7", ["A"]),
        ("100 %", ["B"]),
        ("%", ["B"]),
        ("_", []),
        ("(a+b)*", ["B"]),
        (".", ["B"]),
        ("[", []),
        ("\0", ["B", "A"]),
        ("b", ["B"]),
    ],
)
def test_words_are_found_anywhere_in_any_case(text: str, found: list[str]) -> None:
    record(
        decision("A", "2021-01-01", title="Översyn av nämnder", dnr="KS 2021/7", reasons="För att"),
        decision("B", "2021-02-01", title="Budget", reasons="Räknat till 100 % enligt (a+b)*c."),
    )

    assert codes(queries.search(text, known=LATER)) == found


def test_a_long_search_is_answered() -> None:
    assert list(queries.search("x " * 100, known=LATER)) == []


def test_the_days_of_change_are_told_once_each_in_order() -> None:
    record(
        decision("A", "2021-01-01", laid("X", "2022-01-01"), laid("Y", "2021-06-01")),
        decision("B", "2021-02-01", laid("Z", "2022-01-01")),
    )

    assert queries.days() == [date(2021, 6, 1), date(2022, 1, 1)]


def test_a_decision_is_found_by_its_code() -> None:
    record(decision("A"))

    assert codes([queries.find("A")]) == ["A"]
    assert queries.find("a") is None


REASONS = " ".join(f"ord{number}" for number in range(100))
NEARLY = REASONS.replace("ord7 ", "annat ")


def alike(reasons: str, known: date = LATER) -> list[tuple[str, int]]:
    return [(each.code, int(per_cent)) for each, per_cent in queries.alike(reasons, known=known)]


def test_earlier_decisions_with_nearly_the_same_reasons_are_found_by_the_day_they_were_taken() -> None:
    record(
        decision("A", "2021-01-01", reasons=REASONS),
        decision("B", "2022-01-01", reasons=NEARLY.upper()),
        decision("C", "2022-01-01", reasons="Något helt annat. " * 20),
    )

    assert alike(REASONS) == [("A", 100), ("B", 99)]
    assert alike(REASONS, known=date(2021, 12, 31)) == [("A", 100)]
    assert alike(REASONS, known=date(2020, 12, 31)) == []
    assert alike("Därför.") == alike("") == alike("<b>" * 100_000) == []


def test_a_decision_is_only_held_against_those_before_it() -> None:
    record(*(decision(code, day, reasons=REASONS) for code, day in (("C", "2021-01-01"), ("B", "2022-01-01"))))
    record(decision("A", "2022-01-01", reasons=NEARLY), decision("D", "2022-01-01"))

    def before(code: str) -> list[str]:
        return [each.code for each, _ in queries.alike_before(models.Decision.objects.get(code=code))]

    assert {code: before(code) for code in "ABCD"} == {"A": ["C"], "B": ["C", "A"], "C": [], "D": []}


def test_reasons_are_held_against_many_in_one_query(django_assert_num_queries: Any) -> None:
    record(*(decision(f"D{number}", reasons=f"{REASONS} {number}") for number in range(30)))

    with django_assert_num_queries(1):
        assert len(alike(REASONS)) == 20
