"""What has been decided in the period that the report is about, with the way to each decision."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from rodatraden.decisions import models, queries
from rodatraden.kernel.periods import Period
from rodatraden.organisation import queries as organisation
from rodatraden.reports.composed.asked import Asked, words
from rodatraden.reports.composed.blocks import Block, Missing, Row, Table
from rodatraden.reports.composed.figures import reading
from rodatraden.ui import formats

MOST = 40
"""More than so many are told of in the register, not in a report."""


def blocks(asked: Asked) -> Sequence[Block]:
    """The decisions of the year so far, or of the last twelve months; of a unit those that touch it."""
    first = _first(asked)
    rows = queries.decisions_with_standing(known=min(asked.known, asked.day)).filter(decided_on__gte=first)
    if asked.unit:
        rows = rows.filter(_touches(asked))
    found = list(rows[: MOST + 1])
    span = formats.span(first, asked.day + timedelta(days=1))
    if not found:
        return [Missing(text=_("No decisions are registered %(span)s.") % {"span": span}, address="/beslut")]
    deciders = _deciders({each.decided_by for each in found}, asked)
    more = _("Only the latest %(count)d are shown; the register holds them all.") % {"count": MOST}
    return [
        Table(
            caption=_("Decisions %(span)s") % {"span": span},
            headings=(_("Decision"), _("Decided by"), _("Decided"), _("Takes effect")),
            numeric=(False,) * 4,
            rows=tuple(_row(each, deciders) for each in found[:MOST]),
            remark=more if len(found) > MOST else "",
        )
    ]


def _first(asked: Asked) -> date:
    """The first of January when the report is of a round; else a year back."""
    if followed := reading.followed(asked):
        return date(Period.parse(followed.period).last_day.year, 1, 1)
    return asked.day - timedelta(days=365)


def _touches(asked: Asked) -> Q:
    units = {code for code in asked.units.units if reading.concerns(asked, code)}
    below = {code for code in units if asked.is_about(code)}
    posts = organisation.posts_of_units(below, on=asked.day, known=asked.known)
    subjects = {f"unit:{code}" for code in below} | {f"post:{code}" for code in posts}
    changing = models.Change.objects.filter(subject__in=subjects).values("decision")
    return Q(decided_by__in=units) | Q(pk__in=changing)


def _deciders(codes: Collection[str], asked: Asked) -> dict[str, str]:
    """What those who decided are called: bodies, and posts that decide by delegation."""
    others = {code for code in codes if code not in asked.units.units}
    posts = organisation.posts(others, on=asked.day, known=asked.known) if others else {}
    return {code: posts[code].title if code in posts else asked.name(code) for code in codes}


def _row(of: models.Decision, deciders: Mapping[str, str]) -> Row:
    title = _("%(title)s (revoked)") % {"title": of.title} if of.is_revoked else of.title
    return Row(
        cells=(
            words(title, f"/beslut/{of.code}"),
            words(deciders[of.decided_by]),
            words(formats.day(of.decided_on, short=True)),
            words(formats.day(of.effective_on, short=True)),
        )
    )
