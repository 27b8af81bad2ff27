"""What is left before a proposal can be decided: words, gates, and what does not go together?"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodatraden.matters import models
from rodatraden.matters import queries as matters
from rodatraden.matters.actions.proposals import as_written
from rodatraden.matters.queries.proposals import WhatIf
from rodatraden.matters.rules.gates import Standing
from rodatraden.matters.rules.proposals import Lacks, lacking
from rodatraden.matters.views.named import units_today
from rodatraden.ui.pages import Request

LACKS: Final[dict[Lacks, Promise | str]] = {
    Lacks.TITLE: _("Say what is proposed."),
    Lacks.DECIDER: _("Say who decides."),
    Lacks.RIGHT: _("Say under which right."),
    Lacks.REASONS: _("Write the reasons."),
}


@dataclass(frozen=True, slots=True)
class Left:
    """What is left: sentences on what must be written, gates, earlier decisions that can't be undone, problems."""

    words: tuple[str, ...]
    gates: tuple[Standing, ...]
    standings: tuple[Standing, ...]
    not_undone: tuple[str, ...]
    problems: int

    @property
    def is_nothing(self) -> bool:
        """Whether it can be decided."""
        return not (self.words or self.gates or self.not_undone or self.problems)


def left_to_do(request: Request, scenario: WhatIf) -> Left:
    """What is left of a proposal as it stands."""
    standings = gates(request, scenario)
    return Left(
        words=tuple(str(LACKS[each]) for each in lacking(as_written(scenario.draft.proposal))),
        gates=tuple(each for each in standings if each.is_left),
        standings=standings,
        not_undone=tuple(each.decision for each in scenario.not_undone),
        problems=len(scenario.problems),
    )


def gates(request: Request, scenario: WhatIf) -> tuple[Standing, ...]:
    """How each gate stands for it: in its matter, or (in none) by what it touches."""
    code = scenario.draft.proposal.matter_id or ""
    found = matters.find(code, known=scenario.decided_on) if code else None
    about = found or models.MatterVersion(matter_id="", traits=[])
    units = units_today(request)
    judged = matters.judge(
        [about], units=units, steps=None if found else {"": ()}, drafts={about.matter_id: scenario.own}
    )
    return judged[about.matter_id].standings
