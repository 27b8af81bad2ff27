"""Which rows stand beside the pictures of a comparison? Every municipality, those most alike, sums, women and men."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from rodatraden.indicators import words
from rodatraden.indicators.queries import catalogue, comparison, kolada
from rodatraden.indicators.queries.catalogue import Group
from rodatraden.indicators.queries.comparison import Asked, Compared, Own
from rodatraden.indicators.rules import Gender
from rodatraden.indicators.rules.comparison import Alike, Spread
from rodatraden.indicators.rules.kolada import CREDIT
from rodatraden.indicators.views.told import decimals_for, exact
from rodatraden.ui.tables import Column, Row, Table


def _kpi_column(of: Compared) -> Column:
    heading = f"{of.kpi.title}, {of.period}"
    return Column(of.kpi.code, heading, "number", of.kpi.measure, decimals_for(of.spread()))


def _cell(value: float | None) -> Decimal | None:
    return None if value is None else exact(value)


def _is_ours(us: Own) -> str:
    """What our own row is called."""
    return _("%(name)s (made up)") % {"name": us.name} if us.is_made_up else us.name


def municipalities(us: Own, found: Sequence[Compared], group: Group | None) -> Table:
    """Every municipality with its values, ours first. One KPI: the highest value first; several: by name."""
    columns = [
        Column("name", _("Municipality")),
        Column("code", _("Code")),
        *(_kpi_column(each) for each in found),
        *([Column("group", _("In the group"))] if group else []),
        Column("source", _("Source")),
    ]
    members = {*group.members} if group else set[str]()
    places = [place for place in catalogue.municipalities() if place != us.place]
    if len(found) == 1:
        there = found[0].values
        places.sort(key=lambda place: (place not in there, -there.get(place, 0.0), catalogue.place_name(place)))
    else:
        places.sort(key=catalogue.place_name)
    values = [each.values for each in found]
    rows = [
        Row(
            (
                *(catalogue.place_name(place), place),
                *(_cell(each.get(place)) for each in values),
                *([_("yes") if place in members else ""] if group else []),
                CREDIT,
            )
        )
        for place in places
    ]
    return Table("jamfor", _("Every municipality"), columns, [*_own_row(us, found, group), *rows] if found else [])


def _own_row(us: Own, found: Sequence[Compared], group: Group | None) -> Iterable[Row]:
    if not us.name:
        return
    ours = [_cell(each.ours) for each in found]
    is_reading = any(told.is_reading for each in found if (told := each.own.get((each.period, each.gender))))
    inside = [_("yes") if us.place in group.members else ""] if group else []
    yield Row((_is_ours(us), us.place, *ours, *inside, _("Own indicator") if is_reading else CREDIT))


def nearest(us: Own, found: Sequence[Compared], near: Sequence[Alike]) -> Table:
    """The municipalities most like ours, with the distance and the values that it was counted in."""
    counted = [each for each in found if near and each.kpi.code in near[0].parts]
    columns = [
        Column("name", _("Municipality")),
        Column("distance", _("Distance"), "number", "", 2),
        *(_kpi_column(each) for each in counted),
    ]
    values = [each.values for each in counted]
    rows = [
        Row((catalogue.place_name(each.place), exact(each.distance), *(_cell(told.get(each.place)) for told in values)))
        for each in near
    ]
    own = Row((_is_ours(us), Decimal(0), *(_cell(each.ours) for each in counted)))
    return Table("mest-lika", _("Most alike"), columns, [own, *rows])


def sums(us: Own, of: Compared, group: Group | None, *, known: date) -> Table:
    """The median, the quartiles and the unweighted mean of all and of the group; what Kolada says of the group."""
    digits = decimals_for(of.spread())
    columns = [
        Column("name", _("Among")),
        Column("count", _("With a value"), "number"),
        *(
            Column(key, heading, "number", of.kpi.measure, digits)
            for key, heading in (
                ("lowest", _("Lowest")),
                ("lower", _("Lower quartile")),
                ("middle", _("Median")),
                ("upper", _("Upper quartile")),
                ("highest", _("Highest")),
                ("mean", _("Unweighted mean")),
            )
        ),
    ]
    rows = [_spread_row(_("All municipalities"), of.spread())]
    if group:
        rows.append(_spread_row(group.name, of.spread({*group.members})))
        rows += _published(of, group, known=known)
    return Table("spridning", f"{_('How the values are spread')}: {of.kpi.title}", columns, rows)


def _spread_row(name: str, spread: Spread | None) -> Row:
    if spread is None:
        return Row((name, 0, None, None, None, None, None, None))
    ends = (spread.lowest, spread.lower, spread.middle, spread.upper, spread.highest, spread.mean)
    return Row((name, spread.count, *map(exact, ends)))


def _published(of: Compared, group: Group, *, known: date) -> list[Row]:
    """The unweighted mean that Kolada has published of the group, with the count of members that it rests on."""
    return [
        Row(
            (
                _("%(group)s: unweighted mean as published by Kolada") % {"group": group.name},
                each.count,
                *[None] * 5,
                exact(each.value),
            )
        )
        for each in kolada.of_group(group.code, of.kpi.code, known=known)
        if (each.period, each.gender) == (of.period, of.gender) and each.value is not None
    ]


def genders(us: Own, of: Compared, *, known: date) -> Table | None:
    """Women and men: ours and the median of all, and the difference; None when nothing is loaded of them."""
    apart = [
        found
        for gender in (Gender.WOMEN, Gender.MEN)
        for found in comparison.compared(us, Asked([of.kpi.code], gender, of.period), known=known)
    ]
    if not apart:
        return None
    digits = decimals_for(of.spread())
    columns = [
        Column("name", _("Among")),
        *(
            Column(each.gender.value, str(words.GENDERS[each.gender]), "number", of.kpi.measure, digits)
            for each in apart
        ),
    ]
    ours = Row((_is_ours(us), *(_cell(each.ours) for each in apart)))
    spreads = [each.spread() for each in apart]
    middle = Row((_("Median of all"), *(_cell(each.middle if each else None) for each in spreads)))
    return Table("kon", _("Women and men"), columns, [*([ours] if us.name else []), middle])
