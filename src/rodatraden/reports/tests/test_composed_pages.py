"""Do the pages of composed reports show what is written to those who may see it, and take what is filled in?"""

import pytest
from django.test import Client
from django.utils import timezone

from rodatraden.control.tests import make
from rodatraden.reports import actions, models, queries
from rodatraden.reports.actions import NewTask, Signature
from rodatraden.reports.tests import composing

pytestmark = pytest.mark.django_db

SECTION = "/rapporter/skrivna/ik/skriv/bedomning"


@pytest.fixture(autouse=True)
def report() -> None:
    composing.municipality()
    composing.start()


def signed_in(client: Client, post: str) -> Client:
    client.force_login(make.account(post))
    return client


def test_that_a_report_is_written_is_public_and_what_it_says_is_not(client: Client) -> None:
    composing.write("<p>Hemligt utkast</p>")

    listed = client.get("/rapporter/skrivna").content.decode()

    assert "Intern kontroll 2026" in listed
    for address in ("/rapporter/skrivna/ik", "/rapporter/skrivna/ik.json", "/rapporter/skrivna/ik?utgava=0", SECTION):
        answer = client.get(address)
        assert answer.status_code in {302, 403}
        assert "Hemligt" not in answer.content.decode()


def test_a_signed_report_is_public_and_the_draft_after_it_is_not(client: Client) -> None:
    composing.write("<p>Signerat</p>")
    composing.finish()
    actions.sign_composed(code="ik", known=make.LATER, signature=Signature(make.NOW, "KD"), by="test")
    composing.write("<p>Utkast efter</p>", seen=models.SectionText.objects.get().pk)

    assert "Signerat" in client.get("/rapporter/skrivna/ik").content.decode()
    assert "Signerat" in client.get("/rapporter/skrivna/ik.json").content.decode()
    assert client.get("/rapporter/skrivna/ik?utgava=0").status_code in {302, 403}
    assert client.get("/rapporter/skrivna/ik?utgava=7").status_code == 404


def test_the_named_writer_writes_and_others_only_remark(client: Client) -> None:
    composing.assign("bedomning", writer="REVISOR")
    signed_in(client, "REVISOR")

    saved = client.post(SECTION, {"gor": "text", "html": "<p>Min text</p>", "is_ready": "on"})
    other = client.post("/rapporter/skrivna/ik/skriv/atgarder", {"gor": "text", "html": "<p>Nej</p>"})
    remark = client.post("/rapporter/skrivna/ik/skriv/atgarder", {"gor": "anmarkning", "text": "Vilka?"})

    assert (saved.status_code, other.status_code, remark.status_code) == (302, 403, 302)
    assert [row.html for row in models.SectionText.objects.all()] == ["<p>Min text</p>"]
    assert queries.tasks_of("ik", known=make.LATER)["bedomning"].is_ready


def test_the_writer_from_another_unit_writes_their_section_and_sees_no_other(client: Client) -> None:
    composing.start("ks", unit="KS")
    actions.assign(new=NewTask(report="ks", section="bedomning", writer="FC-BUF"), by="test", at=composing.NOW)
    signed_in(client, "FC-BUF")
    report = "/rapporter/skrivna/ks"

    opened = client.get(f"{report}/skriv/bedomning")
    saved = client.post(f"{report}/skriv/bedomning", {"gor": "text", "html": "<p>Min text</p>"})
    others = [client.get(address) for address in (f"{report}/skriv/atgarder", report)]

    assert (opened.status_code, saved.status_code) == (200, 302)
    assert [each.status_code for each in others] == [403, 403]


def test_who_saves_second_sees_both_texts(client: Client) -> None:
    signed_in(client, "KD")
    composing.write("<p>Den andras ord</p>")

    answer = client.post(SECTION, {"gor": "text", "html": "<p>Mina ord</p>", "seen": ""})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Den andras ord" in page
    assert "Mina ord" in page


def test_a_report_is_started_and_its_writers_named_in_the_browser(client: Client) -> None:
    signed_in(client, "KD")
    given = {"template": "internkontroll", "title": "Kontrollrapport", "day": "2026-12-31", "unit": "", "round": ""}

    started = client.post("/rapporter/skrivna/ny", given)
    again = client.post("/rapporter/skrivna/ny", given)
    address = "/rapporter/skrivna/internkontroll-2026-12-31/skriv/bedomning"
    named = client.post(address, {"gor": "uppgift", "uppgift-writer": "FC-BUF", "uppgift-due": "2027-01-15"})

    assert (started.status_code, again.status_code, named.status_code) == (302, 422, 302)
    assert queries.tasks_of("internkontroll-2026-12-31", known=make.LATER)["bedomning"].writer == "FC-BUF"


@pytest.mark.parametrize(
    "wrong",
    [
        {"template": "finns-inte"},
        {"day": "9999-01-01"},
        {"title": ""},
        {"unit": "FINNS-INTE"},
        {"template": "delarsrapport"},
        {"template": "ny-chef"},
        {"deadline": "2020-01-01"},
    ],
)
def test_a_report_that_does_not_hold_is_not_started(client: Client, wrong: dict[str, str]) -> None:
    given = {"template": "internkontroll", "title": "Kontrollrapport", "day": "2026-12-31", "unit": "", "round": ""}

    answer = signed_in(client, "KD").post("/rapporter/skrivna/ny", given | wrong)

    assert answer.status_code == 422
    assert models.Report.objects.count() == 1


def test_an_employee_starts_writes_and_signs_nothing(client: Client) -> None:
    signed_in(client, "LARARE")

    assert client.get("/rapporter/skrivna/ny").status_code == 403
    assert client.post(SECTION, {"gor": "text", "html": "<p>Nej</p>"}).status_code == 403
    assert client.post("/rapporter/skrivna/ik/signera", {}).status_code == 403
    assert not models.SectionText.objects.exists()


def test_the_director_signs_when_every_section_is_ready(client: Client) -> None:
    signed_in(client, "KD")

    early = client.post("/rapporter/skrivna/ik/signera", {})
    composing.finish()
    signed = client.post("/rapporter/skrivna/ik/signera", {})

    assert (early.status_code, signed.status_code) == (422, 302)
    assert "Samlad bedömning" in early.content.decode()
    assert models.ComposedEdition.objects.get().number == 1


def test_what_differs_from_an_edition_is_marked_and_a_draft_stays_hidden(client: Client) -> None:
    composing.write("<p>Kontrollen är svag.</p>")
    composing.finish()
    actions.sign_composed(code="ik", known=make.LATER, signature=Signature(make.NOW, "KD"), by="test")
    composing.write("<p>Kontrollen är god.</p>", seen=models.SectionText.objects.get().pk)
    actions.sign_composed(code="ik", known=make.LATER, signature=Signature(make.NOW, "KD"), by="test")

    page = client.get("/rapporter/skrivna/ik/skillnad").content.decode()

    assert "<del>svag.</del>" in page
    assert "<ins>god.</ins>" in page
    assert client.get("/rapporter/skrivna/ik/skillnad?fran=igar").status_code == 404
    assert client.get("/rapporter/skrivna/ik/skillnad?fran=9").status_code == 404
    assert client.get("/rapporter/skrivna/ik/skillnad?utgava=0").status_code in {302, 403}


def test_a_report_that_was_started_today_has_no_yesterday(client: Client) -> None:
    models.ReportVersion.objects.update(recorded_at=timezone.now())

    page = signed_in(client, "KD").get("/rapporter/skrivna/ik/skillnad").content.decode()

    assert "Den startades senare" in page


def test_html_in_a_text_is_clean_on_the_page(client: Client) -> None:
    composing.write('<p>Text</p><img src=x onerror="alert(1)"><a href="javascript:alert(1)">länk</a>')

    page = signed_in(client, "KD").get("/rapporter/skrivna/ik").content.decode()

    assert "onerror" not in page
    assert "javascript:" not in page
