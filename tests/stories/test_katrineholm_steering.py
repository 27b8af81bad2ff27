"""Story 4, the steering: which model was in force on a date, and which decision of the assembly adopted it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.stories.told import loaded

pytestmark = [pytest.mark.usefixtures("katrineholm"), pytest.mark.django_db]


@pytest.fixture(scope="module")
def katrineholm(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("katrineholm-2007", django_db_blocker):
        yield


def _in_force(address: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = Client().get(address).json()["in_force"]
    return found


@pytest.mark.parametrize(
    ("on", "decision"),
    [
        ("2007-01-31", None),
        ("2007-02-01", "KF-2007-009"),
        ("2009-06-30", "KF-2007-009"),
        ("2010-01-24", "KF-2007-009"),
        ("2010-01-25", "KF-2010-004"),
        ("2011-08-31", "KF-2010-004"),
    ],
)
def test_which_model_was_in_force_on_a_date_and_who_adopted_it(on: str, decision: str | None) -> None:
    found = _in_force(f"/styrmodell.json?on={on}")

    assert (found or {}).get("decision") == decision
    assert (found or {"decided_by": "KF"})["decided_by"] == "KF"


def test_in_january_2010_before_the_assembly_met_the_new_model_was_not_known() -> None:
    found = _in_force("/styrmodell.json?on=2010-06-01&known=2010-01-20")

    assert found
    assert found["decision"] == "KF-2007-009"
    assert found["until"] is None


def test_the_model_adopted_in_january_2010_has_the_companies_in_it() -> None:
    told = Client().get("/styrmodell.json?on=2011-06-30").json()

    assert told["in_force"]["decided_on"] == "2010-01-25"
    assert [level["name"] for level in told["levels"] if "company" in level["owners"]] == ["Resultatmål", "Åtagande"]
