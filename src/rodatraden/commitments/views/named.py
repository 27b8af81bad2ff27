"""What are the codes about commitments called on the day, who answers for what, and what may the reader do?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from rodatraden.access import queries as access
from rodatraden.access.rules import allows
from rodatraden.commitments import queries
from rodatraden.commitments.queries import Told
from rodatraden.decisions.rules import Named
from rodatraden.identity.models import User
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.organisation.rules.things import Organisation, Post, UnitKind
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request
from rodatraden.ui.shapes import Link

GIVE = "commitments.commitment.give"
FOLLOW_UP = "commitments.commitment.follow_up"
NOTE = "commitments.report.note"

BODIES = frozenset({UnitKind.ASSEMBLY, UnitKind.BOARD, UnitKind.COMMITTEE, UnitKind.COMPANY, UnitKind.FEDERATION})
"""Who can ask to be told back."""


@dataclass(frozen=True, slots=True)
class Names:
    """The units and posts of the day, what is closed, and what commitments come from."""

    units: Organisation
    posts: dict[str, Post]
    others: dict[str, Named]
    origins: dict[tuple[str, str], Named]

    def unit(self, code: str) -> Link:
        """A link to a unit; the name it had when it is closed, the bare code when nobody knows it."""
        if code in self.units.units:
            return Link(self.units.units[code].name, unit_address(code))
        return self._other(code)

    def any(self, code: str) -> Link:
        """A link to a post or a unit, living or closed."""
        return self.owner(code) or self.unit(code)

    def owner(self, code: str) -> Link | None:
        """A link to who answers for something; None when no post does on the day."""
        return Link(self.posts[code].title, post_address(code)) if code in self.posts else None

    def closed_owner(self, code: str) -> str:
        """The title of the post that answered for it and is there no more; empty when none was named."""
        return "" if not code or code in self.posts else self._other(code).label

    def origin(self, row: Told) -> Link | None:
        """A link to what it comes from; the bare code when nobody answers for such things."""
        if not row.origin_kind:
            return None
        named = self.origins.get((row.origin_kind.value, row.origin))
        return Link(named.label, named.address) if named else Link(row.origin)

    def _other(self, code: str) -> Link:
        return Link(self.others[code].label, self.others[code].address) if code in self.others else Link(code)


def names(days: Days, rows: Iterable[Told], also: Iterable[str] = ()) -> Names:
    """The names of all that some commitments speak of. Two queries, one more for what is closed, and their origins."""
    rows = list(rows)
    units = organisation.units_and_relations(on=days.on, known=days.known)
    owners = {row.owner for row in rows if row.owner}
    posts = organisation.posts(owners, on=days.on, known=days.known) if owners else {}
    said = {row.unit for row in rows} | {row.report_to for row in rows if row.report_to} | owners | {*also}
    strange = {code for code in said if code and code not in units.units and code not in posts}
    others = organisation.names_of(strange, on=days.on, known=days.known) if strange else {}
    return Names(units, posts, others, queries.origins_of(rows, known=min(days.on, days.known)))


def known_on(days: Days) -> Days:
    """The days by which a commitment is told: how far it had come on a day is what was known then."""
    return Days(days.on, min(days.on, days.known), days.today)


def commitment_or_404(code: str, days: Days) -> Told:
    """A commitment as known on the day."""
    found = queries.find(code, known=known_on(days).known)
    if found is None:
        raise Http404(_("No commitment with the code %(code)s was recorded by that day.") % {"code": code})
    return found


def posts_held(request: Request) -> tuple[Post, ...]:
    """The posts that the reader holds today."""
    if not isinstance(request.user, User):
        return ()
    return access.rights_today(request.user, today=request.days.today).posts


def post_giving(request: Request, right: str, unit: str) -> str:
    """The post in which the reader acts: the first held that gives the right, else the first held."""
    held = posts_held(request)
    if not held or not isinstance(request.user, User):
        return ""
    units = access.rights_today(request.user, today=request.days.today).units
    giving = (post.code for post in held if allows([post], right, within=unit, organisation=units))
    return next(giving, held[0].code)


def answers_for(request: Request, row: Told) -> bool:
    """Whether the reader holds the post that answers for it: then they follow it up, whatever else they may."""
    return any(post.code == row.owner for post in posts_held(request))


def may(request: Request, right: str, unit: str) -> bool:
    """Whether the reader has a right in a unit, and looks at today: nobody writes in the past."""
    return request.days.is_today and request.user.has_perm(right, unit)  # type: ignore[arg-type]  # ours: a unit's code
