"""What have a unit's posts cost, year by year, and what has each of them cost? As tables, a drawing and files."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.organisation.rules.costs import Cost, PostCost, Year, history, years
from rodatraden.ui import charts, formats, tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Drawn, Link
from rodatraden.ui.tables import Column, Form, Row, Table

_FEW = 2
"""Fewer years than this make no drawing."""


@reads
def costs(request: Request, code: str, form: Form = "page") -> HttpResponse:
    """A unit's posts through the years, as decided: with the units below and without. Public, as the posts are."""
    days = request.days
    named = queries.unit_history(code, known=days.known)
    if not named:
        raise Http404(_("No unit has the code %(code)s.") % {"code": code})
    name = next((each.name for each in named if each.valid_from <= days.on < each.valid_to), named[-1].name)
    own, with_below = queries.costs(code, known=days.known)
    of_years = years(own, through=days.on), years(with_below, through=days.on)
    if form != "page":
        return tables.answer(years_table(code, *of_years), form, days)
    return page(
        request,
        "organisation/costs.html",
        name=name,
        address=unit_address(code),
        years=_shown(code, *of_years),
        drawn=_drawn(name, *of_years),
        posts=posts_table(code, history(own)),
        posts_address=f"/organisation/kostnad/{code}/befattningar",
        crumbs=[Link(_("Organisation"), "/organisation"), Link(name, unit_address(code)), Link(_("Cost"))],
    )


@reads
def posts_costs(request: Request, code: str, form: Form) -> HttpResponse:
    """What each post of a unit has cost, as a file."""
    own, _with_below = queries.costs(code, known=request.days.known)
    return tables.answer(posts_table(code, history(own)), form, request.days)


def _shown(code: str, own: Sequence[Year], with_below: Sequence[Year]) -> list[Table]:
    """The unit's own posts, and those with the units below when that is something else: as tables that fit a page."""
    told = [(_("The unit's own posts"), own), (_("With the units below"), with_below)]
    if not own or [each.rate for each in own] == [each.rate for each in with_below]:
        told = told[1:] if not own else told[:1]
    return [
        Table(code, caption, _columns(), [Row((str(each.year), each.day, *_figures(each))) for each in line])
        for caption, line in told
        if line
    ]


def _columns() -> list[Column]:
    return [
        Column("year", _("Year")),
        Column("day", _("The day"), "day"),
        Column("rate", _("Yearly rate that day"), "number", unit="kr", decimals=0),
        Column("growth", _("Growth of the rate"), "number", unit="%", decimals=2),
        Column("missing", _("Not known"), "number"),
        Column("posts", _("Posts"), "number"),
        Column("accrued", _("Cost in the year, through that day"), "number", unit="kr", decimals=0),
    ]


def years_table(code: str, own: Sequence[Year], with_below: Sequence[Year]) -> Table:
    """A row for each year: the rate, its growth and what accrued, of the unit's own posts and with those below."""
    columns = [
        *_columns(),
        Column("rate_below", _("Yearly rate that day, with below"), "number", unit="kr", decimals=0),
        Column("growth_below", _("Growth of the rate, with below"), "number", unit="%", decimals=2),
        Column("missing_below", _("Not known, with below"), "number"),
        Column("posts_below", _("Posts, with below"), "number"),
        Column("accrued_below", _("Cost in the year through that day, with below"), "number", unit="kr", decimals=0),
    ]
    mine = {each.year: each for each in own}
    rows = [Row((str(each.year), each.day, *_figures(mine.get(each.year)), *_figures(each))) for each in with_below]
    return Table(f"kostnad-{code}", _("Cost of the posts, year by year"), columns, rows)


def _figures(each: Year | None) -> tuple[int | Decimal | None, ...]:
    if each is None:
        return (None, None, 0, 0, None)
    return (each.rate.known, _rounded(each.growth), each.rate.missing, each.posts, each.accrued.known)


def _rounded(growth: Decimal | None) -> Decimal | None:
    return None if growth is None else growth.quantize(Decimal("0.01"))


def posts_table(code: str, steps: Sequence[PostCost]) -> Table:
    """What each post of the unit has cost while it stood there, with the decision that set the cost."""
    columns = [
        Column("post", _("Post"), "link"),
        Column("valid_from", _("From"), "day"),
        Column("valid_to", _("Through"), "day"),
        Column("yearly_cost", _("Yearly cost"), "number", unit="kr", decimals=0),
        Column("growth", _("Growth"), "number", unit="%", decimals=2),
        Column("decision", _("Cost set by"), "link"),
    ]
    return Table(f"kostnad-{code}-befattningar", _("What each post has cost"), columns, [_step(each) for each in steps])


def _step(each: PostCost) -> Row:
    cost: Cost = each.cost
    first, end = cost.days
    return Row(
        (
            Link(cost.title, post_address(cost.post)),
            first,
            None if end == FOREVER else end - timedelta(days=1),
            cost.yearly,
            _rounded(each.growth),
            Link(cost.decision, f"/beslut/{cost.decision}") if cost.decision and cost.yearly is not None else None,
        )
    )


def _drawn(name: str, own: Sequence[Year], with_below: Sequence[Year]) -> Drawn | None:
    """The yearly rate as lines: the unit's own as the thread, with those below in grey when it is more."""
    differ = [each.rate for each in own] != [each.rate for each in with_below]
    lines = [(_("with the units below"), with_below, charts.GREY)] if differ else []
    lines.append((_("own"), own, charts.THREAD))
    known = [(word, [each for each in line if each.rate.known is not None], colour) for word, line, colour in lines]
    known = [each for each in known if each[1]]
    if max((len(line) for _word, line, _colour in known), default=0) < _FEW:
        return None
    title = _("What the posts of %(name)s cost a year") % {"name": name}
    said = [
        f"{word}: {each.year} {formats.amount(each.rate.known, unit='tkr')}"
        for word, line, _colour in known
        for each in (line[0], line[-1])
    ]
    return charts.draw(_spec(known), title=title, description=", ".join(said) + f" {formats.unit_word('tkr')}.")


def _spec(lines: Sequence[tuple[str, Sequence[Year], str]]) -> charts.Spec:
    axis = {"title": formats.unit_word("tkr"), "tickCount": 5, "titleAngle": 0, "titleAlign": "right", "titleY": -10}
    x = {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}}
    y = {"field": "cost", "type": "quantitative", "axis": axis, "scale": {"zero": True, "nice": True}}
    return {
        "width": 380,
        "height": 220,
        "encoding": {"x": x, "y": y},
        "layer": [layer for line in lines for layer in _layers(*line)],
    }


def _layers(word: str, line: Sequence[Year], colour: str) -> list[charts.Spec]:
    rows = [{"year": str(each.year), "cost": _thousands(each)} for each in line]
    words = f"{word} {formats.amount(line[-1].rate.known, unit='tkr')}"
    end = {**rows[-1], "words": words}
    return [
        {"data": {"values": rows}, "mark": {"type": "line", "color": colour, "strokeWidth": 2.5}},
        {"data": {"values": rows}, "mark": {"type": "point", "color": colour, "opacity": 1}},
        {
            "data": {"values": [end]},
            "mark": {"type": "text", "align": "right", "dy": -13, "color": colour, "fontWeight": 600},
            "encoding": {"text": {"field": "words"}},
        },
    ]


def _thousands(each: Year) -> float:
    return float((each.rate.known or Decimal()) / 1000)
