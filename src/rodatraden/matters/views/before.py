"""What is left before a proposal can be decided: words, gates, and what does not go together?"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.rules import Right, Taken
from rodatraden.matters import models
from rodatraden.matters import queries as matters
from rodatraden.matters.actions.proposals import as_written
from rodatraden.matters.queries import delegation
from rodatraden.matters.queries.whatif import WhatIf
from rodatraden.matters.rules.entitlement import Overstep
from rodatraden.matters.rules.gates import Standing
from rodatraden.matters.rules.proposals import Lacks, lacking
from rodatraden.matters.rules.touched import Home, Places, overall
from rodatraden.matters.views.named import units_today
from rodatraden.matters.words import OVERSTEPS
from rodatraden.organisation.rules.things import Organisation
from rodatraden.ui import formats
from rodatraden.ui.pages import Request

_MOST_ITEMS: Final = 5
LACKS: Final[dict[Lacks, Promise | str]] = {
    Lacks.TITLE: _("Say what is proposed."),
    Lacks.DECIDER: _("Say who decides."),
    Lacks.RIGHT: _("Say under which right."),
    Lacks.REASONS: _("Write the reasons."),
}


@dataclass(frozen=True, slots=True)
class Left:
    """What is left: sentences on what must be written, gates, the right, earlier decisions that stand, and problems.

    Gates and the right take a while to judge: without them (`is_whole` is False) nothing is said of them.
    """

    words: tuple[str, ...]
    not_undone: tuple[str, ...]
    problems: int
    is_whole: bool = False
    gates: tuple[Standing, ...] = ()
    late: tuple[str, ...] = ()
    """Of the gates: those that were passed, but after the day of the decision."""
    rights: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether it can be decided, as far as is judged."""
        return not (self.words or self.gates or self.rights or self.not_undone or self.problems)


def left_at_once(scenario: WhatIf) -> Left:
    """What is seen to be left without asking about gates and rights."""
    return Left(
        words=tuple(str(LACKS[each]) for each in lacking(as_written(scenario.draft.proposal))),
        not_undone=tuple(each.decision for each in scenario.not_undone),
        problems=len(scenario.problems),
    )


def left_to_do(request: Request, scenario: WhatIf) -> Left:
    """Everything that is left of a proposal as it stands; gates and rights are judged when the rest goes together."""
    at_once = left_at_once(scenario)
    if at_once.problems:
        return at_once
    rights = _rights(scenario)
    left = tuple(each for each in gates(request, scenario) if each.is_left)
    return replace(
        at_once,
        is_whole=True,
        gates=left,
        late=_late(left, scenario),
        rights=rights,
        items=_items(scenario) if rights else (),
    )


def _late(left: tuple[Standing, ...], scenario: WhatIf) -> tuple[str, ...]:
    code = scenario.draft.proposal.matter_id
    if not (code and left):
        return ()
    passed = matters.passed_after([each.gate for each in left], matter=code, on=scenario.decided_on)
    told = _("%(gate)s: done %(day)s, which is after the day of the decision.")
    return tuple(str(told) % {"gate": gate.name, "day": formats.day(day)} for gate, day in passed)


def _rights(scenario: WhatIf) -> tuple[str, ...]:
    """What who decides lacks the right to, in words."""
    found = scenario.draft.proposal
    if not (found.right and found.decided_by):
        return ()
    taken = Taken(found.code, found.decided_by, scenario.decided_on, Right(found.right), found.right_reference)
    lacks = delegation.lacking_in(taken, scenario.own)
    return tuple(dict.fromkeys(str(OVERSTEPS[Overstep(each.code)]) % each.said for each in lacks))


def _items(scenario: WhatIf) -> tuple[str, ...]:
    """The items of delegation orders to look among: those that are about all that the proposal changes."""
    found = delegation.covering(scenario.own, on=scenario.decided_on)
    return tuple(f"{item.name}: {item.terms.text}" for item in found[:_MOST_ITEMS])


def gates(request: Request, scenario: WhatIf) -> tuple[Standing, ...]:
    """How each gate stands for it: in its matter, or (in none) by what it touches."""
    code = scenario.draft.proposal.matter_id or ""
    is_today = scenario.decided_on == request.days.today
    found = matters.find(code, known=scenario.decided_on if is_today else matters.EVERYTHING) if code else None
    about = found or models.MatterVersion(matter_id="", traits=[])
    if not is_today:  # as it is judged when it is decided: what is told by now of what was done by that day
        known = matters.EVERYTHING if found else scenario.decided_on
        return matters.gates_of(about, on=scenario.decided_on, known=known, changes=scenario.own).standings
    units = units_today(request)
    if found is None:
        judged = matters.judge(
            [about], units=units, steps={"": ()}, drafts={"": scenario.own}, places=_places(scenario, units)
        )
    else:
        judged = matters.judge([about], units=units, drafts={about.matter_id: scenario.own})
    return judged[about.matter_id].standings


def _places(scenario: WhatIf, units: Organisation) -> Places:
    """Where what it touches stands: read already. In a matter there are earlier decisions, and so earlier homes."""
    there = [step.before for step in scenario.steps]
    return Places(
        units={code: [Home(each.parent, date.min, date.max)] for found in there for code, each in found.units.items()},
        posts={code: [Home(each.unit, date.min, date.max)] for found in there for code, each in found.posts.items()},
        overall=overall(units),
    )
