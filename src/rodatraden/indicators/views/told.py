"""How is a comparison told in plain words?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.indicators import words
from rodatraden.indicators.queries import catalogue
from rodatraden.indicators.queries.catalogue import Group
from rodatraden.indicators.queries.comparison import Compared, Own
from rodatraden.indicators.rules import State
from rodatraden.indicators.rules.comparison import Alike, Position, Spread
from rodatraden.ui import formats


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences about where we stand: among all, in the group, and what must be known to read them."""

    first: str
    quarter: str
    group: str
    notes: Sequence[str]


def decimals_for(spread: Spread | None) -> int:
    """With how many decimals values of a spread are told: none for thousands, two for what is less than one."""
    size = max(abs(spread.lowest), abs(spread.highest)) if spread else 0
    return 0 if size >= 1000 else 1 if size >= 1 else 2


def number(value: float | None, spread: Spread | None) -> str:
    """A value in words, missing as a dash."""
    return formats.number(None if value is None else exact(value), decimals=decimals_for(spread))


def exact(value: float) -> Decimal:
    """A value as the decimal that its shortest writing is."""
    return Decimal(repr(value))


def with_unit(value: float | None, of: Compared) -> str:
    """A value with its unit of measure."""
    return f"{number(value, of.spread())} {of.kpi.measure}".strip()


def tell(us: Own, of: Compared, group: Group | None) -> Told:
    """Where we stand in a KPI, in whole sentences."""
    members = {*group.members} if group else None
    return Told(
        first=_first(us, of),
        quarter=_quarter(of.position(us)),
        group=_of_group(us, of, group, members) if group and members is not None else "",
        notes=[_("The value of your own is preliminary.")] if _is_preliminary(of) else [],
    )


def _first(us: Own, of: Compared) -> str:
    spread = of.spread()
    if spread is None:
        return _("No municipality has a value for %(year)d.") % {"year": of.period}
    said = {"name": us.name or _("Your municipality"), "year": of.period, "middle": with_unit(spread.middle, of)}
    position = of.position(us)
    if position is None:
        sentence = _("%(name)s has no value for %(year)d. The median of the %(count)d municipalities is %(middle)s.")
        return sentence % {**said, "count": spread.count}
    sentence = _(
        "%(name)s has %(value)s in %(year)d; the median is %(middle)s. Of %(count)d other municipalities %(below)d are "
        "lower and %(above)d are higher."
    )
    count = position.below + position.equal + position.above
    counts = {"count": count, "below": position.below, "above": position.above}
    return sentence % {**said, **counts, "value": with_unit(of.ours, of)}


def _quarter(position: Position | None) -> str:
    return str(words.QUARTERS[position.quarter]) if position and position.quarter else ""


def _of_group(us: Own, of: Compared, group: Group, members: set[str]) -> str:
    spread = of.spread(members)
    if spread is None:
        return _("No municipality in %(group)s has a value for the year.") % {"group": group.name}
    position = of.position(us, members)
    said = {
        "group": group.name,
        "middle": with_unit(spread.middle, of),
        "count": spread.count,
        "members": len(group.members),
    }
    if position is None:
        return _("In %(group)s the median is %(middle)s (%(count)d of %(members)d have a value).") % said
    sentence = _(
        "In %(group)s the median is %(middle)s (%(count)d of %(members)d have a value); %(below)d are lower and "
        "%(above)d are higher."
    )
    return sentence % {**said, "below": position.below, "above": position.above}


def _is_preliminary(of: Compared) -> bool:
    told = of.own.get((of.period, of.gender))
    return told is not None and told.state is State.PRELIMINARY


def notes(us: Own, found: Sequence[Compared]) -> list[str]:
    """What must be known to read a whole comparison."""
    said = [_("Kolada does not say whether high is good or bad.")] if found else []
    if us.is_made_up:
        said.append(_("%(name)s is made up and stands beside the real municipalities.") % {"name": us.name})
    ours = [told for each in found if (told := each.own.get((each.period, each.gender)))]
    if any(told.is_reading for told in ours):
        said.append(_("Your own values are readings of your own indicators; Kolada has not published them."))
    return said


def explained(us: Own, found: Sequence[Compared], near: Sequence[Alike]) -> list[str]:
    """How the likeness was counted: in what, in which years, and who could not take part."""
    counted = [each for each in found if near and each.kpi.code in near[0].parts]
    said = ", ".join(f"{each.kpi.title} ({each.period})" for each in counted)
    sentences = [
        _("Counted in: %(kpis)s.") % {"kpis": said},
        _(
            "Each difference is divided by the standard deviation of all municipalities, so that kronor and per cent "
            "weigh the same; the distance is the root of the mean of their squares. 0 is the same values, 1 is a "
            "standard deviation away on average."
        ),
    ]
    if left := [each.kpi.title for each in found if each not in counted]:
        sentence = _("Not counted, since you have no value or all have the same: %(kpis)s.")
        sentences.append(sentence % {"kpis": ", ".join(left)})
    missing = len({*catalogue.municipalities()} - {us.place}) - len(near)
    if missing:
        sentences.append(
            ngettext(
                "%(count)d municipality lacks a value in one of them and can't be compared.",
                "%(count)d municipalities lack a value in one of them and can't be compared.",
                missing,
            )
            % {"count": missing}
        )
    return sentences
