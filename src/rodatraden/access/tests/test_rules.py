"""Does each role give the rights that the table says, where it says, and no others?"""

from dataclasses import replace
from datetime import date

import pytest

from rodatraden.access import rules, words
from rodatraden.access.tests.make import post
from rodatraden.organisation.rules.fold import gather
from rodatraden.organisation.rules.things import Organisation, Relation, RelationKind, Role, Unit, UnitKind
from rodatraden.organisation.tests.make import unit

READ, WRITE, APPROVE = "steering.followup.read_draft", "steering.followup.write", "steering.followup.approve"
FOLLOW, REPORT, SIGN, JOURNAL, ACCOUNTS = (
    "steering.round.follow",
    "reports.draft.read",
    "reports.edition.sign",
    "journal.entry.read",
    "identity.account.manage",
)
PREPARE, DECIDE = "matters.proposal.prepare", "matters.proposal.decide"
MATTER, WAIVE, ANNOUNCE = "matters.matter.write", "matters.gate.waive", "decisions.decision.announce"
NAMES = "access.holding.read"
LEVEL, OPEN, CLOSE = "steering.level.approve", "steering.round.open", "steering.round.close"
RISKS, CONTROL = "control.risk.read", {"control.risk.read", "control.risk.write", "control.check.write"}
PROMISE = {"commitments.commitment.give", "commitments.commitment.follow_up"}
NOTE = "commitments.report.note"
READINGS, DEFINE = "indicators.reading.write", "indicators.definition.write"
GOALS, COMPOSE = "steering.goal.write", "reports.report.compose"
LED = {GOALS, READ, REPORT, WRITE, LEVEL, PREPARE, MATTER, DECIDE, WAIVE, NAMES, READINGS, *PROMISE, *CONTROL}
HEADED = LED | {APPROVE, FOLLOW, OPEN, CLOSE, ANNOUNCE, NOTE, DEFINE, COMPOSE}
FOLLOWED = {READ, REPORT, FOLLOW, RISKS}
LAID_OUT = {GOALS, OPEN, CLOSE, READINGS, DEFINE, COMPOSE}
ALL = HEADED | {SIGN, JOURNAL, ACCOUNTS}

K = gather(
    [
        *(unit("K"), unit("KS", "K"), unit("KLF", "KS"), unit("BUN", "K"), unit("BUF", "K"), unit("SKOLA", "BUF")),
        *(unit("KUF", "K"), Relation(RelationKind.POLITICAL, "BUN", "BUF", "D0")),
        *(Relation(RelationKind.POLITICAL, "BUN", "KUF", "D0"), Relation(RelationKind.SUPPORT, "KLF", "BUF", "D0")),
    ],
    on=date(2026, 1, 1),
    known=date(2026, 1, 1),
)


def rights(role: Role, at: str, within: str | None, *, organisation: Organisation = K) -> set[str]:
    return {right for right in ALL if rules.allows([post(at, role)], right, within=within, organisation=organisation)}


@pytest.mark.parametrize(
    ("role", "here", "elsewhere"),
    [
        (Role.EMPLOYEE, {READ, REPORT}, set()),
        (Role.MANAGER, LED, set()),
        (Role.HEAD, HEADED, set()),
        (Role.CONTROLLER, FOLLOWED | LAID_OUT | {WRITE, PREPARE, MATTER, NOTE, *PROMISE, *CONTROL}, FOLLOWED),
        (Role.DIRECTOR, HEADED | {SIGN}, HEADED | {SIGN}),
        (Role.POLITICIAN, {READ, REPORT, RISKS}, set()),
        (Role.AUDITOR, {READ, REPORT, JOURNAL, RISKS}, {READ, REPORT, JOURNAL, RISKS}),
        (Role.ADMIN, {JOURNAL, ACCOUNTS, NAMES}, {JOURNAL, ACCOUNTS, NAMES}),
    ],
)
def test_a_role_gives_its_rights_here_and_elsewhere(role: Role, here: set[str], elsewhere: set[str]) -> None:
    assert rights(role, "BUF", "BUF") == here
    assert rights(role, "BUF", "SKOLA") == here
    assert rights(role, "BUF", None) == here
    assert rights(role, "BUF", "K") == elsewhere
    assert rights(role, "BUF", "KS") == elsewhere
    assert rights(role, "BUF", "NOBODY") == elsewhere


def test_a_controller_lays_out_the_whole_only_when_the_board_is_who_it_works_for() -> None:
    board = replace(unit("KS", "K"), kind=UnitKind.BOARD)
    company = replace(unit("BOLAG", "K"), kind=UnitKind.COMPANY)
    own_board = replace(unit("STYRELSE", "BOLAG"), kind=UnitKind.BOARD)
    beside = unit("STAB", "K")
    things: list[Unit | Relation] = [
        *(unit("K"), board, unit("KLF", "KS"), unit("BUN", "K"), unit("BUF", "BUN"), company, own_board, beside),
        Relation(RelationKind.POLITICAL, "KS", "STAB", "D0"),
    ]
    whole = gather(things, on=date(2026, 1, 1), known=date(2026, 1, 1))

    assert rights(Role.CONTROLLER, "KLF", "BUF", organisation=whole) == FOLLOWED | LAID_OUT
    assert rights(Role.CONTROLLER, "STAB", "BUF", organisation=whole) == FOLLOWED | LAID_OUT
    assert rights(Role.CONTROLLER, "BUF", "KLF", organisation=whole) == FOLLOWED
    assert rights(Role.CONTROLLER, "STYRELSE", "BUF", organisation=whole) == FOLLOWED


def test_every_role_and_every_right_is_in_the_table_and_has_its_words() -> None:
    granted = {right for grant in rules.GRANTS.values() for right in grant.somewhere | grant.everywhere}

    assert set(rules.GRANTS) == set(Role)
    assert granted == ALL
    assert set(words.RIGHTS) >= ALL


def test_an_administration_writes_for_the_committee_it_works_for_and_nothing_more_of_it() -> None:
    assert WRITE in rights(Role.HEAD, "BUF", "BUN")
    assert WRITE not in rights(Role.HEAD, "BUF", "KUF")
    assert WRITE not in rights(Role.HEAD, "SKOLA", "BUN")
    assert WRITE not in rights(Role.HEAD, "BUN", "BUF")


def test_a_relation_of_another_kind_carries_no_rights() -> None:
    assert rights(Role.HEAD, "KLF", "BUF") == set()
    assert rights(Role.HEAD, "BUF", "KLF") == set()


def test_the_rights_of_several_posts_add_up_each_in_its_place() -> None:
    held = [post("SKOLA", Role.HEAD), post("KS", Role.EMPLOYEE)]

    assert rules.allows(held, APPROVE, within="SKOLA", organisation=K)
    assert rules.allows(held, READ, within="KLF", organisation=K)
    assert not rules.allows(held, APPROVE, within="KLF", organisation=K)


def test_without_a_post_there_are_no_rights() -> None:
    assert not any(rules.allows([], right, within=None, organisation=K) for right in ALL)


def test_a_right_that_is_nowhere_in_the_table_is_nobodys() -> None:
    assert not any(rules.allows([post("K", role)], "no.such.right", within=None, organisation=K) for role in Role)
