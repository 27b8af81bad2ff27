"""Is everything that differs told, and nothing else, each with the decision that did it?"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.decisions.actions import NewDecision
from rodatraden.organisation import queries
from rodatraden.organisation.forms import usual_days
from rodatraden.organisation.rules.causes import decided, turn_of
from rodatraden.organisation.rules.difference import Difference, Mark, What, difference
from rodatraden.organisation.rules.fold import fold
from rodatraden.organisation.rules.things import Succession
from rodatraden.organisation.rules.totals import Sum, own_totals, with_below
from rodatraden.organisation.tests.histories import histories, turns
from rodatraden.organisation.tests.make import MUNICIPALITY, as_rules, decisions, folded, record
from rodatraden.organisation.words.difference import WHATS
from rodatraden.ui.days import Days

LATE = """
    D1 | 2021-01-01 | 2021-06-01 | unit.renamed unit=KLF name=Stab
    D1 | 2021-01-01 | 2021-06-01 | unit.established unit=IT kind=department parent=KLF
    D1 | 2021-01-01 | 2021-06-01 | post.established post=IT-CHEF unit=IT reports_to=KD yearly_cost=700000
    D2 | 2021-02-01 | 2021-07-01 | post.moved post=HR unit=KS reports_to=KD
    D3 | 2021-03-01 | 2021-07-01 | post.retitled post=HR title=HR-chef
    D3 | 2021-03-01 | 2021-07-01 | post.costed post=HR yearly_cost=800000
    D4 | 2021-04-01 | 2021-08-01 | unit.closed unit=BUF
    D5 | 2021-05-01 | 2021-08-01 | group.formed group=LG name=Ledningsgruppen
    D5 | 2021-05-01 | 2021-08-01 | group.joined group=LG post=KD
    D6 | 2021-05-01 | 2021-08-01 | relation.opened relation=support from=KLF to=BUN
"""


def between(
    first: str, second: str, *tables: str, known_first: str = "2099-01-01", known_second: str = "2099-01-01"
) -> Difference:
    before = folded(MUNICIPALITY, *tables, on=first, known=known_first)
    after = folded(MUNICIPALITY, *tables, on=second, known=known_second)
    changes, revocations = as_rules(decisions(MUNICIPALITY, *tables))
    return decided(difference(before, after), map(turn_of, changes), revocations)


def told(found: Difference) -> set[tuple[str, str, object, object, str]]:
    return {(row.what.value, row.code, row.before, row.after, row.decision) for row in found.rows}


def test_everything_that_differs_is_told_with_the_decision_that_did_it() -> None:
    assert told(between("2021-01-01", "2022-01-01", LATE)) == {
        ("unit.renamed", "KLF", "KLF", "Stab", "D1"),
        ("unit.added", "IT", None, "KLF", "D1"),
        ("unit.closed", "BUF", "BUN", None, "D4"),
        ("post.added", "IT-CHEF", None, "IT", "D1"),
        ("post.moved", "HR", "KLF", "KS", "D2"),
        ("post.retitled", "HR", "HR", "HR-chef", "D3"),
        ("post.cost", "HR", None, Decimal(800000), "D3"),
        ("group.formed", "LG", None, "Ledningsgruppen", "D5"),
        ("group.joined", "LG", None, "KD", "D5"),
        ("relation.opened", "KLF", None, "support", "D6"),
    }


def test_backwards_the_same_decisions_did_it() -> None:
    there, back = between("2021-01-01", "2022-01-01", LATE), between("2022-01-01", "2021-01-01", LATE)

    assert {(row.code, row.decision) for row in there.rows} == {(row.code, row.decision) for row in back.rows}
    assert {row.what for row in back.rows if row.code == "BUF"} == {What.UNIT_ADDED}


def test_what_was_believed_once_differs_by_the_decision_that_took_it_back() -> None:
    revoked = "D7 | 2021-05-15 | | revokes D1"
    days = {"known_first": "2021-05-14", "known_second": "2021-05-15"}

    found = between("2021-12-01", "2021-12-01", LATE, revoked, **days)

    assert told(found) == {
        ("unit.renamed", "KLF", "Stab", "KLF", "D7"),
        ("unit.closed", "IT", "KLF", None, "D7"),
        ("post.closed", "IT-CHEF", "IT", None, "D7"),
    }


def test_a_revocation_from_a_day_differs_between_the_days_around_it() -> None:
    found = between("2021-09-30", "2021-10-01", LATE, "D7 | 2021-09-01 | | revokes D3 from 2021-10-01")

    assert told(found) == {
        ("post.retitled", "HR", "HR-chef", "HR", "D7"),
        ("post.cost", "HR", Decimal(800000), None, "D7"),
    }


def test_nothing_differs_between_a_day_and_itself() -> None:
    found = between("2021-12-01", "2021-12-01", LATE)

    assert (found.rows, found.figures, dict(found.marks)) == ((), (), {})


def test_units_are_marked_by_the_most_that_happened_to_them() -> None:
    more = "D8 | 2021-09-01 | | unit.moved unit=KLF parent=BUN"

    assert between("2021-01-01", "2022-01-01", LATE, more).marks == {
        "KLF": Mark.MOVED, "IT": Mark.ADDED, "BUF": Mark.CLOSED, "KS": Mark.CHANGED, "BUN": Mark.CHANGED,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "lives_on", "mark"),
    [
        ((("KLF", Decimal(100)),), False, Mark.MERGED),
        ((("KLF", Decimal(60)), ("KS", Decimal(40))), False, Mark.SPLIT),
        ((("KLF", Decimal(40)), ("BUF", Decimal(60))), True, Mark.SPLIT),
    ],
)
def test_a_unit_that_became_another_is_merged_or_split_and_not_just_closed(
    parts: tuple[tuple[str, Decimal], ...],
    lives_on: bool,  # noqa: FBT001 – a row of the table
    mark: Mark,
) -> None:
    closed = "" if lives_on else "D4 | 2021-04-01 | | unit.closed unit=BUF"
    before, after = (folded(MUNICIPALITY, closed, on=day) for day in ("2021-01-01", "2022-01-01"))
    became = Succession("BUF", date(2021, 4, 1), parts, "D4")

    found = difference(before, after, [became])

    assert found.marks["BUF"] is mark
    assert [(row.other, row.after) for row in found.rows if row.code == "BUF"] == list(parts)
    assert found.counts[What.UNIT_CLOSED] == 0


def test_costs_are_summed_with_the_units_below_and_the_missing_are_counted() -> None:
    after = folded(MUNICIPALITY, LATE, on="2022-01-01")
    own = own_totals(after)
    below = with_below(after, own)

    assert own["KLF"].cost == Sum(None, 1)  # the director's cost is not known
    assert below["KLF"].cost == Sum(Decimal(700000), 1)
    assert below["K"].cost == Sum(Decimal(1500000), 1)
    assert below["K"].posts == 3
    assert below["BUN"].cost == Sum(None, 0)


@given(histories(most=8), st.data())
def test_the_difference_is_empty_exactly_when_nothing_differs_and_every_row_has_its_decision(
    taken: list[NewDecision], data: st.DataObject
) -> None:
    changes, revocations = as_rules(taken)
    days = st.sampled_from(turns(taken))
    points = [(data.draw(days), data.draw(days)) for _ in range(2)]
    before, after = (fold(changes, revocations, on=on, known=known) for on, known in points)
    found = decided(difference(before, after), map(turn_of, changes), revocations)
    codes = {decision.code for decision in taken}

    assert all(row.decision in codes for row in found.rows)
    same = [_without_decisions(each) for each in (before, after)]
    assert bool(found.rows) == (same[0] != same[1])


def _without_decisions(found: Any) -> object:
    """What exists, whoever decided it."""
    return (
        {(each.code, each.name, each.kind, each.parent, each.headcount, each.fte) for each in found.units.values()},
        {(each.code, each.title, each.unit, each.role, each.reports_to, each.yearly_cost, each.degree)
         for each in found.posts.values()},
        {(each.code, each.name, frozenset(found.members(each.code))) for each in found.groups.values()},
        {(each.kind, each.source, each.target, each.votes) for each in found.relations},
        {(each.source, each.target, each.yearly_amount) for each in found.budget_moves},
    )  # fmt: skip


@pytest.mark.django_db
def test_nobody_is_new_because_a_group_begins_to_let_them_in() -> None:
    record(
        MUNICIPALITY,
        """
        D1 | 2020-02-01 | | group.formed group=LG name=Ledningsgruppen
        D2 | 2021-05-01 | | group.opened_to group=LG role=director
        """,
    )
    knowing = date(2099, 1, 1)

    found = queries.difference(before=(date(2021, 1, 1), knowing), after=(date(2022, 1, 1), knowing))

    assert told(found) == {("group.joined", "LG", None, "KD", "D2")}


@pytest.fixture
def _recorded(client: Client) -> None:
    record(MUNICIPALITY, LATE)
    client.cookies["django_language"] = "en"


ADDRESS = "/organisation/skillnad"


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
def test_the_database_tells_the_same_difference() -> None:
    knowing = date(2099, 1, 1)
    found = queries.difference(before=(date(2021, 1, 1), knowing), after=(date(2022, 1, 1), knowing))

    assert told(found) == told(between("2021-01-01", "2022-01-01", LATE))
    assert found.figures == between("2021-01-01", "2022-01-01", LATE).figures


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
def test_the_page_tells_the_difference_in_a_sentence_in_tables_and_in_a_tree(
    client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(15):
        page = client.get(f"{ADDRESS}?from=2021-01-01&to=2022-01-01").content.decode()

    assert "1 new unit, 1 unit closed, 1 unit renamed" in page
    assert "× closed" in page
    assert "/beslut/D4" in page


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
def test_units_where_only_the_staff_differs_are_folded_after_what_has_happened(client: Client) -> None:
    record("""
        D8 | 2021-06-01 | 2021-07-01 | unit.staffed unit=KS headcount=54
        D8 | 2021-06-01 | 2021-07-01 | unit.staffed unit=KLF headcount=7
    """)
    page = client.get(f"{ADDRESS}?from=2021-01-01&to=2022-01-01").content.decode()
    units, _, folded = page[page.index("<main") :].partition("Units where only the number of employees differs")

    assert ("new name" in units, "54" in units, "54" in folded) == (True, False, True)
    assert "another number of employees in 2 units." in units


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        ("2026-11-22", "2025-11-22", "2026-11-22"),
        ("2015-06-01", "2015-06-01", "2026-11-22"),
        ("2027-03-01", "2026-11-22", "2027-03-01"),
    ],
)
def test_another_day_is_compared_with_today_and_today_with_a_year_back(on: str, first: str, last: str) -> None:
    today = date(2026, 11, 22)

    assert usual_days(Days(date.fromisoformat(on), today, today)) == (
        date.fromisoformat(first),
        date.fromisoformat(last),
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
def test_the_same_comes_as_json_and_as_files(client: Client) -> None:
    query = "from=2021-01-01&to=2022-01-01"
    found = client.get(f"{ADDRESS}.json?{query}").json()
    closed = next(row for row in found["rows"] if row["what"] == "unit.closed")
    lines = client.get(f"{ADDRESS}.csv?{query}").content.decode().splitlines()

    assert closed == {
        "part": "unit", "what": "unit.closed", "code": "BUF", "name": "BUF", "before": "BUN", "after": None,
        "other": None, "decision": "D4",
    }  # fmt: skip
    assert found["marks"]["IT"] == "added"
    whole = next(each for each in found["figures"] if each["code"] == "K")
    assert whole["with_below"]["after"]["cost"] == {"known": "1500000.00", "missing": 1}
    assert len(lines) > len(found["rows"])
    assert client.get(f"{ADDRESS}.xlsx?{query}").content.startswith(b"PK")


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=igår", "from"), ("to=2021-02-30", "to"), ("known_from=9999-12-31", "known_from"),
        ("known_to=<script>", "known_to"), ("from=0001-01-01", "from"),
    ],
)  # fmt: skip
def test_a_wrong_day_is_told_beside_its_field(client: Client, query: str, field: str) -> None:
    page = client.get(f"{ADDRESS}?{query}")
    told = client.get(f"{ADDRESS}.json?{query}")

    assert (page.status_code, told.status_code) == (400, 400)
    assert f'id="id_{field}-fault"' in page.content.decode()
    assert "<script>" not in page.content.decode().partition("<main")[2]
    assert list(told.json()["detail"]) == [field]


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
def test_no_difference_and_no_organisation_are_said_so(client: Client) -> None:
    assert "Nothing differs" in client.get(f"{ADDRESS}?from=2022-01-01&to=2022-01-02").content.decode()
    assert "No organisation on either day" in client.get(f"{ADDRESS}?from=1900-01-01&to=1900-01-02").content.decode()
    assert client.get(ADDRESS).status_code == 200
    assert client.get(f"{ADDRESS}?on=2024-02-29").status_code == 200


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("what", [What.UNIT_MERGED, What.UNIT_SPLIT, What.RELATION_VOTES, What.POST_DEGREE])
def test_a_share_is_told_with_what_it_is_counted_in(what: What) -> None:
    assert "per cent" in str(WHATS[what])
