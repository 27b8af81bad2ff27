from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone

from rodatraden.journal.models import Entry as JournalEntry
from rodatraden.steering import actions, models, queries
from rodatraden.steering.rules.reminding import Nudge, Urgency
from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import ROUND, shown, sign_in

pytestmark = pytest.mark.django_db

MISSING = f"{ROUND}/saknas"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def _norrvik(client: Client) -> None:
    """The last day, 13 May 2026, has passed long ago; LEDARE and CHEF answer for BUN."""
    make.municipality()
    make.plan()
    make.asked()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def account(post: str) -> None:
    user = make.account(post)
    user.username = f"{post.lower()}@norrvik.example"
    user.save(update_fields=["username"])


def told(on: date = date(2026, 5, 12)) -> list[tuple[str, Urgency, tuple[str, ...]]]:
    found = queries.missing(make.place().followed, on=on, known=on)
    return [(each.unit, each.urgency, each.posts) for each in found]


def test_who_is_missing_is_told_with_who_answers_and_the_most_urgent_first() -> None:
    make.write("Begun", unit="SN")
    actions.prolong(place=make.place("NORRVIK"), due=date(2026, 5, 11), by="test", at=make.NOW)

    assert told() == [
        ("NORRVIK", Urgency.LATE, ("DIREKTOR",)),
        ("BUN", Urgency.DUE_SOON, ("CHEF", "LEDARE")),
        ("SN", Urgency.DUE_SOON, ("SN-CHEF",)),
    ]
    make.submit("BUN")
    assert [each.is_handed_in for each in queries.missing(make.place().followed, on=make.LATER, known=make.LATER)] == [
        False,
        False,
        True,
    ]


def test_a_new_last_day_moves_nothing_else() -> None:
    make.submit()
    actions.prolong(place=make.place(), due=date(2026, 6, 1), by="test", at=make.LATE)

    unit = queries.followup(make.place().followed, known=make.LATER).unit("BUN")
    assert unit
    assert unit.submitted
    assert (unit.submitted.post, unit.submitted.due) == ("LEDARE", date(2026, 6, 1))
    assert JournalEntry.objects.filter(code="steering.round.prolonged").count() == 1


def test_the_page_is_for_those_who_follow_and_lists_what_they_follow(client: Client) -> None:
    assert client.get(MISSING).status_code == 403
    sign_in(client, "CHEF")
    page = shown(client, MISSING)

    assert "Enhet BUN" in page
    assert "Enhet SN" not in page
    assert "Befattning LEDARE" in page
    sign_in(client, "DIREKTOR")
    assert "Enhet SN" in shown(client, MISSING)
    assert "Befattning SN-CHEF" in client.get(f"{MISSING}.csv").content.decode("utf-8-sig")
    assert client.get(f"{MISSING}.xlsx").status_code == 200
    assert {row["code"] for row in client.get(f"{MISSING}.json").json()["rows"]} == {"BUN", "SN", "NORRVIK"}


def test_one_or_all_are_reminded_by_hand_and_nobody_twice_a_day(client: Client) -> None:
    for post in ("LEDARE", "SN-CHEF"):
        account(post)
    sign_in(client, "DIREKTOR")
    page = client.post(MISSING, {"do": "remind", "unit": "SN"}, follow=True).content.decode()
    assert "1 reminder was sent." in page
    assert [each.to for each in mail.outbox] == [["sn-chef@norrvik.example"]]
    client.post(MISSING, {"do": "remind"})
    assert [each.to for each in mail.outbox[1:]] == [["ledare@norrvik.example"]]
    page = client.post(MISSING, {"do": "remind"}, follow=True).content.decode()
    assert len(mail.outbox) == 2
    assert "have been reminded today" in page
    assert "Enhet SN" in mail.outbox[0].subject
    assert "/uppfoljning/uppfoljning-2026-04/SN" in mail.outbox[0].body
    assert "Reminders that have been sent" in page
    assert {row.sent_by for row in models.Reminder.objects.all()} == {"direktor"}


def test_a_unit_gets_another_day_in_the_list(client: Client) -> None:
    sign_in(client, "DIREKTOR")
    assert client.post(MISSING, {"do": "prolong", "unit": "SN", "due": "x"}).status_code == 422
    assert client.post(MISSING, {"do": "prolong", "unit": "SN", "due": "2031-01-31"}).status_code == 302

    assert "2031-01-31" in shown(client, MISSING)


def test_who_follows_some_reminds_only_those(client: Client) -> None:
    for post in ("SN-CHEF", "LEDARE"):
        account(post)
    sign_in(client, "CHEF")
    client.post(MISSING, {"do": "remind", "unit": "SN"})
    assert mail.outbox == []
    client.post(MISSING, {"do": "remind"})
    assert [each.to for each in mail.outbox] == [["ledare@norrvik.example"]]


def remind(*given: str) -> str:
    out = StringIO()
    call_command("remind", *given, stdout=out)
    return out.getvalue()


def test_the_command_sends_once_what_the_calendar_says() -> None:
    account("SN-CHEF")
    assert "sn-chef@norrvik.example" in remind("--dry-run")
    assert mail.outbox == []
    remind()
    assert len(mail.outbox) == 1
    remind()
    assert len(mail.outbox) == 1
    row = models.Reminder.objects.get()
    assert (row.unit, row.nudge, row.sent_on, row.sent_by) == ("SN", Nudge.LATE, timezone.localdate(), "remind")
    assert JournalEntry.objects.get(code="steering.reminder.sent").details == {"post": "SN-CHEF", "nudge": "late"}


def test_a_closed_round_reminds_nobody_and_another_day_is_only_shown() -> None:
    account("SN-CHEF")
    assert "1" in remind("--on", "2026-05-12")
    make.close()
    remind()

    assert mail.outbox == []


@override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="")
def test_without_a_mail_server_nothing_is_sent_and_it_is_said(client: Client) -> None:
    account("SN-CHEF")
    said = remind()
    assert "RODATRADEN_MAIL_HOST" in said
    assert not models.Reminder.objects.exists()
    sign_in(client, "DIREKTOR")
    assert "No mail server is named" in shown(client, MISSING)
    assert "knows no mail server" in client.post(MISSING, {"do": "remind"}, follow=True).content.decode()


def test_an_account_without_an_address_is_told_and_not_noted() -> None:
    make.account("SN-CHEF")
    remind()

    assert mail.outbox == []
    assert not models.Reminder.objects.exists()
    assert "sn-chef:" in remind("--dry-run")


def test_a_letter_that_can_not_be_sent_is_not_noted_as_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    account("SN-CHEF")

    def broken(*_given: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("rodatraden.steering.actions.reminding.send_mail", broken)
    with pytest.raises(ConnectionRefusedError):
        remind()
    assert not models.Reminder.objects.exists()


def test_where_a_unit_has_nobody_who_leads_it_the_one_above_answers() -> None:
    make.asked_anew("SKOLAN")

    assert queries.answering_for(["SKOLAN", "NOWHERE"], on=date(2026, 5, 12)) == {
        "SKOLAN": ("CHEF", "LEDARE"),
        "NOWHERE": ("DIREKTOR",),
    }
