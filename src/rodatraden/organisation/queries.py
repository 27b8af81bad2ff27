"""What does the organisation look like on a day, as known on a day, and what was it before?"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import CharField, DecimalField, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from rodatraden.decisions import models as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import KINDS, Named, ends
from rodatraden.kernel.once import once
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import models
from rodatraden.organisation.rules import causes, drafts, fold, nearby, totals
from rodatraden.organisation.rules import difference as differences
from rodatraden.organisation.rules.addresses import group_address, post_address, unit_address
from rodatraden.organisation.rules.costs import Cost, Place, costs_within, days_within
from rodatraden.organisation.rules.fold import gather
from rodatraden.organisation.rules.things import (
    BudgetMove,
    Group,
    MembershipRule,
    Organisation,
    Post,
    Relation,
    RelationKind,
    Role,
    Succession,
    Thing,
    Unit,
    UnitKind,
)
from rodatraden.organisation.rules.units import UnitMerged, UnitSplit
from rodatraden.organisation.sql.compared import posts_that_differ, sums_at
from rodatraden.organisation.sql.posts import posts_at

# Looked up rather than called: an enum's own call costs a third of reading nine thousand posts.
_UNIT_KINDS = {kind.value: kind for kind in UnitKind}
_ROLES = {role.value: role for role in Role}

_UNIT = ("code", "name", "kind", "parent", "decision", "headcount", "fte", "staff_decision", "rank")
_POST = ("code", "title", "unit", "role", "reports_to", "yearly_cost", "decision", "cost_decision", "degree")
_GROUP = ("code", "name", "members", "decision", "rules")
_NAMED: Final = (
    (models.GroupVersion.objects, "name", group_address),
    (models.PostVersion.objects, "title", post_address),
    (models.UnitVersion.objects, "name", unit_address),
)
"""What has a name, the least first."""


@once
def organisation(*, on: date, known: date) -> Organisation:
    """All that exists on a day, as known on a day. Three queries, whatever the size."""
    drawn = units_and_relations(on=on, known=known)
    things: list[Thing] = [*drawn.units.values(), *drawn.relations, *drawn.budget_moves]
    things += posts_at(on=on, known=known)
    things += _groups(on=on, known=known)
    return gather(things, on=on, known=known)


def units(*, on: date, known: date) -> Organisation:
    """The units, for pages that need names and paths. One query, the same as for units and relations."""
    return units_and_relations(on=on, known=known)


@once
def units_and_relations(*, on: date, known: date) -> Organisation:
    """The units, who steers whom (what rights are judged in), and moved budget: all but posts and groups. One query."""
    day = {"on": on, "known": known}
    number = Cast("votes", DecimalField(max_digits=18, decimal_places=4))
    none, blank = Value(None, output_field=CharField()), Value("")
    no_count = Cast(Value(None), IntegerField())  # PostgreSQL takes nothing for text unless it is told
    relations = models.RelationVersion.objects.at(**day).values_list(
        Value("relation"), "source", "target", "kind", none, "decision", no_count, number, blank, blank
    )
    moves = models.BudgetMoveVersion.objects.at(**day).values_list(
        Value("move"), "source", "target", blank, none, "decision", no_count, "yearly_amount", blank, blank
    )
    found = models.UnitVersion.objects.at(**day).values_list(Value("unit"), *_UNIT)
    return gather(map(_drawn, relations.union(moves, found, all=True)), on=on, known=known)


def _drawn(row: tuple[Any, ...]) -> Thing:
    """A unit, a relation or a move of budget; its number as exact as it is stored, whatever the database made of it."""
    what, one, other, kind, parent, decision, headcount, number, staff_decision, rank = row
    if what == "relation":
        return Relation(RelationKind(kind), one, other, decision, _exact(number, "0.0001"))
    if what == "move":
        return BudgetMove(one, other, _exact(number, "0.01") or Decimal(0), decision)
    fte = _exact(number, "0.01")
    return Unit(one, other, _UNIT_KINDS[kind], parent, decision, headcount, fte, staff_decision, rank)


def _exact(number: Decimal | None, step: str) -> Decimal | None:
    return None if number is None else number.quantize(Decimal(step))


def _post(row: tuple[Any, ...]) -> Post:
    code, title, unit, role, *rest = row
    return Post(code, title, unit, _ROLES[role], *rest)


@once
def _groups(*, on: date, known: date) -> list[Group]:
    return [_group(row) for row in models.GroupVersion.objects.at(on=on, known=known).values_list(*_GROUP)]


def _group(row: tuple[Any, ...]) -> Group:
    code, name, members, decision, rules = row
    return Group(code, name, tuple(members), decision, tuple(map(_rule, rules)))


def _rule(row: dict[str, str | None]) -> MembershipRule:
    kind = row["unit_kind"]
    return MembershipRule(_ROLES[row["role"] or ""], _UNIT_KINDS[kind] if kind else None, row["within"])


def difference(*, before: causes.Point, after: causes.Point) -> differences.Difference:
    """What differs between a day as known on a day and another, each row with the decision that did it.

    Reads the posts that are not the same, and those that are named beside them, not all.
    """
    gone, came = posts_that_differ(before, after)
    groups = [_groups(on=on, known=known) for on, known in (before, after)]
    # both hold the posts with a role that a group lets in at either: else they would be new
    roles = {rule.role for read in groups for group in read for rule in group.rules}
    then, now = (
        _compared(point, posts, read, roles)
        for point, posts, read in zip((before, after), (gone, came), groups, strict=True)
    )
    found = differences.difference(then, now, _became(before, after), _own_totals(then, now, gone, came, before))
    turns = _turns({row.subject for row in found.rows} | _subjects_of_members(found), before, after)
    return causes.decided(_with_names(found), turns, decisions.revocations())


def _compared(
    point: causes.Point, posts: Iterable[Post], groups: Iterable[Group], roles: AbstractSet[Role]
) -> Organisation:
    """The organisation at a point, of its posts only those given and those with a role that a group lets in."""
    on, known = point
    drawn = units_and_relations(on=on, known=known)
    let_in = models.PostVersion.objects.at(on=on, known=known).filter(role__in=roles).values_list(*_POST)
    chosen = {*posts, *(map(_post, let_in) if roles else ())}
    return gather([*drawn.units.values(), *drawn.relations, *drawn.budget_moves, *groups, *chosen], on=on, known=known)


def _became(before: causes.Point, after: causes.Point) -> list[Succession]:
    """What has become of merged and split units at the one point and had not at the other."""
    now = successions(known=after[1])
    then = now if before[1] == after[1] else successions(known=before[1])
    stood = {each for each in then if each.on <= before[0] < each.until}
    return [each for each in now if each not in stood]


def _own_totals(
    then: Organisation, now: Organisation, gone: Iterable[Post], came: Iterable[Post], before: causes.Point
) -> differences.Subtotals:
    """What each unit had of its own and has: the posts summed once, then without those that went and with those new."""
    sums = sums_at(before)
    after = totals.moved(sums, gone, came)
    return totals.with_staff(then, sums), totals.with_staff(now, after)


def _turns(subjects: set[str], before: causes.Point, after: causes.Point) -> list[causes.Turn]:
    """The changes to some things that may count at one point and not at the other."""
    days, known = sorted((before[0], after[0])), sorted((before[1], after[1]))
    taken_back = {each.revoked for each in decisions.revocations()}
    taken = register.Decision.objects.filter(
        Q(decided_on__gt=known[0], decided_on__lte=known[1]) | Q(code__in=taken_back)
    )
    between = Q(effective_on__gt=days[0], effective_on__lte=days[1]) | Q(decision__in=taken)
    named = ("subject", "decision__code", "decision__decided_on", "effective_on", "position", "kind")
    rows = [row for row in register.Change.objects.filter(between).values_list(*named) if row[0] in subjects]
    posts = _posts_named({row[0] for row in rows if row[0].startswith("group:")})
    return [
        causes.Turn(
            subject, code, decided, effective, position, *causes.what_of(KINDS[kind]), posts.get((code, position))
        )
        for subject, code, decided, effective, position, kind in rows
    ]


def _posts_named(groups: set[str]) -> dict[tuple[str, int], str]:
    """For each change to some groups that names a post: the post. No query when there are none."""
    if not groups:
        return {}
    rows = register.Change.objects.filter(subject__in=groups).values_list("decision__code", "position", "terms__post")
    return {(code, position): post for code, position, post in rows if post}


def _subjects_of_members(found: differences.Difference) -> set[str]:
    """The posts that came into a group or left it: a rule lets them in by what they are."""
    rows = [row for row in found.rows if row.what.part is differences.Part.GROUPS]
    return {f"post:{end}" for row in rows for end in (row.before, row.after) if end}


_NAMING_POSTS: Final = {
    *(differences.What.POST_REPORTING, differences.What.GROUP_JOINED, differences.What.GROUP_LEFT),
    *(differences.What.RELATION_OPENED, differences.What.RELATION_CLOSED, differences.What.RELATION_VOTES),
}


def _with_names(found: differences.Difference) -> differences.Difference:
    """The same with every post in its organisations that a row names."""
    named = {
        str(end)
        for row in found.rows
        if row.what in _NAMING_POSTS
        for end in (row.code, row.before, row.after, row.other)
    }
    for side, there in (("after", found.after), ("before", found.before)):
        unknown = named - found.after.posts.keys() - found.before.posts.keys()
        more = posts(unknown, on=there.on, known=there.known) if unknown else {}
        if more:
            found = replace(found, **{side: replace(there, posts={**there.posts, **more})})  # type: ignore[arg-type]
    return found


def with_changes(
    found: Organisation, changes: drafts.Drafted, revoked: Iterable[str] | drafts.Taken = ()
) -> Organisation:
    """The organisation as it would be on its day if a draft were decided on the day that it is known. Few queries.

    `revoked` are the decisions that the draft takes back, as if they had never taken effect or, as a mapping, each from
    a day. Folds only what the draft touches. What the draft shapes has no decision. Nothing is checked: see
    `decisions.actions` for what speaks against it.
    """
    taken = revoked if isinstance(revoked, Mapping) else dict.fromkeys(revoked)
    drafted = drafts.as_changes(changes, known=found.known)
    takes = drafts.as_revocations(taken, known=found.known)
    revocations = decisions.revocations()
    subjects = {change.terms.subject for change in drafted}
    if takes:
        subjects |= decisions.subjects_of(drafts.affected(revocations, takes, known=found.known))
    decided = [*decisions.changes(subjects), *drafted]
    return drafts.undecided(drafts.redrawn(found, subjects, decided, [*revocations, *takes]))


def proposed(
    found: Organisation, changes: drafts.Drafted, revoked: Iterable[str] | drafts.Taken = ()
) -> differences.Difference:
    """What would differ on the day if a draft were decided: `with_changes` beside what is."""
    became = fold.successions(drafts.as_changes(changes, known=found.known), [], known=found.known)
    after = with_changes(found, changes, revoked)
    return differences.difference(found, after, [replace(each, decision="") for each in became])


def rivals_of(rivals: nearby.Rivals) -> set[str]:
    """The subjects that some things are held against though neither names the other."""
    found = set(rivals.also)
    if rivals.roots:
        roots = models.UnitVersion.objects.filter(parent=None).values_list("code", flat=True)
        found |= {f"unit:{code}" for code in roots}
    if rivals.companies:
        owners = models.RelationVersion.objects.filter(kind=RelationKind.OWNER, target__in=rivals.companies)
        found |= {f"relation:{code}" for code in owners.values_list("code", flat=True)}
    return found


def naming(codes: Iterable[str]) -> set[str]:
    """The subjects of all changes that ever named any of some units or posts. One query; none when there is nothing."""
    written = [text for code in codes for text in nearby.as_written(code)]
    if not written:
        return set()
    rows = register.Change.objects.annotate(text=Cast("terms", TextField()))
    anywhere = reduce(or_, (Q(text__contains=text) for text in written))
    return set(rows.filter(anywhere).values_list("subject", flat=True))


def since(subjects: Iterable[str], decided: Iterable[str]) -> dict[str, date]:
    """From which day things are as some decisions shaped them: for each subject the latest of the days given there."""
    rows = register.Change.objects.filter(subject__in=list(subjects), decision__code__in=list(decided))
    return dict(rows.order_by("effective_on").values_list("subject", "effective_on"))


def posts(codes: Iterable[str] | QuerySet[Any, Any], *, on: date, known: date) -> dict[str, Post]:
    """Some posts by code, or those whose codes another query finds; only such as exist on the day. One query."""
    named = codes if isinstance(codes, QuerySet) else list(codes)
    rows = models.PostVersion.objects.at(on=on, known=known).filter(code__in=named)
    return {post.code: post for post in map(_post, rows.values_list(*_POST))}


def names_of(codes: Iterable[str]) -> dict[str, Named]:
    """The latest name or title of some units, posts and groups, living or closed. One query.

    For naming who decided long ago. A unit is named before a post with its code, and a post before a group.
    """
    return _names_of(frozenset(codes))


@once
def _names_of(codes: frozenset[str]) -> dict[str, Named]:
    groups, posts, units = (
        kind.filter(code__in=codes).values_list(Value(place), "known_to", "valid_to", "code", name)
        for place, (kind, name, _address) in enumerate(_NAMED)
    )
    rows = sorted(units.union(posts, groups, all=True))
    return {code: Named(name, _NAMED[place][2](code)) for place, _known_to, _valid_to, code, name in rows}


def unit_history(code: str, *, known: date) -> list[models.UnitVersion]:
    """What a unit has been called and where it has stood, earliest first, as known on a day."""
    rows = models.UnitVersion.objects.filter(code=code, known_from__lte=known, known_to__gt=known)
    return list(rows.order_by("valid_from"))


def post_history(code: str, *, known: date) -> list[models.PostVersion]:
    """A post's titles, places and costs, earliest first, as known on a day."""
    rows = models.PostVersion.objects.filter(code=code, known_from__lte=known, known_to__gt=known)
    return list(rows.order_by("valid_from"))


@once
def successions(*, known: date) -> list[Succession]:
    """What merged and split units became, earliest first, as known on a day. Two queries; one when there are none."""
    changes = decisions.changes_of_kind([UnitMerged.change, UnitSplit.change])
    return fold.successions(changes, decisions.revocations(), known=known) if changes else []


def costs(code: str, *, known: date) -> tuple[list[Cost], list[Cost]]:
    """What the posts of a unit have cost through time, as known on a day: its own, and with those below."""
    knowing = {"known_from__lte": known, "known_to__gt": known}
    places = [
        Place(unit, parent, (valid_from, valid_to))
        for unit, parent, valid_from, valid_to in models.UnitVersion.objects.filter(**knowing).values_list(
            "code", "parent", "valid_from", "valid_to"
        )
    ]
    within = days_within(places, code)
    rows = models.PostVersion.objects.filter(unit__in=list(within), **knowing).order_by("code", "valid_from")
    found = [
        Cost(post, title, unit, cost, decision, (valid_from, valid_to))
        for post, title, unit, cost, decision, valid_from, valid_to in rows.values_list(
            "code", "title", "unit", "yearly_cost", "cost_decision", "valid_from", "valid_to"
        )
    ]
    own = {unit: days for unit, days in within.items() if unit == code}
    return costs_within(found, own), costs_within(found, within)


@once
def municipality() -> models.Municipality | None:
    """The municipality that is loaded; None before anything is."""
    return models.Municipality.objects.first()


def days_of_change() -> list[date]:
    """The days on which the organisation can look different."""
    return decisions.days()


def unit_codes() -> set[str]:
    """The codes of all units that ever existed: what a row in a sheet may name."""
    return set(models.UnitVersion.objects.values_list("code", flat=True).distinct())


def post_codes() -> set[str]:
    """The codes of all posts that ever existed."""
    return set(models.PostVersion.objects.values_list("code", flat=True).distinct())


def turns(*, known: date) -> list[tuple[date, str]]:
    """The days on which something takes effect, as known on a day, each with the title of a decision that does it.

    Decisions taken back from before that day are left out. Three queries.
    """
    revoked = decisions.revocations()
    stop = ends(revoked, known=known)
    of_changes = register.Change.objects.filter(decision__decided_on__lte=known)
    of_revocations = register.Revocation.objects.filter(decision__decided_on__lte=known, effective_on__isnull=False)
    found = [
        (day, title)
        for rows in (of_changes, of_revocations)
        for day, code, title in rows.values_list("effective_on", "decision__code", "decision__title").distinct()
        if day and day < stop.get(code, FOREVER)
    ]
    return sorted(found)
