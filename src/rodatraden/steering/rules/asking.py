"""What is asked of a unit in a round, and what of it is left to answer?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering.rules.judging import Status

NOTHING_TO_REPORT: Final = "Inget att rapportera."
"""An answer like any other, and in the municipality's own language: it stands in the report."""


class Ask(StrEnum):
    """A sort of thing that a round can ask for."""

    WHOLE = "whole"
    COMMENT = "comment"
    CAUSES = "causes"
    OWN = "own"


CAUSES: Final = ("fact", "cause", "action")
"""What is written of a goal that isn't achieved, when the round asks for it. All three are needed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a round asks for, of units of some kinds (none named: of all)."""

    code: str
    ask: Ask
    title: str = ""
    help: str = ""
    kinds: tuple[UnitKind, ...] = ()
    is_required: bool = True


def asked_of(kind: UnitKind | None, questions: Iterable[Asked]) -> list[Asked]:
    """What is asked of a unit of a kind, in the order of the round. A round that says nothing asks for texts."""
    every = list(questions) or DEFAULT
    return [each for each in every if not each.kinds or kind in each.kinds]


DEFAULT: Final = [Asked("whole", Ask.WHOLE, is_required=False), Asked("comment", Ask.COMMENT, is_required=False)]
"""A text of the unit as a whole and one of each goal: what every round asked for before rounds had questions."""


def spot(goal: str, question: str = "") -> str:
    """Where in a contribution a text stands, as one word: of a goal, of a question, or ("") of the unit as a whole."""
    return f"{goal}?{question}" if question else goal


def at_spot(word: str) -> tuple[str, str]:
    """The goal and the question of a spot."""
    goal, _mark, question = word.partition("?")
    return goal, question


def left_to_answer(
    asked: Iterable[Asked], *, statuses: Mapping[str, Status], written: Collection[str]
) -> list[tuple[str, str]]:
    """What must be answered before it is done, as (goal, question): required questions without an answer.

    Fact, cause and action are needed of each goal that is partly or not achieved. `written` are the spots with a text.
    """
    wanted = list[tuple[str, str]]()
    for each in asked:
        if each.ask is Ask.OWN and each.is_required:
            wanted.append(("", each.code))
        elif each.ask is Ask.WHOLE and each.is_required:
            wanted.append(("", ""))
        elif each.ask is Ask.COMMENT and each.is_required:
            wanted += [(goal, "") for goal in statuses]
        elif each.ask is Ask.CAUSES:
            wanted += [(goal, part) for goal, status in statuses.items() if is_missed(status) for part in CAUSES]
    return [each for each in dict.fromkeys(wanted) if spot(*each) not in written]


def is_missed(status: Status) -> bool:
    """Whether something is left of a goal, so that fact, cause and action are asked for."""
    return status in {Status.PARTLY, Status.NOT_ACHIEVED}
