"""What does a comparison look like? Every municipality as a dot, and lines over the years."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from rodatraden.indicators import words
from rodatraden.indicators.queries.catalogue import Group
from rodatraden.indicators.queries.comparison import Compared, Own
from rodatraden.indicators.rules import Gender
from rodatraden.indicators.rules.comparison import stacked
from rodatraden.indicators.views.told import tell, with_unit
from rodatraden.ui import charts, spreads
from rodatraden.ui.shapes import Drawn
from rodatraden.ui.spreads import Course, Dot, Mark

_COLUMNS = 60


def distribution(us: Own, of: Compared, members: Collection[str]) -> Drawn | None:
    """All municipalities but ours as dots, the members of the group darker, the median and our own value named."""
    others, spread = of.others(us), of.spread()
    if not others or spread is None:
        return None
    ordered = sorted(others, key=lambda place: (place not in members, others[place]))
    dots = stacked([others[place] for place in ordered], columns=_COLUMNS)
    own = Mark(of.ours, f"{us.name} {with_unit(of.ours, of)}") if of.ours is not None else None
    middle = Mark(spread.middle, _("Median %(value)s") % {"value": with_unit(spread.middle, of)})
    spec = spreads.distribution(
        [Dot(at, height, place in members) for place, (at, height) in zip(ordered, dots, strict=True)],
        own=own,
        middle=middle,
        unit=of.kpi.measure,
    )
    told = tell(us, of, None)
    sentence = _("%(kpi)s, %(year)d: each dot is a municipality")
    if members:
        sentence = _("%(kpi)s, %(year)d: each dot is a municipality, the dark ones in the group")
    title = sentence % {"kpi": _title(of), "year": of.period}
    return charts.draw(spec, title=title, description=f"{told.first} {told.quarter}".strip())


def years(us: Own, of: Compared, group: Group | None) -> Drawn | None:
    """Our values over the years beside the median of the group and of all."""
    own = {year: value for year in of.by_year if (value := of.ours_in(year)) is not None}
    courses = [Course(us.name, "own", own)] if own else []
    if group and (medians := of.medians({*group.members})):
        courses.append(Course(_("median, the group"), "near", medians))
    courses.append(Course(_("median, all"), "far", of.medians()))
    if len({year for course in courses for year in course.values}) < 2:
        return None
    said = "; ".join(f"{course.name}: {_ends(course, of)}" for course in courses if course.values)
    title = _("%(kpi)s over the years") % {"kpi": _title(of)}
    return charts.draw(spreads.over_the_years(courses, unit=of.kpi.measure), title=title, description=said)


def _ends(course: Course, of: Compared) -> str:
    first, last = min(course.values), max(course.values)
    told = f"{with_unit(course.values[first], of)} ({first})"
    return told if first == last else f"{told} – {with_unit(course.values[last], of)} ({last})"


def _title(of: Compared) -> str:
    if of.gender is Gender.ALL:
        return of.kpi.title
    return f"{of.kpi.title} ({words.GENDERS[of.gender]})"
