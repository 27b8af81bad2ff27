"""Which sign does a control item get, and what do the items of a plan come to? The same signs as the goals have."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rodatraden.control.rules.codes import FOUND_SOMETHING, CheckOutcome
from rodatraden.steering.rules import Status


def sign(outcomes: Collection[CheckOutcome], *, times: int, is_over: bool) -> Status | None:
    """How it went with an item; None while there is time left and nothing has been found.

    What was found counts at once. When the time is over, an item that nobody checked can't be assessed: what was not
    looked at was not found in order. One checked fewer times than the plan says is partly achieved.
    """
    done = [outcome for outcome in outcomes if outcome is not CheckOutcome.NOT_DONE]
    if CheckOutcome.SERIOUS in done:
        return Status.NOT_ACHIEVED
    if CheckOutcome.MINOR in done:
        return Status.PARTLY
    if len(done) >= times:
        return Status.ACHIEVED
    if not is_over:
        return None
    return Status.PARTLY if done else Status.CANNOT_BE_ASSESSED


@dataclass(frozen=True, slots=True)
class Tally:
    """What the items of a plan come to: how many of each sign, and how many deviations have a measure."""

    reached: int = 0
    partly: int = 0
    missed: int = 0
    unmeasured: int = 0
    not_yet: int = 0
    deviations: int = 0
    without_measure: int = 0

    @property
    def items(self) -> int:
        """How many items there are."""
        return self.reached + self.partly + self.missed + self.unmeasured + self.not_yet


_PLACES = {
    Status.ACHIEVED: "reached",
    Status.PARTLY: "partly",
    Status.NOT_ACHIEVED: "missed",
    Status.CANNOT_BE_ASSESSED: "unmeasured",
    None: "not_yet",
}


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """How an item stands: its sign, its checks that found something, and whether a measure answers them."""

    sign: Status | None
    found: int
    has_measure: bool


def standing(outcomes: Collection[CheckOutcome], *, times: int, is_over: bool, has_measure: bool) -> ItemStanding:
    """How an item stands by its checks."""
    found = sum(outcome in FOUND_SOMETHING for outcome in outcomes)
    return ItemStanding(sign(outcomes, times=times, is_over=is_over), found, has_measure)


def tally(standings: Iterable[ItemStanding]) -> Tally:
    """How many items of each sign, how many deviations there are, and how many items with one lack a measure."""
    counts = dict.fromkeys(_PLACES.values(), 0)
    deviations = without = 0
    for each in standings:
        counts[_PLACES[each.sign]] += 1
        deviations += each.found
        without += bool(each.found) and not each.has_measure
    return Tally(**counts, deviations=deviations, without_measure=without)


def total(tallies: Iterable[Tally]) -> Tally:
    """What several plans come to together."""
    given = list(tallies)
    return Tally(**{name: sum(getattr(each, name) for each in given) for name in Tally.__dataclass_fields__})
