"""What is broken in the thread: a goal that nobody carries, what can't be followed, and what belongs to nothing?

Auditors find the same again and again: goals that reach no unit, goals that are activities, and goals that can't be
assessed because nothing was measured. Nothing here refuses anything; it is shown, with the way to mend it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering.rules.model import Model


class Flaw(StrEnum):
    """What can be wrong with a goal, an indicator or a commitment."""

    NOT_CARRIED = "not carried"
    NO_OWNER = "no owner"
    NO_MEASURE = "no measure"
    ACTIVITY = "activity"
    NO_LEVEL = "no level"
    WRONG_OWNER = "wrong owner"
    LOOSE = "loose"
    NO_TARGET = "no target"


@dataclass(frozen=True, slots=True)
class Found:
    """A flaw, and what of the thing it is about: the words that read like an activity, the level, the owner."""

    flaw: Flaw
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A goal as it is looked at: what it says, and the kind of its owner on the day (None: there is no such unit)."""

    code: str
    title: str
    level: str = ""
    unit: str = ""
    kind: UnitKind | None = None
    lines_up: Sequence[str] = ()
    carriers: Collection[str] = ()
    indicators: Collection[str] = ()
    judged_by: str = ""


_DOING: Final = (
    r"ta(?:r|s)? fram|arbeta(?:r|s)? fram|utarbeta(?:r|s)?|upprätta(?:r|s)?|inrätta(?:r|s)?|införa?s?|inför|"
    r"implementera(?:r|s)?|genomföra?s?|genomför|påbörja(?:r|s)?|starta(?:r|s)?|utreda?s?|utreder|kartlägga?s?|"
    r"kartlägger|inventera(?:r|s)?|revidera(?:r|s)?|uppdatera(?:r|s)?|upphandla(?:r|s)?|anställa?s?|anställer|"
    r"rekrytera(?:r|s)?|utbilda(?:r|s)?|arrangera(?:r|s)?|anordna(?:r|s)?|skriva?s?|skriver"
)
_THING: Final = (
    r"\w*(?:plan|planen|planer|policy|policyn|strategi|strategin|riktlinjer|program|programmet|modell|modellen|rutin|"
    r"rutiner|utredning|projekt|system|enkät|utbildning)"
)
_READS_AS_ACTIVITY: Final = re.compile(
    rf"^(?:att\s+|vi\s+(?:ska|skall|kommer att)\s+)?((?:{_DOING})\b(?:\s+\S+){{0,3}})"
    rf"|\b((?:(?:en|ett)\s+)?(?:(?:nya?|nytt)\s+)?{_THING}\s+(?:ska|skall)\s+"
    rf"(?:{_DOING}|antas|beslutas|vara klara?t?))\b",
    re.IGNORECASE,
)


def reads_like_an_activity(title: str) -> str:
    """The words of a goal that tell what is to be done instead of what is to be reached; "" when there are none."""
    match = _READS_AS_ACTIVITY.search(title.strip())
    return " ".join((match[1] or match[2]).split()) if match else ""


def flaws_of_goal(goal: Looked, *, under: Collection[str], model: Model) -> list[Found]:
    """What is broken about a goal; `under` are the goals that contribute to it."""
    return [*_of_itself(goal), *_of_its_place(goal, under, model)]


def _of_itself(goal: Looked) -> Iterator[Found]:
    if goal.kind is None:
        yield Found(Flaw.NO_OWNER, goal.unit)
    if words := reads_like_an_activity(goal.title):
        yield Found(Flaw.ACTIVITY, words)


def _of_its_place(goal: Looked, under: Collection[str], model: Model) -> Iterator[Found]:
    if not goal.indicators and not goal.judged_by and not (under and not goal.lines_up):
        yield Found(Flaw.NO_MEASURE)
    if is_the_assemblys(goal, model) and not under and not goal.carriers:
        yield Found(Flaw.NOT_CARRIED)
    if not model.is_adopted:
        return
    level = model.level(goal.level)
    if level is None:
        yield Found(Flaw.NO_LEVEL, goal.level)
    elif goal.kind and not level.may_be_owned_by(goal.kind):
        yield Found(Flaw.WRONG_OWNER, level.name)
    if not goal.lines_up and level is not None and level is not model.terms.levels[0]:
        yield Found(Flaw.LOOSE)


_ASSEMBLY: Final = {UnitKind.ASSEMBLY, UnitKind.MUNICIPALITY}


def is_the_assemblys(goal: Looked, model: Model) -> bool:
    """Whether a goal is one of the assembly's: on a level that the assembly may own, else owned by it."""
    level = model.level(goal.level) if model.is_adopted else None
    return bool(_ASSEMBLY & {*level.owners}) if level and level.owners else goal.kind in _ASSEMBLY


def contributing(goals: Iterable[Looked]) -> dict[str, list[str]]:
    """The goals that contribute to each goal, along whichever line."""
    found: dict[str, list[str]] = {}
    for goal in goals:
        for above in goal.lines_up:
            found.setdefault(above, []).append(goal.code)
    return found


def broken_goals(goals: Sequence[Looked], model: Model) -> Mapping[str, list[Found]]:
    """What is broken about each goal that something is broken about."""
    under = contributing(goals)
    told = {goal.code: flaws_of_goal(goal, under=under.get(goal.code, ()), model=model) for goal in goals}
    return {code: flaws for code, flaws in told.items() if flaws}
