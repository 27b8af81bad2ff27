"""Which groups does something wait for on a day, what is it, and what has been said there?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from rodatraden.kernel.periods import FOREVER
from rodatraden.matters import models
from rodatraden.matters.queries.gates import Judged, gates, judge
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
        waiting=tuple(_waiting(group, _open(units), on)),
        said=tuple(pair for pair in pairs if pair[1].on == on),
        earlier=tuple(pair for pair in pairs if pair[1].on != on)[:_EARLIER],
    )


@dataclass(frozen=True, slots=True)
class _Open:
    """A matter that is not decided yet, with how its gates stand and what has happened in it."""

    matter: models.MatterVersion
    judged: Judged
    steps: Sequence[models.StepVersion]


def _open(units: Organisation) -> list[_Open]:
    """The open matters. At most eight queries."""
    found = list(matters(known=units.known).filter(status=MatterStatus.OPEN).order_by("matter_id"))
    steps = steps_of([matter.matter_id for matter in found], known=units.known)
    judged = judge(found, units=units, steps=steps)
    return [_Open(each, judged[each.matter_id], steps.get(each.matter_id, ())) for each in found]


def _waiting(group: str, found: Iterable[_Open], on: date) -> list[ToAnchor]:
    """Open matters that must be anchored in the group, or that someone has planned to take up there by the day."""
    waiting = []
    for each in found:
        gate = next((left.gate for left in each.judged.left if left.gate.group == group), None)
        planned = next((step for step in each.steps if _is_planned(step, group, on)), None)
        if gate or planned:
            waiting.append(ToAnchor(each.matter, gate, each.judged, planned))
    return sorted(waiting, key=lambda each: (_day(each), each.matter.matter_id))


def _is_planned(step: models.StepVersion, group: str, on: date) -> bool:
    return step.body == group and not step.outcome and (step.on is None or step.on >= on)


def _day(each: ToAnchor) -> date:
    """What has a day comes first."""
    return each.planned.on if each.planned and each.planned.on else FOREVER


@dataclass(frozen=True, slots=True)
class Expected:
    """How much waits for a group, the first day that something is planned for, and when it last said something."""

    group: str
    waiting: int
    next_on: date | None
    latest_on: date | None


def meetings(groups: Iterable[str], *, units: Organisation) -> list[Expected]:
    """Of some groups those that something waits for, that a gate names, or that have said something of a matter.

    On the day of `units` (with relations). Ten queries, however many there are. The nearest day first, then the most.
    """
    found, on = _open(units), units.on
    called = {gate.group for gate in gates(known=units.known) if gate.valid_from <= on < gate.valid_to}
    latest = _last_said(units)
    expected = [_expected(group, _waiting(group, found, on), latest.get(group)) for group in groups]
    kept = [each for each in expected if each.waiting or each.latest_on or each.group in called]
    return sorted(kept, key=lambda each: (each.next_on or FOREVER, -each.waiting, each.group))


def _expected(group: str, waiting: Sequence[ToAnchor], latest_on: date | None) -> Expected:
    first = _day(waiting[0]) if waiting else FOREVER
    return Expected(group, len(waiting), None if first == FOREVER else first, latest_on)


def _last_said(units: Organisation) -> dict[str, date]:
    said = models.StepVersion.objects.counting(known_before(units.known)).filter(is_withdrawn=False, on__lte=units.on)
    rows = said.exclude(outcome="").exclude(body="").order_by().values("body").annotate(latest=Max("on"))
    return {row["body"]: row["latest"] for row in rows}
