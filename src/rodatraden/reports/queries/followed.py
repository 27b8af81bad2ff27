"""Which reports are there, how far has each come, and what does it say?"""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.indicators.queries import recorded_by
from rodatraden.journal import queries as journal
from rodatraden.organisation import queries as organisation
from rodatraden.reports import models
from rodatraden.reports.followup import build, context, pieces, presented
from rodatraden.reports.followup.build import UnknownRound
from rodatraden.reports.followup.context import Context
from rodatraden.reports.setting.edition import Edition
from rodatraden.steering import queries as steering
from rodatraden.steering.models import Round
from rodatraden.steering.rules import Stage
from rodatraden.ui.pages import require

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

__all__ = [
    "READ_DRAFT",
    "Listed",
    "Report",
    "UnknownEdition",
    "UnknownRound",
    "editions",
    "listed",
    "readable",
    "report",
    "to_sign",
]

READ_DRAFT: Final = "reports.draft.read"


class UnknownEdition(LookupError):
    """A number that no edition of the report has."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is read: what it says, the edition it is (None: unsigned), and every edition there is."""

    context: Context
    edition: models.Edition | None
    editions: tuple[models.Edition, ...]

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it: it is signed, or every part asked for is approved."""
        return self.edition is not None or self.context.is_finished

    def presented(self, *, unit: str = "mnkr") -> pieces.Presented:
        """The report in words of the active language."""
        return presented.present(self.context, edition=told(self.edition) if self.edition else None, unit=unit)


def report(*, code: str, known: date, number: int | None = None) -> Report:
    """The report of a round as known on a day: the edition asked for, else the latest, else as it stands unsigned.

    Number 0 is the report as it stands, also when there is a signed one. Raises UnknownRound and UnknownEdition.
    """
    signed = tuple(editions(code).filter(signed_at__lt=recorded_by(known)))
    if number or (number is None and signed):
        chosen = next((each for each in signed if number in {None, each.number}), None)
        if chosen is None:
            raise UnknownEdition(number)
        return Report(context.from_json(chosen.context), chosen, signed)
    return Report(as_it_stands(code=code, known=known), None, signed)


def readable(*, user: "AbstractBaseUser | AnonymousUser", code: str, known: date, asked: str) -> Report:
    """The edition that a reader asks for by its number ("" the usual, "0" as it stands), if they may read it.

    Raises UnknownRound, UnknownEdition and PermissionDenied.
    """
    asked = asked.strip()
    if asked and not (asked.isdecimal() and len(asked) < 5):
        raise UnknownEdition(asked)
    found = report(code=code, known=known, number=int(asked) if asked else None)
    if not found.is_public:
        require(user, READ_DRAFT, whole())
    return found


def whole() -> str:
    """The code of the unit that is the whole group: a report is about all of it.

    Empty when no municipality is described: then it is nobody's unit, and only rights in the whole group hold.
    """
    municipality = organisation.municipality()
    return municipality.root if municipality else ""


def as_it_stands(*, code: str, known: date) -> Context:
    """The report of a round put together now. It bears the day, not the moment: the same day gives the same bytes."""
    version = journal.version()
    return (_kept if version != journal.NOTHING_WRITTEN else _put_together)(code, known, version)


def _put_together(code: str, known: date, _version: str) -> Context:
    return build.build(round_code=code, known=known, at=start_of(known))


_kept = lru_cache(maxsize=16)(_put_together)
"""Once for each version of the journal: every write leaves an entry there (ADR 8)."""


def start_of(day: date) -> datetime:
    """The first instant of a day where the municipality is."""
    return datetime.combine(day, time(), timezone.get_default_timezone())


def editions(code: str) -> QuerySet[models.Edition]:
    """The signed editions of a round's report, latest first."""
    return models.Edition.objects.filter(round=code).order_by("-number")


def told(edition: models.Edition) -> Edition:
    """An edition as its own document tells of it."""
    return Edition(
        number=edition.number,
        signed_at=edition.signed_at,
        signed_by=edition.signed_by,
        sha256=edition.sha256,
        changes=changes_told(edition),
    )


def changes_told(edition: models.Edition) -> str:
    """What is new since the edition before, as counts; nothing for the first."""
    count: dict[str, int] = edition.changes
    parts = [
        ngettext("%(count)d amount", "%(count)d amounts", count.get("amounts", 0)),
        ngettext("%(count)d outcome or target", "%(count)d outcomes or targets", count.get("outcomes", 0)),
        ngettext("%(count)d assessment", "%(count)d assessments", count.get("assessments", 0)),
        ngettext("%(count)d text", "%(count)d texts", count.get("texts", 0)),
    ]
    named = zip(parts, ("amounts", "outcomes", "assessments", "texts"), strict=True)
    said = ", ".join(part % {"count": count[name]} for part, name in named if count.get(name))
    if not said:
        return ""
    return _("Changed since edition %(before)d: %(said)s.") % {"before": edition.number - 1, "said": said}


@dataclass(frozen=True, slots=True)
class Listed:
    """A round in the list of reports: how many parts are asked for and approved, and the latest edition."""

    round: Round
    asked: int
    approved: int
    edition: models.Edition | None

    @property
    def is_finished(self) -> bool:
        """Whether someone was asked and everyone who was is approved."""
        return 0 < self.asked == self.approved

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it."""
        return self.edition is not None or self.is_finished


def listed(*, on: date, known: date) -> list[Listed]:
    """The reports of the rounds whose period has begun, latest first. Three queries."""
    progress = steering.progress(known=known)
    signed = {
        edition.round: edition
        for edition in models.Edition.objects.filter(signed_at__lt=recorded_by(known)).order_by("round", "number")
    }
    return [
        Listed(
            each,
            asked=progress[each.code].total() if each.code in progress else 0,
            approved=progress[each.code][Stage.APPROVED] if each.code in progress else 0,
            edition=signed.get(each.code),
        )
        for each in steering.rounds(on=on, known=known)
    ]


def to_sign(*, on: date, known: date) -> list[Round]:
    """The rounds that have begun whose parts are all approved and whose report nobody has signed. Two queries."""
    signed = models.Edition.objects.filter(signed_at__lt=recorded_by(known)).values("round")
    progress = steering.progress(known=known, without=signed)
    finished = {code for code, stages in progress.items() if stages[Stage.APPROVED] == stages.total()}
    return [each for each in steering.rounds(on=on, known=known) if each.code in finished]


def may_read_drafts(user: "AbstractBaseUser | AnonymousUser") -> bool:
    """Whether a reader may open a report that is neither signed nor finished."""
    return user.is_authenticated and user.has_perm(READ_DRAFT, whole())  # type: ignore[attr-defined]  # ours has it
