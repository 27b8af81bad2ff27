"""Story 4, the organisation's part: how one office became two, two posts one person's, and three units one."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.stories.told import loaded, organisation

pytestmark = [pytest.mark.usefixtures("katrineholm"), pytest.mark.django_db]


@pytest.fixture(scope="module")
def katrineholm(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("katrineholm-2007", django_db_blocker):
        yield


@pytest.mark.parametrize(
    ("on", "administrations"),
    [
        ("2007-02-12", {"KLK", "BIF", "VOF", "BMF"}),
        ("2007-12-31", {"KLK", "BIF", "VOF", "BMF"}),
        ("2008-01-01", {"STAB", "SERVICE", "BIF", "VOF", "BMF"}),
        ("2011-12-31", {"STAB", "SERVICE", "BIF", "VOF", "BMF"}),
        ("2012-01-01", {"STAB", "SERVICE", "SBF", "BIF", "VOF", "BMF"}),
    ],
)
def test_the_administrations_are_those_of_the_day(on: str, administrations: set[str]) -> None:
    units = organisation(on)["units"].values()

    assert {unit["code"] for unit in units if unit["kind"] == "administration"} == administrations


def test_what_the_central_office_became_is_told_with_its_shares() -> None:
    (split,) = [each for each in organisation("2009-06-30")["successions"] if each["unit"] == "KLK"]

    assert (split["on"], split["decision"]) == ("2008-01-01", "KS-2007-088")
    assert [(part["unit"], part["share"]) for part in split["parts"]] == [("STAB", "40"), ("SERVICE", "60")]


def test_three_units_became_one() -> None:
    told = organisation("2012-01-01")["successions"]
    merged = {each["unit"]: each["parts"] for each in told if each["decision"] == "KF-2011-097"}

    assert merged == {key: [{"unit": "SBF", "share": "100"}] for key in ("PLAN", "BYGG", "MARK")}
    assert [each for each in organisation("2011-12-31")["successions"] if each["decision"] == "KF-2011-097"] == []


def test_both_heads_answer_to_the_municipal_director() -> None:
    posts = organisation("2008-01-01")["posts"]

    assert {posts[code]["reports_to"] for code in ("CHEF-STAB", "CHEF-SERVICE")} == {"KD"}
    assert posts["EKO-CHEF"]["reports_to"] == "CHEF-STAB"
    assert "CHEF-KLK" not in posts


@pytest.mark.parametrize(("on", "is_one_person"), [("2008-12-31", False), ("2009-01-01", True), ("2012-01-01", True)])
def test_one_person_holds_two_of_the_posts_from_2009(on: str, *, is_one_person: bool) -> None:
    ties = [(tie["from"], tie["to"]) for tie in organisation(on)["relations"] if tie["kind"] == "combined"]

    assert ties == ([("CHEF-STAB", "CHEF-SERVICE")] if is_one_person else [])


@pytest.mark.parametrize(
    ("on", "members"),
    [
        ("2007-02-12", {"KD", "CHEF-KLK", "FC-BIF", "FC-VOF", "FC-BMF", "VD-BOSTAD"}),
        ("2008-01-01", {"KD", "CHEF-STAB", "CHEF-SERVICE", "FC-BIF", "FC-VOF", "FC-BMF", "VD-BOSTAD"}),
        ("2012-01-01", {"KD", "CHEF-STAB", "CHEF-SERVICE", "FC-SBF", "FC-BIF", "FC-VOF", "FC-BMF", "VD-BOSTAD"}),
    ],
)
def test_the_group_management_follows_the_organisation(on: str, members: set[str]) -> None:
    assert {*organisation(on)["groups"]["KONCERNLEDNING"]["members"]} == members
