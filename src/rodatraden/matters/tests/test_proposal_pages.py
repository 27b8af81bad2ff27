"""Who sees a proposal, and does no way of filling in its words lose any of them?"""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rodatraden.journal.models import Entry
from rodatraden.matters import models
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.tests.drafting import AT, WHOLE, begun, fresh, municipality, taken
from rodatraden.matters.tests.drafting_pages import (
    HOSTILE,
    MOVED,
    remembered,
    sent,
    shown,
    sign_in,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    municipality()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def director(client: Client) -> Client:
    return sign_in(client, "KD")


@pytest.mark.parametrize("post", ["ADMIN", "REVISOR", "REKTOR", "SKOLCHEF", "STRATEG", "HR"])
def test_nothing_of_a_draft_is_told_to_who_may_not_prepare_it(client: Client, post: str) -> None:
    proposal = begun(MOVED)
    sign_in(client, post)

    for address in ("", "/besluta", "/jamfor"):
        for method in (client.get, client.post):
            answer = method(f"/forslag/{proposal.code}{address}")
            assert answer.status_code in {403, 404, 405}
            assert not any(word in answer.content.decode() for word in (WHOLE["title"], WHOLE["reasons"]))
    missing, hidden = client.get("/forslag/F-1999-009"), client.get(f"/forslag/{proposal.code}")
    assert missing.status_code == hidden.status_code
    for address in (
        "/forslag",
        "/forslag.csv",
        "/forslag.json",
        "/beslut",
        "/beslut.json",
        "/arenden",
        "/journal",
        "/",
    ):
        assert WHOLE["title"] not in client.get(address).content.decode()


def test_nothing_of_a_draft_reaches_who_is_not_signed_in_nor_a_page_that_is_kept(
    client: Client, director: Client
) -> None:
    proposal = begun(MOVED)
    nobody = Client()

    assert nobody.get(f"/forslag/{proposal.code}").status_code == nobody.get("/forslag/F-1999-001").status_code == 403
    assert nobody.get("/forslag").status_code == 403
    shown(director, f"/forslag/{proposal.code}")
    assert "private" in director.get(f"/forslag/{proposal.code}").headers["Cache-Control"]
    for address in ("/organisation.json", "/organisation/befattning/STRATEG", "/beslut", "/beslut.csv", "/"):
        assert WHOLE["title"] not in nobody.get(address).content.decode()


@pytest.mark.parametrize(("post", "sees"), [("KD", True), ("EKONOM", True), ("HR", False), ("SKOLCHEF", False)])
def test_who_may_prepare_in_the_unit_sees_it(client: Client, post: str, *, sees: bool) -> None:
    proposal = begun(unit="KLF")
    sign_in(client, post)

    assert client.get(f"/forslag/{proposal.code}").status_code == (200 if sees else 404)
    assert (WHOLE["title"] in shown(client, "/forslag")) is sees
    assert (proposal.code in client.get("/forslag.json").content.decode()) is sees


def test_the_journal_tells_of_a_proposal_when_it_is_decided(client: Client) -> None:
    hidden, known = begun(), begun()
    taken(known)
    sign_in(client, "REVISOR")

    page = shown(client, "/journal")
    assert known.code in page
    assert hidden.code not in page
    assert hidden.code not in client.get("/journal.csv").content.decode()
    assert Entry.objects.filter(label=hidden.code).exists()


def test_a_proposal_is_begun_in_a_unit_of_ones_own(director: Client) -> None:
    shown(director, "/forslag/nytt")
    answer = director.post("/forslag/nytt", {"title": "Ny enhet", "effective_on": "2026-12-01", "unit": "KS"})

    made = models.Proposal.objects.get()
    assert answer.headers["Location"] == f"/forslag/{made.code}"
    assert (made.title, made.unit, made.post, made.effective_on) == ("Ny enhet", "KS", "KD", date(2026, 12, 1))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": "", "effective_on": "2026-12-01"}, "required"),
        ({"title": "X", "effective_on": "9999-01-01"}, "2200"),
        ({"title": "X", "effective_on": "i morgon"}, "i morgon"),
        ({"title": "X", "effective_on": ""}, ""),
        ({"title": "X" * 301, "effective_on": "2026-12-01"}, "300"),
        ({"title": "X", "effective_on": "2026-12-01", "unit": "SAKNAS"}, ""),
    ],
)
def test_what_can_not_begin_is_refused_with_a_sentence(director: Client, fields: dict[str, str], told: str) -> None:
    answer = director.post("/forslag/nytt", {"unit": "KS", **fields})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not models.Proposal.objects.exists()


def test_a_head_begins_proposals_within_the_own_administration_only(client: Client) -> None:
    sign_in(client, "SKOLCHEF")
    page = shown(client, "/forslag/nytt")
    assert "Skolan" in page
    assert "Ledningsförvaltningen" not in page[page.index("<main") :]

    refused = client.post("/forslag/nytt", {"title": "X", "effective_on": "2026-12-01", "unit": "KLF"})
    assert refused.status_code == 422


def test_the_words_are_saved_and_a_day_in_the_year_9999_is_refused(director: Client) -> None:
    proposal = begun()
    answer = sent(director, proposal, "save", **{**WHOLE, "title": "Annan rubrik", "effective_on": "2027-01-01"})
    assert answer.status_code == 302
    assert (fresh(proposal).title, fresh(proposal).effective_on) == ("Annan rubrik", date(2027, 1, 1))

    refused = sent(director, proposal, "save", **{**WHOLE, "title": "Tredje", "effective_on": "9999-12-31"})
    assert refused.status_code == 422
    assert 'value="Tredje"' in refused.content.decode()
    assert fresh(proposal).title == "Annan rubrik"


def test_reasons_of_five_megabytes_are_refused_with_a_sentence_and_nothing_is_lost(
    director: Client, settings: Any
) -> None:
    proposal = begun()
    body = urlencode({"do": "save", **WHOLE, "effective_on": "2026-12-01", "reasons": "ord " * 1_300_000})
    answer = director.post(f"/forslag/{proposal.code}", body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in {400, 413, 422}
    assert fresh(proposal).reasons == WHOLE["reasons"]
    refused = sent(director, proposal, "save", **{**WHOLE, "effective_on": "2026-12-01", "reasons": "x" * 100_001})
    assert refused.status_code == 422
    assert "100001" in refused.content.decode()


def test_markup_in_any_text_is_shown_as_text(director: Client) -> None:
    proposal = begun()
    given = dict.fromkeys(("title", "reasons", "right_reference"), HOSTILE)
    sent(director, proposal, "save", **{**WHOLE, **given, "effective_on": "2026-12-01"})
    sent(director, proposal, "add", kind="unit.renamed", andring__unit="KLF", andring__name=HOSTILE)

    for address in ("", "/besluta", "?slag=unit.moved"):
        page = shown(director, f"/forslag/{proposal.code}{address}")
        assert "&lt;script&gt;" in page
        assert HOSTILE not in page
    assert HOSTILE not in shown(director, "/forslag")


def test_what_is_typed_is_kept_by_itself_and_two_who_write_are_both_told(director: Client) -> None:
    proposal = begun()
    opened = remembered(shown(director, f"/forslag/{proposal.code}"))
    words = {**WHOLE, "effective_on": "2026-12-01"}

    kept = sent(director, proposal, "keep", **{**words, **opened, "reasons": "Den enas."})
    assert kept.status_code == 200
    assert kept.headers["HX-Trigger"] == "rt-kept"
    assert fresh(proposal).reasons == "Den enas."

    other = sent(director, proposal, "keep", **{**words, **opened, "reasons": "Den andras.", "title": "Ny"})
    page = other.content.decode()
    assert "HX-Trigger" not in other.headers
    assert "Den enas." in page
    assert (fresh(proposal).reasons, fresh(proposal).title) == ("Den enas.", "Ny")

    again = {**words, **remembered(page), "reasons": "Bådas.", "title": "Ny"}
    assert sent(director, proposal, "keep", **again).status_code == 200
    assert fresh(proposal).reasons == "Den enas."  # what is saved by itself never takes another's place
    assert sent(director, proposal, "save", **again).status_code == 302
    assert fresh(proposal).reasons == "Bådas."


def test_what_two_have_written_is_shown_beside_each_other_when_saved_by_hand(director: Client) -> None:
    proposal = begun()
    opened = remembered(shown(director, f"/forslag/{proposal.code}"))
    actions.describe(code=proposal.code, given={"reasons": "Den enas."}, seen={}, by="en", at=AT)

    refused = sent(
        director, proposal, "save", **{**WHOLE, **opened, "effective_on": "2026-12-01", "reasons": "Den andras."}
    )
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Den enas." in page
    assert "Den andras." in page


def test_words_like_those_of_an_earlier_decision_are_told_while_they_are_written(director: Client) -> None:
    reasons = " ".join(f"ord{number}" for number in range(100))
    taken(begun(reasons=reasons, title="Det första"))
    proposal = begun()

    kept = sent(
        director, proposal, "keep",
        **{**WHOLE, "effective_on": "2026-12-01", "reasons": reasons.replace("ord7 ", "annat ")},
    )  # fmt: skip

    page = kept.content.decode()
    assert "98 %" in page or "99 %" in page
    assert "Det första" in page
    for address in ("?visa=kvar", "?visa=liknande"):
        assert "Det första" in shown(director, f"/forslag/{proposal.code}{address}")


def test_the_page_is_read_with_few_questions_whatever_it_holds(
    director: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = taken(begun("unit.established unit=NY kind=unit parent=KLF"))
    undoing = begun(MOVED)
    sent(director, undoing, "undo", how="revokes", decision=first, effective_on="")
    prepared = (begun(MOVED, "unit.moved unit=SKOLA parent=KLF"), begun("unit.closed unit=BUF"), undoing)
    shown(director, "/forslag")  # rights are read anew when anything has been written
    for proposal in prepared:
        for address in ("", "?slag=unit.moved", "/besluta"):
            with django_assert_max_num_queries(15):
                shown(director, f"/forslag/{proposal.code}{address}")
    with django_assert_max_num_queries(15):
        shown(director, "/forslag")


def test_addresses_that_are_none_are_answered(director: Client) -> None:
    assert director.get("/forslag/F-1999-001").status_code == 404
    proposal = begun()
    assert shown(director, f"/forslag/{proposal.code}?slag=no.such&andra=x")
    assert sent(director, proposal, "add", kind="no.such").status_code == 404
    assert sent(director, proposal, "dance").status_code == 302


@pytest.mark.parametrize("key", ["9" * 5000, "9" * 30, "-1", "", "٣"])
def test_a_key_that_no_change_has_is_answered_in_words(director: Client, key: str) -> None:
    proposal = begun(MOVED)
    assert shown(director, f"/forslag/{proposal.code}?slag=unit.moved&andra={key}")

    for do in ("remove", "restore", "up", "down", "undo_remove"):
        assert sent(director, proposal, do, key=key).status_code == 302


def test_the_list_is_a_file_too(director: Client) -> None:
    begun()
    assert WHOLE["title"] in director.get("/forslag.csv").content.decode("utf-8-sig")
    assert director.get("/forslag.xlsx").status_code == 200
    assert director.get("/forslag.json").json()["rows"][0]["code"] == "F-2026-001"


def test_an_empty_list_says_what_belongs_there(director: Client) -> None:
    assert "/forslag/nytt" in shown(director, "/forslag")


def test_what_is_laid_aside_is_found_and_taken_up_again(director: Client) -> None:
    proposal = begun(MOVED)
    sent(director, proposal, "discard")
    assert proposal.code not in text(shown(director, "/forslag"))
    assert proposal.code in shown(director, "/forslag?visa=undanlagda")
    page = shown(director, f"/forslag/{proposal.code}")
    assert 'value="take_up"' in page
    assert "<textarea" not in page
    sent(director, proposal, "take_up")
    assert proposal.code in shown(director, "/forslag")


def test_a_field_that_is_not_sent_keeps_its_words(director: Client) -> None:
    proposal = begun()

    director.post(f"/forslag/{proposal.code}", {"do": "save", "title": "Ny rubrik", "effective_on": "2026-12-01"})

    saved = fresh(proposal)
    assert (saved.title, saved.reasons, saved.decided_by) == ("Ny rubrik", WHOLE["reasons"], WHOLE["decided_by"])
