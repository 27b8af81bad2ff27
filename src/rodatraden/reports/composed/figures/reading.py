"""What do several modules read for the same report: the round, the money, the indicators, and whose they are?"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.html import escape
from django.utils.translation import gettext as _

from rodatraden.finance import queries as finance
from rodatraden.finance.rules import Economy
from rodatraden.indicators import queries as indicators
from rodatraden.indicators.queries import Course
from rodatraden.indicators.queries.series import Series, series
from rodatraden.kernel.figures import Figure
from rodatraden.kernel.figures import Source as Row
from rodatraden.organisation.rules.things import RelationKind, Unit
from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.blocks import Cell
from rodatraden.steering import queries as steering
from rodatraden.steering import words as steering_words
from rodatraden.steering.models import Round
from rodatraden.steering.queries import FollowedGoal, FollowUp
from rodatraden.ui import formats
from rodatraden.ui.shapes import Sign


def concerns(asked: Asked, code: str) -> bool:
    """Whether what a unit owns belongs in the report: its own, what is below it, and the committee that steers it."""
    return asked.is_about(code) or code in asked.kept.once("over", lambda: _over(asked))


def _over(asked: Asked) -> set[str]:
    steered = (each for each in asked.units.relations if each.kind is RelationKind.POLITICAL)
    return {each.source for each in steered if each.target == asked.unit}


def followed(asked: Asked) -> Round | None:
    """The round that the report rests on."""
    return asked.kept.once(
        "round", lambda: steering.round_with(asked.round, known=asked.known) if asked.round else None
    )


def told(asked: Asked) -> FollowUp:
    """How it went, of what is approved: a report is public, a draft is not. Without a round the goals of the day."""
    return asked.kept.once("told", lambda: _told(asked))


def _told(asked: Asked) -> FollowUp:
    of = followed(asked)
    found = (
        steering.followup(of, known=asked.known)
        if of
        else steering.thread_on(asked.day, known=asked.known, followed=None)
    )
    return found.of(lambda unit: concerns(asked, unit)) if asked.unit else found


def own_goals(asked: Asked) -> list[FollowedGoal]:
    """The goals of the report that there is anything to judge of, in the order of the tree."""
    return list(told(asked).judged)


def courses(asked: Asked) -> Mapping[str, Course]:
    """All that was recorded of the indicators of the report's goals."""
    return asked.kept.once("courses", lambda: _courses(asked))


def _courses(asked: Asked) -> dict[str, Course]:
    codes = {each.code for goal in told(asked).goals for each in goal.indicators}
    return indicators.courses(codes, period=told(asked).period, known=asked.known, whole=codes) if codes else {}


def sick_leave(asked: Asked) -> list[Series]:
    """The indicators of sick leave with all that was read; the one split by gender first, then the highest unit's."""
    return asked.kept.once("sick leave", lambda: _sick_leave(asked))


def _sick_leave(asked: Asked) -> list[Series]:
    found = series(on=asked.day, known=asked.known)
    named = [each for each in found if each.defined.name.casefold().startswith("sjukfrånvaro")]
    place = {code: nth for nth, code in enumerate(in_tree_order(asked, {each.defined.unit for each in named}))}
    return sorted(named, key=lambda each: (not each.defined.gender_split, place[each.defined.unit]))


def economy(asked: Asked) -> Economy | None:
    """The money of the round; without one that of the latest round with forecasts. None when there is no forecast."""
    return asked.kept.once("economy", lambda: _economy(asked))


def _economy(asked: Asked) -> Economy | None:
    of = followed(asked)
    occasion = finance.occasion(of) if of else finance.occasions(known=asked.known).first()
    if occasion is None:
        return None
    return finance.economy(round_code=occasion.round, known=asked.known, units=asked.units, occasion=occasion)


def in_tree_order(asked: Asked, codes: Iterable[str]) -> list[str]:
    """Some units in the order of the tree; those that are not in it last."""
    place = asked.kept.once("places", lambda: {code: nth for nth, code in enumerate(_walk(asked))})
    return sorted(codes, key=lambda code: (place.get(code, len(place)), code))


def _walk(asked: Asked) -> list[str]:
    children = asked.units.children()
    found: list[str] = []
    waiting: list[Unit] = list(reversed(children.get(None, [])))
    while waiting:
        unit = waiting.pop()
        found.append(unit.code)
        waiting += reversed(children.get(unit.code, []))
    return found


def row_source(asked: Asked, row: Row | None) -> int | None:
    """The number of the source of a stored row."""
    if row is None:
        return None
    return asked.sources.number(row.origin or _("The source is not given: %(what)s") % {"what": row.label})


def measured(asked: Asked, figure: Figure, *, address: str = "", decimals: int | None = None) -> Cell:
    """An outcome as a cell with its source; per cent with its sign, other measures stand in the row's name."""
    if figure.value is None:
        return Cell(text="–", address=address if figure.source else "")
    return Cell(
        text=_with_measure(figure.value, figure.unit, decimals),
        value=figure.value,
        source=row_source(asked, figure.source),
        address=address or (figure.source.address if figure.source else ""),
    )


def _with_measure(value: Decimal, measure: str, decimals: int | None) -> str:
    text = formats.number(value, decimals=decimals)
    return f"{text}{formats.SPACE}%" if measure == "%" else text


def decimals(values: Iterable[Decimal | None]) -> int:
    """How many decimals some numbers are shown with, so that they stand alike: at most two."""
    exponents = (value.normalize().as_tuple().exponent for value in values if value is not None)
    return min(max((-each for each in exponents if isinstance(each, int) and each < 0), default=0), 2)


def sign(goal: FollowedGoal) -> Sign:
    """How it went with a goal: shape and word of its own model."""
    step = goal.step if goal.assessed else ""
    found = steering_words.sign(goal.model, goal.status, step)
    return Sign(found.shape, found.word or str(steering_words.STATUSES[goal.status]), found.tone)


def paragraph(*parts: str, strong: str = "") -> str:
    """A paragraph of plain words, the first of them strong."""
    first = f"<strong>{escape(strong)}</strong> " if strong else ""
    return f"<p>{first}{escape(' '.join(part for part in parts if part))}</p>"


def bullets(lines: Sequence[tuple[str, str]]) -> str:
    """A list of strong words with what is said of them."""
    items = "".join(f"<li><strong>{escape(name)}</strong> {escape(said)}</li>" for name, said in lines)
    return f"<ul>{items}</ul>"
