"""Which units does a matter touch, which gates must it pass, and how does each stand? For one matter or for many."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from rodatraden.decisions import models as decisions
from rodatraden.decisions.queries import as_rule
from rodatraden.decisions.rules import Change
from rodatraden.matters import models
from rodatraden.matters.queries.register import EVERYTHING, known_before, steps_of
from rodatraden.matters.rules import touched
from rodatraden.matters.rules.codes import Applies, RulingKind, StepOutcome, Trait
from rodatraden.matters.rules.gates import Gate, Heard, Standing, Weight, counts, passes, weigh
from rodatraden.matters.rules.touched import Home, Places
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.models import PostVersion, UnitVersion
from rodatraden.organisation.rules.things import Organisation


@dataclass(frozen=True, slots=True)
class TouchedUnit:
    """A unit that a matter touches: by which decisions, and what someone has ruled by hand, if anything."""

    unit: str
    decisions: tuple[str, ...] = ()
    ruling: models.Ruling | None = None

    @property
    def counts(self) -> bool:
        """Whether it is touched: what is ruled by hand goes before what is computed."""
        return self.ruling.holds if self.ruling else True


@dataclass(frozen=True, slots=True)
class Judged:
    """What a matter touches, what it is like, and how each gate in force stands for it."""

    touched: tuple[TouchedUnit, ...] = ()
    operations: tuple[str, ...] = ()
    traits: Mapping[Trait, bool] = field(default_factory=dict)
    """What may call for a gate; True where it is computed from the changes, False where it is said by hand."""
    standings: tuple[Standing, ...] = ()
    waivers: Mapping[str, models.Ruling] = field(default_factory=dict)
    """The written exceptions from gates, by the gate's code."""

    @property
    def left(self) -> tuple[Standing, ...]:
        """The gates that stop a decision."""
        return tuple(each for each in self.standings if each.is_left)

    @property
    def may_be_decided(self) -> bool:
        """Whether every gate is passed, or waived in writing."""
        return not self.left


def gates(*, known: date) -> list[Gate]:
    """The gates of the municipality as known on a day, by code."""
    rows = models.GateVersion.objects.counting(known_before(known)).order_by("code")
    return [
        Gate(
            row.code,
            row.name,
            Applies(row.applies),
            group=row.group,
            explanation=row.explanation,
            source=row.source,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    ]


def gates_of(matter: models.MatterVersion, *, on: date, known: date, changes: Sequence[Change] = ()) -> Judged:
    """How the gates of one matter stand on a day. `changes` are those of a proposal that nobody has decided yet."""
    units = organisation.units_and_relations(on=on, known=known)
    return judge([matter], units=units, drafts={matter.matter_id: changes})[matter.matter_id]


_NO_DRAFTS: Final[Mapping[str, Sequence[Change]]] = {}


def judge(
    matters: Collection[models.MatterVersion],
    *,
    units: Organisation,
    steps: Mapping[str, Sequence[models.StepVersion]] | None = None,
    drafts: Mapping[str, Sequence[Change]] = _NO_DRAFTS,
    places: Places | None = None,
) -> dict[str, Judged]:
    """The same for many matters, on the day and in the knowledge of `units` (with relations). At most six queries.

    `places` are where what the changes name has stood, for who knows that already.
    """
    codes = [matter.matter_id for matter in matters if matter.matter_id]
    told = steps if steps is not None else steps_of(codes, known=units.known)
    rulings = _rulings(codes, known=units.known)
    changes = _changes(told, known=units.known)
    for code, more in drafts.items():
        changes.setdefault(code, []).extend(more)
    if places is None:
        places = places_of([each for listed in changes.values() for each in listed], units)
    defined = gates(known=units.known)
    found = {}
    for matter in matters:
        code = matter.matter_id
        case = _Case(matter, told.get(code, ()), changes.get(code, ()), rulings.get(code, ()))
        found[code] = _judge(case, places, defined, units)
    return found


@dataclass(frozen=True, slots=True)
class _Case:
    """All that is known of one matter."""

    matter: models.MatterVersion
    steps: Sequence[models.StepVersion]
    changes: Sequence[Change]
    rulings: Sequence[models.Ruling]


def _judge(case: _Case, places: Places, defined: Iterable[Gate], units: Organisation) -> Judged:
    touching = _touching(case, places)
    operations = touched.operations((each.unit for each in touching if each.counts), units)
    computed = touched.traits_of(case.changes)
    traits = {trait: trait in computed for trait in Trait if trait in computed or trait in case.matter.traits}
    waivers = {each.code: each for each in case.rulings if each.about == RulingKind.GATE and not each.holds}
    standings = weigh(
        defined,
        Weight(frozenset(operations), frozenset(traits)),
        heard=[_heard(step) for step in case.steps],
        waived={code: each.reason for code, each in waivers.items()},
        on=units.on,
    )
    return Judged(touching, tuple(sorted(operations)), traits, standings, waivers)


def _touching(case: _Case, places: Places) -> tuple[TouchedUnit, ...]:
    computed = touched.touched_by(case.changes, places)
    by_hand = {each.code: each for each in case.rulings if each.about == RulingKind.UNIT}
    return tuple(
        TouchedUnit(code, tuple(sorted(computed.get(code, ()))), by_hand.get(code))
        for code in sorted({*computed, *by_hand})
    )


def _heard(step: models.StepVersion) -> Heard:
    outcome = StepOutcome(step.outcome) if step.outcome else None
    return Heard(step.code, step.body, step.gate, step.on, outcome)


def passed_after(gates: Iterable[Gate], *, matter: str, on: date) -> list[tuple[Gate, date]]:
    """Which of some gates were passed in a matter after a day, each with the first day, as known by now. One query."""
    steps = [_heard(step) for step in steps_of([matter], known=EVERYTHING).get(matter, ())]
    found = []
    for gate in gates:
        days = (each.on for each in steps if each.on and passes(each, gate) and counts(each, on=each.on))
        first = min((day for day in days if day > on), default=None)
        if first:
            found.append((gate, first))
    return found


def _rulings(codes: Collection[str], *, known: date) -> dict[str, list[models.Ruling]]:
    """What is ruled by hand and not taken back."""
    rows = models.Ruling.objects.counting(known_before(known)).filter(matter_id__in=codes).exclude(reason="")
    found: defaultdict[str, list[models.Ruling]] = defaultdict(list)
    for row in rows.order_by("matter_id", "about", "code"):
        found[row.matter_id].append(row)
    return dict(found)


def _changes(steps: Mapping[str, Sequence[models.StepVersion]], *, known: date) -> dict[str, list[Change]]:
    """The changes of the decisions that were taken in some matters."""
    matters_of: defaultdict[str, set[str]] = defaultdict(set)
    for matter, listed in steps.items():
        for step in listed:
            if step.decision:
                matters_of[step.decision].add(matter)
    found: defaultdict[str, list[Change]] = defaultdict(list)
    if not matters_of:
        return found
    rows = decisions.Change.objects.filter(decision__code__in=matters_of, decision__decided_on__lte=known)
    for row in rows.select_related("decision").order_by("decision__code", "position"):
        for matter in matters_of[row.decision.code]:
            found[matter].append(as_rule(row, row.decision))
    return found


def places_of(changes: Sequence[Change], units: Organisation) -> Places:
    """Where the units and posts that some changes name have stood."""
    of_units, of_posts = set[str](), set[str]()
    for change in changes:
        named_units, named_posts = touched.named(change.terms)
        of_units |= named_units if touched.uproots(change.terms) else set()
        of_posts |= named_posts
    posts = PostVersion.objects.filter(code__in=of_posts, known_from__lte=units.known, known_to__gt=units.known)
    under = UnitVersion.objects.filter(code__in=of_units, known_from__lte=units.known, known_to__gt=units.known)
    return Places(
        units=_homes(under.values_list("code", "parent", "valid_from", "valid_to")) if of_units else {},
        posts=_homes(posts.values_list("code", "unit", "valid_from", "valid_to")) if of_posts else {},
        overall=touched.overall(units),
    )


def _homes(rows: Iterable[tuple[str, str | None, date, date]]) -> dict[str, list[Home]]:
    found: defaultdict[str, list[Home]] = defaultdict(list)
    for code, unit, valid_from, valid_to in rows:
        found[code].append(Home(unit, valid_from, valid_to))
    return dict(found)
