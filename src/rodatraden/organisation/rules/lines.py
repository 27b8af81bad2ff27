"""Does one unit or post steer another: politically, in the line of officials, as owner; or does it support it?

The four kinds are never mixed. What a decision says is believed first; where none says anything of a kind:

- a political body steers politically what stands right under it in the tree, and whom it employs; the assembly
  steers the boards and committees, also where they stand beside it;
- a company is owned by what it stands right under;
- a unit is headed by the one manager in it whose superior stands elsewhere.

Who steers a unit steers what is part of it. A unit is not its posts: that a director's post is placed in a unit does
not make that unit steer whom the director heads. Support is not handed on, and is not steering.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from rodatraden.organisation.rules.things import Organisation, Post, RelationKind, Role, Unit, UnitKind


class Via(StrEnum):
    """How one step of a line is known."""

    RELATION = "relation"
    """A decision says so in so many words."""
    TREE = "tree"
    """The one stands right under the other, which is what makes it so for political bodies and companies."""
    REPORTS = "reports"
    """The lower post reports to the upper."""
    HEADS = "heads"
    """The post is the manager of the unit."""
    PART = "part"
    """The lower unit is part of the upper."""
    PLACED = "placed"
    """The post is placed in the unit."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one unit or post to the next, and what it rests on: a thing (`subject`) and the decision behind it."""

    source: str
    target: str
    via: Via
    subject: str
    decision: str


@dataclass(frozen=True, slots=True)
class Line:
    """The shortest way from one to the other in one kind of line; none when there is no such line."""

    kind: RelationKind
    path: tuple[Step, ...] = ()

    @property
    def exists(self) -> bool:
        """Whether there is such a line."""
        return bool(self.path)


@dataclass(frozen=True, slots=True)
class Lines:
    """What goes from `a` to `b` and back, one line for each kind, and what steers or supports `b` right above it.

    `of_managers` are the lines to `b` of managers who are placed in the unit `a`, where that has none of its own.
    """

    a: str
    b: str
    there: tuple[Line, ...]
    back: tuple[Line, ...]
    above: tuple[tuple[RelationKind, Step], ...]
    of_managers: tuple[Line, ...] = ()

    @property
    def steers(self) -> bool:
        """Whether `a` steers `b` in any way."""
        return any(line.exists for line in self.there if line.kind in STEERING)

    @property
    def is_steered(self) -> bool:
        """Whether it is the other way round: `b` steers `a`."""
        return any(line.exists for line in self.back if line.kind in STEERING)


STEERING: Final = (RelationKind.POLITICAL, RelationKind.LINE, RelationKind.OWNER)
KINDS: Final = (*STEERING, RelationKind.SUPPORT)

POLITICAL_BODIES: Final = {UnitKind.ASSEMBLY, UnitKind.BOARD, UnitKind.COMMITTEE}
_NO_PARTS: Final = {UnitKind.MUNICIPALITY, *POLITICAL_BODIES}
"""What stands under these is under them, or beside them; it is not part of them."""
_MANAGERS: Final = {Role.MANAGER, Role.HEAD, Role.DIRECTOR}
_ELECTED: Final = {Role.POLITICIAN, Role.AUDITOR}
"""Posts that nobody employs: they are in no line of officials, and no body steers them."""

Edges: TypeAlias = Mapping[str, Sequence[Step]]


class UnknownCode(LookupError):
    """A code that is no unit and no post on the day; the argument is the code."""


def lines_between(organisation: Organisation, a: str, b: str) -> Lines:
    """Every kind of line from `a` to `b`, two units or posts, and back. Raises UnknownCode."""
    for code in (a, b):
        if code not in organisation.units and code not in organisation.posts:
            raise UnknownCode(code)
    ways = {kind: _ways(organisation, kind) for kind in KINDS}
    there = tuple(Line(kind, () if a == b else _shortest(ways[kind], a, b)) for kind in KINDS)
    back = tuple(Line(kind, () if a == b else _shortest(ways[kind], b, a)) for kind in KINDS)
    above = tuple(
        (kind, step) for kind in KINDS for steps in ways[kind].along.values() for step in steps if step.target == b
    )
    line = ways[RelationKind.LINE]
    managers = [each for each in organisation.posts.values() if each.unit == a and each.role in _MANAGERS]
    has_line = a == b or any(each.exists for each in there if each.kind is RelationKind.LINE)
    paths = [] if has_line else [_shortest(line, each.code, b) for each in managers if each.code != b]
    return Lines(a, b, there, back, above, tuple(Line(RelationKind.LINE, path) for path in paths if path))


def rests_on(answer: Lines) -> tuple[set[str], set[str]]:
    """The things and the decisions that the steps of an answer rest on."""
    steps = [step for line in (*answer.there, *answer.back, *answer.of_managers) for step in line.path]
    steps += [step for _kind, step in answer.above]
    return {step.subject for step in steps}, {step.decision for step in steps}


@dataclass(frozen=True, slots=True)
class _Ways:
    """The steps of one kind of line, the steps into parts that may come before and after them."""

    along: Edges
    before: Edges
    after: Edges
    once: bool = False
    """Whether the line is not handed on: one step along it, no more."""


def _ways(organisation: Organisation, kind: RelationKind) -> _Ways:
    parts = _by_source(_parts(organisation))
    match kind:
        case RelationKind.LINE:
            return _Ways(_by_source(_line(organisation)), {}, {})
        case RelationKind.SUPPORT:
            placed = _by_source([*_parts(organisation), *_placed(organisation)])
            return _Ways(_by_source(_decided(organisation, kind)), parts, placed, once=True)
        case _:
            placed = _by_source([*_parts(organisation), *_placed(organisation)])
            return _Ways(_by_source(_steered(organisation, kind)), {}, placed)


def _by_source(steps: Iterator[Step] | Sequence[Step]) -> Edges:
    found: defaultdict[str, list[Step]] = defaultdict(list)
    for step in steps:
        found[step.source].append(step)
    return found


def _decided(organisation: Organisation, kind: RelationKind) -> Iterator[Step]:
    relations = sorted(organisation.relations, key=lambda each: (each.source, each.target))
    for each in relations:
        if each.kind is kind:
            subject = f"relation:{each.kind}:{each.source}:{each.target}"
            yield Step(each.source, each.target, Via.RELATION, subject, each.decision)


def _steered(organisation: Organisation, kind: RelationKind) -> Iterator[Step]:
    """Politically or as owner: what is decided, and by the tree what no decision says anything of."""
    said = {each.target for each in organisation.relations if each.kind is kind}
    yield from _decided(organisation, kind)
    over = _owner if kind is RelationKind.OWNER else _political_body
    for unit in organisation.units.values():
        above = None if unit.code in said else over(organisation, unit)
        if above:
            yield _under(unit, above.code, Via.TREE)
    if kind is RelationKind.POLITICAL:
        for post in organisation.posts.values():
            if post.role not in _ELECTED and organisation.units[post.unit].kind in POLITICAL_BODIES:
                yield Step(post.unit, post.code, Via.PLACED, f"post:{post.code}", post.decision)


def _owner(organisation: Organisation, unit: Unit) -> Unit | None:
    return organisation.units.get(unit.parent or "") if unit.kind is UnitKind.COMPANY else None


def _political_body(organisation: Organisation, unit: Unit) -> Unit | None:
    """The body right above a unit; for a board or committee that stands beside the assembly, the assembly."""
    above = organisation.units.get(unit.parent or "")
    if above is None or unit.kind is UnitKind.COMPANY:
        return None
    if above.kind is UnitKind.MUNICIPALITY and unit.kind in {UnitKind.BOARD, UnitKind.COMMITTEE}:
        assemblies = [each for each in organisation.units.values() if each.kind is UnitKind.ASSEMBLY]
        return assemblies[0] if len(assemblies) == 1 else None
    return above if above.kind in POLITICAL_BODIES else None


def _under(unit: Unit, above: str, via: Via) -> Step:
    return Step(above, unit.code, via, f"unit:{unit.code}", unit.decision)


def _parts(organisation: Organisation) -> Iterator[Step]:
    """Each unit that is part of the one above it: departments and teams, not what a committee or the group has."""
    for unit in organisation.units.values():
        above = organisation.units.get(unit.parent or "")
        if above and above.kind not in _NO_PARTS and unit.kind is not UnitKind.COMPANY:
            yield _under(unit, above.code, Via.PART)


def _placed(organisation: Organisation) -> Iterator[Step]:
    """Each post in the unit that it belongs to; nobody is placed in a political body but who it employs."""
    for post in organisation.posts.values():
        if post.role not in _ELECTED and organisation.units[post.unit].kind not in _NO_PARTS:
            yield Step(post.unit, post.code, Via.PLACED, f"post:{post.code}", post.decision)


def _line(organisation: Organisation) -> Iterator[Step]:
    """The line of officials: who reports to whom, who heads what, and what is part of what."""
    yield from _decided(organisation, RelationKind.LINE)
    for post in organisation.posts.values():
        if post.reports_to is not None:
            yield Step(post.reports_to, post.code, Via.REPORTS, f"post:{post.code}", post.decision)
    managers = dict(_managers(organisation))
    for unit, post in managers.items():
        yield Step(post.code, unit, Via.HEADS, f"post:{post.code}", post.decision)
    heads = {**{unit: {post.code} for unit, post in managers.items()}, **_said_to_head(organisation)}
    over = {unit: _with_superiors(organisation, codes) for unit, codes in heads.items()}
    for step in _parts(organisation):
        if not heads.get(step.target, set()) & over.get(step.source, set()):
            yield step
    for post in organisation.posts.values():
        yield from _in_line(organisation, post, heads, over)


def _said_to_head(organisation: Organisation) -> dict[str, set[str]]:
    """The posts that a decision has put over each unit."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in organisation.relations:
        if each.kind is RelationKind.LINE and each.target in organisation.units and each.source in organisation.posts:
            found[each.target].add(each.source)
    return found


def _managers(organisation: Organisation) -> Iterator[tuple[str, Post]]:
    """The manager of each unit where no decision has put anyone over it: the one whose superior stands elsewhere."""
    said = {each.target for each in organisation.relations if each.kind is RelationKind.LINE}
    highest: defaultdict[str, list[Post]] = defaultdict(list)
    for post in organisation.posts.values():
        superior = organisation.posts.get(post.reports_to or "")
        if post.role in _MANAGERS and not (superior and superior.unit == post.unit):
            highest[post.unit].append(post)
    for code, posts in highest.items():
        if len(posts) == 1 and code not in said and organisation.units[code].kind not in _NO_PARTS:
            yield code, posts[0]


def _with_superiors(organisation: Organisation, codes: Iterable[str]) -> set[str]:
    """Some posts, and everyone whom they report to, all the way up."""
    found, waiting = set[str](), list(codes)
    while waiting:
        code = waiting.pop()
        if code in organisation.posts and code not in found:
            found.add(code)
            superior = organisation.posts[code].reports_to
            waiting += [superior] if superior else []
    return found


def _in_line(
    organisation: Organisation, post: Post, heads: Mapping[str, set[str]], over: Mapping[str, set[str]]
) -> Iterator[Step]:
    """A post is under its unit, or, when it heads that, under the unit above; not when its superior is elsewhere."""
    unit = organisation.units[post.unit]
    is_head = post.code in heads.get(unit.code, ())
    above = organisation.units.get(unit.parent or "") if is_head else unit
    if above is None or above.kind in _NO_PARTS or post.role in _ELECTED or (is_head and unit.kind is UnitKind.COMPANY):
        return
    superior = organisation.posts.get(post.reports_to or "")
    if post.code not in over.get(above.code, ()) and (
        superior is None or organisation.within(superior.unit, above.code)
    ):
        yield Step(above.code, post.code, Via.PLACED, f"post:{post.code}", post.decision)


def _shortest(ways: _Ways, start: str, goal: str) -> tuple[Step, ...]:
    """The fewest steps: perhaps into parts, at least one along the line, perhaps into parts again."""
    came: dict[tuple[str, int], tuple[tuple[str, int], Step] | None] = {(start, 0): None}
    waiting = deque([(start, 0)])
    while waiting:
        place = waiting.popleft()
        if place[0] == goal and place[1]:
            return tuple(_back(came, place))
        for step, phase in _onward(ways, place):
            there = (step.target, phase)
            if there not in came:
                came[there] = (place, step)
                waiting.append(there)
    return ()


def _onward(ways: _Ways, place: tuple[str, int]) -> Iterator[tuple[Step, int]]:
    """From a place the steps that may come next. Phases: 0 before the line, 1 on it, 2 in the parts after it."""
    code, phase = place
    if phase == 0:
        yield from ((step, 0) for step in ways.before.get(code, ()))
    if phase == 0 or (phase == 1 and not ways.once):
        yield from ((step, 1) for step in ways.along.get(code, ()))
    if phase:
        yield from ((step, 2) for step in ways.after.get(code, ()))


def _back(came: Mapping[tuple[str, int], tuple[tuple[str, int], Step] | None], place: tuple[str, int]) -> list[Step]:
    path: list[Step] = []
    while (last := came[place]) is not None:
        place, step = last
        path.append(step)
    return path[::-1]
