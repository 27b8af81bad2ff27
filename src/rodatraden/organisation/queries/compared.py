"""What differs between two days, and what would differ if a draft were decided?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from django.db.models import Case, CharField, Q, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from rodatraden.decisions import models as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import KINDS
from rodatraden.organisation.queries.state import posts_in, successions, units_and_relations_at
from rodatraden.organisation.rules import causes, drafts, fold, totals
from rodatraden.organisation.rules import difference as differences
from rodatraden.organisation.rules.things import (
    Organisation,
    Post,
    Succession,
)
from rodatraden.organisation.sql.compared import posts_that_differ, sums_at


def difference(*, before: causes.Point, after: causes.Point) -> differences.Difference:
    """What differs between a day as known on a day and another, each row with the decision that did it.

    Reads the posts that are not the same, and those that are named beside them, not all.
    """
    gone, came = posts_that_differ(before, after)
    drawn = units_and_relations_at(before, after)
    # both hold the posts with a role that a group lets in at either: else they would be new
    roles = {rule.role for each in drawn for group in each.groups.values() for rule in group.rules}
    beside = posts_in(roles, _named((gone, came), drawn), on=after[0], known=after[1])
    new = {post.code for post in came}
    same = [post for post in beside if post.code not in new]
    then, now = (
        replace(each, posts=_by_code([*posts, *same])) for each, posts in zip(drawn, (gone, came), strict=True)
    )
    found = differences.difference(then, now, _became(before, after), _own_totals(then, now, gone, came, before))
    revocations = decisions.revocations()
    taken_back = {each.revoked for each in revocations}
    turns = _turns({row.subject for row in found.rows} | _subjects_of_members(found), before, after, taken_back)
    return causes.decided(found, turns, revocations)


def _by_code(posts: Iterable[Post]) -> dict[str, Post]:
    return {each.code: each for each in sorted(posts, key=attrgetter("code"))}


def _named(posts: Sequence[Sequence[Post]], drawn: Sequence[Organisation]) -> set[str]:
    """The posts that a difference may name although they are the same: superiors, members, ends of relations."""
    gone, came = ({(each.code, each.reports_to) for each in side} for side in posts)
    left, joined = (
        {(group.code, member) for group in each.groups.values() for member in group.members} for each in drawn
    )
    before, after = drawn
    ends = {end for each in before.relations ^ after.relations for end in (each.source, each.target)}
    return {code for _, code in (gone ^ came) | (left ^ joined) if code} | (ends - {*before.units, *after.units})


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


def _turns(
    subjects: set[str], before: causes.Point, after: causes.Point, taken_back: Iterable[str]
) -> list[causes.Turn]:
    """The changes to some things that may count at one point and not at the other."""
    days, known = sorted((before[0], after[0])), sorted((before[1], after[1]))
    taken = register.Decision.objects.filter(
        Q(decided_on__gt=known[0], decided_on__lte=known[1]) | Q(code__in=taken_back)
    )
    between = Q(effective_on__gt=days[0], effective_on__lte=days[1]) | Q(decision__in=taken)
    member = Case(When(subject__startswith="group:", then=KT("terms__post")))
    named = (_text("effective_on"), _text("decision__decided_on"), "decision__code", "position", "subject", "kind")
    rows = register.Change.objects.filter(between).values_list(*named, member)
    day = _Days()
    return [
        causes.Turn(day[effective], day[decided], code, position, subject, *causes.what_of(KINDS[kind]), member)
        for effective, decided, code, position, subject, kind, member in rows
        if subject in subjects
    ]


def _text(name: str) -> Cast:
    return Cast(name, CharField())


class _Days(dict[str, date]):
    """The day for what the database tells of it in text; few are different, so each is made once."""

    def __missing__(self, text: str) -> date:
        self[text] = date.fromisoformat(text)
        return self[text]


def _subjects_of_members(found: differences.Difference) -> set[str]:
    """The posts that came into a group or left it: a rule lets them in by what they are."""
    rows = [row for row in found.rows if row.what.part is differences.Part.GROUPS]
    return {f"post:{end}" for row in rows for end in (row.before, row.after) if end}


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
