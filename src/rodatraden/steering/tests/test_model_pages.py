"""What does the page of the steering model tell, of which day, and what can be fetched there?"""

from pathlib import Path

import pytest
from django.test import Client

from rodatraden.files import documents
from rodatraden.steering.tests.adopting import an_organisation, decision, record, terms
from rodatraden.steering.tests.pages import shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"


def test_the_model_of_the_day_is_shown_with_the_decision_that_adopted_it(client: Client) -> None:
    an_organisation()
    record(
        decision("KF-1", "2021-03-01", terms("A", questions=["Vad hindrar er?"])),
        decision("KF-2", "2024-01-01", terms("B")),
    )

    page = shown(client, "/styrmodell?on=2022-01-01")

    assert "Modell A" in page
    assert 'href="/beslut/KF-1?on=2022-01-01"' in page
    assert "kvar att göra" in page
    assert "Vad hindrar er?" in page
    assert 'href="/styrmodell?on=2024-01-01"' in page
    assert "Modell B</h1>" in shown(client, "/styrmodell")


def test_a_model_that_is_not_decided_yet_is_not_shown(client: Client) -> None:
    an_organisation()
    record(decision("KF-1", "2021-03-01", terms("A")), decision("KF-2", "2024-01-01", terms("B")))

    assert "Modell A</h1>" in shown(client, "/styrmodell?known=2023-12-31")


def test_where_none_is_adopted_the_page_says_how_to_begin(client: Client) -> None:
    page = shown(client, "/styrmodell")

    assert "has adopted no steering model by this day" in page
    assert 'href="/styrmodell/mall/okr.yaml"' in page


def test_a_shipped_model_is_fetched_as_a_decision_to_fill_in(client: Client, tmp_path: Path) -> None:
    response = client.get("/styrmodell/mall/tillit.yaml")

    path = tmp_path / "KF-2027-001.yaml"
    path.write_bytes(response.content)
    content = documents.read(path).content
    assert response["Content-Disposition"] == 'attachment; filename="KF-2027-001.yaml"'
    assert (content["code"], content["changes"][0]["model"]) == ("KF-2027-001", "tillit")
    assert client.get("/styrmodell/mall/ingen.yaml").status_code == 404


def test_the_model_as_json_says_the_same(client: Client) -> None:
    an_organisation()
    record(decision("KF-1", "2021-03-01", terms("A")), decision("KF-2", "2024-01-01", terms("B")))

    told = client.get("/styrmodell.json?on=2022-01-01").json()

    assert told["in_force"]["decision"] == "KF-1"
    assert told["in_force"]["until"] == "2024-01-01"
    assert [each["code"] for each in told["levels"]] == ["mal", "enhetsmal"]
    assert [each["decision"] for each in told["through_time"]] == ["KF-1", "KF-2"]
    assert client.get("/styrmodell.json?on=2020-02-01").json()["in_force"] is None
