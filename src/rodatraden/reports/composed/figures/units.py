"""What each unit wrote of itself in the round: only what has been approved."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.blocks import Block, Heading, Missing, Prose
from rodatraden.reports.composed.figures import charting, reading
from rodatraden.steering import queries as steering
from rodatraden.steering.queries import FollowedUnit
from rodatraden.steering.rules import round_address
from rodatraden.ui import rich


def blocks(asked: Asked) -> Sequence[Block]:
    """Each unit that was asked, in the order of the tree: its text, its answers, and its goals in counts."""
    told = reading.told(asked)
    units = {each.unit: each for each in told.units if reading.concerns(asked, each.unit)}
    if told.round is None or not units:
        return [Missing(text=_("The report rests on no round, so no unit has written for it."), address="/uppfoljning")]
    titles = {each.code: each.title for each in steering.questions(told.round.code, known=asked.known)}
    ordered = [units[code] for code in reading.in_tree_order(asked, units)]
    found = [block for each in ordered for block in _unit(each, titles, asked)]
    waiting = [asked.name(each.unit) for each in ordered if not _has_said(each)]
    if waiting:
        said = _("Nothing approved to show from: %(units)s.")
        found.append(Missing(text=said % {"units": ", ".join(waiting)}, address=round_address(told.round.code)))
    return found


def _has_said(each: FollowedUnit) -> bool:
    return bool((each.text and each.text.text) or each.answers)


def _unit(each: FollowedUnit, titles: dict[str, str], asked: Asked) -> Iterator[Block]:
    if not _has_said(each):
        return
    yield Heading(level=2, text=asked.name(each.unit))
    if each.counts.total:
        counted = charting.counted(each.counts)
        yield Prose(html=reading.paragraph(_("Goals: %(counts)s.") % {"counts": counted}))
    if each.text and each.text.text:
        yield Prose(html=rich.from_plain(each.text.text), by=asked.name(each.unit))
    for code, answer in each.answers.items():
        yield Heading(level=3, text=titles.get(code, code))
        yield Prose(html=rich.from_plain(answer.text), by=asked.name(each.unit))
