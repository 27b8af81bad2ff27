"""How long to roll up a follow-up round of 800 units, with 2,500 goals and 2,500 indicators measured in 12 periods?"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from measure import fresh_program, median_ms, tell

UNITS, GOALS, PERIODS = 800, 2_500, 12
MONTHS = [f"2026-{month:02}" for month in range(1, PERIODS + 1)]
ROUND, KNOWN = "R12", date(2027, 2, 1)
FIRST = datetime(2025, 12, 1, tzinfo=UTC)


def rows() -> Iterator[Any]:
    """All that is recorded, the same every time: a tree of goals, each with an indicator that has targets and readings.

    Of each round every unit has handed in, and every goal is judged and told of.
    """
    from rodatraden.indicators import models as measures  # noqa: PLC0415 – after the program is set up
    from rodatraden.steering import models  # noqa: PLC0415 – after the program is set up

    chance = random.Random(2026)  # noqa: S311 – not for secrets
    for number in range(GOALS):
        code, unit = f"G{number}", f"U{number % UNITS}"
        over = f"G{(number - 1) // 8}" if number else ""
        told = {"code": code, "title": f"Goal {number}", "unit": unit, "parent": over, "position": number % 8}
        days = {"valid_from": date(2026, 1, 1), "recorded_at": FIRST}
        yield models.Goal(**told, **days, indicators={f"I{number}": 1})
        yield measures.Indicator(code=f"I{number}", name=f"Indicator {number}", unit=unit, direction="up", **days)
        for place, month in enumerate(MONTHS):
            at = FIRST + timedelta(days=31 * (place + 1))
            of = {"indicator": f"I{number}", "period": month}
            yield measures.Target(**of, operator=">=", value=Decimal(50), tolerance=Decimal(5), recorded_at=FIRST)
            yield measures.Reading(**of, unit=unit, value=Decimal(chance.randrange(20, 90)), recorded_at=at)
            said = {"round": f"R{place + 1}", "unit": unit, "goal": code, "recorded_at": at}
            yield models.Text(**said, text="We have done what we said, and more is to come. " * 5)
            yield models.Assessment(**said, status=chance.choice(["achieved", "partly", "not_achieved"]))
    for place, month in enumerate(MONTHS):
        asked = {"code": f"R{place + 1}", "title": month, "period": month, "measured_period": month}
        yield models.Round(**asked, year=2026, previous_year=2025, deadline=date(2027, 1, 20), recorded_at=FIRST)
        at = FIRST + timedelta(days=31 * (place + 1) + 1)
        for number in range(UNITS):
            for later, stage in enumerate(("done", "approved")):
                handed_in = {"round": f"R{place + 1}", "unit": f"U{number}", "stage": stage}
                yield models.Submission(**handed_in, recorded_at=at + timedelta(hours=later))


_YARDSTICK = """
    SELECT unit, status, COUNT(*) FROM (
        SELECT goal.unit, COALESCE(judged.status,
            CASE WHEN reading.value >= target.value THEN 'achieved' ELSE 'not_achieved' END) AS status
        FROM steering_goal goal, json_each(goal.indicators) linked
        LEFT JOIN steering_assessment judged ON judged.goal = goal.code AND judged.round = %(round)s
        LEFT JOIN indicators_target target ON target.indicator = linked.key AND target.period = %(period)s
        LEFT JOIN indicators_reading reading
            ON reading.indicator = linked.key AND reading.period = %(period)s AND reading.unit = goal.unit
    ) GROUP BY unit, status
"""


def stored() -> None:
    """Put the rows in the tables, many at a time."""
    kinds: dict[type[Any], list[Any]] = {}
    for row in rows():
        kinds.setdefault(type(row), []).append(row)
    for kind, each in kinds.items():
        kind.objects.bulk_create(each, batch_size=500)


def main() -> None:
    """Store the rounds, then measure."""
    with fresh_program():
        from django.db import connection  # noqa: PLC0415 – the program is set up first

        from rodatraden.steering import queries  # noqa: PLC0415 – the program is set up first

        stored()

        def yardstick() -> list[Any]:
            with connection.cursor() as cursor:
                cursor.execute(_YARDSTICK, {"round": ROUND, "period": MONTHS[-1]})
                return cursor.fetchall()

        plain = median_ms(yardstick)
        tell("yardstick: GROUP BY over the bare tables, nothing revised or hidden", plain)
        followed = queries.round_with(ROUND, known=KNOWN)
        assert followed  # noqa: S101 – stored above
        rolled = queries.rollup(followed, known=KNOWN)
        assert rolled.counts.total == GOALS  # noqa: S101 – or something else is measured
        assert rolled.counts == queries.followup(followed, known=KNOWN).counts  # noqa: S101 – as above
        figure = median_ms(lambda: queries.rollup(followed, known=KNOWN).units)
        tell("roll-up of the round: every goal's status, every unit's counts", figure, aim=100, yardstick=plain)
        whole = median_ms(lambda: queries.followup(followed, known=KNOWN))
        tell("the same with figures, trails and texts, for the report", whole, yardstick=plain)


if __name__ == "__main__":
    main()
