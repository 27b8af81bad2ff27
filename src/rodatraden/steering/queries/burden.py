"""What has following up cost each unit: how much was asked, how long did it take, and what did nobody read?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from rodatraden.indicators.queries import recorded_by
from rodatraden.kernel.periods import Period
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering import models
from rodatraden.steering.queries import plan
from rodatraden.steering.queries.asking import every_question
from rodatraden.steering.queries.contributions import rounds
from rodatraden.steering.rules import Stage
from rodatraden.steering.rules.asking import Ask, Asked, asked_of

_YEAR = timedelta(days=365)


@dataclass(slots=True)
class Burden:
    """What a unit was asked for during a year, and what it took.

    `minutes` is None where nobody has told; `told` is for how many of the contributions somebody has. Of what it handed
    in, `unread` is how many contributions nobody else has read while signed in.
    """

    unit: str
    rounds: int = 0
    questions: int = 0
    minutes: int | None = None
    told: int = 0
    handed_in: int = 0
    unread: int = 0


def burdens(*, on: date, known: date) -> list[Burden]:
    """The burden of each unit in the rounds whose period ended in the year up to a day, the heaviest first.

    Six queries.
    """
    asking = {each.code: each for each in rounds(known=known, on=on) if Period.parse(each.period).end > on - _YEAR}
    drawn = organisation.units(on=on, known=known).units
    questions, goals = every_question(known=known), list(plan.by_code().values())
    read = {(row.round, row.unit): row.times for row in models.TimesRead.objects.filter(round__in=asking)}
    found = defaultdict[str, Burden](lambda: Burden(""))
    for (code, unit), rows in _handed_in(list(asking), known).items():
        period = Period.parse(asking[code].measured_period)
        owned = sum(
            goal.unit == unit and goal.valid_from < period.end and goal.valid_to > period.start for goal in goals
        )
        kind = drawn[unit].kind if unit in drawn else None
        one = found[unit]
        one.unit, one.rounds = unit, one.rounds + 1
        one.questions += _fields(kind, questions.get(code, []), owned)
        minutes = [row.minutes for row in rows if row.minutes is not None]
        if minutes:
            one.minutes, one.told = (one.minutes or 0) + minutes[-1], one.told + 1
        if any(row.stage != Stage.DRAFT for row in rows):
            one.handed_in += 1
            one.unread += not read.get((code, unit), 0)
    return sorted(found.values(), key=lambda each: (-each.questions, -each.rounds, each.unit))


def _handed_in(codes: list[str], known: date) -> dict[tuple[str, str], list[models.Submission]]:
    rows = models.Submission.objects.filter(round__in=codes, recorded_at__lt=recorded_by(known))
    found: dict[tuple[str, str], list[models.Submission]] = {}
    for row in rows.order_by("recorded_at", "pk"):
        found.setdefault((row.round, row.unit), []).append(row)
    return found


def _fields(kind: UnitKind | None, questions: list[Asked], goals: int) -> int:
    """How many answers are asked for: one for each question, and for each goal a comment and an assessment."""
    asked = [each.ask for each in asked_of(kind, questions)]
    own = sum(ask in {Ask.WHOLE, Ask.OWN} for ask in asked)
    return own + goals * (1 + (Ask.COMMENT in asked) + (Ask.CAUSES in asked))
