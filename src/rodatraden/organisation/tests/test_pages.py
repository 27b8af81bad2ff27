"""Do the pages of the organisation show the day that is asked for, in few questions, and nothing as code?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from rodatraden.organisation import actions
from rodatraden.organisation.api.whole import OrganisationOut, PostOut, UnitOut
from rodatraden.organisation.tests.make import MUNICIPALITY, record
from rodatraden.organisation.tests.test_actions import NORRBY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_english_reader")]

LATE = """
    D1 | 2021-01-01 | 2021-06-01 | unit.renamed unit=KLF name=Stab
    D1 | 2021-01-01 | 2021-06-01 | group.formed group=LG name=Ledningsgruppen
    D1 | 2021-01-01 | 2021-06-01 | group.joined group=LG post=KD
    D2 | 2022-01-01 | | post.costed post=KD yearly_cost=884000
    D3 | 2023-01-01 | | post.costed post=KD yearly_cost=976445
    D4 | 2024-01-01 | | post.closed post=HR
"""
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def _english_reader(client: Client) -> None:
    record(MUNICIPALITY, LATE)
    actions.describe_municipality(description=NORRBY, by="test")
    client.cookies["django_language"] = "en"


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode(errors="replace")


def test_the_chart_shows_the_day_that_is_asked_for(client: Client) -> None:
    assert "Stab" in shown(client, "/organisation?on=2021-06-01")
    assert "Stab" not in shown(client, "/organisation?on=2021-05-31")
    assert "Stab" not in shown(client, "/organisation?on=2021-06-01&known=2020-12-31")


def test_the_chart_leads_to_the_days_before_and_after(client: Client) -> None:
    page = shown(client, "/organisation?on=2021-12-31")

    assert "on=2021-06-01" in page
    assert "on=2022-01-01" in page


def test_a_day_without_an_organisation_says_so(client: Client) -> None:
    assert "No organisation on this day" in shown(client, "/organisation?on=2019-12-31")


@pytest.mark.parametrize(
    "address",
    ["/organisation", "/organisation.csv", "/organisation.xlsx", "/organisation.json", "/organisation/befattning/KD",
     "/organisation/grupp/LG", "/organisation/enhet/KLF", "/beslut", "/beslut/D0", "/beslut.json", "/beslut/D0.json"],
)  # fmt: skip
def test_every_page_asks_the_database_little(
    client: Client, django_assert_max_num_queries: Callable[[int], Any], address: str
) -> None:
    with django_assert_max_num_queries(15):
        shown(client, f"{address}?on=2022-06-01")


def test_the_json_of_the_organisation_is_as_the_contract_says(client: Client) -> None:
    told = client.get("/organisation.json?on=2022-06-01&known=2022-01-01").json()

    assert (told["on"], told["known"]) == ("2022-06-01", "2022-01-01")
    assert [unit for unit in told["units"] if unit["code"] == "KLF"] == [
        {"code": "KLF", "name": "Stab", "kind": "administration", "parent": "KS", "decision": "D1",
         "headcount": None, "fte": None}
    ]  # fmt: skip
    assert [post for post in told["posts"] if post["code"] == "KD"] == [
        {"code": "KD", "title": "KD", "unit": "KLF", "role": "director", "reports_to": None,
         "yearly_cost": "884000.00", "decision": "D0", "degree": "100.00"}
    ]  # fmt: skip
    assert told["groups"] == [
        {"code": "LG", "name": "Ledningsgruppen", "members": ["KD"], "joined": ["KD"], "rules": []}
    ]
    assert (told["relations"], told["budget_moves"], told["successions"]) == ([], [], [])


LATER = """
    D6 | 2025-01-01 | | unit.staffed unit=KLF headcount=40 fte=38.25
    D6 | 2025-01-01 | | post.degree_changed post=KD degree=80
    D6 | 2025-01-01 | | relation.opened relation=owner from=K to=BUF votes=33.3333
    D6 | 2025-01-01 | | group.opened_to group=LG role=head unit_kind=committee
    D6 | 2025-01-01 | | post.established post=NC unit=BUN role=head
    D6 | 2025-01-01 | | budget.moved from=KLF to=BUF yearly_amount=884000
    D7 | 2026-01-01 | | relation.closed relation=owner from=K to=BUF
    D7 | 2026-01-01 | | unit.merged unit=BUF into=KLF
"""


def test_the_json_tells_staff_degree_votes_rules_moved_budget_and_what_units_became(client: Client) -> None:
    record(LATER)
    told = client.get("/organisation.json?on=2025-06-01&known=2026-06-01").json()

    assert [(each["headcount"], each["fte"]) for each in told["units"] if each["code"] == "KLF"] == [(40, "38.25")]
    assert [each["degree"] for each in told["posts"] if each["code"] == "KD"] == ["80.00"]
    assert told["relations"] == [{"kind": "owner", "from": "K", "to": "BUF", "votes": "33.3333"}]
    assert told["groups"] == [
        {"code": "LG", "name": "Ledningsgruppen", "members": ["KD", "NC"], "joined": ["KD"],
         "rules": [{"role": "head", "unit_kind": "committee", "within": None}]}
    ]  # fmt: skip
    assert told["budget_moves"] == [{"from": "KLF", "to": "BUF", "yearly_amount": "884000.00", "decision": "D6"}]
    assert told["successions"] == []

    told = client.get("/organisation.json?on=2026-01-01&known=2026-06-01").json()
    assert told["successions"] == [
        {"unit": "BUF", "on": "2026-01-01", "parts": [{"unit": "KLF", "share": "100"}], "decision": "D7"}
    ]
    assert client.get("/organisation.json?on=2026-01-01&known=2025-12-31").json()["successions"] == []


def test_the_json_is_kept_until_something_is_decided(
    client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    address = "/organisation.json?on=2024-06-01"
    first = client.get(address).content
    with django_assert_max_num_queries(2):
        assert client.get(address).content == first

    record("D5 | 2024-02-01 | | unit.renamed unit=KLF name=Kansli")

    assert b"Kansli" in client.get(address).content


def test_the_json_fits_the_schema_that_is_shown(client: Client) -> None:
    record(LATER)
    told = client.get("/organisation.json?on=2026-06-01").json()
    turned = {name: [_turned(each) for each in told[name]] for name in ("relations", "budget_moves")}

    OrganisationOut.model_validate({**told, **turned})
    assert set(told) == set(OrganisationOut.model_fields)
    assert set(told["units"][0]) == set(UnitOut.model_fields)
    assert set(told["posts"][0]) == set(PostOut.model_fields)


def _turned(tie: dict[str, Any]) -> dict[str, Any]:
    """With the names that Python can have."""
    return {**tie, "source": tie["from"], "target": tie["to"]}


def test_the_table_of_units_stands_in_the_order_of_the_tree(client: Client) -> None:
    lines = shown(client, "/organisation.csv?on=2022-06-01").splitlines()

    assert [line.split(";")[1] for line in lines[1:]] == ["K", "KS", "KLF", "BUN", "BUF"]


def test_a_post_tells_its_history_and_what_it_has_cost(client: Client) -> None:
    page = shown(client, "/organisation/befattning/KD?on=2023-06-01")

    assert "+10.46" in page
    for code in ("D0", "D2", "D3"):
        assert f"/beslut/{code}" in page


def test_a_post_tells_its_degree_who_stands_in_for_it_and_which_posts_are_held_together(client: Client) -> None:
    record(
        LATER,
        "D8 | 2025-02-01 | | relation.opened relation=deputy from=NC to=KD",
        "D8 | 2025-02-01 | | relation.opened relation=combined from=KD to=NC",
    )
    page = shown(client, "/organisation/befattning/KD?on=2025-06-01")
    assert '>80 <span class="rt-unit">%' in page
    for label in ("Stand-in", "Held by the same person as"):
        assert label in page
    assert "A stand-in acts only when the other is away" in page
    assert "Stands in for" not in page
    assert page.count("/organisation/befattning/NC") == 2

    other = shown(client, "/organisation/befattning/NC?on=2025-06-01")
    assert "Stands in for" in other
    assert other.count("/organisation/befattning/KD") == 2
    before = shown(client, "/organisation/befattning/KD?on=2025-01-31")
    assert "Stand" not in before.split("<dl", 1)[1].split("</dl>")[0]
    assert "A stand-in acts" not in before

    rows = client.get("/organisation/befattning/KD.json").json()["rows"]
    assert [row["degree"] for row in rows] == ["100", "100", "100", "80"]


def test_a_post_is_told_of_on_days_when_it_is_closed(client: Client) -> None:
    assert "The post is closed since" in shown(client, "/organisation/befattning/HR?on=2024-06-01")
    assert "The post is closed since" not in shown(client, "/organisation/befattning/HR?on=2023-06-01")
    assert "does not exist on the day" in shown(client, "/organisation/befattning/KD?on=2019-06-01")


@pytest.mark.parametrize(
    "address",
    ["/organisation/befattning/NO", "/organisation/grupp/NO", "/organisation/enhet/NO", "/organisation/grupp/LG?on=2021-05-31",
     "/organisation/befattning/KD?known=2019-12-31", "/organisation/enhet/KLF?on=2019-12-31", f"/organisation/enhet/{HOSTILE}",
],
)  # fmt: skip
def test_what_does_not_exist_is_answered_in_words(client: Client, address: str) -> None:
    assert HOSTILE not in shown(client, address, 404)


@pytest.mark.parametrize(
    "address",
    ["/organisation/befattning/%00", "/organisation/grupp/%00", "/organisation/enhet/%00", "/beslut/%00",
     "/beslut/%00.json", "/beslut?q=%00", "/organisation?x=%00"],
)  # fmt: skip
def test_a_character_that_no_database_holds_is_refused_in_words(client: Client, address: str) -> None:
    assert "<h1" in shown(client, address, 400)


def test_a_group_tells_by_which_post_each_member_is_there(client: Client) -> None:
    page = shown(client, "/organisation/grupp/LG?on=2022-01-01")

    assert "/organisation/befattning/KD" in page
    assert "/organisation/enhet/KLF" in page


def test_a_group_tells_why_each_one_is_a_member(client: Client) -> None:
    record(LATER)
    page = shown(client, "/organisation/grupp/LG?on=2025-06-01")
    rows = client.get("/organisation/grupp/LG.json?on=2025-06-01").json()["rows"]

    assert "every post with the role head of administration in each committee" in page
    assert [(row["post"], row["because"]) for row in rows] == [
        ("KD", "joined"),
        ("NC", "by the role head of administration"),
    ]


def test_no_text_becomes_code(client: Client) -> None:
    record(
        f"D5 | 2025-01-01 | | unit.renamed unit=KLF 'name={HOSTILE}'",
        f"D5 | 2025-01-01 | | post.retitled post=KD 'title={HOSTILE}'",
        f"D5 | 2025-01-01 | | group.formed group=H 'name={HOSTILE}'",
        "D5 | 2025-01-01 | | group.joined group=H post=KD",
    )

    for address in (
        "/organisation",
        "/organisation/befattning/KD",
        "/organisation/grupp/H",
        "/organisation/enhet/KLF",
        "/beslut/D5",
    ):
        page = shown(client, f"{address}?on=2025-06-01")
        assert HOSTILE not in page
        assert escape(HOSTILE) in page


def test_the_coat_of_arms_is_sent_so_that_nothing_in_it_can_run(client: Client) -> None:
    answer = client.get("/vapen.svg")

    assert answer["Content-Type"] == "image/svg+xml"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]


def test_a_wrong_day_is_told_with_the_way_to_write_it(client: Client) -> None:
    for day in ("9999-12-31", "2026-02-30", "i går", "0001-01-01", HOSTILE):
        assert HOSTILE not in shown(client, f"/organisation?on={day}", 400)
        assert client.get("/organisation.json", {"known": day}).status_code == 400


def test_the_chart_of_many_units_asks_no_more(
    client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    record(*(f"D9 | 2022-02-01 | | unit.established unit=U{number} parent=BUF" for number in range(60)))

    with django_assert_max_num_queries(10):
        shown(client, "/organisation?on=2022-06-01")


def test_the_history_of_a_post_comes_as_files_too(client: Client) -> None:
    told = client.get("/organisation/befattning/HR.json?on=2022-06-01").json()
    lines = shown(client, "/organisation/befattning/KD.csv?on=2022-06-01").splitlines()

    assert [row["valid_to"] for row in told["rows"]][-1] == "2023-12-31"
    assert len(lines) == 4
    assert lines[-1].startswith("2023-01-01;;")
    assert client.get("/organisation/befattning/KD.xlsx").content.startswith(b"PK")
    assert client.get("/organisation/befattning/NO.csv").status_code == 404


def test_the_posts_of_a_unit_come_as_files_too(client: Client) -> None:
    told = client.get("/organisation/enhet/KLF.json?on=2022-06-01").json()

    assert [(row["post"], row["decision"]) for row in told["rows"]] == [("HR", "D0"), ("KD", "D0")]
    assert "D0" in shown(client, "/organisation/enhet/KLF.csv?on=2022-06-01")
    assert client.get("/organisation/enhet/KLF.xlsx").content.startswith(b"PK")
    assert client.get("/organisation/enhet/KLF.csv?on=2019-12-31").status_code == 404
