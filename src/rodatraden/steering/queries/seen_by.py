"""Which goals are seen by an indicator?"""

from collections.abc import Sequence
from datetime import date

from rodatraden.decisions.rules import Named
from rodatraden.indicators.queries import recorded_by
from rodatraden.steering import models
from rodatraden.steering.rules import goal_address


def goals_seen_by(code: str, known: date) -> Sequence[Named]:
    """The goals that an indicator belongs to, as known on a day, by title. One query."""
    rows = models.Goal.objects.filter(recorded_at__lt=recorded_by(known)).order_by("recorded_at", "pk")
    worded = {goal: (title, places) for goal, title, places in rows.values_list("code", "title", "indicators")}
    found = [(title, goal) for goal, (title, places) in worded.items() if code in places]
    return [Named(title, goal_address(goal)) for title, goal in sorted(found)]
