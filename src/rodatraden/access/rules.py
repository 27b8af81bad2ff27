"""Which rights does a post give, and where? The whole table of rights, as data."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rodatraden.organisation.rules.things import Organisation, Post, RelationKind, Role, UnitKind

READ_DRAFTS: Final = frozenset({"steering.followup.read_draft", "reports.draft.read"})
WRITE: Final = frozenset({"steering.followup.write"})
PLAN: Final = frozenset({"steering.goal.write"})
APPROVE_LEVEL: Final = frozenset({"steering.level.approve"})
APPROVE: Final = frozenset({"steering.followup.approve"}) | APPROVE_LEVEL
FOLLOW: Final = frozenset({"steering.round.follow"})
ROUNDS: Final = frozenset({"steering.round.open", "steering.round.close"})
SIGN: Final = frozenset({"reports.edition.sign"})
PREPARE: Final = frozenset({"matters.proposal.prepare", "matters.matter.write"})
DECIDE: Final = frozenset({"matters.proposal.decide", "matters.gate.waive"})
ANNOUNCE: Final = frozenset({"decisions.decision.announce"})
PROMISE: Final = frozenset({"commitments.commitment.give", "commitments.commitment.follow_up"})
NOTE: Final = frozenset({"commitments.report.note"})
READINGS: Final = frozenset({"indicators.reading.write"})
DEFINE: Final = frozenset({"indicators.definition.write"}) | READINGS
NAMES: Final = frozenset({"access.holding.read"})
READ_RISKS: Final = frozenset({"control.risk.read"})
CONTROL: Final = READ_RISKS | {"control.risk.write", "control.check.write"}
COMPOSE: Final = frozenset({"reports.report.compose"})
JOURNAL: Final = frozenset({"journal.entry.read"})
ACCOUNTS: Final = frozenset({"identity.account.manage", "journal.entry.read"})


@dataclass(frozen=True, slots=True)
class Grant:
    """What a role may do: in the post's own reach (see `reaches`), and in the whole group.

    `central` is what it may do in its own reach, and in the whole group when it works for the board (see `is_central`).
    """

    within: frozenset[str] = frozenset()
    everywhere: frozenset[str] = frozenset()
    central: frozenset[str] = frozenset()

    @property
    def somewhere(self) -> frozenset[str]:
        """What it may do where it reaches."""
        return self.within | self.central


GRANTS: Final[Mapping[Role, Grant]] = {
    Role.EMPLOYEE: Grant(within=READ_DRAFTS),
    Role.MANAGER: Grant(
        within=READ_DRAFTS | WRITE | PLAN | APPROVE_LEVEL | PREPARE | DECIDE | NAMES | CONTROL | PROMISE | READINGS
    ),
    Role.HEAD: Grant(
        within=READ_DRAFTS
        | (WRITE | APPROVE | FOLLOW | ROUNDS | PREPARE | DECIDE | ANNOUNCE | NAMES | CONTROL | COMPOSE)
        | (PROMISE | NOTE | DEFINE | PLAN)
    ),
    Role.CONTROLLER: Grant(
        within=WRITE | PREPARE | CONTROL | PROMISE | NOTE,
        everywhere=READ_DRAFTS | FOLLOW | READ_RISKS,
        central=ROUNDS | COMPOSE | DEFINE | PLAN,
    ),
    Role.DIRECTOR: Grant(
        everywhere=READ_DRAFTS
        | (WRITE | APPROVE | FOLLOW | ROUNDS | SIGN | PREPARE | DECIDE | ANNOUNCE | NAMES | CONTROL | COMPOSE)
        | (PROMISE | NOTE | DEFINE | PLAN)
    ),
    Role.POLITICIAN: Grant(within=READ_DRAFTS | READ_RISKS),
    Role.AUDITOR: Grant(everywhere=READ_DRAFTS | JOURNAL | READ_RISKS),
    Role.ADMIN: Grant(everywhere=ACCOUNTS | NAMES),
}
"""Reading what is finished needs no right at all: it is public."""


def settled(posts: Iterable[Post], right: str, *, within: str | None) -> bool | None:
    """Whether the posts held give a right, as far as can be told without the organisation; None when it is needed."""
    grants = [GRANTS[post.role] for post in posts]
    if any(right in grant.everywhere for grant in grants):
        return True
    if not any(right in grant.somewhere for grant in grants):
        return False
    return True if within is None else None


def allows(posts: Collection[Post], right: str, *, within: str | None, organisation: Organisation) -> bool:
    """Whether any of the posts held gives a right, in a unit (or, without a unit, anywhere at all).

    To stand in for a post is not to hold it: who does is given the post for those days (ADR 13).
    """
    told = settled(posts, right, within=within)
    if told is not None or within is None:
        return bool(told)
    giving = [post for post in posts if right in GRANTS[post.role].somewhere]
    return any(reaches(post, within, organisation=organisation) for post in giving) or any(
        right in GRANTS[post.role].central and is_central(post, organisation=organisation) for post in giving
    )


def covers(posts: Iterable[Post], role: Role) -> bool:
    """Whether the posts held give every right that a role gives, in as wide a reach: so that one may hand it on."""
    grants = [GRANTS[post.role] for post in posts]
    everywhere = frozenset[str]().union(*(grant.everywhere for grant in grants))
    within = everywhere.union(*(grant.within for grant in grants))
    central = everywhere.union(*(grant.central for grant in grants))
    given = GRANTS[role]
    return given.everywhere <= everywhere and given.within <= within and given.central <= central


def own_units(posts: Iterable[Post], *, organisation: Organisation) -> set[str]:
    """The units that posts are in themselves, and the committees that those units work for: not what is below them."""
    units = {post.unit for post in posts}
    serving = {
        relation.source
        for relation in organisation.relations
        if relation.kind is RelationKind.POLITICAL and relation.target in units
    }
    return units | serving


def is_central(post: Post, *, organisation: Organisation) -> bool:
    """Whether a post works for the board of the municipality, which leads and coordinates the whole (6 kap. 1 § KL).

    Its unit is the board's or below it, or below what the board steers politically. A company has a board of its own.
    """
    path = organisation.path(post.unit)
    boards = {unit.code for unit in organisation.units.values() if unit.kind is UnitKind.BOARD}
    steered = {
        relation.target
        for relation in organisation.relations
        if relation.kind is RelationKind.POLITICAL and relation.source in boards
    }
    is_company = any(unit.kind is UnitKind.COMPANY for unit in path)
    return not is_company and any(unit.code in boards | steered for unit in path)


def reaches(post: Post, unit: str, *, organisation: Organisation) -> bool:
    """Whether a unit is the post's own, below it, or the committee that the post's unit works for.

    The goals and the money are the committee's; those who write about them are in the administration below. So a
    political relation, committee → administration, carries the rights of the administration's posts up to the
    committee itself – to nothing else that the committee steers.
    """
    return organisation.within(unit, post.unit) or any(
        relation.kind is RelationKind.POLITICAL and relation.source == unit and relation.target == post.unit
        for relation in organisation.relations
    )
