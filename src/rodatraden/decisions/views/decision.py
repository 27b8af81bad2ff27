"""One decision: what it says, what it changes, whether it stands, and whether it is final."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rodatraden.decisions import models, queries, rules, words
from rodatraden.decisions.views.named import called, codes_in, link_to, names_on, sentence_of
from rodatraden.kernel import likeness
from rodatraden.kernel.likeness import Passage
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link

_MOST_ALIKE = 3
_DAY = timedelta(days=1)
ANNOUNCE = "decisions.decision.announce"


def decision_known(code: str, *, known: date) -> models.Decision:
    """The decision with a code, as known on a day. Raises Http404."""
    found = queries.in_register(known=known).filter(code=code).first()
    if found is None:
        raise Http404(_("No decision with the code %(code)s was taken by that day.") % {"code": code})
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words, and when it takes effect if that is another day than the decision's."""

    sentence: str
    effective_on: date | None


@reads
def decision(request: Request, code: str) -> HttpResponse:
    """One decision, public as its protocol is."""
    known = request.days.known
    found = decision_known(code, known=known)
    changes = [queries.as_rule(change, found) for change in found.changes.order_by("position")]
    told = called({found.decided_by}.union(*(codes_in(change.terms) for change in changes)), known=known)
    appeal = queries.appeal_of(found)
    finality = rules.finality(appeal, found.announced_on, on=request.days.on)
    backs = queries.taking_back(found, known=known)
    return page(
        request,
        "decisions/decision.html",
        decision=found,
        right=words.RIGHTS[rules.Right(found.right)],
        decider=link_to(names_on(found.decided_on, told), found.decided_by),
        changes=_told(found, changes, told),
        ground=queries.ground_of(found),
        belongs_to=queries.belongs_to(code, known=known),
        came_of=queries.came_of(code, on=request.days.on, known=known),
        takes_back=[_back(words.TAKES_BACK, row, row.revoked) for row in backs if row.decision == found],
        taken_back_by=[_back(words.TAKEN_BACK_BY, row, row.decision) for row in backs if row.revoked == found],
        alike=_alike(found),
        appeal=words.APPEALS[appeal] if appeal else "",
        finality=finality.value,
        final_on=rules.final_on(appeal, found.announced_on),
        time=rules.time_for_appeal(found.announced_on) if found.announced_on else None,
        documents=found.documents.order_by("position") if found.has_documents else [],
        follow_ups=_follow_ups(request, found),
        may_announce=finality is not rules.Finality.NONE and request.user.has_perm(ANNOUNCE, found.decided_by),  # type: ignore[arg-type]  # ours: a code
        crumbs=[Link(_("Decisions"), "/beslut"), Link(found.title)],
    )


def _follow_ups(request: Request, decision: models.Decision) -> list[rules.FollowUp]:
    """What the reader may begin because of it: nothing when it is taken back, or looked at on another day."""
    if decision.is_revoked or not request.days.is_today:
        return []
    return [each for each in queries.follow_ups(decision.code) if request.user.has_perm(each.right)]


def _told(decision: models.Decision, changes: Sequence[rules.Change], told: Mapping[str, rules.Called]) -> list[Told]:
    """Each change, with the names that things had before it."""
    return [
        Told(
            sentence_of(change.terms, names_on(change.effective_on - _DAY, told)),
            None if change.effective_on == decision.effective_on else change.effective_on,
        )
        for change in changes
    ]


@dataclass(frozen=True, slots=True)
class Back:
    """That one decision takes another back: in which way, in words, the other one, and from which day."""

    words: str
    other: models.Decision
    effective_on: date | None


def _back(words_of: Mapping[rules.TakesBack, Promise], row: models.Revocation, other: models.Decision) -> Back:
    return Back(str(words_of[rules.TakesBack(row.way)]), other, row.effective_on)


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier decision with nearly the same reasons: how many per cent, and both told as one text."""

    decision: models.Decision
    per_cent: int
    passages: Sequence[Passage]


def _alike(decision: models.Decision) -> list[Alike]:
    found = queries.alike_before(decision)[:_MOST_ALIKE]
    return [
        Alike(each, likeness.shown(per_cent), likeness.passages(each.reasons, decision.reasons))
        for each, per_cent in found
    ]
