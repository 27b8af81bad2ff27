import pytest
from django.conf import settings
from django.test import Client

from rodatraden.steering import actions, models, queries
from rodatraden.steering.actions import Entry, Handed
from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import BUN, form, shown, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _norrvik() -> None:
    make.municipality()
    make.plan()
    make.asked()


@pytest.fixture
def first() -> Client:
    return writer("LEDARE")


@pytest.fixture
def second() -> Client:
    return writer("CHEF")


def writer(post: str) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    sign_in(client, post)
    return client


def keep(client: Client, **given: str) -> str:
    response = client.post(BUN, {**form(**given), "do": "keep"}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return response.content.decode()


def test_both_are_told_and_neither_loses_a_word(first: Client, second: Client) -> None:
    keep(first, text="Den förstas ord")
    told = keep(second, text="Den andras ord")
    assert "Den förstas ord" in told
    assert queries.waiting_beside(make.ROUND.code, "BUN")[0].text == "Den andras ord"

    seen = str(models.Text.objects.get().pk)
    told = keep(first, text="Den förstas ord, och fler", seen__=seen)
    assert "Someone else is writing in this text too" in told
    assert "Den andras ord" in told
    assert "Saved " in told


def test_their_words_are_there_although_the_browser_is_closed(first: Client, second: Client) -> None:
    keep(first, text="Den förstas ord")
    keep(second, text="Den andras ord")

    assert "Den andras ord" in shown(second, BUN)


def test_when_the_two_are_put_together_nobody_is_told_any_more_and_all_is_kept(first: Client, second: Client) -> None:
    keep(first, text="Den förstas ord")
    keep(second, text="Den andras ord")
    stored = models.Text.objects.get()
    response = second.post(BUN, form(text="Bådas ord", seen__=str(stored.pk)))

    assert response.status_code == 302
    assert queries.waiting_beside(make.ROUND.code, "BUN") == []
    assert models.Aside.objects.get().text == "Den andras ord"
    told = keep(first, text="Den förstas ord igen", seen__=str(stored.pk))
    assert "Bådas ord" in told


def test_who_saves_with_anothers_words_in_front_of_them_has_met_them(first: Client, second: Client) -> None:
    keep(first, text="Den förstas ord")
    keep(second, text="Den andras ord")
    aside, stored = models.Aside.objects.get(), models.Text.objects.get()
    assert f'name="beside" value="{aside.pk}"' in shown(first, BUN)
    first.post(BUN, form(text="Bådas ord", seen__=str(stored.pk), beside=str(aside.pk)))

    assert queries.waiting_beside(make.ROUND.code, "BUN") == []


def test_the_same_words_are_put_aside_once_and_newer_ones_take_their_place(first: Client, second: Client) -> None:
    keep(first, text="Den förstas ord")
    for words in ("Den andras", "Den andras", "Den andras ord"):
        keep(second, text=words)

    assert models.Aside.objects.get().text == "Den andras ord"


def test_a_text_that_finds_its_place_waits_no_more() -> None:
    place = make.place()
    make.write("Först")
    entries = [Entry(text="Sedan")]
    actions.keep_draft(place=place, entries=entries, by="a", at=make.NOW)
    assert models.Aside.objects.get().account == "a"
    stored = models.Text.objects.get()
    actions.save_contribution(place=place, handed=Handed([Entry(text="Ihop", seen=stored.pk)]), by="a", at=make.LATE)

    assert models.Aside.objects.get().is_met
