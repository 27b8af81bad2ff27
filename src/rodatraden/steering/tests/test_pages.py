import csv
import io

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rodatraden.identity.models import User
from rodatraden.steering import models
from rodatraden.steering.rules import Counts, Stage, Status
from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import BUN, ROUND, form, shown, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _norrvik(client: Client) -> None:
    make.municipality()
    make.plan()
    make.asked()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def manager(client: Client) -> User:
    return sign_in(client, "LEDARE")


@pytest.mark.parametrize(
    "address",
    ["/mal", "/mal?enhet=BUN", "/mal/kunskap", "/mal.csv", "/mal.json", "/uppfoljning", ROUND, f"{ROUND}.json"],
)
def test_anyone_reads_goals_and_rounds_in_few_queries(
    address: str, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


@pytest.mark.usefixtures("manager")
def test_the_page_to_write_on_takes_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(BUN)  # what the reader holds is kept until something is written

    with django_assert_max_num_queries(15):
        assert client.get(BUN).status_code == 200


def test_shows_outcome_target_and_both_statuses(client: Client) -> None:
    make.assess(Status.ACHIEVED, "Trafikstörningar.")
    make.submit()
    make.approve()

    page = shown(client, "/mal/kunskap")
    assert "Trafikstörningar." in page
    assert "rt-status--partly" in page
    assert "rt-status--reached" in page
    assert "Befattning LEDARE" in page


def test_drafts_are_not_shown_to_the_public(client: Client) -> None:
    make.write("Hemligt utkast", "kunskap")
    make.assess(Status.ACHIEVED, "Hemligt skäl")

    for address in ("/mal", "/mal/kunskap", "/mal.json", "/mal.csv", ROUND, f"{ROUND}.json", f"{ROUND}.csv"):
        assert "Hemligt" not in shown(client, address)
    assert shown(client, BUN, 403)

    sign_in(client, "LARARE")
    assert "Hemligt utkast" in shown(client, "/mal/kunskap")
    assert "Hemligt utkast" in shown(client, BUN)


def test_why_a_later_draft_was_sent_back_is_not_shown_to_the_public(client: Client) -> None:
    make.submit()
    make.approve()
    make.send_back("Ny uppgift.")
    make.send_back("Hemligt skäl.")

    assert "Hemligt" not in shown(client, BUN)

    sign_in(client, "LARARE")
    assert "Hemligt skäl." in shown(client, BUN)


def test_a_neighbour_does_not_see_the_draft(client: Client) -> None:
    make.write("Hemligt utkast", "kunskap")
    sign_in(client, "SN-CHEF")

    assert "Hemligt" not in shown(client, "/mal/kunskap")
    assert shown(client, BUN, 403)


def test_filters_by_unit_with_the_goals_above(client: Client) -> None:
    page = shown(client, "/mal?enhet=SN")

    assert "Mål hem" in page
    assert "Mål vision" in page
    assert "Mål kunskap" not in page


def test_a_units_counts_are_of_its_own_goals_only(client: Client) -> None:
    make.assess(Status.NOT_ACHIEVED, "Hela kommunen.", "vision", unit="NORRVIK")
    make.submit("NORRVIK")
    make.approve("NORRVIK")

    told = client.get("/mal?enhet=SN").context["told"]
    assert told.counts == Counts(cannot_be_assessed=1)
    assert [(goal.code, goal.below.total) for goal in told.goals] == [("vision", 1), ("hem", 0)]
    assert client.get("/mal").context["told"].counts.total == 4
    goals = client.get("/mal.json?enhet=SN").json()["goals"]
    assert [goal["code"] for goal in goals] == ["vision", "hem"]


def test_a_draft_that_does_not_count_is_not_said_to(client: Client) -> None:
    make.assess(Status.NOT_ACHIEVED, "Ett utkast.")
    sign_in(client, "LARARE")

    assert "Drafts are counted" in shown(client, "/mal?enhet=BUN")
    assert "Drafts are counted" not in shown(client, "/mal?enhet=SN")


def test_the_file_holds_numbers_as_numbers(client: Client) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/mal.csv").content.decode("utf-8-sig")), delimiter=";"))
    betyg = next(row for row in rows if row[1] == "betyg")

    assert (betyg[5], betyg[6]) == ("1", "1")
    assert client.get("/mal.xlsx").status_code == 200
    assert client.get(f"{ROUND}.xlsx").status_code == 200
    assert client.get("/uppfoljning.xlsx").status_code == 200


def test_json_holds_numbers_as_strings_and_missing_as_null(client: Client) -> None:
    told = client.get(f"/mal.json?round={make.ROUND.code}").json()
    goals = {goal["code"]: goal for goal in told["goals"]}

    assert told["round"] == make.ROUND.code
    assert (goals["kunskap"]["computed"], goals["kunskap"]["assessed"], goals["kunskap"]["parent"]) == (
        "partly",
        None,
        "vision",
    )
    assert goals["kunskap"]["indicators"][1] == {
        "code": "betyg",
        "name": "Indikator betyg",
        "measure": "%",
        "direction": "up",
        "period": "2025",
        "target": "1",
        "operator": "<",
        "outcome": "1",
        "previous": None,
        "computed": "missed",
    }
    assert goals["hem"]["indicators"][0]["outcome"] is None
    assert goals["hem"]["computed"] == "cannot_be_assessed"


def test_a_round_as_json_counts(client: Client) -> None:
    told = client.get(f"{ROUND}.json").json()

    assert told["counts"] == {"achieved": 1, "partly": 1, "not_achieved": 0, "cannot_be_assessed": 1}
    assert [(unit["unit"], unit["stage"]) for unit in told["units"]] == [
        ("BUN", "draft"),
        ("NORRVIK", "draft"),
        ("SN", "draft"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/mal/ingen",
        "/mal?round=ingen",
        "/mal.json?round=ingen",
        "/uppfoljning/ingen",
        "/uppfoljning/ingen.json",
        "/uppfoljning/ingen/BUN",
        f"{ROUND}/SKOLAN",
    ],
)
def test_what_is_not_there_is_not_found(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_a_day_before_everything_has_no_goals(client: Client) -> None:
    page = shown(client, "/mal?on=2023-01-01")

    assert "No goals on this day" in page
    assert client.get("/mal.json?on=2023-01-01").json() == {
        "on": "2023-01-01",
        "known": str(client.get("/mal.json").json()["known"]),
        "round": None,
        "goals": [],
    }
    assert "No follow-up has begun" in shown(client, "/uppfoljning?on=2023-01-01")


def test_a_goal_that_no_longer_applies_says_so(client: Client) -> None:
    models.Goal.objects.filter(code="trygg").update(valid_to="2026-01-01")

    assert "does not apply on the day" in shown(client, "/mal/trygg")


def test_without_a_round_the_indicators_of_the_year_are_shown(client: Client) -> None:
    page = shown(client, "/mal?on=2025-06-01")

    assert "No follow-up has begun by this day" in page
    assert "Indikator betyg" in page


def test_goes_from_draft_to_approved_by_the_hands_of_those_who_may(client: Client) -> None:
    sign_in(client, "LEDARE")
    assert client.post(BUN, {**form(text="Klart."), "do": "submit"}).status_code == 302
    assert client.post(BUN, {"do": "approve"}).status_code == 403
    assert "waits for the one who approves" in shown(client, BUN)

    sign_in(client, "CHEF")
    assert "Approve" in shown(client, BUN)
    assert client.post(BUN, {"do": "approve"}).status_code == 302
    assert models.Submission.objects.latest("pk").post == "CHEF"

    client.logout()
    assert "Klart." in shown(client, BUN)


def test_who_approves_their_own_words_is_told_so(client: Client) -> None:
    make.submit()
    sign_in(client, "CHEF")
    assert "written yourself" not in shown(client, BUN)

    make.send_back("Mer.")
    client.post(BUN, {**form(text="Med mina ord.", seen__=str(models.Text.objects.get().pk)), "do": "submit"})
    assert "You approve a text that you have written yourself." in shown(client, BUN)
    assert client.post(BUN, {"do": "approve"}).status_code == 302
    assert models.Submission.objects.latest("pk").stage == Stage.APPROVED


def test_an_empty_contribution_can_be_sent_back_but_not_approved(client: Client) -> None:
    models.Submission.objects.create(round=make.ROUND.code, unit="BUN", stage=Stage.DONE, recorded_at=make.NOW)
    sign_in(client, "CHEF")

    page = shown(client, BUN)
    assert "nothing to approve" in page
    assert 'value="approve"' not in page
    assert 'value="send_back"' in page
    assert "nothing to approve" in client.post(BUN, {"do": "approve"}, follow=True).content.decode()
    assert not models.Submission.objects.filter(stage=Stage.APPROVED).exists()


def test_is_sent_back_with_a_reason_that_the_writer_sees(client: Client) -> None:
    make.submit()
    sign_in(client, "CHEF")
    assert client.post(BUN, {"do": "send_back", "reason": " "}).status_code == 422
    assert client.post(BUN, {"do": "send_back", "reason": "Skriv vad ni gör."}).status_code == 302

    sign_in(client, "LEDARE")
    assert "Skriv vad ni gör." in shown(client, BUN)
    assert client.post(BUN, {"do": "send_back", "reason": "Nej"}).status_code == 403


def test_who_wrote_takes_back_what_is_only_done(client: Client) -> None:
    make.submit()
    sign_in(client, "LEDARE")

    assert client.post(BUN, {"do": "send_back", "reason": "Glömde en sak."}).status_code == 302
    assert models.Submission.objects.latest("pk").stage == Stage.DRAFT


def test_a_decision_about_what_has_moved_on_is_not_made(client: Client) -> None:
    sign_in(client, "CHEF")
    response = client.post(BUN, {"do": "approve"}, follow=True)

    assert "passed on meanwhile" in response.content.decode()
    assert not models.Submission.objects.filter(stage=Stage.APPROVED).exists()


def test_who_is_not_signed_in_is_refused(client: Client) -> None:
    assert client.post(BUN, form(text="Hej")).status_code == 403


def test_says_so_where_drafts_are_counted(client: Client) -> None:
    make.assess(Status.NOT_ACHIEVED, "Ett utkast.")
    addresses = (ROUND, "/mal", "/mal/vision")
    assert not any("Drafts are counted" in shown(client, address) for address in addresses)

    sign_in(client, "LARARE")
    assert all("Drafts are counted" in shown(client, address) for address in addresses)
    make.submit()
    make.approve()
    assert not any("Drafts are counted" in shown(client, address) for address in addresses)


def test_links_only_to_what_the_reader_may_open(client: Client) -> None:
    make.submit("SN")
    make.approve("SN")
    page = shown(client, ROUND)
    assert f'href="{ROUND}/SN"' in page
    assert f'href="{BUN}"' not in page
    assert "Enhet BUN" in page
    assert "becomes public when it is approved" in page

    sign_in(client, "LARARE")
    assert f'href="{BUN}"' in shown(client, ROUND)


def test_the_file_says_when_in_local_time(client: Client) -> None:
    rows = list(csv.reader(io.StringIO(client.get(f"{ROUND}.csv").content.decode("utf-8-sig")), delimiter=";"))

    assert [row[3] for row in rows[1:]] == ["2026-05-04 09:00"] * 3


def test_a_goal_with_nothing_measured_says_so_instead_of_counting_none(client: Client) -> None:
    assert "no outcome to compare with the targets" in shown(client, "/mal/hem")


def test_the_round_lists_who_has_not_reported(client: Client) -> None:
    make.submit("SN")
    page = shown(client, ROUND)

    waiting = page.split("Who has not reported yet")[1].split("</ul>")[0]
    assert "Enhet BUN" in waiting
    assert "Enhet SN" not in waiting


def test_a_round_where_nobody_is_asked_says_what_belongs_there(client: Client) -> None:
    models.Submission.objects.all().delete()

    assert "Nobody is asked yet" in shown(client, ROUND)


def test_what_was_recorded_of_a_goal_s_indicators_comes_as_files(client: Client) -> None:
    rows = client.get("/mal/kunskap.json").json()["rows"]

    assert {(row["code"], row["unit"]) for row in rows} >= {(rows[0]["code"], "BUN")}
    assert len(client.get("/mal/kunskap.csv").content.decode().splitlines()) == len(rows) + 1
    assert client.get("/mal/kunskap.xlsx").content.startswith(b"PK")
    assert client.get("/mal/nix.csv").status_code == 404
