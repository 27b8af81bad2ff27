"""What are the decisions and matters called that commitments come from, and what did a decision ask for?"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from rodatraden.commitments import words
from rodatraden.commitments.queries.told import Told, by_day, of
from rodatraden.commitments.rules.addresses import commitment_address
from rodatraden.commitments.rules.codes import OriginKind
from rodatraden.decisions import models as register
from rodatraden.decisions.rules import Came, FollowUp, Named
from rodatraden.matters import models as matters
from rodatraden.matters import queries as diary
from rodatraden.matters.rules.addresses import matter_address


def follow_ups(decision: str) -> list[FollowUp]:
    """What can be begun because of a decision: an assignment that comes from it."""
    return [FollowUp(_("Add an assignment"), f"/uppdrag/nytt?slag=assignment&fran=decision&kod={decision}", _GIVE)]


_GIVE: Final = "commitments.commitment.give"


def decisions_named(codes: Collection[str], known: date) -> Mapping[str, Named]:
    """The titles of some decisions taken by a day. One query."""
    rows = register.Decision.objects.filter(code__in=list(codes), decided_on__lte=known)
    return {code: Named(title, f"/beslut/{code}") for code, title in rows.values_list("code", "title")}


def decisions_there(codes: Collection[str]) -> set[str]:
    """Those of some codes that are decisions."""
    return set(register.Decision.objects.filter(code__in=list(codes)).values_list("code", flat=True))


def matters_named(codes: Collection[str], known: date) -> Mapping[str, Named]:
    """The titles of some matters as known on a day. One query."""
    rows = diary.matters(known=known).filter(matter_id__in=list(codes))
    return {row.matter_id: Named(row.title, matter_address(row.matter_id)) for row in rows}


def matters_there(codes: Collection[str]) -> set[str]:
    """Those of some codes that are matters."""
    return set(matters.Matter.objects.filter(code__in=list(codes)).values_list("code", flat=True))


def came_of(decision: str, on: date, known: date) -> list[Came]:
    """What a decision asked for, each in words with how it stands on a day. Two queries."""
    return in_words(of(OriginKind.DECISION, [decision], known=known), on=on)


def in_words(rows: Iterable[Told], *, on: date) -> list[Came]:
    """Some commitments in words with how they stand on a day: what is left first, the first day first."""
    told = sorted(((row, row.standing(on)) for row in rows), key=lambda each: (each[1].is_finished, *by_day(each[0])))
    return [
        Came(
            row.title,
            commitment_address(row.code),
            words.SHAPES[now.state],
            words.state_word(now),
            words.report_word(now, row.report_by),
        )
        for row, now in told
    ]
