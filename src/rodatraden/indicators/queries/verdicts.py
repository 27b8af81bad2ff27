"""What do the outcomes of a period say of their targets, of every indicator at once? In tuples: there are thousands."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from rodatraden.indicators.queries.disclosed import Counted, hidden_keys
from rodatraden.indicators.queries.recorded import recorded_by
from rodatraden.indicators.rules import Gender, Operator, Reading, Standing, Target, Verdict, judge
from rodatraden.indicators.sql.verdicts import Aim, Read, Recorded, recorded_in


def verdicts(*, period: str, known: date) -> dict[str, Verdict]:
    """The verdict of each indicator that has a target in a period, as known on a day, by its code.

    The same as `measured` gives. One query, whatever the size; two if any value rests on few.
    """
    found = recorded_in(period, gender=Gender.ALL, limit=recorded_by(known))
    outcomes = _outcomes(found)
    for code, unit in _few(found, period=period, known=known):
        outcomes[code, unit] = None
    return {
        code: _judged(aim, outcomes.get((code, found.defined[code].unit)))
        for code, aim in found.aims.items()
        if code in found.defined
    }


def _outcomes(found: Recorded) -> dict[tuple[str, str], Decimal | None]:
    """The value that counts of each indicator and unit: what somebody has published, else what was computed."""
    computed = {(row.indicator, row.unit): row.value for row in found.readings if row.standing == Standing.COMPUTED}
    published = {(row.indicator, row.unit): row.value for row in found.readings if row.standing != Standing.COMPUTED}
    return computed | published


def _few(found: Recorded, *, period: str, known: date) -> list[tuple[str, str]]:
    """The indicators and units whose value must not be shown: only where it is told how many values rest on."""
    counting = {row.indicator for row in found.readings if row.people is not None} & found.defined.keys()
    if not counting:
        return []
    counted = _counted([row for row in found.readings if row.indicator in counting], period)
    hidden = hidden_keys(counted, name=lambda code: found.defined[code].name, known=known)
    return [(code, unit) for code, _period, unit, _gender in hidden]


def _counted(readings: Sequence[Read], period: str) -> list[Counted]:
    return [Counted(row.indicator, period, row.unit, Gender.ALL.value, row.people) for row in readings]


def _judged(aim: Aim, outcome: Decimal | None) -> Verdict:
    return judge(Target(Operator(aim.operator), aim.value, aim.tolerance), Reading(outcome))
