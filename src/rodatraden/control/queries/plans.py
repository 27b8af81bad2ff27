"""Which plans are in force, what was found when their items were checked, and what does a new plan lack?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from rodatraden.commitments import queries as commitments
from rodatraden.commitments.queries import Told
from rodatraden.commitments.rules.codes import OriginKind
from rodatraden.control import models
from rodatraden.control.rules.addresses import item_address, item_of, origin_of
from rodatraden.control.rules.codes import CheckOutcome
from rodatraden.control.rules.plan import CHANGE, ControlItem, ControlPlanAdopted, Key, Plan, in_force, lacks_of
from rodatraden.control.rules.signs import ItemStanding, Tally, standing, tally
from rodatraden.decisions import models as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import Change, Lack, Named, Taken
from rodatraden.kernel.once import once
from rodatraden.kernel.periods import FOREVER, end_of
from rodatraden.organisation import queries as organisation

EVERYTHING: Final = FOREVER - timedelta(days=1)
"""The day on which all that is recorded is known. Not FOREVER itself: what holds until then ends before it."""


@once
def adopted() -> list[Change]:
    """Every adoption of a plan that was ever decided, revoked or not."""
    return decisions.changes_of_kind((CHANGE,))


def plans(*, on: date, known: date) -> dict[Key, Plan]:
    """The plan of each body for each year, in force on a day as known on a day. Two queries."""
    changes = adopted()
    return in_force(changes, decisions.revocations(), on=on, known=known) if changes else {}


def plan_of(unit: str, year: int, *, on: date, known: date) -> Plan | None:
    """The plan of a body for a year: also one that was adopted for a year to come."""
    return plans(on=max(on, date(year, 12, 31)), known=min(known, on)).get((unit, year))


def years(*, known: date) -> list[int]:
    """The years that some body has adopted a plan for, latest first."""
    there = [change.terms for change in adopted() if change.decided_on <= known]
    return sorted({plan.year for plan in there if isinstance(plan, ControlPlanAdopted)}, reverse=True)


@dataclass(frozen=True, slots=True)
class FollowedItem:
    """An item of a plan with the checks of it, earliest first, and the measures that answer what they found."""

    item: ControlItem
    checks: Sequence[models.CheckVersion]
    measures: Sequence[Told]
    standing: ItemStanding


@dataclass(frozen=True, slots=True)
class Followed:
    """A plan with how it went, as known on a day."""

    plan: Plan
    items: Sequence[FollowedItem]

    @property
    def tally(self) -> Tally:
        """What its items come to."""
        return tally(each.standing for each in self.items)

    def find(self, code: str) -> FollowedItem | None:
        """One of its items."""
        return next((each for each in self.items if each.item.item == code), None)


def followed(found: Iterable[Plan], *, on: date, known: date) -> list[Followed]:
    """Some plans with how it went with them, by a day. A check that lies after the day has not been made."""
    given = list(found)
    checks = _checks(given, on=on, known=known)
    origins = [origin_of(plan.terms.unit, plan.terms.year, item.item) for plan in given for item in plan.terms.items]
    measures: defaultdict[str, list[Told]] = defaultdict(list)
    for told in commitments.of(OriginKind.CONTROL, origins, known=known):
        measures[told.origin].append(told)
    return [Followed(plan, [_item(plan, item, checks, measures, on=on) for item in plan.terms.items]) for plan in given]


ItemKey = tuple[str, int, str]


def _item(
    plan: Plan,
    item: ControlItem,
    checks: Mapping[ItemKey, Sequence[models.CheckVersion]],
    measures: Mapping[str, Sequence[Told]],
    *,
    on: date,
) -> FollowedItem:
    unit, year = plan.terms.unit, plan.terms.year
    made = checks.get((unit, year, item.item), ())
    answers = measures.get(origin_of(unit, year, item.item), ())
    outcomes = [CheckOutcome(check.outcome) for check in made]
    stands = standing(outcomes, times=item.times, is_over=on.year > year, has_measure=bool(answers))
    return FollowedItem(item, made, answers, stands)


def _checks(plans: Sequence[Plan], *, on: date, known: date) -> Mapping[ItemKey, Sequence[models.CheckVersion]]:
    if not plans:
        return {}
    rows = models.CheckVersion.objects.counting(end_of(known, timezone.get_default_timezone())).filter(
        unit__in={plan.terms.unit for plan in plans}, year__in={plan.terms.year for plan in plans}, on__lte=on
    )
    found: defaultdict[ItemKey, list[models.CheckVersion]] = defaultdict(list)
    for row in rows.order_by("on", "recorded_at", "pk"):
        found[row.unit, row.year, row.item].append(row)
    return found


def lacking(taken: Sequence[Taken]) -> list[Lack]:
    """What new decisions on control plans lack to have been taken with right."""
    by_code = {each.code: each for each in taken}
    rows = register.Change.objects.filter(decision__code__in=by_code, kind=CHANGE).select_related("decision")
    return [
        Lack(row.decision.code, lack, said)
        for row in rows
        for lack, said in _lacks(by_code[row.decision.code], decisions.as_rule(row, row.decision))
    ]


def named(codes: Iterable[str], known: date) -> dict[str, Named]:
    """What some items are called, and their pages, by the code that measures refer to them with."""
    there = plans(on=EVERYTHING, known=known)
    found: dict[str, Named] = {}
    for code in codes:
        unit, year, name = item_of(code) or ("", 0, "")
        plan = there.get((unit, year))
        item = plan.item(name) if plan else None
        if item:
            found[code] = Named(item.what, item_address(unit, year, name))
    return found


def are_there(codes: Iterable[str]) -> set[str]:
    """Those of some codes that name an item that was ever adopted."""
    items = {
        origin_of(plan.unit, plan.year, item.item)
        for plan in (change.terms for change in adopted())
        if isinstance(plan, ControlPlanAdopted)
        for item in plan.items
    }
    return {*codes} & items


def _lacks(taken: Taken, change: Change) -> Iterable[tuple[str, Mapping[str, str]]]:
    if not isinstance(change.terms, ControlPlanAdopted):
        return ()
    plan, day = change.terms, change.effective_on
    units = organisation.units_and_relations(on=day, known=taken.decided_on).units
    posts = organisation.posts([item.owner for item in plan.items if item.owner], on=day, known=taken.decided_on)
    return lacks_of(plan, decided_by=taken.decided_by, units=units, posts=posts)
