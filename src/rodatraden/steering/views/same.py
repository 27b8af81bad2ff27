"""Which of a unit's texts are nearly the same as in the round before? A fact for who writes and who approves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rodatraden.kernel import likeness
from rodatraden.kernel.likeness import Passage
from rodatraden.steering import queries, rules
from rodatraden.steering.actions import Place
from rodatraden.steering.queries import Before
from rodatraden.ui.shapes import Link

_ALL: Final = 100


@dataclass(frozen=True, slots=True)
class Same:
    """That a text is nearly the same as before: how many per cent, and in which round."""

    per_cent: int
    round: Link
    before: str
    text: str

    @property
    def passages(self) -> Sequence[Passage]:
        """Both told as one text; nothing where not a word differs."""
        return [] if self.per_cent == _ALL else likeness.passages(self.before, self.text)


def same_as_before(place: Place, texts: Mapping[str, str], *, known: date) -> dict[str, Same]:
    """Those of some texts, by goal ("" is the unit itself), that are the same as in the round before. Two queries."""
    before = queries.written_before(place.followed, place.unit, known=known)
    return {
        goal: _same(before[goal], text, place.unit)
        for goal, text in texts.items()
        if goal in before and likeness.is_same(before[goal].text, text)
    }


def _same(before: Before, text: str, unit: str) -> Same:
    return Same(
        likeness.shown(likeness.likeness(before.text, text)),
        Link(before.round.title, rules.contribution_address(before.round.code, unit)),
        before.text,
        text,
    )
