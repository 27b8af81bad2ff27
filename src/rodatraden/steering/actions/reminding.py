"""Reminding those who answer for a unit of a round, by mail. What has been sent is a row, and is not sent twice."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import override

from rodatraden.journal import actions as journal
from rodatraden.steering import models, queries
from rodatraden.steering.queries.missing import Missing
from rodatraden.steering.rules.reminding import Nudge, nudge

_SMTP: Final = "django.core.mail.backends.smtp.EmailBackend"


@dataclass(frozen=True, slots=True)
class Letter:
    """A reminder as it is sent: to whom, in which post, of what, and in which words."""

    unit: str
    post: str
    account: str
    nudge: Nudge
    subject: str
    text: str

    @property
    def can_be_sent(self) -> bool:
        """Whether the account's name is an address."""
        return "@" in self.account


Word = Callable[[models.Round, Missing, Nudge], tuple[str, str]]
"""The subject and the text of a reminder."""


@dataclass(frozen=True, slots=True)
class Errand:
    """Which round is reminded of, on which day, in which words; of which units, when someone asks for it by hand."""

    followed: models.Round
    on: date
    word: Word
    asked_for: Collection[str] | None = None


class MailNotConfigured(Exception):
    """There is no mail server: nothing can be sent."""


def is_configured() -> bool:
    """Whether mail can be sent: a server is named, or the backend is another than the one that needs one."""
    return settings.EMAIL_BACKEND != _SMTP or bool(settings.EMAIL_HOST)


def letters(errand: Errand) -> list[Letter]:
    """What would be sent, without sending it: by the calendar, or to those that someone asks for."""
    waiting = [each for each in _waiting(errand) if not each.is_handed_in]
    holders = queries.holders_of((post for each in waiting for post in each.posts), on=errand.on)
    before = queries.sent(errand.followed.code)
    found = list[Letter]()
    for each in waiting:
        for post, account in _recipients(each, holders):
            told = before.get((each.unit, account), {})
            sort = nudge(each.due, on=errand.on, is_touched=each.is_touched, sent=told)
            if errand.asked_for is not None:
                sort = None if told.get(Nudge.ASKED) == errand.on else Nudge.ASKED
            if sort is not None:
                with override(settings.LANGUAGE_CODE):
                    subject, text = errand.word(errand.followed, each, sort)
                found.append(Letter(each.unit, post, account, sort, subject, text))
    return found


def _waiting(errand: Errand) -> list[Missing]:
    wanted = errand.asked_for
    return queries.missing(
        errand.followed, on=errand.on, known=errand.on, may_follow=lambda unit: wanted is None or unit in wanted
    )


def _recipients(each: Missing, holders: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Every account that holds one of the posts, once."""
    met = set[str]()
    for post in each.posts:
        for account in holders.get(post, ()):
            if account not in met:
                met.add(account)
                yield post, account


def remind(*, errand: Errand, by: str, at: datetime) -> list[Letter]:
    """Send what is to be sent, and note each; what was sent. Raises MailNotConfigured: then nothing is.

    Each letter is noted as it is sent: if the server stops in the middle, the rest is sent the next time.
    """
    if not is_configured():
        raise MailNotConfigured
    return [letter for letter in letters(errand) if letter.can_be_sent and _send(errand, letter, by, at)]


@transaction.atomic
def _send(errand: Errand, letter: Letter, by: str, at: datetime) -> bool:
    """Send one letter, unless someone else has just sent it."""
    key = {
        "round": errand.followed.code,
        "unit": letter.unit,
        "account": letter.account,
        "nudge": letter.nudge,
        "sent_on": errand.on,
    }
    said = {"post": letter.post, "subject": letter.subject, "text": letter.text, "sent_by": by, "recorded_at": at}
    _row, is_new = models.Reminder.objects.get_or_create(**key, defaults=said)
    if is_new:
        send_mail(letter.subject, letter.text, None, [letter.account])
        details = {"post": letter.post, "nudge": letter.nudge.value}
        journal.record("steering.reminder.sent", of=f"{errand.followed.code} {letter.unit}", by=by, details=details)
    return is_new
