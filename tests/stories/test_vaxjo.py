"""Story 3, who steers whom: what ties the central administration to the others, and who meets as the group's management?"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

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


def asked(a: str, b: str) -> dict[str, Any]:
    """What /organisation/vem-styr-vem.json says."""
    answer = Client(headers={"host": "localhost"}).get(
        "/organisation/vem-styr-vem.json", {"a": a, "b": b, "on": DAY, "known": DAY}
    )
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def ways(told: dict[str, Any], direction: str = "lines") -> dict[str, list[str]]:
    """The codes on the way, for each kind of line that there is."""
    return {
        line["kind"]: [line["path"][0]["source"]["code"], *(step["target"]["code"] for step in line["path"])]
        for line in told[direction]
        if line["exists"]
    }


def test_the_central_administration_does_not_steer_the_school_administration() -> None:
    told = asked("KLF", "UBF")

    assert (told["steers"], told["is_steered"]) == (False, False)
    assert ways(told) == {"support": ["KLF", "UBF"]}
    assert ways(told, "back") == {}
    step = next(line["path"][0] for line in told["lines"] if line["kind"] == "support")
    assert (step["decision"], step["since"]) == ("VXO-2019-004", "2019-01-01")
    assert told["explanation"] == [
        "Nej. Kommunledningsförvaltningen är en av åtta förvaltningar, precis som Utbildningsförvaltningen.",
        (
            "Från Kommunledningsförvaltningen till Utbildningsförvaltningen går ingen politisk linje, "
            "ingen tjänstemannalinje och ingen ägarlinje."
        ),
        (
            "Det finns en stödlinje sedan 1 januari 2019: Kommunledningsförvaltningen stöder Utbildningsförvaltningen. "
            "Att stödja är inte att styra."
        ),
        (
            "Det som styr Utbildningsförvaltningen: politiskt Utbildningsnämnden; i tjänstemannalinjen "
            "Förvaltningschef (Utbildningsförvaltningen)."
        ),
    ]


def test_the_four_kinds_of_lines_are_kept_apart() -> None:
    assert ways(asked("KF", "UBF")) == {"political": ["KF", "UN", "UBF"]}
    assert ways(asked("KC", "UBF")) == {"line": ["KC", "FC-UBF", "UBF"]}
    assert ways(asked("VAXJO", "VEAB")) == {"owner": ["VAXJO", "VEAB"]}
    assert ways(asked("KLF", "VEAB")) == {}
    assert ways(asked("KF", "VEAB")) == {}


@pytest.mark.parametrize("other", sorted(ADMINISTRATIONS - {"KLF"}))
def test_no_administration_steers_another(other: str) -> None:
    for a, b in (("KLF", other), (other, "KLF")):
        assert asked(a, b)["steers"] is False


def test_the_page_says_the_same_and_leads_to_the_decision() -> None:
    address = f"/organisation/vem-styr-vem?a=KLF&b=UBF&on={DAY}&known={DAY}"
    page = Client(headers={"host": "localhost"}).get(address).content.decode()

    assert "Nej. Kommunledningsförvaltningen är en av åtta förvaltningar" in page
    assert "/beslut/VXO-2019-004" in page


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


def test_heads_and_chief_executives_are_in_the_group_management_by_rule_and_four_by_their_post() -> None:
    group = organisation(DAY)["groups"]["KONCERNLEDNINGEN"]

    assert group["joined"] == ["KC", "HR-CHEF", "EKO-CHEF", "KOM-CHEF"]
    assert [(rule["role"], rule["unit_kind"], rule["within"]) for rule in group["rules"]] == [
        ("head", "administration", None),
        ("head", "company", None),
    ]


def test_there_was_no_group_management_the_day_before() -> None:
    assert organisation("2018-12-31", DAY)["groups"] == {}


def test_every_administration_and_company_has_its_own_management_group() -> None:
    groups = organisation(DAY)["groups"]

    assert {code.removeprefix("LG-") for code in groups if code.startswith("LG-")} == ADMINISTRATIONS | COMPANIES


def test_the_page_of_the_group_tells_by_which_post_and_why_each_one_is_in_it() -> None:
    answer = Client(headers={"host": "localhost"}).get(
        f"/organisation/grupp/KONCERNLEDNINGEN.json?on={DAY}&known={DAY}"
    )

    rows = answer.json()["rows"]
    assert Counter((row["post"], row["because"]) for row in rows) == {
        ("Kommunchef", "eget inträde"): 1,
        ("HR-chef", "eget inträde"): 1,
        ("Ekonomichef", "eget inträde"): 1,
        ("Kommunikationschef", "eget inträde"): 1,
        ("Förvaltningschef", "rollen förvaltningschef"): 8,
        ("Verkställande direktör", "rollen förvaltningschef"): 5,
    }
    page = Client(headers={"host": "localhost"}).get(f"/organisation/grupp/KONCERNLEDNINGEN?on={DAY}&known={DAY}")
    assert page.content.decode().count("/organisation/befattning/") == 17


def staff_of(tops: set[str]) -> int:
    """The employees of some units and all below them, added up from the JSON."""
    units = organisation(DAY)["units"]
    within = {code: units[code]["parent"] for code in units}

    def is_in(code: str | None) -> bool:
        return code in tops or (code is not None and is_in(within[code]))

    return sum(units[code]["headcount"] for code in units if is_in(code))


def test_the_employees_of_thirteen_organisations_add_up_from_the_units_below() -> None:
    assert len(ADMINISTRATIONS | COMPANIES) == 13
    assert staff_of({"VAXJO"}) == staff_of(ADMINISTRATIONS | COMPANIES) == 7_520
    assert staff_of(ADMINISTRATIONS) == 6_840
    assert staff_of(COMPANIES) == 680
    assert staff_of({"KLF"}) == 180
