"""What differs between two days, and what would differ if a draft were decided?"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from django.db.models import Q

from rodatraden.decisions import models as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import KINDS
from rodatraden.organisation.queries.state import groups_at, posts_in, successions, units_and_relations
from rodatraden.organisation.queries.state import posts as some_posts
from rodatraden.organisation.rules import causes, drafts, fold, totals
from rodatraden.organisation.rules import difference as differences
from rodatraden.organisation.rules.fold import gather
from rodatraden.organisation.rules.things import (
    Group,
    Organisation,
    Post,
    Role,
    Succession,
)
from rodatraden.organisation.sql.compared import posts_that_differ, sums_at


def difference(*, before: causes.Point, after: causes.Point) -> differences.Difference:
    """What differs between a day as known on a day and another, each row with the decision that did it.

    Reads the posts that are not the same, and those that are named beside them, not all.
    """
    gone, came = posts_that_differ(before, after)
    groups = groups_at(before, after)
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
    chosen = {*posts, *posts_in(roles, on=on, known=known)}
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
    """The same with every post in its organisations that a row names: what does not differ is the same in both."""
    named = {
        str(end)
        for row in found.rows
        if row.what in _NAMING_POSTS
        for end in (row.code, row.before, row.after, row.other)
        if end
    }
    before, after = found.before, found.after
    unknown = named - {*before.posts, *after.posts, *before.units, *after.units, *before.groups, *after.groups}
    if not unknown:
        return found
    more = some_posts(unknown, on=after.on, known=after.known)
    return replace(
        found,
        before=replace(before, posts={**before.posts, **more}),
        after=replace(after, posts={**after.posts, **more}),
    )


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
