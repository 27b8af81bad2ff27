"""Opening accounts, and counting tries to sign in. What one may do is decided not here but by the posts one holds."""

from datetime import datetime

from django.db import transaction

from rodatraden.identity import queries
from rodatraden.identity.models import Attempt, User
from rodatraden.identity.rules import FORGOTTEN_AFTER, Counted, Failures, waits_until
from rodatraden.journal import actions as journal


@transaction.atomic
def open_account(*, username: str, label: str, by: str) -> tuple[User, bool]:
    """The account with a user name, opened without a usable password when there is none; whether anything changed."""
    account = User.objects.filter(username=username).first()
    if account and account.label == label:
        return account, False
    if account:
        journal.record(
            "identity.account.relabelled", of=username, by=by, details={"before": account.label, "after": label}
        )
        account.label = label
        account.save(update_fields=["label"])
        return account, True
    account = User(username=username, label=label)
    account.set_unusable_password()
    account.save()
    journal.record("identity.account.opened", of=username, by=by)
    return account, True


@transaction.atomic
def set_password(*, account: User, password: str, by: str) -> None:
    """Give an account a password."""
    account.set_password(password)
    account.save(update_fields=["password"])
    journal.record("identity.account.password_set", of=account.username, by=by)


NOBODY = "nobody signed in"


@transaction.atomic
def note_failure(*, name: str, place: str, at: datetime) -> None:
    """Count a try that went wrong. The journal is told when one must wait; of a name that nobody has, not which."""
    Attempt.objects.filter(latest_at__lte=at - FORGOTTEN_AFTER).delete()
    known = queries.account(name)
    for of, text in ((Counted.NAME, known.username if known else name), (Counted.PLACE, place)):
        now = _counted(queries.mark(of, text), at)
        if until := waits_until(now, of):
            details = {"counted": of.value, "failures": now.count, "until": until.isoformat(timespec="seconds")}
            of_whom = known.username if known else "?"
            journal.record("identity.sign_in.made_to_wait", of=of_whom, by=NOBODY, details=details)


def _counted(subject: str, at: datetime) -> Failures:
    row, _made = Attempt.objects.select_for_update().get_or_create(subject=subject, defaults={"latest_at": at})
    now = Failures(row.failures, row.latest_at).one_more(at)
    Attempt.objects.filter(pk=row.pk).update(failures=now.count, latest_at=now.latest)
    return now


@transaction.atomic
def forget_failures(*, account: User) -> None:
    """Begin anew for an account whose password was right. What came from the place is still counted."""
    Attempt.objects.filter(subject=queries.mark(Counted.NAME, account.username)).delete()
