"""What does a slice's part of a municipality folder look like from outside?

Each slice with files in the folder has `sources/folder.py` with the names below. `rodatraden load` calls the parts in
stack order, from the floor up, inside one transaction, and rolls everything back when any part found a fault: so a part
stores what it can even then, and later parts can check against it and report their faults in the same go.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rodatraden.files.faults import Fault
from rodatraden.files.tables import Dataclass


@dataclass(slots=True)
class Loaded:
    """What loading one part did, or would do: codes or short descriptions of what was added and changed."""

    part: str
    faults: list[Fault] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    unread: dict[str, set[str]] = field(default_factory=dict)
    """The files that could not be read, with the codes they name: that those are missing elsewhere follows from it."""
    later: list[Callable[[], list[Fault]]] = field(default_factory=list)
    """What can be checked only when the parts above are loaded too: asked then, and each gives its faults."""
    is_decisive: bool = False
    """The part's faults explain all the others, which need not be told."""


@dataclass(slots=True)
class Mapped(Loaded):
    """What reading a file of another system's did: what holds is kept, and what does not is refused one by one."""

    read: list[tuple[str, int, int]] = field(default_factory=list)
    """What the rows are, how many were read, and how many of them were kept."""
    refused: list[Fault] = field(default_factory=list)
    """Why each of the others was not."""
    remarks: list[str] = field(default_factory=list)
    """What else the reader should know, such as words that the mapping had no other word for."""


class Part(Protocol):
    """A slice's share of the folder (a module `sources/folder.py`)."""

    SHEETS: Mapping[str, type[Dataclass]]
    """The sheets of the part: file name without suffix → row schema. For reading, templates and the reference."""

    load: Callable[..., Loaded]
    """load(folder: Path, *, by: str, at: datetime) -> Loaded"""

    export: Callable[[Path], None]
    """Write the part's files into a folder, so that loading it again gives the same state."""

    # A part that also reads files of other systems, with a mapping, has `MAPPED`: what such a file holds → a function
    # (path: Path, *, mapping: str, by: str, at: datetime) -> Mapped. Raises Refused when nothing of it can be read.
    # A part that reads lists which are no part of a folder has `STATED`: what such a list is called → its Statement.
    # A part that brings decisions to fill in has `DRAFTED`: what such a decision adopts → its Drafted.


@dataclass(frozen=True, slots=True)
class Statement:
    """A list that states how something is to be from a day, and what becomes of it when it is read.

    `load` is a function (path: Path, *, on: date, is_whole: bool, by: str, at: datetime) -> Mapped. Raises Refused.
    """

    schema: type[Dataclass]
    load: Callable[..., Mapped]


@dataclass(frozen=True, slots=True)
class Drafted:
    """Decisions that come with the program, to be filled in: what each is called, and how it is written."""

    names: Callable[[], list[str]]
    write: Callable[[str], tuple[str, bytes]]
    """The name of the file of the one with a name, and what stands in it."""
