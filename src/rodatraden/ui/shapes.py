"""What does a view hand to a component? Small frozen shapes; the component knows how they look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Stage: TypeAlias = Literal["vision", "goal", "indicator", "activity", "money", "decision"]
"""The steps of the red thread, in the order in which it runs."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. `address` is an address inside the program; components make it keep the days."""

    label: str
    address: str = ""

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Sign:
    """How it went, as it is shown: the code of a shape, its own word (else the usual) and colour (else the shape's)."""

    shape: str
    word: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One knot on the red thread. Without an address it is said but leads nowhere."""

    stage: Stage
    label: str
    address: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One branch of a tree that is shown as a nested list."""

    label: str
    address: str = ""
    note: str = ""
    children: Sequence["Node"] = ()
    is_open: bool = True
    mark: str = ""
    """What has happened to it, as a shape and a word: + new."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart drawn on the server, with what it says in words."""

    svg: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on which something happened, in the words of what did."""

    day: date
    words: tuple[str, ...] = ()
