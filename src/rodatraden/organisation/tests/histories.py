"""Random histories of decisions that could have been taken, for the properties of the organisation."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from rodatraden.decisions import rules as register
from rodatraden.decisions.actions import NewDecision
from rodatraden.organisation.rules.contradictions import contradictions
from rodatraden.organisation.rules.things import Organisation, RelationKind
from rodatraden.organisation.tests.make import MUNICIPALITY, as_rules, decisions, terms

START = date(2020, 1, 1)
THERE_ALREADY = """
    D0 | 2020-01-01 | | unit.established unit=U1 parent=K
    D0 | 2020-01-01 | | group.formed group=G1
    D0 | 2020-01-01 | | group.opened_to group=G1 role=director
    D0 | 2020-01-01 | | relation.opened relation=deputy from=HR to=KD
"""
"""So that what can only be done to something that exists is done often enough to be tried."""
FIRST = decisions(MUNICIPALITY, THERE_ALREADY)
UNITS = ("K", "KS", "KLF", "BUN", "BUF", "U1", "U2", "U3")
POSTS = ("KD", "HR", "P1", "P2")
GROUPS = ("G1", "G2")


DRAWN: set[str] = set()
"""The kinds of changes that take part in the histories."""


def _change(kind: str, /, **choices: Iterable[str]) -> st.SearchStrategy[register.Terms]:
    DRAWN.add(kind)
    fields = st.fixed_dictionaries({name: st.sampled_from(sorted(values)) for name, values in choices.items()})
    return fields.map(lambda chosen: terms(kind, *(f"{name}={value}" for name, value in chosen.items())))


NEW = {"U1", "U2", "U3"}
CHANGES = st.one_of(
    _change("unit.established", unit=NEW, parent=UNITS),
    _change("unit.established", unit=NEW, parent=UNITS),
    _change("unit.renamed", unit=UNITS, name=["Ett", "Två"]),
    _change("unit.moved", unit=UNITS, parent=UNITS),
    _change("unit.retyped", unit=UNITS, kind=["department", "administration"]),
    _change("unit.staffed", unit=UNITS, headcount=["0", "17"], fte=["15.25", "18"]),
    _change("unit.closed", unit={"BUF", "BUN", *NEW}),
    _change("unit.merged", unit={"BUF", "U1"}, into=UNITS),
    _change("unit.merged", unit={"BUF", "BUN", *NEW}, into=UNITS),
    _change("unit.split", unit={"BUF", "U1"}, into=["BUF:60,KLF:40", "U1:50,BUF:30,KLF:20"]),
    _change("unit.split", unit={"BUF", "BUN", *NEW}, into=["KS:50.5,KLF:49.5", "U1:50,U2:50", "U3:1,BUN:98"]),
    _change("post.established", post={"P1", "P2"}, unit=UNITS, reports_to=POSTS),
    _change("post.established", post={"P1", "P2"}, unit=UNITS, yearly_cost=["884000", "976445.50"]),
    _change("post.retitled", post=POSTS, title=["Chef", "Strateg"]),
    _change("post.moved", post=POSTS, unit=UNITS),
    _change("post.moved", post=POSTS, unit=UNITS, reports_to=POSTS),
    _change("post.reporting_changed", post=POSTS, reports_to=POSTS),
    _change("post.role_changed", post=POSTS, role=["head", "manager"]),
    _change("post.degree_changed", post=POSTS, degree=["50", "87.5"]),
    _change("post.costed", post=POSTS, yearly_cost=["1", "2.5"]),
    _change("post.closed", post=POSTS),
    _change("relation.opened", relation=["line", "support"], **{"from": ["KS", "KD"], "to": ["BUF", "U1"]}),
    _change("relation.opened", relation=["owner"], votes=["49", "51"], **{"from": ["K", "KS", "U1"], "to": ["BUF"]}),
    _change("relation.opened", relation=["deputy", "combined"], **{"from": ["P1", "HR"], "to": ["KD", "HR"]}),
    _change("relation.closed", relation=["line", "owner"], **{"from": ["KS"], "to": ["BUF"]}),
    _change("relation.closed", relation=["deputy"], **{"from": ["HR"], "to": ["KD"]}),
    _change("relation.closed", relation=["deputy", "combined"], **{"from": ["HR"], "to": ["KD"]}),
    _change("group.formed", group=GROUPS),
    _change("group.joined", group=GROUPS, post=POSTS),
    _change("group.left", group=GROUPS, post=POSTS),
    _change("group.renamed", group=GROUPS, name=["Lag", "Råd"]),
    _change("group.opened_to", group=["G1"], role=["manager", "head"], within=["U1", "BUF"]),
    _change("group.opened_to", group=GROUPS, role=["manager", "director"]),
    _change("group.opened_to", group=GROUPS, role=["director"], unit_kind=["administration"], within=["BUF", "U1"]),
    _change("group.closed_to", group=GROUPS, role=["director"], unit_kind=["administration"], within=["BUF", "U1"]),
    _change("group.closed_to", group=["G1"], role=["director"]),
    _change("group.closed_to", group=GROUPS, role=["manager", "director"]),
    _change("group.closed", group=GROUPS),
    _change("budget.moved", yearly_amount=["884000", "0.5"], **{"from": ["KLF", "U1"], "to": ["BUF", "U2"]}),
)
WEEKS = st.integers(0, 12)


@st.composite
def drafts(draw: st.DrawFn, number: int) -> NewDecision:
    """A decision that may or may not be possible. Its code says nothing of when it was taken."""
    decided_on = START + timedelta(weeks=draw(WEEKS))
    days = st.integers(-2, 8).map(lambda weeks: max(START, decided_on + timedelta(weeks=weeks)))
    changes = tuple((draw(days), change) for change in draw(st.lists(CHANGES, min_size=1, max_size=4)))
    revoked = [f"{letter}{earlier}" for letter in "AZ" for earlier in range(number)]
    revokes = (
        {code: draw(st.none() | days) for code in draw(st.lists(st.sampled_from(revoked), max_size=2))}
        if revoked
        else {}
    )
    return NewDecision(
        f"{draw(st.sampled_from('AZ'))}{number}", f"Beslut {number}", "K", decided_on, decided_on,
        register.Right.OWN, changes=changes, revokes=tuple(revokes.items()),
    )  # fmt: skip


@st.composite
def histories(draw: st.DrawFn, most: int = 12) -> list[NewDecision]:
    """Decisions in the order in which they reach the register, each possible after those before it."""
    taken = list(FIRST)
    for number in range(draw(st.integers(1, most))):
        decision = draw(drafts(number))
        known = {each.code: each.decided_on for each in taken}
        revokes = [each for each in decision.revokes if known.get(each[0], date.max) <= decision.decided_on]
        possible = replace(decision, changes=(), revokes=())
        for revoked in revokes:
            more = replace(possible, revokes=(*possible.revokes, revoked))
            possible = more if holds([*taken, more]) else possible
        for change in decision.changes:
            more = replace(possible, changes=(*possible.changes, change))
            possible = more if holds([*taken, more]) else possible
        taken.append(possible)
    return taken


def holds(taken: Iterable[NewDecision]) -> bool:
    """Whether decisions can be together, as known on any day."""
    changes, revocations = as_rules(taken)
    if register.revoked_twice(revocations):
        return False
    return not any(
        contradictions(
            [each for each in changes if each.decided_on < limit],
            [each for each in revocations if each.decided_on < limit],
        )
        for limit in (date.max, *register.turns_of_knowledge(changes, revocations))
    )


def turns(taken: Iterable[NewDecision]) -> list[date]:
    """Every day on which anything is decided or takes effect, with the day before and after."""
    days = {START}
    for decision in taken:
        days |= {
            decision.decided_on,
            *(day for day, _ in decision.changes),
            *(day for _, day in decision.revokes if day),
        }
    return sorted({day + timedelta(days=step) for day in days for step in (-1, 0, 1)})


def faults(found: Organisation) -> Iterator[str]:
    """What would make an organisation impossible."""
    yield from _faults_of_units(found)
    yield from _faults_of_posts(found)
    yield from _faults_of_ties(found)
    yield from _faults_of_groups(found)
    yield from (f"{code} names two things" for code in {*found.units} & {*found.posts})
    moves = found.budget_moves
    yield from (f"{each} moves nothing" for each in moves if each.source == each.target or each.yearly_amount <= 0)


def _faults_of_ties(found: Organisation) -> Iterator[str]:
    there = {*found.units, *found.posts}
    votes = Counter[str]()
    for each in found.relations:
        ends = {each.source, each.target}
        if not ends <= there or len(ends) == 1:
            yield f"{each} has a loose end"
        if each.kind in {RelationKind.DEPUTY, RelationKind.COMBINED} and not ends <= {*found.posts}:
            yield f"{each} between others than posts"
        votes[each.target] += int(each.votes or 0)
    yield from (f"{code} has {count} per cent of votes" for code, count in votes.items() if count > 100)


def _faults_of_groups(found: Organisation) -> Iterator[str]:
    for each in found.groups.values():
        if not {*found.members(each.code)} <= {*found.posts}:
            yield f"{each} has a lost member"
        if not {rule.within for rule in each.rules} <= {*found.units, None}:
            yield f"{each} has a rule within nothing"
        if len({*each.rules}) < len(each.rules):
            yield f"{each} has a rule twice"


def _faults_of_units(found: Organisation) -> Iterator[str]:
    roots = [unit.code for unit in found.units.values() if unit.parent is None]
    if len(roots) > 1 or (found.units and not roots):
        yield f"roots: {roots}"
    for unit in found.units.values():
        if unit.parent is not None and unit.parent not in found.units:
            yield f"{unit.code} under nothing"
        if found.path(unit.code)[0].code not in roots:
            yield f"{unit.code} in a ring"


def _faults_of_posts(found: Organisation) -> Iterator[str]:
    for post in found.posts.values():
        if post.unit not in found.units:
            yield f"{post.code} in no unit"
        if post.reports_to is not None and post.reports_to not in found.posts:
            yield f"{post.code} reports to nothing"
        if post.code in _superiors(found, post.reports_to):
            yield f"{post.code} reports to itself"


def _superiors(found: Organisation, code: str | None) -> set[str]:
    above = set[str]()
    while code is not None and code in found.posts and code not in above:
        above.add(code)
        code = found.posts[code].reports_to
    return above
