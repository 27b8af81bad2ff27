"""What is promised, as known on a day, with how far it has come and whether it has been told back?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Case, DateField, IntegerField, PositiveSmallIntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from rodatraden.commitments import models
from rodatraden.commitments.rules import origins
from rodatraden.commitments.rules.codes import Kind, OriginKind, State
from rodatraden.commitments.rules.standing import Standing, reporting, standing
from rodatraden.decisions.rules import Named
from rodatraden.kernel.periods import FOREVER, end_of

EVERYTHING: Final = FOREVER - timedelta(days=1)
"""The day on which all that is recorded is known. Not FOREVER itself: what is known until then ends before it."""


def known_before(known: date) -> datetime:
    """The instant before which a thing must have been recorded to be known on a day: midnight after it."""
    return end_of(known, timezone.get_default_timezone())


@dataclass(frozen=True, slots=True)
class Noted:
    """The last that a body took note of how it went; `is_final`: then it asked for nothing more."""

    body: str
    on: date
    decision: str
    is_final: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A commitment as it is worded, how far it has come, and when it was last told back. Texts are as people wrote."""

    code: str
    kind: Kind
    title: str
    description: str
    unit: str
    owner: str
    starts: date | None
    due: date | None
    origin_kind: OriginKind | None
    origin: str
    report_to: str
    report_by: date | None
    source: str
    key: int
    recorded_at: datetime
    state: State = State.NOT_STARTED
    share: int | None = None
    text: str = ""
    followed_up_at: datetime | None = None
    progress_key: int | None = None
    noted: Noted | None = None
    is_settled: bool = False
    """Whether the body that is to be told has said that it asks for nothing more."""

    def standing(self, on: date) -> Standing:
        """How it stands on a day."""
        back = reporting(report_to=self.report_to, report_by=self.report_by, is_settled=self.is_settled, on=on)
        return standing(self.state, due=self.due, reporting=back, on=on)


_WORDED: Final = (
    *("commitment_id", "kind", "title", "description", "unit", "owner", "starts", "due", "origin_kind", "origin"),
    *("report_to", "report_by", "source", "pk", "recorded_at"),
)
_FIELDS: Final = ("code", *_WORDED[1:-2], "key", "recorded_at")
_KINDS: Final = {kind.value: kind for kind in Kind}
_STATES: Final = {state.value: state for state in State}
_ORIGINS: Final = {kind.value: kind for kind in OriginKind}


def told(*, known: date, among: Q | None = None) -> list[Told]:
    """Every commitment as known on a day, or those that a condition on their wording picks out. Two queries."""
    before = known_before(known)
    rows = models.CommitmentVersion.objects.counting(before)
    if among is not None:
        rows = rows.filter(among)
    worded = list(rows.order_by("commitment_id").values_list(*_WORDED))
    if not worded:
        return []
    only = {} if among is None else {"commitment__in": [row[0] for row in worded]}
    latest, noted = _followed(before, only)
    return [_told(row, latest.get(row[0]), noted.get(row[0], ())) for row in worded]


_Progress = tuple[str, int | None, str, datetime, int]
_NO_DAY: Final = Cast(Value(None), DateField())
_NO_COUNT: Final = Cast(Value(None), PositiveSmallIntegerField())
"""PostgreSQL takes nothing for text unless it is told."""


def _followed(before: datetime, only: dict[str, Any]) -> tuple[dict[str, _Progress], dict[str, list[Noted]]]:
    """How far each has come, and what its bodies have taken note of, the earliest first. One query for both."""
    far = models.Progress.objects.counting(before).filter(**only)
    back = models.ReportBack.objects.counting(before).filter(is_withdrawn=False, **only)
    rows = far.values_list(
        *(Value(""), "commitment_id", "state", "share", "text", "recorded_at", "pk", _NO_DAY, Value(1))
    ).union(
        back.values_list(
            *("body", "commitment_id", "decision", _NO_COUNT, Value(""), "recorded_at", "pk", "on"), _FINAL
        ),
        all=True,
    )
    latest, noted = dict[str, _Progress](), defaultdict[str, list[Noted]](list)
    for body, code, word, share, text, at, key, on, is_final in rows:
        if body:
            noted[code].append(Noted(body, on, word, bool(is_final)))
        else:
            latest[code] = (word, share, text, at, key)
    for each in noted.values():
        each.sort(key=lambda one: one.on)
    return latest, noted


_FINAL: Final = Case(When(is_final=True, then=1), default=0, output_field=IntegerField())


def _told(row: tuple[Any, ...], latest: _Progress | None, noted: Sequence[Noted]) -> Told:
    said = dict(zip(_FIELDS, row, strict=True))
    state, share, text, at, key = latest or (State.NOT_STARTED.value, None, "", None, None)
    known = {"kind": _KINDS[said["kind"]], "origin_kind": _ORIGINS.get(said["origin_kind"])}
    return Told(
        **{**said, **known},
        state=_STATES[state],
        share=share,
        text=text,
        followed_up_at=at,
        progress_key=key,
        noted=noted[-1] if noted else None,
        is_settled=any(each.is_final for each in noted),
    )


def find(code: str, *, known: date) -> Told | None:
    """One commitment as known on a day."""
    return next(iter(told(known=known, among=Q(commitment=code))), None)


def of(origin_kind: OriginKind, codes: Collection[str], *, known: date) -> list[Told]:
    """What came from some decisions, goals, rounds …, in the order of their codes."""
    return told(known=known, among=Q(origin_kind=origin_kind, origin__in=list(codes))) if codes else []


def of_unit(units: Collection[str], *, known: date) -> list[Told]:
    """What some units have promised."""
    return told(known=known, among=Q(unit__in=list(units)))


def owed_by(posts: Collection[str], *, known: date) -> list[Told]:
    """What the holders of some posts owe: not finished, or finished and not yet told back. The first due first."""
    if not posts:
        return []
    rows = told(known=known, among=Q(owner__in=list(posts)))
    return sorted((row for row in rows if not row.standing(known).is_settled), key=by_day)


def by_day(row: Told) -> tuple[date, str]:
    """In which order commitments are read: what is due first comes first, what has no day last."""
    return (row.due or FOREVER, row.code)


def codes() -> set[str]:
    """The codes of every commitment that was ever recorded."""
    return set(models.Commitment.objects.values_list("code", flat=True))


def origins_of(rows: Iterable[Told], *, known: date) -> dict[tuple[str, str], Named]:
    """What commitments come from, in words, with the pages; one question for each kind that there is among them."""
    asked: defaultdict[OriginKind, set[str]] = defaultdict(set)
    for row in rows:
        if row.origin_kind:
            asked[row.origin_kind].add(row.origin)
    return origins.named(asked, known=known)


def wordings_of(code: str, *, known: date) -> QuerySet[models.CommitmentVersion]:
    """How a commitment has been worded by a day, the latest first."""
    rows = models.CommitmentVersion.objects.filter(commitment=code, recorded_at__lt=known_before(known))
    return rows.order_by("-recorded_at", "-pk")


def notes_of(code: str, *, known: date) -> QuerySet[models.Progress]:
    """How far a commitment had come, each time someone said, by a day; the latest first."""
    rows = models.Progress.objects.filter(commitment=code, recorded_at__lt=known_before(known))
    return rows.order_by("-recorded_at", "-pk")


def reports_of(code: str, *, known: date) -> QuerySet[models.ReportBack]:
    """What was told back of a commitment by a day, the latest first; what was withdrawn is left out."""
    rows = models.ReportBack.objects.counting(known_before(known)).filter(commitment=code, is_withdrawn=False)
    return rows.order_by("-on", "-pk")
