"""Do rights follow the posts that are held, the day, and the organisation of that day?"""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rodatraden.access import actions, queries
from rodatraden.access.backend import PostRights
from rodatraden.access.models import Holding
from rodatraden.access.tests.make import TODAY, account, holder, may, municipality
from rodatraden.identity.models import User
from rodatraden.organisation.rules.things import Role

pytestmark = pytest.mark.django_db
WRITE, APPROVE, SIGN = "steering.followup.write", "steering.followup.approve", "reports.edition.sign"


def test_rights_last_as_long_as_the_post_is_held() -> None:
    municipality()
    head = holder(Role.HEAD, since=date(2021, 1, 1), until=date(2022, 1, 1))

    assert not may(head, APPROVE, "BUF", on=date(2020, 12, 31))
    assert may(head, APPROVE, "BUF", on=date(2021, 1, 1))
    assert may(head, APPROVE, "BUF", on=date(2021, 12, 31))
    assert not may(head, APPROVE, "BUF", on=date(2022, 1, 1))


def test_a_closed_post_gives_nothing_to_who_still_holds_it() -> None:
    municipality("D1 | 2023-01-01 | 2023-06-01 | post.closed post=P-HEAD")
    head = holder(Role.HEAD)

    assert may(head, APPROVE, "BUF", on=date(2023, 5, 31))
    assert not may(head, APPROVE, "BUF", on=date(2023, 6, 1))


def test_a_reorganisation_moves_rights_on_its_day() -> None:
    municipality("D1 | 2023-01-01 | 2023-06-01 | unit.moved unit=SKOLA parent=KLF")
    head, director = holder(Role.HEAD), holder(Role.DIRECTOR)

    assert may(head, WRITE, "SKOLA", on=date(2023, 5, 31))
    assert not may(head, WRITE, "SKOLA", on=date(2023, 6, 1))
    assert may(head, WRITE, "BUF", on=date(2023, 6, 1))
    assert may(director, WRITE, "SKOLA", on=date(2023, 6, 1))


def test_a_post_takes_its_rights_along_when_it_moves() -> None:
    municipality("D1 | 2023-01-01 | | post.moved post=P-MANAGER unit=EKO")
    manager = holder(Role.MANAGER)

    assert may(manager, WRITE, "SKOLA", on=date(2022, 12, 31))
    assert (may(manager, WRITE, "SKOLA"), may(manager, WRITE, "EKO")) == (False, True)


def test_a_move_decided_and_taken_back_moves_no_rights() -> None:
    municipality("D1 | 2023-01-01 | 2023-06-01 | unit.moved unit=SKOLA parent=KLF", "D2 | 2023-02-01 | | revokes D1")

    assert may(holder(Role.HEAD), WRITE, "SKOLA")


def test_a_post_that_no_decision_made_gives_nothing() -> None:
    municipality()
    Holding.objects.create(account=account(), post="P-NOBODY", valid_from=date(2020, 1, 1))

    assert queries.rights(account(), on=TODAY).posts == ()


def test_rights_take_one_query_and_one_for_the_units_however_many_posts(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    municipality()
    head = holder(Role.HEAD)
    for role in (Role.MANAGER, Role.EMPLOYEE, Role.CONTROLLER):
        holder(role, name="head")

    with django_assert_num_queries(1):
        rights = queries.rights(head, on=TODAY)
        assert len(rights.posts) == 4
    with django_assert_num_queries(1):
        assert "BUF" in rights.units.units
        assert rights.units.relations is not None


def test_accounts_are_shown_under_their_widest_role_in_order() -> None:
    municipality()
    holder(Role.HEAD, name="b")
    holder(Role.EMPLOYEE, name="b")
    holder(Role.EMPLOYEE, name="c")
    holder(Role.EMPLOYEE, name="a")
    holder(Role.DIRECTOR, name="gone", until=date(2021, 1, 1))
    closed = holder(Role.ADMIN, name="closed")
    closed.is_active = False
    closed.save()

    shown = [(each.account.username, each.role, each.post.code) for each in queries.role_accounts(on=TODAY)]

    assert shown == [
        ("a@k.example", Role.EMPLOYEE, "P-EMPLOYEE"),
        ("c@k.example", Role.EMPLOYEE, "P-EMPLOYEE"),
        ("b@k.example", Role.HEAD, "P-HEAD"),
    ]
    found = queries.account_in_role(Role.HEAD, on=TODAY)
    assert found is not None
    assert found.username == "b@k.example"
    assert queries.account_in_role(Role.DIRECTOR, on=TODAY) is None


def test_a_user_may_what_the_posts_of_today_allow() -> None:
    municipality()
    head = User.objects.get(pk=holder(Role.HEAD, since=timezone.localdate()).pk)

    assert head.has_perm(APPROVE)
    assert head.has_perm(APPROVE, "SKOLA")
    assert not head.has_perm(APPROVE, "KS")
    assert not head.has_perm(SIGN)


def test_rights_are_read_once_for_a_request(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    municipality()
    backend, head = PostRights(), User.objects.get(pk=holder(Role.HEAD).pk)

    with django_assert_num_queries(2):
        assert not backend.has_perm(head, SIGN, "BUF")
        assert backend.has_perm(head, WRITE)
    with django_assert_num_queries(1):
        assert all(backend.has_perm(head, WRITE, unit) for unit in ("BUF", "SKOLA", "BUN", None))


def test_an_account_that_is_closed_and_one_who_is_not_signed_in_may_nothing() -> None:
    municipality()
    director = holder(Role.DIRECTOR)
    director.is_active = False

    assert not PostRights().has_perm(director, SIGN)
    assert not director.has_perm(SIGN)
    assert not AnonymousUser().has_perm(SIGN)
    assert not PostRights().has_perm(AnonymousUser(), SIGN)


def test_rights_sign_nobody_in() -> None:
    assert PostRights().authenticate(None, username="head@k.example", password="x") is None  # type: ignore[func-returns-value]  # that is what is asked


def test_a_stand_in_has_the_rights_of_the_post_on_the_days_it_is_given_and_on_no_others() -> None:
    municipality("D1 | 2020-01-02 | | relation.opened relation=deputy from=P-MANAGER to=P-HEAD")
    stand_in = holder(Role.MANAGER, name="stand-in")
    actions.hold_post(
        account=stand_in, post="P-HEAD", valid_from=date(2026, 7, 1), valid_to=date(2026, 8, 1), by="test"
    )

    assert may(stand_in, APPROVE, "BUF", on=date(2026, 7, 31))
    assert not may(stand_in, APPROVE, "BUF", on=date(2026, 6, 30))
    assert not may(stand_in, APPROVE, "BUF", on=date(2026, 8, 1))
