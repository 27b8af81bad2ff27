"""Do page, JSON, CSV and Excel say the same, and does a wrong address help?"""

import re
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import load_workbook

from rodatraden.finance import actions
from rodatraden.finance.rules import Financing
from rodatraden.finance.tests import make
from rodatraden.finance.tests.make import JUNE, MAY, ROUND, amount, forecast

pytestmark = pytest.mark.django_db

ADDRESS = f"/ekonomi?round={ROUND}"
BUN = f"/ekonomi/belopp?round={ROUND}&slag=drift&finansiering=skatt&enhet=BUN"


def in_english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    """What a reader of English is shown, without tags."""
    response = in_english(client).get(address)
    assert response.status_code == status, response.content
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def json(client: Client, address: str = f"/ekonomi.json?round={ROUND}") -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def test_the_page_shows_the_published_sums(client: Client) -> None:
    make.alingsas()

    shown = text(client, ADDRESS)

    for row in (
        "Total tax-financed services 0.0 5.3 3.1 +5.3",
        "The financing 146.3 225.2 134.9 +78.9",
        "The whole municipality 146.3 230.5 138.0 +84.2",
        "Total tax-financed services 254.1 216.5 – no value −37.6",
        "Total fee-financed services 332.0 245.9 – no value −86.1",
        "The whole municipality 586.1 462.4 – no value −123.7",
    ):
        assert row in shown
    assert "Joint surplus against budget 84.2" in shown
    assert "lägre prognostiserat antal barn i förskola" in shown
    assert "Without a comment: Överförmyndarnämnden +0.3" in shown
    assert "Outcome 2025: no amounts." in shown


def test_the_reader_chooses_in_what_amounts_are_shown(client: Client) -> None:
    make.alingsas()

    assert "Barn- och ungdomsnämnden 0 5 000 6 000 +5 000" in text(client, f"{ADDRESS}&belopp=tkr")


def test_every_number_leads_to_the_rows_behind_it(client: Client) -> None:
    make.alingsas()
    found = client.get(ADDRESS).content.decode()

    trails = {address.replace("&amp;", "&") for address in re.findall(r'class="rt-figure" href="([^"]+)"', found)}

    assert len(trails) == 2 * 4 * (11 + 3) + 1 + 1  # lines and sums, the joint surplus and its second part
    for address in trails:
        assert client.get(address).status_code == 200, address


def test_without_a_round_the_latest_is_shown_and_the_others_are_listed(client: Client) -> None:
    make.alingsas()
    make.april(code="uppfoljning-2025-08", title="Delår 2025", year=2025)
    actions.record_forecasts(rows=[forecast("BUN", 1, round_code="uppfoljning-2025-08")], by="test", at=JUNE)

    found = client.get("/ekonomi").content.decode()

    assert "<h1>Fördjupad månadsuppföljning april 2026</h1>" in found
    assert 'href="/ekonomi?round=uppfoljning-2025-08"' in found
    assert json(client, "/ekonomi.json")["round"] == ROUND


def test_a_day_shows_no_round_that_came_after_it(client: Client) -> None:
    make.alingsas()
    make.april(code="uppfoljning-2026-08", title="Delår 2026", year=2026)
    actions.record_forecasts(rows=[forecast("BUN", 1, round_code="uppfoljning-2026-08")], by="test", at=JUNE)

    assert json(client, "/ekonomi.json?on=2026-06-01")["round"] == ROUND
    assert "<h1>Fördjupad månadsuppföljning april 2026</h1>" in client.get("/ekonomi?on=2026-06-01").content.decode()
    assert "No forecasts yet" in text(client, "/ekonomi?on=2015-03-01")


def test_before_there_is_any_forecast_the_page_says_what_belongs_here(client: Client) -> None:
    assert "No forecasts yet" in text(client, "/ekonomi")
    assert "No forecasts yet" in text(client, "/ekonomi.csv")


@pytest.mark.parametrize("address", ["/ekonomi?round=nej", "/ekonomi.csv?round=nej", "/ekonomi/belopp?round=nej"])
def test_a_round_that_is_none_is_answered_with_the_rounds_there_are(client: Client, address: str) -> None:
    make.alingsas()

    shown = text(client, address, status=404)

    assert "nej" in shown
    assert "Fördjupad månadsuppföljning april 2026" in shown


def test_json_names_the_rounds_there_are_too(client: Client) -> None:
    make.alingsas()

    response = client.get("/ekonomi.json?round=nej")

    assert (response.status_code, response.json()["rounds"]) == (404, [ROUND])


def test_json_holds_every_line_and_sum_as_strings_in_kronor(client: Client) -> None:
    make.alingsas()

    answer = json(client, f"/ekonomi.json?round={ROUND}&on=2026-06-01&known=2026-07-01")

    assert list(answer) == ["round", "on", "known", "year", "previous_year", "rows", "sums", "joint_surplus"]
    assert (answer["on"], answer["known"], answer["year"], answer["previous_year"]) == (
        "2026-06-01",
        "2026-07-01",
        2026,
        2025,
    )
    assert answer["joint_surplus"] == "84200000.00"
    assert answer["sums"]["drift"]["whole"] == {
        "budget": "146300000.00",
        "forecast": "230500000.00",
        "previous": "138000000.00",
        "deviation": "84200000.00",
    }
    assert answer["sums"]["investering"]["tax"] == {
        "budget": "254100000.00",
        "forecast": "216500000.00",
        "previous": None,
        "deviation": "-37600000.00",
    }
    assert [row["unit"] for row in answer["rows"] if row["kind"] == "drift"][-3:] == ["AVFALL", "VA", "ALINGSAS"]
    assert next(row for row in answer["rows"] if row["unit"] == "KUN" and row["kind"] == "investering") == {
        "unit": "KUN",
        "name": "Kultur- och utbildningsnämnden",
        "kind": "investering",
        "financing": "tax",
        "budget": "12400000.00",
        "forecast": "22300000.00",
        "previous": None,
        "deviation": "9900000.00",
        "comment": "Tillkommande investeringar i konstgräsplan samt inkråmsöverlåtelse av inventarier från"
        " Alingsås yrkesgymnasium.",
    }


def test_what_was_known_before_is_shown_as_it_was(client: Client) -> None:
    make.alingsas()
    actions.record_forecasts(rows=[forecast("BUN", 7_000_000, comment="Nu sju.")], by="test", at=JUNE)

    before = json(client, f"/ekonomi.json?round={ROUND}&known=2026-06-09")
    after = json(client)

    assert before["sums"]["drift"]["tax"]["forecast"] == "5300000.00"
    assert after["sums"]["drift"]["tax"]["forecast"] == "7300000.00"


def test_csv_holds_the_same_rows_and_no_formulas(client: Client) -> None:
    make.alingsas()
    actions.record_forecasts(rows=[forecast("BUN", 5_000_000, comment="=HYPERLINK(1)")], by="test", at=JUNE)

    response = in_english(client).get(f"/ekonomi.csv?round={ROUND}")

    lines = response.content.decode("utf-8-sig").splitlines()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[2].endswith(";tax-financed;0;5000000;6000000;5000000;'=HYPERLINK(1)")
    assert lines[14] == "Operations;;The whole municipality;;146300000;230500000;138000000;84200000;"
    assert (
        lines[-1]
        == "Investments;;The whole municipality;;586100000;462400000;;-123700000;Amounts missing: budget 0, forecast 0, outcome 11."
    )


def test_excel_holds_numbers_as_numbers(client: Client) -> None:
    make.alingsas()

    response = client.get(f"/ekonomi.xlsx?round={ROUND}")

    rows = load_workbook(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert rows[-1][4:8] == [586_100_000.0, 462_400_000.0, "", -123_700_000.0]


def test_a_recorded_amount_shows_every_version_with_source_and_time(client: Client) -> None:
    make.alingsas()
    actions.record_forecasts(rows=[forecast("BUN", 7_000_000, source="Mejl")], by="test", at=JUNE)

    shown = text(client, f"{BUN}&kolumn=prognos")

    assert "Forecast 2026: Barn- och ungdomsnämnden, operations, tax-financed" in shown
    assert "2026-06-10 10:00 7.0 yes Mejl" in shown.replace(" – no value", "")
    assert "2026-05-08 15:24 5.0 no, replaced Det förbättrade resultatet" in shown


def test_a_deviation_shows_forecast_and_budget(client: Client) -> None:
    make.alingsas()

    shown = text(client, f"{BUN}&kolumn=avvikelse")

    assert "Forecast minus budget." in shown
    assert "Forecast 2026: Barn- och ungdomsnämnden, operations, tax-financed 5.0" in shown
    assert "Budget 2026: Barn- och ungdomsnämnden, operations, tax-financed" in shown


def test_the_joint_surplus_shows_its_two_parts(client: Client) -> None:
    make.alingsas()

    shown = text(client, f"/ekonomi/belopp?round={ROUND}&kolumn=samlat")

    assert "84 200 000.00" in shown
    assert "Deviation: Total tax-financed services, operations +5.3" in shown
    assert "Deviation: The financing, operations +78.9" in shown


def test_an_amount_that_nobody_recorded_says_so(client: Client) -> None:
    make.april()
    actions.record_budget(rows=[amount("BUN", 1)], by="test", at=MAY)

    assert "Nothing was recorded" in text(client, f"{BUN}&kolumn=prognos")


@pytest.mark.parametrize(
    "query",
    ["", "&slag=drift", "&slag=drift&kolumn=x", "&slag=drift&kolumn=budget&enhet=BUN", "&slag=x&kolumn=budget",
     "&slag=drift&kolumn=budget&finansiering=skatt&jamforda=1"],
)  # fmt: skip
def test_an_amount_that_is_none_is_not_found(client: Client, query: str) -> None:
    make.alingsas()

    assert client.get(f"/ekonomi/belopp?round={ROUND}{query}").status_code == 404


def test_the_rows_behind_a_figure_come_as_csv_too(client: Client) -> None:
    make.alingsas()

    address = f"/ekonomi/belopp.csv?round={ROUND}&slag=drift&finansiering=skatt&kolumn=prognos"
    lines = client.get(address).content.decode("utf-8-sig").splitlines()

    assert len(lines) == 1 + 8


def test_gaps_are_told_in_words(client: Client) -> None:
    make.municipality()
    make.april()
    actions.record_budget(rows=[amount("BUN", 1), amount("KS", 2)], by="test", at=MAY)
    actions.record_forecasts(rows=[forecast("BUN", 1)], by="test", at=MAY)

    shown = text(client, ADDRESS)

    assert "* Forecast 2026: the amount is missing on 1 line of 2, and not counted in the sums." in shown
    assert "* The deviation of a sum counts only lines that have both a budget and a forecast." in shown
    assert "0.0 * not all amounts are known" in shown
    csv = in_english(client).get(f"/ekonomi.csv?round={ROUND}").content.decode()
    assert "The whole municipality;;3;1;;0;Amounts missing: budget 0, forecast 1, outcome 2." in csv


def test_several_lines_of_financing_get_a_sum(client: Client) -> None:
    make.municipality()
    make.april()
    rows = [amount(unit, 1_000_000, financing=Financing.FINANCING) for unit in ("ALINGSAS", "KS")]
    actions.record_budget(rows=rows, by="test", at=MAY)

    assert "Total financing 2.0" in text(client, ADDRESS)
    csv = in_english(client).get(f"/ekonomi.csv?round={ROUND}").content.decode()
    assert "Operations;;Total financing;financing;2000000;;;;Amounts missing: budget 0, forecast 2, outcome 2." in csv


def test_a_deficit_is_called_a_deficit(client: Client) -> None:
    make.municipality()
    make.april()
    actions.record_budget(rows=[amount("BUN", 0)], by="test", at=MAY)
    actions.record_forecasts(rows=[forecast("BUN", -3_000_000)], by="test", at=MAY)

    assert "Joint deficit against budget 3.0" in text(client, ADDRESS)
    rows = [forecast("BUN", 1_000_000)]
    address = f"/ekonomi/belopp?round={ROUND}&kolumn=samlat"
    told = text(client, address)
    assert "Joint deficit against budget" in told
    assert "Amount 3.0" in told
    actions.record_forecasts(rows=rows, by="test", at=JUNE)
    assert "Joint surplus against budget 1.0" in text(client, ADDRESS)


def test_the_page_takes_few_queries(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    make.alingsas()

    with django_assert_max_num_queries(8):
        client.get(ADDRESS)


def test_a_sum_of_what_is_compared_leads_to_the_lines_it_is_of(client: Client) -> None:
    make.alingsas()

    shown = text(client, f"/ekonomi/belopp?round={ROUND}&slag=drift&kolumn=budget&jamforda=1")
    assert "only lines with both a budget and a forecast" in shown
