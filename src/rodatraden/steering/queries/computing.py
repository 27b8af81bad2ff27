"""Which status follows from the indicators of a goal, by the rules of the steering model of its time?"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from rodatraden.indicators.queries import Course, Measured
from rodatraden.steering import rules
from rodatraden.steering.rules import Assessing, Computed
from rodatraden.steering.rules.judging import Method


def compute(told: Iterable[Measured], courses: Mapping[str, Course], *, by: Assessing) -> Computed:
    """The status that follows from what is told of some indicators; those without a target say nothing."""
    aimed = [each for each in told if each.target]
    scores = _scores(aimed, courses) if by.method is Method.SCORE else ()
    return rules.compute((each.verdict for each in aimed), by=by, scores=scores)


def _scores(aimed: Iterable[Measured], courses: Mapping[str, Course]) -> Iterator[Decimal]:
    """0–1 of each that says where it began, how far it has come and where it should be."""
    for each in aimed:
        if each.target and each.code in courses:
            base = courses[each.code].defined.base_value
            found = rules.score(each.outcome.value, base=base, target=each.target.value)
            if found is not None:
                yield found
