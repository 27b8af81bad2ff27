"""Which posts does an account hold on a day, what may it do by them, and who holds a post?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from rodatraden.access.models import Holding
from rodatraden.identity.models import User
from rodatraden.journal import queries as journal
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.holders import Held, Holders, occupancy
from rodatraden.organisation.rules.things import Organisation, Post, Role

_WIDEST_FIRST: Final = tuple(Role)[::-1]


@dataclass(frozen=True)
class Rights:
    """What an account holds on a day, with the units and relations that its rights are judged in."""

    posts: tuple[Post, ...]
    read_units: Callable[[], Organisation]

    @cached_property
    def units(self) -> Organisation:
        """The units and relations of the day: read when a right in some unit is asked for, and not before."""
        return self.read_units()


def rights(account: User, *, on: date) -> Rights:
    """The posts held on a day: one query. The units of that day are one more, when they are needed."""
    return Rights(posts_of(account.pk, on=on), lambda: organisation.units_and_relations(on=on, known=on))


def rights_today(user: User, *, today: date) -> Rights:
    """The same for who is signed in: asked once for each user object, which lives no longer than its request."""
    kept: tuple[date, Rights] | None = user.__dict__.get("_rights_held")
    if kept is None or kept[0] != today:
        kept = today, _rights_kept(user, today)
        user.__dict__["_rights_held"] = kept
    return kept[1]


def _rights_kept(user: User, today: date) -> Rights:
    """Read anew when anything has been written since they were last read, by anyone.

    Every write leaves an entry in the journal, so rights can't outlive a holding that ends or a unit that moves.
    """
    version = journal.version()
    if version == journal.NOTHING_WRITTEN:
        return rights(user, on=today)
    return Rights(_posts_kept(user.pk, today, version), lambda: _units_kept(today, version))


@lru_cache(maxsize=2048)
def _posts_kept(account: int, today: date, _version: str) -> tuple[Post, ...]:
    return posts_of(account, on=today)


@lru_cache(maxsize=4)
def _units_kept(today: date, _version: str) -> Organisation:
    return organisation.units_and_relations(on=today, known=today)


def posts_of(account: int, *, on: date) -> tuple[Post, ...]:
    """The posts that one account holds on a day, in order of their codes. One query."""
    held = Holding.objects.filter(account=account, valid_from__lte=on, valid_to__gt=on).values("post")
    return tuple(sorted(organisation.posts(held, on=on, known=on).values(), key=lambda post: post.code))


def posts_held(accounts: Iterable[int], *, on: date) -> dict[int, list[Post]]:
    """The posts that accounts hold on a day, in order of their codes; a post that is closed that day gives nothing."""
    rows = list(
        Holding.objects.filter(account__in=list(accounts), valid_from__lte=on, valid_to__gt=on)
        .order_by("account_id", "post")
        .values_list("account_id", "post")
    )
    posts = organisation.posts({post for _account, post in rows}, on=on, known=on)
    held: dict[int, list[Post]] = {}
    for account, post in rows:
        if post in posts:
            held.setdefault(account, []).append(posts[post])
    return held


def holders(post: str, *, reader: object, on: date, today: date) -> Holders:
    """Whether a post is held on a day, and who has held it or stood in for it, as far as the reader may know today.

    Who holds a post is known to those with the right in the unit that the post is in, and to the holder. One who
    stands in holds a post of their own: their name goes with the unit of that one. Three queries, and the rights.
    """
    days = [(post, date.min, FOREVER), *organisation.stand_ins(post, known=today)]
    rows = Holding.objects.filter(post__in={code for code, _from, _to in days}).select_related("account")
    held = list(rows.order_by("valid_from", "account__username", "post"))
    own = ((each.valid_from, each.valid_to) for each in held if each.post == post)
    told, since = occupancy(own, on=on)
    if not isinstance(reader, User):
        return Holders(told, since)
    units = organisation.units_of_posts({post, *(each.post for each in held)}, on=today, known=today)
    may = {code for code, unit in units.items() if reader.has_perm(_READ, unit)}
    named = (
        Held(each.account.label, code, max(each.valid_from, first), min(each.valid_to, end))
        for each in held
        for code, first, end in days
        if code == each.post and (code in may or each.account_id == reader.pk)
    )
    lasting = (each for each in named if each.valid_from < each.valid_to)
    return Holders(told, since, post in may, tuple(sorted(lasting, key=lambda each: each.post != post)))


_READ: Final = "access.holding.read"


@dataclass(frozen=True, slots=True)
class RoleAccount:
    """An account shown as an example of its role."""

    account: User
    role: Role
    post: Post


def role_accounts(*, on: date) -> list[RoleAccount]:
    """Every active account with the widest role it holds on a day, ordered by role and user name."""
    accounts = {account.pk: account for account in User.objects.filter(is_active=True).order_by("username")}
    held = posts_held(accounts, on=on)
    found = [
        RoleAccount(accounts[pk], widest.role, widest)
        for pk, posts in held.items()
        for widest in [min(posts, key=lambda post: _WIDEST_FIRST.index(post.role))]
    ]
    return sorted(found, key=lambda each: (tuple(Role).index(each.role), each.account.username))


def account_in_role(role: Role, *, on: date) -> User | None:
    """The first account whose widest role it is."""
    return next((each.account for each in role_accounts(on=on) if each.role is role), None)
