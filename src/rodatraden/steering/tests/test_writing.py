import pytest
from django.conf import settings
from django.test import Client

from rodatraden.identity.models import User
from rodatraden.journal.models import Entry
from rodatraden.steering import models, rules
from rodatraden.steering.rules import LONGEST_TEXT, Stage, Status
from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import BUN, form, shown, sign_in

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


@pytest.mark.usefixtures("manager")
def test_saves_a_draft_and_says_when(client: Client) -> None:
    response = client.post(BUN, form(text="Ett bra år.", text__kunskap="Fler lyckas.", assessed__trygg="achieved"))
    assert response.status_code == 302

    page = shown(client, BUN)
    assert "Saved" in page
    assert "Ett bra år." in page
    assert models.Text.objects.get(goal="").post == "LEDARE"
    assert models.Assessment.objects.get().status == Status.ACHIEVED
    assert Entry.objects.filter(code="steering.contribution.saved", actor="ledare").count() == 1


@pytest.mark.usefixtures("manager")
def test_an_assessment_without_its_reason_is_told_beside_the_field_and_nothing_typed_is_lost(client: Client) -> None:
    response = client.post(BUN, form(text="Min långa text.", assessed__kunskap="achieved"))
    page = response.content.decode()

    assert response.status_code == 422
    assert "Say why “Mål kunskap” is assessed otherwise" in page
    assert "Min långa text." in page
    assert not models.Text.objects.exists()


@pytest.mark.usefixtures("manager")
def test_a_reason_without_an_assessment_is_asked_about(client: Client) -> None:
    response = client.post(BUN, form(reason__kunskap="Därför."))

    assert response.status_code == 422
    assert "Choose an assessment too" in response.content.decode()


@pytest.mark.usefixtures("manager")
def test_a_text_that_is_too_long_is_refused_with_all_of_it_kept(client: Client) -> None:
    response = client.post(BUN, form(text="x" * (LONGEST_TEXT + 1)))

    assert response.status_code == 422
    assert "x" * (LONGEST_TEXT + 1) in response.content.decode()


@pytest.mark.usefixtures("manager")
def test_who_saves_second_sees_both_texts_and_can_save_again(client: Client) -> None:
    theirs = make.write("Den andras text", "kunskap")
    assert theirs is not None

    response = client.post(BUN, form(text__kunskap="Min text"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Den andras text" in page
    assert "Min text" in page

    again = client.post(BUN, form(text__kunskap="Bådas text", seen__kunskap=str(theirs.pk)))
    assert again.status_code == 302
    assert models.Text.objects.count() == 2


def keep(client: Client, **given: str) -> str:
    """What the page is told when it saves by itself."""
    response = client.post(BUN, {**form(**given), "do": "keep"}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("manager")
def test_what_is_written_is_kept_by_itself_and_stays_a_draft(client: Client) -> None:
    told = keep(client, text="Halvfärdig men", text__kunskap="Fler")

    assert "Saved " in told
    assert "Not saved yet" not in told
    assert {text.text for text in models.Text.objects.all()} == {"Halvfärdig men", "Fler"}
    assert not models.Submission.objects.exclude(stage=Stage.DRAFT).exists()
    assert Entry.objects.filter(code="steering.contribution.saved").count() == 1
    assert "Halvfärdig men" in shown(client, BUN)


@pytest.mark.usefixtures("manager")
def test_keeping_the_same_again_adds_nothing_and_one_goes_on_from_what_was_kept(client: Client) -> None:
    keep(client, text="Först")
    assert keep(client, text="Först").count("Saved ") == 1
    first = models.Text.objects.get()
    assert f'name="seen:" value="{first.pk}"' in keep(client, text="Först")

    assert "Not saved yet" not in keep(client, text="Sedan", seen__=str(first.pk))
    assert Entry.objects.filter(code="steering.contribution.saved").count() == 2


@pytest.mark.usefixtures("manager")
def test_an_assessment_waits_for_its_reason_while_the_rest_is_kept(client: Client) -> None:
    told = keep(client, text__trygg="Tryggt.", assessed__kunskap="achieved")

    assert "Not saved yet" in told
    assert "Say why" in told
    assert models.Text.objects.get().text == "Tryggt."
    assert not models.Assessment.objects.exists()


@pytest.mark.usefixtures("manager")
def test_what_is_kept_by_itself_never_takes_the_place_of_what_someone_else_wrote(client: Client) -> None:
    theirs = make.write("Den andras text", "kunskap")
    assert theirs is not None

    told = keep(client, text="Helheten", text__kunskap="Min text")
    assert "Den andras text" in told
    assert "Someone else saved this text" in told
    assert set(models.Text.objects.values_list("text", flat=True)) == {"Den andras text", "Helheten"}
    told = keep(client, text="Helheten", text__kunskap="Min text", met__kunskap=str(theirs.pk))
    assert "Not saved yet" in told

    saved = client.post(BUN, form(text="Helheten", text__kunskap="Bådas text", met__kunskap=str(theirs.pk)))
    assert saved.status_code == 302
    assert models.Text.objects.latest("recorded_at").text == "Bådas text"


@pytest.mark.usefixtures("manager")
def test_a_form_that_lies_open_does_not_put_back_an_assessment(client: Client) -> None:
    make.assess(Status.NOT_ACHIEVED, "En sak.")
    before = rules.as_shown(Status.NOT_ACHIEVED, "En sak.")
    make.assess(Status.ACHIEVED, "En annan sak.")

    untouched = {"assessed__kunskap": "not_achieved", "reason__kunskap": "En sak.", "was__kunskap": before}
    assert "Not saved yet" not in keep(client, text="Hej", **untouched)
    assert models.Assessment.objects.latest("pk").status == Status.ACHIEVED

    touched = {**untouched, "reason__kunskap": "En tredje sak."}
    assert "Someone else has assessed" in keep(client, text="Hej", **touched)
    assert client.post(BUN, form(text="Hej", **touched)).status_code == 422
    assert models.Assessment.objects.count() == 2
    meant = {**touched, "was__kunskap": rules.as_shown(Status.ACHIEVED, "En annan sak.")}
    assert client.post(BUN, form(text="Hej", **meant)).status_code == 302
    assert models.Assessment.objects.latest("pk").reason == "En tredje sak."


def test_nothing_is_kept_of_what_was_handed_in_or_by_who_may_not_write(client: Client) -> None:
    make.submit()
    sign_in(client, "LARARE")
    assert client.post(BUN, {**form(text="Hej"), "do": "keep"}).status_code == 403
    sign_in(client, "LEDARE")

    assert "passed on while you wrote" in keep(client, text="Min sena text")
    assert "Min sena text" not in set(models.Text.objects.values_list("text", flat=True))


@pytest.mark.usefixtures("manager")
def test_what_was_handed_in_meanwhile_is_not_written_over_but_shown(client: Client) -> None:
    make.submit()
    response = client.post(BUN, form(text="Min sena text"))

    assert response.status_code == 409
    assert "Min sena text" in response.content.decode()
    assert models.Text.objects.get().text == "Inget att rapportera."


@pytest.mark.usefixtures("manager")
def test_what_is_voluntary_is_said_once(client: Client) -> None:
    page = shown(client, BUN)

    assert page.count("You choose what to write") == 1
    assert "(optional)" not in page


@pytest.mark.usefixtures("manager")
def test_nothing_is_handed_in_without_a_sentence(client: Client) -> None:
    response = client.post(BUN, {**form(), "do": "submit"})

    assert response.status_code == 422
    assert "Write at least a sentence" in response.content.decode()
    assert not models.Submission.objects.exclude(stage=Stage.DRAFT).exists()


@pytest.mark.parametrize("post", ["LARARE", "SN-CHEF"])
def test_who_may_not_write_is_refused(post: str, client: Client) -> None:
    sign_in(client, post)

    assert client.post(BUN, form(text="Hej")).status_code == 403
    assert not models.Text.objects.exists()


@pytest.mark.usefixtures("manager")
def test_nobody_writes_in_the_past(client: Client) -> None:
    assert "<textarea" in shown(client, BUN)
    assert "<textarea" not in shown(client, f"{BUN}?on=2026-06-01")


def test_a_closed_round_says_so(client: Client) -> None:
    make.close()
    sign_in(client, "LEDARE")

    page = shown(client, BUN)
    assert "nothing more is written in it" in page
    assert "<textarea" not in page
    assert client.post(BUN, form(text="För sent")).status_code == 409
