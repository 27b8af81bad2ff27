"""Story 3, the rule about anchoring: what touches more than one is not decided until the group management is heard."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from rodatraden.matters import actions
from rodatraden.matters.actions import NewRuling
from rodatraden.matters.rules.codes import RulingKind
from tests.stories.told import loaded

pytestmark = [pytest.mark.usefixtures("vaxjo"), pytest.mark.django_db]

DAY = "2019-09-06"


@pytest.fixture(scope="module")
def vaxjo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("vaxjo-2019", django_db_blocker):
        yield


def matter(code: str, on: str, known: str = "") -> dict[str, Any]:
    answer = Client(headers={"host": "localhost"}).get(f"/arenden/{code}.json", {"on": on, "known": known or on})
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told | {"gates": {gate["code"]: gate for gate in told["gates"]}}


def test_a_matter_that_touches_two_administrations_cannot_be_decided_until_the_group_management_is_heard() -> None:
    told = matter("VXO-A-2019-1", DAY)

    assert told["administrations"] == ["OMF", "UBF"]
    assert told["gates"]["forankring"]["state"] == "left"
    assert told["gates"]["forankring"]["group"] == "KONCERNLEDNINGEN"
    assert told["may_be_decided"] is False


def test_it_can_be_decided_from_the_day_the_group_management_is_heard() -> None:
    told = matter("VXO-A-2019-1", "2019-09-16")

    assert told["gates"]["forankring"]["state"] == "passed"
    assert told["may_be_decided"] is True
    assert matter("VXO-A-2019-1", "2019-09-16", DAY)["may_be_decided"] is False  # nobody knew that yet


def test_the_decider_may_state_in_writing_why_the_group_management_is_not_heard() -> None:
    new = NewRuling(
        matter="VXO-A-2019-1",
        about=RulingKind.GATE,
        code="forankring",
        holds=False,
        reason="Bussarna ska gå på måndag.",
    )
    at = datetime(2019, 9, 6, 12, 0, tzinfo=UTC)
    with transaction.atomic():
        actions.rule(new=new, seen=None, by="test", at=at)
        told = matter("VXO-A-2019-1", DAY)
        transaction.set_rollback(True)

    assert told["may_be_decided"] is True
    assert (told["gates"]["forankring"]["state"], told["gates"]["forankring"]["reason"]) == (
        "waived",
        "Bussarna ska gå på måndag.",
    )


def test_a_matter_that_touches_one_can_be_decided() -> None:
    told = matter("VXO-A-2019-2", DAY)

    assert told["administrations"] == ["UBF"]
    assert told["gates"]["forankring"]["state"] == "not_needed"
    assert told["may_be_decided"] is True
