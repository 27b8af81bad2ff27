"""Who may see and write what is measured, and is nothing that was written lost?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rodatraden.access import actions as access
from rodatraden.identity import actions as identity
from rodatraden.indicators.actions import NewReading
from rodatraden.indicators.models import Indicator, Reading, Target
from rodatraden.indicators.rules import Consolidation, Gender, State
from rodatraden.indicators.tests import make
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.models import Municipality, PostVersion, UnitVersion
from rodatraden.organisation.rules.things import Role, UnitKind

pytestmark = pytest.mark.django_db
_HELD = {"valid_from": date(2020, 1, 1), "valid_to": FOREVER, "known_from": date(2020, 1, 1), "known_to": FOREVER}


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    Municipality.objects.create(code="norrvik", name="Norrviks kommun", root="NORRVIK", accent="#9b2226")
    for code, parent in (("NORRVIK", None), ("BUN", "NORRVIK"), ("SKOLAN", "BUN"), ("SN", "NORRVIK")):
        kind = UnitKind.COMMITTEE if parent else UnitKind.MUNICIPALITY
        UnitVersion.objects.create(code=code, name=f"Enhet {code}", kind=kind, parent=parent, decision="KF-1", **_HELD)
    for code, unit, role in (
        ("CHEF", "BUN", Role.HEAD),
        ("LEDARE", "SKOLAN", Role.MANAGER),
        ("LARARE", "BUN", Role.EMPLOYEE),
    ):
        PostVersion.objects.create(
            code=code, title=code, unit=unit, role=role, decision="KF-1", cost_decision="KF-1", **_HELD
        )
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def sign_in(client: Client, post: str) -> None:
    user, _opened = identity.open_account(username=post.lower(), label=post, by="test")
    access.hold_post(account=user, post=post, valid_from=date(2020, 1, 1), valid_to=None, by="test")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])


def school() -> None:
    made = {"consolidation": Consolidation.WEIGHTED_MEAN, "weights": "elever", "gender_split": True}
    make.define(
        make.indicator("betyg", "BUN", post="CHEF", base_value=Decimal(80), base_period="2023", **made),
        make.indicator("elever", "BUN", measure="antal", highest=None, consolidation=Consolidation.SUM),
        make.indicator("hem", "SN"),
    )
    make.aim(make.target("betyg", period="2025"), make.target("betyg", period="2024"))
    make.record(make.reading("84", "betyg", "2024"), make.reading("85.2", "betyg"))
    make.record(make.reading("86.5", "betyg", at=make.MARCH), make.reading("88", "betyg", unit="SKOLAN"))
    make.record(make.reading("120", "elever", unit="SKOLAN"))
    make.record(
        NewReading(indicator="betyg", period="2025", value=Decimal(90), gender=Gender.WOMEN, recorded_at=make.JANUARY)
    )


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def sent(client: Client, address: str, given: dict[str, Any], status: int = 302) -> str:
    answer = client.post(address, given)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


@pytest.mark.parametrize("day", ["", "?on=1999-01-01", "?known=2024-01-01", "?on=2200-12-31"])
@pytest.mark.parametrize("form", ["", ".csv", ".xlsx", ".json"])
def test_everyone_may_see_the_list_on_any_day(client: Client, form: str, day: str) -> None:
    school()

    assert client.get(f"/indikatorer{form}{day}").status_code == 200


def test_an_empty_municipality_is_told_what_belongs_here(client: Client) -> None:
    assert "No indicators on this day" in shown(client, "/indikatorer")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("enhet=BUN", {"betyg", "elever"}),
        ("enhet=NORRVIK", {"betyg", "elever", "hem"}),
        ("agare=CHEF", {"betyg"}),
        ("visa=utan-agare", {"elever", "hem"}),
        ("visa=utan-mal&on=2025-06-01", {"elever", "hem"}),
        ("visa=sena&on=2029-01-01", {"betyg"}),
        ("visa=ska-omprovas", set()),
        ("kalla=kolada", set()),
        ("q=BETYG indikator", {"betyg"}),
        ("visa=strunt&kalla=strunt", {"betyg", "elever", "hem"}),
    ],
)
def test_the_list_is_narrowed_by_the_address(client: Client, asked: str, found: set[str]) -> None:
    school()

    told = client.get(f"/indikatorer.json?{asked}").json()
    assert {each["code"] for each in told["indicators"]} == found
    assert shown(client, f"/indikatorer?{asked}")


def test_the_json_holds_targets_and_series(client: Client) -> None:
    school()

    told = next(
        each
        for each in client.get("/indikatorer.json?known=2026-02-01").json()["indicators"]
        if each["code"] == "betyg"
    )
    assert told["targets"][1] == {"period": "2025", "operator": ">=", "value": "88", "tolerance": "0"}
    women = next(each for each in told["series"] if each["gender"] == "K")
    assert women == {
        "unit": "BUN",
        "gender": "K",
        "standing": "published",
        "values": {"2025": "90"},
        "states": {},
        "counts": {},
    }
    assert told["series"][0]["values"] == {"2024": "84", "2025": "85.2"}


def test_the_page_tells_the_whole_of_an_indicator(client: Client) -> None:
    school()

    said = shown(client, "/indikatorer/betyg")
    for part in (
        "86.5",
        "Changed from",
        "85.2",
        "Base value",
        "Women and men",
        "weighted mean",
        "Computed of its parts",
    ):
        assert part in said
    told = client.get("/indikatorer/betyg.json").json()
    whole = next(
        each for each in told["computed"] if (each["unit"], each["period"], each["gender"]) == ("BUN", "2025", "T")
    )
    assert (whole["computed"], whole["published"], whole["difference"]) == ("88", "86.5", "-1.5")
    for form in ("csv", "xlsx"):
        assert client.get(f"/indikatorer/betyg.{form}").status_code == 200


def test_what_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/indikatorer/ingen").status_code == 404
    assert client.get("/indikatorer/ingen.json").status_code == 404


def test_an_indicator_without_values_says_so(client: Client) -> None:
    school()

    assert "No value yet" in shown(client, "/indikatorer/hem")


def test_what_rests_on_few_is_nowhere_to_be_seen(client: Client) -> None:
    make.define(make.indicator("betyg", "SKOLAN"))
    make.record(NewReading(indicator="betyg", period="2025", value=Decimal("61.7"), count=3, recorded_at=make.JANUARY))

    for address in ("/indikatorer", "/indikatorer/betyg"):
        for form in ("", ".csv", ".json"):
            said = shown(client, f"{address}{form}")
            assert "61.7" not in said
            assert "61,7" not in said


def test_a_page_asks_the_database_little(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    school()
    for address in ("/indikatorer", "/indikatorer/betyg", "/indikatorer.json", "/indikatorer/betyg.json"):
        with django_assert_max_num_queries(15):
            client.get(address)


@pytest.mark.parametrize("address", ["ny", "betyg/andra", "betyg/malvarde", "betyg/varde"])
def test_who_may_not_write_is_refused(client: Client, address: str) -> None:
    school()
    assert client.get(f"/indikatorer/{address}").status_code == 403
    sign_in(client, "LARARE")
    assert client.get(f"/indikatorer/{address}").status_code == 403


def definition(**given: str) -> dict[str, str]:
    said = {"name": "Ny", "unit": "BUN", "measure": "%", "direction": "up", "consolidation": "none"}
    return {**said, "source_kind": "hand", "valid_from": "2026-01-01", **given}


def test_a_head_defines_an_indicator_and_words_it_anew(client: Client) -> None:
    school()
    sign_in(client, "CHEF")

    sent(client, "/indikatorer/ny", definition(code="ny-1", base_value="1,5", sunset="2027-01-01"))
    sent(client, "/indikatorer/ny-1/andra", definition(name="Nyare", lowest="0", highest="10"))
    assert [row.name for row in Indicator.objects.filter(code="ny-1").order_by("pk")] == ["Ny", "Nyare"]
    assert "Previous definitions" in shown(client, "/indikatorer/ny-1")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"code": "betyg"}, "There is an indicator with this code already."),
        ({"code": "ny 1"}, "Not a code."),
        ({"code": "ny", "consolidation": "sum"}, "Shares, means and ratios"),
        ({"code": "ny", "consolidation": "weighted_mean"}, "A weighted mean needs"),
        ({"code": "ny", "lowest": "5", "highest": "1"}, "Must be at least the lowest"),
        ({"code": "ny", "valid_to": "2025-01-01"}, "Must be later than"),
        ({"code": "ny", "unit": "SN"}, "is not one of the available choices"),
    ],
)
def test_a_definition_that_does_not_hold_is_refused(client: Client, given: dict[str, str], told: str) -> None:
    school()
    sign_in(client, "CHEF")

    assert told in sent(client, "/indikatorer/ny", definition(**given), 422).replace("&#x27;", "'")


def test_what_someone_else_defined_meanwhile_is_not_written_over_in_silence(client: Client) -> None:
    school()
    sign_in(client, "CHEF")
    seen = str(Indicator.objects.get(code="betyg").pk)
    sent(client, "/indikatorer/betyg/andra", definition(name="Först", seen=seen))

    sent(client, "/indikatorer/betyg/andra", definition(name="Sen", seen=seen), 409)
    assert [row.name for row in Indicator.objects.filter(code="betyg").order_by("pk")][-1] == "Först"


def test_a_target_is_set_and_one_that_can_not_be_is_refused(client: Client) -> None:
    school()
    sign_in(client, "CHEF")
    address = "/indikatorer/betyg/malvarde"

    sent(client, address, {"period": "2026", "operator": ">=", "value": "90", "tolerance": "1,5"})
    assert Target.objects.get(period="2026").tolerance == Decimal("1.5")
    for wrong in (
        {"value": "190"},
        {"value": "x"},
        {"value": "90", "tolerance": "-1"},
        {"value": "90", "period": "i år"},
    ):
        sent(client, address, {"period": "2026", "operator": ">=", **wrong}, 422)
    assert Target.objects.count() == 3


def test_a_manager_writes_in_a_value_of_their_own_unit_only(client: Client) -> None:
    school()
    make.define(make.indicator("egen", "SKOLAN"))
    sign_in(client, "LEDARE")

    sent(client, "/indikatorer/egen/varde", {"unit": "SKOLAN", "period": "2026-04", "gender": "T", "value": "12,5"})
    sent(client, "/indikatorer/egen/varde", {"unit": "SKOLAN", "period": "2026-05", "gender": "T", "value": ""})
    sent(client, "/indikatorer/egen/varde", {"unit": "BUN", "period": "2026-04", "gender": "T", "value": "1"}, 422)
    told = Reading.objects.filter(indicator="egen").order_by("period").values_list("value", "state")
    assert [*told] == [(Decimal("12.5"), ""), (None, State.MISSING)]


@pytest.mark.parametrize(
    "wrong",
    [{"value": "101"}, {"value": "x"}, {"value": "1", "state": "suppressed"}, {"period": "2026-13", "value": "1"}],
)
def test_a_value_that_can_not_be_is_refused(client: Client, wrong: dict[str, str]) -> None:
    school()
    sign_in(client, "CHEF")
    before = Reading.objects.count()

    sent(client, "/indikatorer/betyg/varde", {"unit": "BUN", "period": "2026", "gender": "T", **wrong}, 422)
    assert Reading.objects.count() == before


def test_a_column_is_pasted_whole_or_not_at_all(client: Client) -> None:
    school()
    sign_in(client, "CHEF")
    address, before = "/indikatorer/betyg/varde", Reading.objects.count()

    wrong = "2022\t80\nSN\t2022\t1\nBUN\t2022\t1000\nSKOLAN\t2022\t5\nSKOLAN\t2022\t6\nett två tre fyra fem\n2022;x"
    said = sent(client, address, {"do": "paste", "pasted": wrong}, 422)
    assert "Nothing was saved: 5 lines are wrong" in said
    assert all(f"Line {line}" in said for line in (2, 3, 5, 6, 7))
    assert Reading.objects.count() == before

    good = "2020 80,5\n2021;81\nBUN\t2022\tK\t90\nSKOLAN;2022;83\n"
    sent(client, address, {"do": "paste", "pasted": good, "pasted_source": "Bladet"})
    assert Reading.objects.count() == before + 4
    sent(client, address, {"do": "paste", "pasted": good, "pasted_source": "Bladet"})
    assert Reading.objects.count() == before + 4
