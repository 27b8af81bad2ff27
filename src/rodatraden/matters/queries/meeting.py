"""What is to be anchored in a group on a day, and what has been said there?"""

from dataclasses import dataclass
from datetime import date

from rodatraden.matters import models
from rodatraden.matters.queries.gates import Judged, judge
from rodatraden.matters.queries.register import known_before, matters, steps_of
from rodatraden.matters.rules.codes import MatterStatus
from rodatraden.matters.rules.gates import Gate
from rodatraden.organisation.rules.things import Organisation


@dataclass(frozen=True, slots=True)
class ToAnchor:
    """A matter that waits for the group: why, and the step that is planned for it there, if one is."""

    matter: models.MatterVersion
    gate: Gate | None
    judged: Judged
    planned: models.StepVersion | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What waits for a group, what it has said on the day, and what it said before, latest first."""

    waiting: tuple[ToAnchor, ...]
    said: tuple[tuple[models.MatterVersion, models.StepVersion], ...]
    earlier: tuple[tuple[models.MatterVersion, models.StepVersion], ...]


_EARLIER = 20


def meeting(group: str, *, units: Organisation) -> Meeting:
    """The meeting of a group on the day of `units` (with relations), in the knowledge of its day."""
    on, known = units.on, units.known
    here = models.StepVersion.objects.counting(known_before(known)).filter(is_withdrawn=False, body=group)
    held = list(here.filter(on__lte=on).exclude(outcome="").order_by("-on", "-recorded_at")[: 5 * _EARLIER])
    told = {row.matter_id: row for row in matters(known=known).filter(matter_id__in={step.matter_id for step in held})}
    pairs = [(told[step.matter_id], step) for step in held if step.matter_id in told]
    return Meeting(
        waiting=_waiting(group, units),
        said=tuple(pair for pair in pairs if pair[1].on == on),
        earlier=tuple(pair for pair in pairs if pair[1].on != on)[:_EARLIER],
    )


def _waiting(group: str, units: Organisation) -> tuple[ToAnchor, ...]:
    """Open matters that must be anchored in the group, or that someone has planned to take up there by the day."""
    open_matters = list(matters(known=units.known).filter(status=MatterStatus.OPEN).order_by("matter_id"))
    steps = steps_of([matter.matter_id for matter in open_matters], known=units.known)
    judged = judge(open_matters, units=units, steps=steps)
    found = []
    for matter in open_matters:
        told = judged[matter.matter_id]
        gate = next((each.gate for each in told.left if each.gate.group == group), None)
        planned = next((step for step in steps.get(matter.matter_id, ()) if _is_planned(step, group, units.on)), None)
        if gate or planned:
            found.append(ToAnchor(matter, gate, told, planned))
    return tuple(sorted(found, key=lambda each: (_day(each), each.matter.matter_id)))


def _is_planned(step: models.StepVersion, group: str, on: date) -> bool:
    return step.body == group and not step.outcome and (step.on is None or step.on >= on)


def _day(each: ToAnchor) -> date:
    """What has a day comes first."""
    return each.planned.on if each.planned and each.planned.on else date.max
