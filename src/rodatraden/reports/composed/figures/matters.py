"""Which matters are open in the unit, or in the whole group, and what happened last in each?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from rodatraden.matters import models, queries, words
from rodatraden.matters.rules.addresses import matter_address
from rodatraden.matters.rules.codes import MatterStatus, StepKind
from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.asked import words as cell
from rodatraden.reports.composed.blocks import Block, Missing, Row, Table
from rodatraden.reports.composed.figures import reading
from rodatraden.ui import formats


def blocks(asked: Asked) -> Sequence[Block]:
    """The matters that someone in the unit, or the committee over it, answers for and that are not decided."""
    known = min(asked.known, asked.day)
    rows = queries.matters(known=known).filter(status=MatterStatus.OPEN).order_by("-opened_on", "matter_id")
    found = [each for each in rows if not asked.unit or reading.concerns(asked, each.unit)]
    if not found:
        return [Missing(text=_("No open matters are registered."), address="/arenden")]
    steps = queries.steps_of([each.matter_id for each in found], known=known)
    return [
        Table(
            caption=_("Open matters"),
            headings=(_("Matter"), _("Responsible"), _("Opened"), _("Happened last")),
            numeric=(False,) * 4,
            rows=tuple(_row(each, steps.get(each.matter_id, []), asked) for each in found),
        )
    ]


def _row(of: models.MatterVersion, steps: Sequence[models.StepVersion], asked: Asked) -> Row:
    title = f"{of.title} ({of.dnr})" if of.dnr else of.title
    done = [step for step in steps if step.on and step.on <= asked.day]
    return Row(
        cells=(
            cell(title, matter_address(of.matter_id)),
            cell(asked.name(of.unit) if of.unit else "–"),
            cell(formats.day(of.opened_on, short=True)),
            cell(_step(done[-1]) if done else "–"),
        )
    )


def _step(step: models.StepVersion) -> str:
    kind = str(words.STEPS[StepKind(step.kind)])
    return f"{formats.day(step.on, short=True)}: {kind}"
