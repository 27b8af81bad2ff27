"""Which questions does a form ask to make a change of some kind? Read from the fields of the kind itself."""

from dataclasses import MISSING, Field, dataclass, fields
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from rodatraden.decisions.rules import KINDS
from rodatraden.organisation.rules.offers import Offer, offer_of


class Sort(StrEnum):
    """What sort of answer a question takes."""

    CHOICE = "choice"
    """One of the codes that are offered."""
    CODE = "code"
    """A code of something new."""
    TEXT = "text"
    NUMBER = "number"
    WORD = "word"
    """One of a few words, such as a role."""
    PARTS = "parts"
    """Several units, each with its share."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `fields` are what it answers, by the names that decisions use."""

    name: str
    fields: tuple[str, ...]
    sort: Sort
    required: bool
    offer: Offer | None = None
    words: type[Enum] | None = None
    default: Any = None


@cache
def questions(kind: str) -> tuple[Question, ...]:
    """The questions of a kind of change, in the order of its fields."""
    hints = get_type_hints(KINDS[kind], include_extras=True)
    found: dict[str, Question] = {}
    for field in fields(KINDS[kind]):
        question = _question(kind, field, hints[field.name])
        found.setdefault(question.name, question)
    return tuple(found.values())


def _question(kind: str, field: Field[Any], hint: Any) -> Question:
    name = _written(field.name, hint)
    offer = offer_of(kind, name)
    can_be_none, bare, notes = _taken_apart(hint)
    default = None if field.default is MISSING else field.default
    required = field.default is MISSING and not can_be_none
    if get_origin(bare) is tuple:
        return Question(name, (name,), Sort.PARTS, required, offer)
    if offer:
        required = required or len(offer.fields) > 1
        return Question(offer.name, offer.fields, Sort.CHOICE, required, offer, _words(bare))
    return Question(name, (name,), _sort(bare, notes), required, None, _words(bare), default)


def _written(name: str, hint: Any) -> str:
    """The name that decisions use: some are words that Python keeps for itself."""
    _none, _bare, notes = _taken_apart(hint)
    return next((note.alias for note in notes if isinstance(note, FieldInfo) and note.alias), name)


def _taken_apart(hint: Any) -> tuple[bool, Any, tuple[Any, ...]]:
    """Whether a type may be None, the type itself without its notes, and the notes."""
    can_be_none = get_origin(hint) in {Union, UnionType}
    if can_be_none:
        hint = next(each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is Annotated:
        bare, *notes = get_args(hint)
        return can_be_none, bare, tuple(notes)
    return can_be_none, hint, ()


def _words(bare: Any) -> type[Enum] | None:
    return bare if isinstance(bare, type) and issubclass(bare, Enum) else None


def _sort(bare: Any, notes: tuple[Any, ...]) -> Sort:
    if _words(bare):
        return Sort.WORD
    if bare in {int, Decimal}:
        return Sort.NUMBER
    coded = any(isinstance(note, StringConstraints) and note.pattern for note in notes)
    return Sort.CODE if coded else Sort.TEXT
