"""What does a round ask of a unit, and what of it is not answered yet?"""

from collections.abc import Iterable
from datetime import date

from rodatraden.indicators.queries import recorded_by
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering import models
from rodatraden.steering.queries.followed import FollowedGoal, FollowUp
from rodatraden.steering.queries.readers import anybody
from rodatraden.steering.queries.thread import followup
from rodatraden.steering.rules import Status
from rodatraden.steering.rules.asking import Ask, Asked, asked_of, left_to_answer, spot


def questions(code: str, *, known: date) -> list[Asked]:
    """What the round with a code asks for, in its order, as known on a day. Empty when it only asks for texts."""
    rows = models.Question.objects.filter(round=code, recorded_at__lt=recorded_by(known)).order_by("recorded_at", "pk")
    counting = {row.code: row for row in rows}.values()
    asked = sorted((row for row in counting if row.is_asked), key=lambda row: (row.position, row.code))
    return [_asked(row) for row in asked]


def every_question(*, known: date) -> dict[str, list[Asked]]:
    """What every round asks for, by its code, as known on a day. One query."""
    rows = models.Question.objects.filter(recorded_at__lt=recorded_by(known)).order_by("recorded_at", "pk")
    counting = {(row.round, row.code): row for row in rows}.values()
    found: dict[str, list[Asked]] = {}
    for row in sorted((row for row in counting if row.is_asked), key=lambda row: (row.position, row.code)):
        found.setdefault(row.round, []).append(_asked(row))
    return found


def _asked(row: models.Question) -> Asked:
    kinds = tuple(UnitKind(kind) for kind in row.kinds.split())
    return Asked(row.code, Ask(row.ask), row.title, row.help, kinds, row.is_required)


def asked_of_unit(followed: models.Round, unit: str, *, on: date, known: date) -> list[Asked]:
    """What a round asks of a unit, by the kind of unit that it is on a day. Two queries at most."""
    found = questions(followed.code, known=known)
    there = organisation.units(on=on, known=on).units.get(unit) if found else None
    return asked_of(there.kind if there else None, found)


def unanswered(followed: models.Round, unit: str, *, on: date, known: date) -> list[tuple[str, str]]:
    """What must be answered before the unit's contribution is done, as (goal, question)."""
    asked = asked_of_unit(followed, unit, on=on, known=known)
    if not any(each.is_required or each.ask is Ask.CAUSES for each in asked):
        return []
    told = followup(followed, known=known, may_read_draft=anybody, owners={unit})
    return left_to_answer(asked, statuses=statuses(told.goals), written=written(told, unit))


def statuses(goals: Iterable[FollowedGoal]) -> dict[str, Status]:
    """The status that counts of each goal that there is anything to judge of."""
    return {goal.code: goal.status for goal in goals if goal.is_judged}


def written(told: FollowUp, unit: str) -> set[str]:
    """The spots at which a unit has written something."""
    found = told.unit(unit)
    spots = {""} if found and found.text and found.text.text else set[str]()
    spots |= {spot("", code) for code, each in (found.answers.items() if found else ()) if each.text}
    for goal in told.goals:
        spots |= {goal.code} if goal.text and goal.text.text else set()
        spots |= {spot(goal.code, code) for code, each in goal.answers.items() if each.text}
    return spots
