"""Story 3, who steers whom: what ties the central administration to the others, and who meets as the group's management?"""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.stories.told import loaded, organisation

pytestmark = [pytest.mark.usefixtures("vaxjo"), pytest.mark.django_db]

DAY = "2019-09-06"
ADMINISTRATIONS = {"KLF", "SBK", "TF", "MHK", "KFF", "UBF", "FAV", "OMF"}
COMPANIES = {"VEAB", "VAXJOBOSTADER", "VIDINGEHEM", "VOFAB", "VIDEUM"}


@pytest.fixture(scope="module")
def vaxjo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("vaxjo-2019", django_db_blocker):
        yield


def test_there_are_eight_administrations_and_five_companies() -> None:
    units = organisation(DAY)["units"].values()

    assert {unit["code"] for unit in units if unit["kind"] == "administration"} == ADMINISTRATIONS
    assert {unit["code"] for unit in units if unit["kind"] == "company"} == COMPANIES


def ties(source: str, target: str) -> set[str]:
    return {each["kind"] for each in organisation(DAY)["relations"] if (each["from"], each["to"]) == (source, target)}


@pytest.mark.parametrize("other", sorted(ADMINISTRATIONS - {"KLF"}))
def test_the_central_administration_supports_each_of_the_others_and_steers_none(other: str) -> None:
    assert ties("KLF", other) == {"support"}
    assert ties(other, "KLF") == set()


def test_what_does_steer_the_school_administration_is_told() -> None:
    assert ties("KF", "UN") == {"political"}
    assert ties("UN", "UBF") == {"political"}
    assert ties("FC-UBF", "UBF") == {"line"}
    assert organisation(DAY)["posts"]["FC-UBF"]["reports_to"] == "KC"
    assert organisation(DAY)["units"]["UBF"]["parent"] == "UN"


def test_the_municipality_owns_each_company() -> None:
    owned = {(each["from"], each["to"]) for each in organisation(DAY)["relations"] if each["kind"] == "owner"}

    assert owned == {("VAXJO", company) for company in COMPANIES}


def test_the_group_management_is_told_with_the_post_of_each() -> None:
    told = organisation(DAY)
    members = told["groups"]["KONCERNLEDNINGEN"]["members"]

    assert len(members) == 17
    assert {told["posts"][code]["unit"] for code in members if told["posts"][code]["role"] == "head"} == (
        ADMINISTRATIONS | COMPANIES
    )
    assert {told["posts"][code]["title"] for code in members} == {
        *("Kommunchef", "Förvaltningschef", "Verkställande direktör", "HR-chef", "Ekonomichef", "Kommunikationschef"),
    }


def test_there_was_no_group_management_the_day_before() -> None:
    assert organisation("2018-12-31", DAY)["groups"] == {}


def test_every_administration_and_company_has_its_own_management_group() -> None:
    groups = organisation(DAY)["groups"]

    assert {code.removeprefix("LG-") for code in groups if code.startswith("LG-")} == ADMINISTRATIONS | COMPANIES


def test_the_page_of_the_group_names_every_member() -> None:
    answer = Client(headers={"host": "localhost"}).get(f"/organisation/grupp/KONCERNLEDNINGEN?on={DAY}&known={DAY}")

    assert answer.status_code == 200
    assert answer.content.decode().count("/organisation/befattning/") == 17
