"""Is everything found by what it is called, on the day, and nothing that is not public?"""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rodatraden.matters.actions.proposals import NewProposal, start_proposal
from rodatraden.organisation.models import PostVersion, UnitVersion
from rodatraden.overview import queries
from rodatraden.overview.queries import Wanted, search, wanted
from rodatraden.overview.queries.search import SEARCHES, Hit, Kind
from rodatraden.overview.words import FOUND
from rodatraden.steering.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_municipality() -> None:
    make.municipality()
    make.plan()
    make.asked("BUN", "SN")


def look_for(text: str) -> Wanted:
    return wanted(text, on=make.LATER, known=make.LATER)


def codes(text: str, kind: str = "") -> dict[str, list[str]]:
    return {found.kind.value: [hit.code for hit in found.hits] for found in queries.found(look_for(text), kind=kind)}


def test_each_kind_is_found_by_a_part_of_its_name_in_any_case() -> None:
    assert codes("ENHET bu")["enhet"] == ["BUN"]
    assert codes("befattning ledare")["befattning"] == ["LEDARE"]
    assert codes("mål kunskap")["mal"] == ["kunskap"]


def test_every_word_must_be_there_and_the_order_is_free() -> None:
    assert codes("bun enhet") == codes("enhet bun")
    assert codes("bun sn") == {}


def test_the_one_with_the_very_code_comes_first() -> None:
    assert codes("sn")["befattning"] == ["SN-CHEF"]
    assert codes("chef")["befattning"] == ["CHEF", "SN-CHEF"]


def copied(model: type[PostVersion | UnitVersion], of: str, code: str, **words: str) -> None:
    row = model.objects.get(code=of)
    row.pk, row.code = None, code
    for name, word in words.items():
        setattr(row, name, word)
    row.save()


def test_what_is_exactly_the_name_or_number_comes_first_and_its_kind_before_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copied(PostVersion, "LEDARE", "A-1", title="Aa ledare för alla")
    copied(PostVersion, "LEDARE", "Z-9", title="Ledare för alla")
    copied(UnitVersion, "SN", "ENHET-9", name="Enheten för kunskap")
    monkeypatch.setattr(search, "ENOUGH", 0)

    assert codes("ledare för alla")["befattning"] == ["Z-9"]
    assert list(codes("kunskap"))[:2] == ["mal", "enhet"]
    hits = [Hit("Annat om KS 2020/1", "B", ""), Hit("Ett", "A", "", number="KS 2020/1")]
    assert [hit.is_exactly("ks 2020/1") for hit in hits] == [False, True]


def test_an_indicator_leads_to_the_goal_that_it_serves() -> None:
    hits = [hit for found in queries.found(look_for("")) for hit in found.hits]
    assert hits == []
    (found,) = queries.found(look_for("a"), kind=Kind.INDICATOR)
    assert all(hit.address.startswith("/mal/") and hit.address.endswith(f"#{hit.code}") for hit in found.hits)


def test_one_kind_can_be_asked_for_alone() -> None:
    assert list(codes("n", "enhet")) == ["enhet"]


def test_every_kind_has_its_search_and_its_words() -> None:
    assert {kind for kind, _search in SEARCHES} == set(Kind) == set(FOUND)


@pytest.mark.parametrize("text", ["", "  ", "\0", ".*", "(", "%", "_", "\\", "å" * 300])
def test_no_text_breaks_it_or_finds_everything(client: Client, text: str) -> None:
    answer = client.get("/sok", {"q": text})

    assert answer.status_code == (400 if "\0" in text else 200)
    assert "Enhet BUN" not in answer.content.decode()


def test_the_page_keeps_the_day_and_names_what_was_not_found(client: Client) -> None:
    assert "/organisation/enhet/BUN?on=2026-01-01" in client.get("/sok?q=bun&on=2026-01-01").content.decode()
    nothing = client.get("/sok", {"q": "<b>finns inte</b>", "on": "2026-01-01"}).content.decode()
    assert "Inget heter ”&lt;b&gt;finns inte&lt;/b&gt;” den dag som visas" in nothing
    assert "Sök i det som finns i dag" in nothing
    assert "Enhet BUN" not in client.get("/sok?q=bun&on=2019-01-01").content.decode()


def test_it_comes_as_json_and_files(client: Client) -> None:
    rows: list[dict[str, Any]] = client.get("/sok.json?q=bun").json()["rows"]

    assert rows[0] == {"kind": "Enheter", "name": "Enhet BUN", "code": "BUN", "note": "Enhet NORRVIK",
                       "address": "/organisation/enhet/BUN"}  # fmt: skip
    assert "Enhet BUN" in client.get("/sok.csv?q=bun").content.decode()
    assert client.get("/sok.xlsx?q=bun").content.startswith(b"PK")


@pytest.mark.parametrize(
    ("post", "day", "is_found"),
    [
        ("CHEF", "", True),
        ("DIREKTOR", "", True),
        ("CHEF", "&on=2026-01-01", False),
        ("LARARE", "", False),
        ("SN-CHEF", "", False),
        ("", "", False),
    ],
)
def test_a_proposal_is_found_only_by_those_who_may_prepare_it(
    client: Client,
    post: str,
    day: str,
    is_found: bool,  # noqa: FBT001 – a case
) -> None:
    new = NewProposal(title="Skolan flyttas", effective_on=make.LATER, unit="BUN")
    code = start_proposal(new=new, by="test", at=make.NOW).code
    if post:
        client.force_login(make.account(post), backend="rodatraden.identity.backend.LocalAccounts")

    rows = client.get(f"/sok.json?q=skolan+flyttas{day}").json()["rows"]
    page = client.get(f"/sok?q=skolan+flyttas{day}").content.decode()

    assert [row["address"] for row in rows] == ([f"/forslag/{code}"] if is_found else [])
    assert (f"/forslag/{code}" in page) is is_found


def test_it_asks_little(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = Client()
    client.force_login(make.account("CHEF"), backend="rodatraden.identity.backend.LocalAccounts")

    with django_assert_max_num_queries(15):
        client.get("/sok?q=e")
