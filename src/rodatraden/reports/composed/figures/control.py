"""The internal control in a report: how the plans went, what was found, and which bodies have no plan."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from rodatraden.control import queries, words
from rodatraden.control.queries import BodyControl
from rodatraden.control.rules.addresses import SUMMARY, item_address
from rodatraden.reports.composed.asked import Asked, number
from rodatraden.reports.composed.asked import words as cell
from rodatraden.reports.composed.blocks import Block, Cell, Missing, Row, Table
from rodatraden.reports.composed.figures import reading
from rodatraden.ui.components.judgement import STATUSES


def blocks(asked: Asked) -> Sequence[Block]:
    """A table of the bodies, one of what was found, and those that have adopted no plan."""
    year = asked.day.year
    told = queries.summary(year, on=asked.day, known=asked.known, may_read=lambda _unit: False)
    bodies = [each for each in told if reading.concerns(asked, each.unit.code)]
    adopted = [each for each in bodies if each.followed]
    found: list[Block] = []
    if adopted:
        found.append(_bodies(adopted, year, asked))
        deviations = list(_deviations(adopted))
        if deviations:
            found.append(_found(deviations))
    without = [each.unit.name for each in bodies if each.followed is None]
    if without:
        said = _("No control plan for %(year)d has been adopted by: %(bodies)s.")
        found.append(Missing(text=said % {"year": year, "bodies": ", ".join(without)}, address=SUMMARY))
    return found or [Missing(text=_("No body that the report is about has a control plan."), address=SUMMARY)]


def _bodies(adopted: Sequence[BodyControl], year: int, asked: Asked) -> Table:
    told = _("The control plans adopted for %(year)d and the checks of them") % {"year": year}
    source, signs = asked.sources.number(told, SUMMARY), list(words.SIGN_SHAPES.values())
    columns = [_("Control items"), *(str(STATUSES[sign][1]).capitalize() for sign in signs), _("Without a measure")]
    counted = ("items", *signs, "without_measure")
    rows = tuple(
        Row(cells=(cell(name), *(number(getattr(tally, each), source=source) for each in counted)))
        for name, tally in ((each.unit.name, each.followed.tally) for each in adopted if each.followed)
    )
    return Table(
        caption=_("Internal control %(year)d") % {"year": year},
        headings=(_("Body"), *columns),
        numeric=(False, *(True for _column in columns)),
        rows=rows,
    )


def _deviations(adopted: Sequence[BodyControl]) -> Iterator[Row]:
    for each in adopted:
        for item in each.followed.items if each.followed else ():
            if item.standing.found and each.followed:
                terms = each.followed.plan.terms
                measures = "; ".join(measure.title for measure in item.measures) or _("no measure yet")
                shape = words.SIGN_SHAPES[item.standing.sign]
                sign = Cell(text=str(STATUSES[shape][1]), shape=shape)
                address = item_address(terms.unit, terms.year, item.item.item)
                yield Row(cells=(cell(item.item.what, address), cell(each.unit.name), sign, cell(measures)))


def _found(rows: Sequence[Row]) -> Table:
    headings = (_("Control item"), _("Body"), _("How it went"), _("What is done about it"))
    return Table(caption=_("What was found"), headings=headings, numeric=(False,) * 4, rows=tuple(rows))
