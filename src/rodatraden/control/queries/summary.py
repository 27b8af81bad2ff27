"""How stands the internal control of the whole group? A row for each body that answers for its own (6 kap. 1 § KL)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.control import models
from rodatraden.control.queries.plans import Followed, followed, plans
from rodatraden.control.queries.risks import readable, risks
from rodatraden.control.rules.codes import RiskLevel
from rodatraden.control.rules.matrix import USUAL
from rodatraden.control.rules.plan import ANSWERS_FOR_CONTROL
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import Organisation, Role, Unit


@dataclass(frozen=True, slots=True)
class BodyControl:
    """A body with its plan and how it went (None: no plan adopted), and how many risks of each level it bears."""

    unit: Unit
    followed: Followed | None
    levels: Mapping[RiskLevel, int]


def summary(year: int, *, on: date, known: date, may_read: Callable[[str], bool]) -> list[BodyControl]:
    """Every body that answers for its control, in the order of the organisation; also those that have no plan.

    Not the auditors: they judge whether the control of the others is sufficient (12 kap. 1 § KL).
    """
    units = organisation.units_and_relations(on=on, known=known)
    adopted = {
        unit: plan
        for (unit, of), plan in plans(on=max(on, date(year, 12, 31)), known=min(known, on)).items()
        if of == year
    }
    told = {each.plan.terms.unit: each for each in followed(adopted.values(), on=on, known=known)}
    found = readable(risks(on=on, known=known), known=known, may_read=may_read)
    borne = _borne(found, units)
    auditing = {post.unit for post in organisation.posts_in([Role.AUDITOR], [], on=on, known=known)}
    bodies = [
        unit
        for unit in units.units.values()
        if unit.code in told or (unit.kind in ANSWERS_FOR_CONTROL and unit.code not in auditing)
    ]
    return [BodyControl(unit, told.get(unit.code), _levels(borne[unit.code], told.get(unit.code))) for unit in bodies]


def _borne(found: Sequence[models.RiskVersion], units: Organisation) -> Mapping[str, list[models.RiskVersion]]:
    """The risks of each body: its own, and those of every unit below it."""
    borne: defaultdict[str, list[models.RiskVersion]] = defaultdict(list)
    for risk in found:
        path = units.path(risk.unit) if risk.unit in units.units else []
        answering = (unit.code for unit in reversed(path) if unit.kind in ANSWERS_FOR_CONTROL)
        borne[next(answering, risk.unit)].append(risk)
    return borne


def _levels(borne: Sequence[models.RiskVersion], told: Followed | None) -> Counter[RiskLevel]:
    matrix = told.plan.matrix if told else USUAL
    return Counter(matrix.level(risk.likelihood, risk.consequence) for risk in borne)
