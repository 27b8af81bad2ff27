"""Do the pages of Kolada's KPIs show what is loaded, say what is missing, and let in who may?"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rodatraden.facts import manifest
from rodatraden.indicators import actions, models
from rodatraden.indicators.facts import KOLADA
from rodatraden.indicators.queries import catalogue, kolada
from rodatraden.indicators.rules import Direction, Gender, State
from rodatraden.indicators.rules.kolada import Value
from rodatraden.journal.models import Entry
from rodatraden.organisation import models as organisation

AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
GROUP = "G30831"
SPLIT = next(kpi.code for kpi in catalogue.kpis().values() if kpi.by_gender and kpi.kind == "K")
"""A KPI of municipalities that is told for women and men."""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def facts_folder(settings: Any, tmp_path: Path) -> None:
    settings.FACTS_FOLDER = tmp_path / "facts"


def load(kpi: str = "N00945", *, at: datetime = AT, skip: int = 0, plus: float = 0.0) -> None:
    """A value for each municipality and gender in two years: its place in the list, and the year's last figure."""
    values = [
        Value(kpi, place, year, gender, number + year % 10 + plus, 1, State.PLAIN)
        for number, place in enumerate(catalogue.municipalities()[skip:])
        for year in (2023, 2024)
        for gender in Gender
    ]
    group = Value(kpi, GROUP, 2024, Gender.ALL, 77.5, 41, State.PLAIN)
    actions.take_in_kolada(values=[*values, group], source="prov", by="test", at=at)


def municipality(*, code: str = "1489", made_up: bool = False) -> None:
    organisation.Municipality.objects.create(
        code="k", name="Prövlinge", root="K", national_code=code, accent="#000000", fictional=made_up
    )


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address, headers={"accept-language": "sv"})
    assert answer.status_code == status
    return answer.content.decode()


def test_without_values_the_page_says_how_to_load_them(client: Client) -> None:
    assert "rodatraden fetch kolada" in text(client, "/jamfor")
    assert "rodatraden fetch kolada N00945" in text(client, "/jamfor?k=N00945") or "N00945" in text(client, "/jamfor")
    assert "rodatraden fetch kolada N00945" in text(client, "/nyckeltal/N00945")


def test_our_municipality_among_all_and_in_its_group(client: Client) -> None:
    municipality()
    load()
    load(SPLIT, at=AT + timedelta(days=1))
    shown = text(client, f"/jamfor?k=N00945&grupp={GROUP}")

    place = catalogue.municipalities().index("1489")
    assert f"Av 289 andra kommuner ligger {place} lägre och {289 - place} högre" in shown
    assert "77,5" in shown
    assert "41" in shown
    assert "Källa: Kolada" in shown
    assert "<svg" in shown
    assert "Kvinnor och män" not in shown
    assert "Kvinnor och män" in text(client, f"/jamfor?k={SPLIT}")


def test_a_made_up_municipality_stands_beside_the_real_ones(client: Client) -> None:
    municipality(code="", made_up=True)
    load()
    shown = text(client, "/jamfor?k=N00945")

    assert "Prövlinge är påhittad" in shown
    assert "har inget värde för 2024. Medianen för de 290 kommunerna" in shown


def test_municipalities_without_a_value_are_named(client: Client) -> None:
    municipality()
    load(skip=2)
    shown = text(client, "/jamfor?k=N00945")

    first, second = (catalogue.place_name(code) for code in catalogue.municipalities()[:2])
    assert f"Utan värde: {min(first, second)}, {max(first, second)}." in " ".join(shown.split())


def test_as_known_on_an_earlier_day(client: Client) -> None:
    municipality()
    load()
    load(at=AT + timedelta(days=5), plus=0.5)

    values = [
        json.loads(text(client, f"/jamfor.json?k=N00945&known={day}"))["rows"][0]["N00945"]
        for day in ("2026-11-01", "2026-11-06")
    ]
    assert float(values[1]) - float(values[0]) == 0.5
    assert "rodatraden fetch kolada" in text(client, "/jamfor?k=N00945&known=2026-10-31")


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_every_export_tells_its_source(client: Client, ending: str) -> None:
    municipality()
    load()
    for address in (f"/jamfor.{ending}?k=N00945", f"/nyckeltal.{ending}?q=vab", f"/jamfor/lage.{ending}"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert ending == "xlsx" or "Källa: Kolada" in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    ["k=X", "k=N99999", "k=N00945&ar=1900", "k=N00945&ar=x&kon=Q&grupp=G1", "k=" + "9" * 3000, "k=N00945&k=N00945"],
)
def test_strange_questions_are_answered(client: Client, query: str) -> None:
    municipality()
    load()

    assert client.get(f"/jamfor?{query}").status_code == 200


def test_a_broken_file_is_told_with_what_to_do(client: Client) -> None:
    municipality()
    load()
    for path in manifest.folder_of(KOLADA).glob("*.parquet"):
        path.write_bytes(b"PAR1")

    assert "Lägg tillbaka den från säkerhetskopian" in text(client, "/jamfor?k=N00945", 503)
    assert "Lägg tillbaka den från säkerhetskopian" in text(client, "/jamfor/lage", 503)
    assert "VAB" in text(client, "/nyckeltal/N00945")


def test_where_we_stand_out(client: Client) -> None:
    municipality()
    load()
    load("N20014", at=AT + timedelta(days=1))
    rows = json.loads(text(client, "/jamfor/lage.json"))["rows"]

    assert {row["of"] for row in rows} == {"290"}
    assert {row["lower"] for row in rows} == {str(catalogue.municipalities().index("1489"))}


def test_the_place_is_told_as_known_then_from_all_rows_as_it_was_from_the_copy() -> None:
    load()
    told = kolada.standings("1489")
    load("N20014", at=AT + timedelta(days=5))

    assert told
    assert kolada.standings("1489", known=AT.date()) == told
    assert {each.kpi for each in kolada.standings("1489")} == {"N00945", "N20014"}


def test_no_more_than_fifteen_questions_to_the_database(client: Client, django_assert_max_num_queries: Any) -> None:
    municipality()
    for number, kpi in enumerate(("N00945", "N20014", "N00093", "N01961", "N01813", "N03106")):
        load(kpi, at=AT + timedelta(hours=number))

    with django_assert_max_num_queries(15):
        text(client, "/jamfor?k=N00945&k=N20014&k=N00093&k=N01961&k=N01813&k=N03106")
    with django_assert_max_num_queries(15):
        text(client, "/nyckeltal/N00945")


def test_only_who_may_define_indicators_connects_one(client: Client) -> None:
    assert client.post("/nyckeltal/N00945/koppla", {"unit": "K", "direction": "up"}).status_code in {302, 403}
    assert not models.Indicator.objects.exists()


def test_connecting_gives_the_indicator_its_values_at_once() -> None:
    municipality()
    load(SPLIT)
    kpi, at = catalogue.kpis()[SPLIT], timezone.now()
    done = actions.connect_kpi(kpi=kpi, unit="KS", direction=Direction.UP, by="test", at=at)
    actions.connect_kpi(kpi=kpi, unit="KS", direction=Direction.UP, by="test", at=at + timedelta(days=1))

    assert (done.code, done.readings) == (f"{SPLIT}-KS", 6)
    assert models.Indicator.objects.filter(source_key=SPLIT).count() == 1
    assert models.Reading.objects.count() == 6
    assert Entry.objects.filter(code="indicators.indicator.connected").exists()
