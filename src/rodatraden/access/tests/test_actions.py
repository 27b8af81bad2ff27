"""Does an account hold a post once, and does the journal tell?"""

from datetime import date

import pytest
from django.db import IntegrityError

from rodatraden.access import actions
from rodatraden.access.models import Holding
from rodatraden.access.tests.make import account
from rodatraden.identity import actions as identity
from rodatraden.journal.models import Entry
from rodatraden.kernel.periods import FOREVER

pytestmark = pytest.mark.django_db
DAY, END = date(2021, 1, 1), date(2022, 1, 1)


def hold(valid_to: date | None = None, *, post: str = "HR", valid_from: date = DAY) -> bool:
    return actions.hold_post(account=account(), post=post, valid_from=valid_from, valid_to=valid_to, by="test")


def held() -> list[tuple[str, date, date]]:
    return list(Holding.objects.order_by("post", "valid_from").values_list("post", "valid_from", "valid_to"))


def test_a_post_is_held_until_further_notice_or_up_to_a_day() -> None:
    assert hold()
    assert hold(END, post="EKO")

    assert held() == [("EKO", DAY, END), ("HR", DAY, FOREVER)]


def test_the_same_holding_again_changes_nothing() -> None:
    hold(END)

    assert not hold(END)
    assert Entry.objects.filter(code="access.post.held").count() == 1


def test_a_holding_gets_an_end() -> None:
    hold()

    assert hold(END)
    assert held() == [("HR", DAY, END)]
    entry = Entry.objects.filter(code="access.post.held").latest("pk")
    assert (entry.label, entry.actor) == ("head@k.example", "test")
    assert entry.details == {"post": "HR", "from": "2021-01-01", "to": "2022-01-01"}


def test_a_post_may_be_held_again_from_another_day() -> None:
    hold(END)

    assert hold(valid_from=date(2023, 1, 1))
    assert len(held()) == 2


def test_a_holding_lasts_at_least_a_day() -> None:
    with pytest.raises(IntegrityError):
        hold(DAY)


def test_an_account_is_opened_once_without_a_password_and_may_be_shown_as_something_else() -> None:
    opened, changed = identity.open_account(username="a@k.example", label="A", by="test")
    assert changed
    assert not opened.has_usable_password()

    assert identity.open_account(username="a@k.example", label="A", by="test") == (opened, False)
    assert identity.open_account(username="a@k.example", label="B", by="test") == (opened, True)
    opened.refresh_from_db()
    assert str(opened) == "B"
    assert list(Entry.objects.order_by("pk").values_list("code", "details")) == [
        ("identity.account.opened", {}),
        ("identity.account.relabelled", {"before": "A", "after": "B"}),
    ]


def test_a_password_is_set_and_never_told() -> None:
    made = account()
    identity.set_password(account=made, password="en lång mening", by="test")

    made.refresh_from_db()
    assert made.check_password("en lång mening")
    entry = Entry.objects.get(code="identity.account.password_set")
    assert "mening" not in str((entry.label, entry.details))
