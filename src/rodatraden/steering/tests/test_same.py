"""Is it told when a text is nearly the same as in the round before, to those who write and approve and no others?"""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.conf import settings
from django.test import Client

from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import actions, models, queries
from rodatraden.steering.actions import Entry, Place
from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import BUN, form, shown, sign_in

pytestmark = pytest.mark.django_db

BEFORE = "uppfoljning-2025-12"
TEXT = "Skolorna har fått fler behöriga lärare under året och resultaten i årskurs nio har stigit något i alla ämnen."
NEARLY = TEXT.replace("något", "tydligt")
SAID = "% the same as in"


@pytest.fixture(autouse=True)
def _norrvik(client: Client) -> None:
    make.municipality()
    make.plan()
    make.asked()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def write_before(text: str = TEXT, goal: str = "", *, code: str = BEFORE, at: datetime = make.EARLY) -> models.Round:
    """What BUN wrote in an earlier round."""
    described = replace(make.ROUND, code=code, title=f"Uppföljning {code[-7:]}", period=code[-7:])
    followed = actions.open_round(described=described, units=["BUN"], by="test", at=at)
    actions.write_text(place=Place(followed, "BUN"), entry=Entry(goal=goal, text=text), by="test", at=at, post="LEDARE")
    return followed


def test_who_writes_is_told_in_which_round_it_stood(client: Client) -> None:
    write_before()
    make.write(NEARLY)
    sign_in(client, "LEDARE")

    page = shown(client, BUN)

    assert f"The text is 94 {SAID}" in page
    assert f'<a href="/uppfoljning/{BEFORE}/BUN">Uppföljning 2025-12</a>' in page


def test_who_writes_is_told_while_writing(client: Client) -> None:
    write_before(goal="kunskap")
    sign_in(client, "LEDARE")

    kept = client.post(BUN, form(text__kunskap=TEXT, do="keep")).content.decode()

    assert f"The text is 100 {SAID}" in kept.split('id="same:kunskap"')[1].split("</div>")[0]
    assert kept.count(SAID) == 1


def test_who_approves_is_told_and_sees_which_words_differ(client: Client) -> None:
    write_before()
    make.write(NEARLY)
    make.submit()
    sign_in(client, "CHEF")

    page = shown(client, BUN)

    assert f"The text is 94 {SAID}" in page
    assert "Show which words differ" in page
    assert "[only in the earlier: </span>något" in page


def test_what_is_public_says_nothing_of_it(client: Client) -> None:
    write_before()
    make.write(TEXT)
    make.submit()
    make.approve()

    assert SAID not in shown(client, BUN)


@pytest.mark.parametrize("text", ["", "Något helt annat hände i år, och det är bra."])
def test_nothing_is_told_of_another_text(client: Client, text: str) -> None:
    write_before()
    make.write(text)
    sign_in(client, "LEDARE")

    assert SAID not in shown(client, BUN)


def test_the_latest_earlier_round_counts_and_no_later_one() -> None:
    write_before("För länge sedan.", code="uppfoljning-2025-04")
    write_before("Förra gången.")
    write_before("Nästa gång.", code="uppfoljning-2026-08")

    followed = queries.round_with(make.ROUND.code, known=FOREVER)
    assert followed is not None
    assert queries.written_before(followed, "BUN", known=FOREVER)[""].text == "Förra gången."


def test_what_was_written_after_the_day_is_not_known() -> None:
    write_before(at=make.LATE)

    followed = queries.round_with(make.ROUND.code, known=FOREVER)
    assert followed is not None
    assert queries.written_before(followed, "BUN", known=date(2026, 7, 1)) == {}
