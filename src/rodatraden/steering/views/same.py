"""Which of a unit's texts are nearly the same as in the round before? A fact for who writes and who approves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rodatraden.kernel import likeness
from rodatraden.kernel.likeness import Passage
from rodatraden.steering import forms, queries, rules
from rodatraden.steering.actions import Place
from rodatraden.steering.queries import Before
from rodatraden.steering.rules.asking import NOTHING_TO_REPORT, spot
from rodatraden.steering.views.desk import Desk
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
    """Those of some texts, by spot ("" is the unit itself), that are the same as in the round before. Two queries."""
    before = queries.written_before(place.followed, place.unit, known=known)
    return {
        at: _same(before[at], text, place.unit)
        for at, text in texts.items()
        if at in before and text != NOTHING_TO_REPORT and likeness.is_same(before[at].text, text)
    }


def same_of(desk: Desk, form: forms.Contribution | None) -> dict[str, Same]:
    """The texts, as they are being written or as they stand, that are nearly the same as in the round before."""
    if form:
        said = {at: str(form.text(at).value() or "") for at in form.spots}
    else:
        stand = {"": desk.found.text, **{spot("", code): each for code, each in desk.found.answers.items()}}
        for goal in desk.told.goals:
            stand |= {goal.code: goal.text, **{spot(goal.code, code): each for code, each in goal.answers.items()}}
        said = {at: each.text for at, each in stand.items() if each}
    return same_as_before(desk.place, said, known=desk.request.days.known)


def _same(before: Before, text: str, unit: str) -> Same:
    return Same(
        likeness.shown(likeness.likeness(before.text, text)),
        Link(before.round.title, rules.contribution_address(before.round.code, unit)),
        before.text,
        text,
    )
