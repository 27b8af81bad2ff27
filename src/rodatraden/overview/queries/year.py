"""What is to happen in a year: by law, in the rounds, in internal control, for the bodies, and what one has added?"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.commitments import queries as commitments
from rodatraden.commitments.queries.yearly import points_of
from rodatraden.commitments.rules.yearly import Sort, day_in
from rodatraden.control import queries as control
from rodatraden.kernel.periods import Period
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import Organisation, Role
from rodatraden.overview.rules import year as rules
from rodatraden.overview.rules.year import LED, Point
from rodatraden.steering import queries as steering
from rodatraden.steering.models import Round
from rodatraden.steering.rules import round_address

_WRITERS = LED | {Role.MANAGER}
_MONTHS_OF_INTERIM = range(6, 9)
"""An interim report covers at least half and at most two thirds of the year (13 kap. 1 § LKBR)."""


def points(year: int, *, on: date, known: date, role: Role | None = None) -> list[Point]:
    """All points of a year as known on a day, in the order of their days; those that concern a role, if one is told.

    Seven queries.
    """
    units = organisation.units(on=on, known=known)
    rounds = steering.rounds(known=known)
    found = [
        *rules.by_law(year, interim_end=_interim_end(rounds, year)),
        *_of_rounds(rounds, year),
        *_of_control(year, known=known),
        *_told_back(year, units, on=on, known=known),
    ]
    return rules.for_role(rules.gathered(_own(year, known=known), found), role)


def _own(year: int, *, known: date) -> Iterable[Point]:
    """What the municipality has put in its year."""
    for row in points_of(year, known=known):
        on = day_in(year, row.month, row.day)
        first = day_in(year, row.first_month, row.first_day) if row.first_month and row.first_day else None
        yield Point(
            row.code,
            on,
            Sort(row.sort),
            title=row.title,
            ground=row.source,
            roles=frozenset(map(Role, row.roles.split())),
            first=first if first and first < on else None,
        )


def _interim_end(rounds: Iterable[Round], year: int) -> date | None:
    """The last day of the period of the interim report, when a round of the year is about such a period."""
    ends = [Period.parse(each.period).last_day for each in rounds if each.year == year]
    return max((end for end in ends if end.year == year and end.month in _MONTHS_OF_INTERIM), default=None)


def _of_rounds(rounds: Iterable[Round], year: int) -> Iterable[Point]:
    """The rounds to be handed in, each from the day after its period."""
    for each in rounds:
        if each.deadline.year == year:
            after = Period.parse(each.period).end
            first = after if after < each.deadline else each.deadline - timedelta(days=14)
            first = max(first, date(year, 1, 1))
            address = round_address(each.code)
            yield Point(
                each.code, each.deadline, Sort.FOLLOW_UP, each.title, address=address, roles=_WRITERS, first=first
            )


def _of_control(year: int, *, known: date) -> Iterable[Point]:
    """When the plans for internal control begin to apply, and when what they are to check is to be checked."""
    in_force = control.plans(on=min(date(year, 12, 31), known), known=known)
    decided = Counter(plan.since for plan in in_force.values() if plan.since.year == year)
    for on, count in decided.items():
        said = ngettext(
            "%(count)d plan for internal control begins to apply",
            "%(count)d plans for internal control begin to apply",
            count,
        )
        title = said % {"count": count}
        yield Point(f"intern-kontroll-{on.isoformat()}", on, Sort.CONTROL, title, address="/kontroll", roles=_WRITERS)
    if any(plan.terms.year == year for plan in in_force.values()):
        title, last = _("Everything in the plans for internal control is checked"), date(year, 12, 31)
        yield Point("intern-kontroll", last, Sort.CONTROL, title, address="/kontroll", roles=_WRITERS)


def _told_back(year: int, units: Organisation, *, on: date, known: date) -> Iterable[Point]:
    """What bodies are to be told in the year, and have not been told the end of."""
    owed = commitments.owed_back(on=on, known=known)
    days = Counter((each.told.report_by, each.told.report_to) for each in owed)
    for (by, body), count in sorted(days.items(), key=str):
        if by is None:
            continue
        if by.year == year:
            name = units.units[body].name if body in units.units else body
            said = ngettext("%(count)d report back to %(body)s", "%(count)d reports back to %(body)s", count)
            address = f"/uppdrag/aterrapportering?organ={body}"
            title = said % {"count": count, "body": name}
            yield Point(f"aterrapport-{body}-{by.isoformat()}", by, Sort.DECISION, title, address=address, roles=LED)
