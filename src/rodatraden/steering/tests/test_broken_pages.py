"""Does the page of broken threads tell what is broken, whose it is, and where it is mended?"""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import shown, sign_in

PLAN = """
    typ;kod;namn;under;enhet;omdöme;riktning;period;operator;målvärde;från
    mål;vision;Norrvik 2035;;NORRVIK;;;;;;2023-01-01
    mål;kunskap;Ta fram en plan för skolan;vision;BUN;;;;;;2023-01-01
    mål;trygg;Alla är trygga;vision;BUN;;;;;;2023-01-01
    mål;hem;Fler bor hemma;vision;SN;Vi frågar dem.;;;;;2023-01-01
    mål;ensamt;Kommunen är öppen;vision;NORRVIK;Dialog;;;;;2023-01-01
    indikator;trygghet;Trygga elever;trygg;BUN;;upp;;;;2023-01-01
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"


@pytest.fixture(autouse=True)
def _norrvik(tmp_path: Path) -> None:
    make.municipality()
    assert make.load(tmp_path, make.JANUARY, plan=PLAN).faults == []


def test_everything_that_is_broken_is_told_with_its_owner(client: Client) -> None:
    page = shown(client, "/mal/brutna-tradar?on=2026-05-01")

    assert "3 things are broken, among 5 goals, 1 indicators and 0 commitments" in page
    assert "“Ta fram en plan för”" in page
    assert "Nobody carries it" in page
    assert "It has no target for 2026." in page
    assert "Fler bor hemma" not in page
    assert "andra#id_" not in page


def test_who_may_mend_it_is_led_to_the_question_that_mends_it(client: Client) -> None:
    sign_in(client, "CHEF")

    page = shown(client, "/mal/brutna-tradar")

    assert 'href="/mal/kunskap/andra#id_title"' in page
    assert 'href="/indikatorer/trygghet/malvarde"' in page
    assert "/mal/ensamt/andra" not in page


def test_it_is_shown_for_one_unit_and_as_a_file(client: Client) -> None:
    told = client.get("/mal/brutna-tradar.json").json()["rows"]
    assert {row["code"] for row in told} == {"kunskap", "ensamt", "trygghet"}

    assert "Kommunen är öppen" not in shown(client, "/mal/brutna-tradar?enhet=BUN")


def test_with_no_goals_nothing_is_broken(client: Client) -> None:
    assert "No thread is broken" in shown(client, "/mal/brutna-tradar?on=2020-01-01")


def test_it_takes_few_questions_whatever_the_size(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(15):
        shown(client, "/mal/brutna-tradar")


@pytest.mark.parametrize("day", ["1862-01-01", "2200-12-31"])
def test_a_day_before_or_after_every_period_is_shown_too(client: Client, day: str) -> None:
    assert client.get(f"/mal/brutna-tradar?on={day}").status_code == 200
