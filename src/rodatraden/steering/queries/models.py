"""Which steering model is in force on a day, as known on a day, and what does a decision lack to adopt one?"""

from collections.abc import Iterable, Sequence
from datetime import date

from rodatraden.decisions import models as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import Lack, Taken
from rodatraden.kernel.once import once
from rodatraden.organisation import queries as organisation
from rodatraden.steering.rules.model import CHANGE, Misfit, Model, may_adopt, models_through, on_day


@once
def through(*, known: date) -> list[Model]:
    """Every model that has been in force, as known on a day, earliest first. Two queries; one where there is none."""
    changes = decisions.changes_of_kind([CHANGE])
    return models_through(changes, decisions.revocations(), known=known) if changes else []


def in_force(*, on: date, known: date) -> Model:
    """The model in force on a day, as known on a day; the built-in one when the assembly had adopted none."""
    return on_day(through(known=known), on)


def decided(models: Iterable[Model]) -> dict[str, register.Decision]:
    """The decisions that adopted some models, by their codes. One query."""
    codes = {each.decision for each in models if each.is_adopted}
    return {row.code: row for row in register.Decision.objects.filter(code__in=codes)} if codes else {}


def lacking(taken: Sequence[Taken]) -> list[Lack]:
    """Which new decisions adopt a model though the assembly did not take them. One query where none does."""
    adopting = register.Change.objects.filter(decision__code__in=[each.code for each in taken], kind=CHANGE)
    codes = {*adopting.values_list("decision__code", flat=True)}
    return [lack for each in taken if each.code in codes for lack in _lacks(each)]


def _lacks(taken: Taken) -> list[Lack]:
    there = organisation.units(on=taken.decided_on, known=taken.decided_on)
    unit = there.units.get(taken.decided_by)
    if may_adopt(unit.kind if unit else None):
        return []
    return [Lack(taken.code, Misfit.NOT_THE_ASSEMBLY.value, {"decider": taken.decided_by})]
