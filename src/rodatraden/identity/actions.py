"""Opening accounts. What one may do is not decided here but by the posts one holds."""

from django.db import transaction

from rodatraden.identity.models import User
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
