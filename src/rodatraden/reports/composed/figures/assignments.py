"""What has been promised, in a report: the assignments of the unit or of the whole group, the late ones first."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from rodatraden.commitments import queries, words
from rodatraden.commitments.queries import Told
from rodatraden.commitments.rules.addresses import commitment_address
from rodatraden.commitments.rules.codes import Kind, OriginKind
from rodatraden.commitments.rules.standing import Standing
from rodatraden.kernel.periods import FOREVER
from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.asked import words as cell
from rodatraden.reports.composed.blocks import Block, Missing, Row, Table
from rodatraden.reports.composed.figures import reading
from rodatraden.ui import formats


def blocks(asked: Asked) -> Sequence[Block]:
    """The assignments of the assembly and the board for the group; for a unit all that it has promised."""
    told = [each for each in queries.told(known=min(asked.known, asked.day)) if _belongs(each, asked)]
    return _table(told, _("Assignments"), asked)


def measures(asked: Asked) -> Sequence[Block]:
    """What is done about that which the internal control has found."""
    told = queries.told(known=min(asked.known, asked.day))
    ours = [each for each in told if each.origin_kind is OriginKind.CONTROL and asked.is_about(each.unit)]
    return _table(ours, _("Measures"), asked)


def _table(told: Sequence[Told], caption: str, asked: Asked) -> Sequence[Block]:
    rows = sorted(((each, each.standing(asked.day)) for each in told), key=_order)
    if not rows:
        return [Missing(text=_("No assignments are recorded."), address="/uppdrag")]
    return [
        Table(
            caption=caption,
            headings=(_("Assignment"), _("Responsible"), _("Last day"), _("State"), _("What has been done")),
            numeric=(False,) * 5,
            rows=tuple(_rows(rows, asked)),
        )
    ]


def _belongs(each: Told, asked: Asked) -> bool:
    if asked.unit:
        return reading.concerns(asked, each.unit)
    return each.kind is Kind.ASSIGNMENT or bool(each.report_to)


def _order(pair: tuple[Told, Standing]) -> tuple[bool, bool, object, str]:
    told, standing = pair
    return (standing.is_finished, not standing.is_late, told.due or FOREVER, told.code)


def _rows(rows: Sequence[tuple[Told, Standing]], asked: Asked) -> Iterator[Row]:
    for told, standing in rows:
        state = str(words.STATES[told.state])
        late = _("%(state)s, late") % {"state": state} if standing.is_late else state
        yield Row(
            cells=(
                cell(told.title, commitment_address(told.code)),
                cell(asked.name(told.unit)),
                cell(formats.day(told.due, short=True) if told.due else "–"),
                cell(late),
                cell(told.text or "–"),
            )
        )
