"""What is wrong with what rounds ask, with their closings and with the ladder of equality, and what can be stored?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias

from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.files.faults import Fault
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Dataclass, Line
from rodatraden.journal import actions as journal
from rodatraden.journal.models import Recorded
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering import models, queries
from rodatraden.steering.actions import NewClosing, NewEqualityStep, NewQuestion
from rodatraden.steering.rules.asking import Ask
from rodatraden.steering.rules.equality import LadderStep
from rodatraden.steering.rules.levels import levels_from
from rodatraden.steering.sources.rows import ClosingRow, EqualityRow, QuestionRow, RoundRow
from rodatraden.steering.words import ASK_CODES, KIND_CODES, LEVEL_CODES

_ASKS: Final = {word: ask for ask, word in ASK_CODES.items()}
_KINDS: Final = {word: kind for kind, word in KIND_CODES.items()}
_LEVELS: Final = {word: level for level, word in LEVEL_CODES.items()}

AnyLine: TypeAlias = Line[QuestionRow] | Line[ClosingRow] | Line[EqualityRow]
New: TypeAlias = NewQuestion | NewClosing | NewEqualityStep


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows may name."""

    rounds: set[str]
    units: frozenset[str]
    posts: set[str]


def store(lines: Sequence[AnyLine], *, units: frozenset[str], by: str, at: datetime, loaded: Loaded) -> None:
    """Check the lines, record those that hold, and note the faults and what was added."""
    if not lines:
        return
    rounds = {row.code for row in queries.rounds(known=FOREVER)}
    known, met = _Known(rounds, units, organisation.post_codes()), dict[tuple[object, ...], int]()
    given = list[tuple[New, AnyLine]]()
    for line in lines:
        new = _new(line)
        faults = [*_strangers(line, known), *_again(line, new, met)]
        loaded.faults += faults
        if not faults:
            given.append((new, line))
    try:
        batch = journal.add_history(rows=[new for new, _line in given], by=by, at=at)
    except journal.RecordedOtherwise as error:
        reason = _("Something else is recorded at this instant. Give the correction an instant of its own.")
        loaded.faults += [line.fault("recorded_at", reason) for new, line in given if new in error.rows]
        return
    noun = _("about rounds")
    loaded.added += [f"{noun} {what}" for what in batch.added]
    loaded.changed += [f"{noun} {what}" for what in batch.changed]
    loaded.unchanged += batch.unchanged


def _strangers(line: AnyLine, known: _Known) -> Iterator[Fault]:
    named = (
        ("round", known.rounds, _("There is no round with this code.")),
        ("unit", known.units, _("There is no unit with this code.")),
        ("post", known.posts, _("There is no post with this code.")),
    )
    for name, there, reason in named:
        if (code := getattr(line.row, name, None)) and code not in there:
            yield line.fault(name, reason)
    if isinstance(line.row, QuestionRow) and _ASKS[line.row.ask] is Ask.OWN and not line.row.title:
        yield line.fault("title", _("Write the question."))


def _again(line: AnyLine, new: New, met: dict[tuple[object, ...], int]) -> Iterator[Fault]:
    key = (type(new), *(getattr(new, name) for name in new.model.KEY), new.recorded_at)
    if key in met:
        yield line.fault("recorded_at", _("Stands on line %(line)d already.") % {"line": met[key]})
    met.setdefault(key, line.number)


def _new(line: AnyLine) -> New:
    row = line.row
    said: dict[str, Any] = {"recorded_at": row.recorded_at, "post": row.post or ""}
    match row:
        case QuestionRow():
            return NewQuestion(
                round=row.round,
                code=row.code,
                ask=_ASKS[row.ask],
                title=row.title,
                help=row.help,
                kinds=" ".join(_KINDS[word] for word in row.kinds),
                is_required=row.required != "nej",
                is_asked=row.asked != "nej",
                position=row.place or line.number,
                **said,
            )
        case ClosingRow():
            return NewClosing(round=row.round, is_closed=row.state == "stängd", reason=row.reason, **said)
        case EqualityRow():
            step = LadderStep(row.step)
            return NewEqualityStep(unit=row.unit, step=step, evidence=row.evidence, judged_on=row.judged_on, **said)


def levels_of(row: RoundRow) -> str:
    """The levels of a sheet as the register holds them."""
    return " ".join(_LEVELS[word] for word in row.levels)


def level_words(levels: str) -> tuple[str, ...]:
    """The levels that the register holds as a sheet says them."""
    return tuple(LEVEL_CODES[level] for level in levels_from(levels))


def _said(row: Recorded) -> dict[str, Any]:
    return {"recorded_at": timezone.localtime(row.recorded_at), "post": row.post or None}


def _question(row: models.Question) -> QuestionRow:
    return QuestionRow(
        round=row.round,
        code=row.code,
        ask=ASK_CODES[Ask(row.ask)],
        title=row.title,
        help=row.help,
        kinds=tuple(KIND_CODES[UnitKind(kind)] for kind in row.kinds.split()),
        required="ja" if row.is_required else "nej",
        asked="ja" if row.is_asked else "nej",
        place=row.position,
        **_said(row),
    )


def _closing(row: models.Closing) -> ClosingRow:
    state = "stängd" if row.is_closed else "öppen"
    return ClosingRow(round=row.round, state=state, reason=row.reason, **_said(row))  # type: ignore[arg-type]  # one of the two


def _equality(row: models.EqualityStep) -> EqualityRow:
    return EqualityRow(unit=row.unit, step=row.step, evidence=row.evidence, judged_on=row.judged_on, **_said(row))


SHEETS: Final[dict[str, tuple[type[Dataclass], type[Recorded], Callable[[Any], Dataclass]]]] = {
    "round_questions": (QuestionRow, models.Question, _question),
    "round_closings": (ClosingRow, models.Closing, _closing),
    "equality": (EqualityRow, models.EqualityStep, _equality),
}
"""Each sheet by its name: what stands on a line, where it is kept, and how a row is written back."""


def exported(name: str) -> list[Dataclass]:
    """Every row ever recorded of a sheet."""
    _schema, model, told = SHEETS[name]
    return [told(row) for row in model._default_manager.order_by(*model.KEY, "recorded_at")]  # noqa: SLF001 – the documented way on any model
