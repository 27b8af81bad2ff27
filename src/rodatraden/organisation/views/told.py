"""What does a box tell? Which decision put it there, by whom, why, at what cost, and what was it called before?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from rodatraden.decisions import models as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import Right
from rodatraden.decisions.words import RIGHTS
from rodatraden.organisation import models, queries, words
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.organisation.rules.lettering import softened
from rodatraden.organisation.rules.surroundings import FOUR, Surroundings, surroundings
from rodatraden.organisation.rules.things import Organisation, Role, Unit
from rodatraden.organisation.rules.totals import Totals, own_totals, with_below
from rodatraden.ui.shapes import Link

_EXCERPT: Final = 320
_LEADS: Final = frozenset(Role) - {Role.EMPLOYEE}
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Told:
    """All that a box tells on the day, as known on a day."""

    unit: Unit
    kind: str
    address: str
    decision: register.Decision | None
    by: Link
    right: str
    reasons: str
    own: Totals
    whole: Totals
    before: Sequence[models.UnitVersion]
    leads: Sequence[Link]
    posts: int
    ties: Sequence[tuple[str, str, Sequence[Link]]]

    @property
    def name(self) -> str:
        """Its name, so that a long word can be parted."""
        return softened(self.unit.name)

    @property
    def has_below(self) -> bool:
        """Whether there is anything below it whose cost is counted too."""
        return self.own != self.whole


def told(organisation: Organisation, code: str, *, known: date) -> Told:
    """What the box of a unit tells. Five queries at most."""
    unit, own = organisation.units[code], own_totals(organisation)
    decision = decisions.find(unit.decision)
    here = [post for post in organisation.posts.values() if post.unit == code]
    history = queries.unit_history(code, known=known)
    names = [version for version in history if version.valid_from <= organisation.on and version.name != unit.name]
    return Told(
        unit,
        str(words.UNIT_KINDS[unit.kind]),
        unit_address(code),
        decision,
        _by(organisation, decision.decided_by) if decision else Link(""),
        _right(decision) if decision else "",
        Truncator(" ".join(decision.reasons.split())).chars(_EXCERPT) if decision else "",
        own[code],
        with_below(organisation, own)[code],
        names[::-1],
        [Link(post.title, post_address(post.code)) for post in here if post.role in _LEADS][:_MOST],
        len(here),
        _ties(organisation, surroundings(organisation, code)),
    )


def _ties(organisation: Organisation, around: Surroundings) -> list[tuple[str, str, list[Link]]]:
    """The relations in words: the kind, the direction, and with whom."""
    return [
        (
            str(words.RELATION_KINDS[kind]),
            word,
            [_unit(organisation, each.unit) for each in beside if kind in each.kinds],
        )
        for kind in FOUR
        for word, beside in ((_("from"), around.towards), (_("to"), around.outwards))
        if any(kind in each.kinds for each in beside)
    ]


def _unit(organisation: Organisation, code: str) -> Link:
    return Link(organisation.units[code].name, unit_address(code))


def _by(organisation: Organisation, code: str) -> Link:
    """Who decided: by the name of the day, else by the last one before it."""
    if code in organisation.units:
        return _unit(organisation, code)
    if code in organisation.posts:
        return Link(organisation.posts[code].title, post_address(code))
    named = queries.names_of([code], on=organisation.on, known=organisation.known).get(code)
    return Link(named.label, named.address) if named else Link(code)


def _right(decision: register.Decision) -> str:
    reference = f" ({decision.right_reference})" if decision.right_reference else ""
    return f"{RIGHTS[Right(decision.right)]}{reference}"
