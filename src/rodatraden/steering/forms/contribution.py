"""What may a unit write in a round? What the round asks for, of itself and of each of its goals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.steering import rules, words
from rodatraden.steering.actions import Clash, Entry, Kept
from rodatraden.steering.forms.prose import Prose
from rodatraden.steering.models import Aside
from rodatraden.steering.queries import Contribution as Written
from rodatraden.steering.queries import FollowedGoal, FollowedUnit
from rodatraden.steering.rules import Status
from rodatraden.steering.rules.asking import CAUSES, NOTHING_TO_REPORT, Ask, Asked, at_spot, is_missed, spot

_WHOLE: Final = (
    gettext_lazy("The unit as a whole"),
    gettext_lazy("What has happened, why, and what you do about it. Write so that a neighbour understands."),
)
_COMMENT: Final = (
    gettext_lazy("How it went with the goal"),
    gettext_lazy("Fact, cause and action, with as much room for what went well as for what did not."),
)
_HELP: Final = {
    "fact": gettext_lazy("What do we know? Numbers, and what they cover."),
    "cause": gettext_lazy("Why did it turn out so? What lies outside your hands too."),
    "action": gettext_lazy("What do you do about it, from when, and who answers for it?"),
}


def _said(asked: Asked, usual: tuple[Promise, Promise]) -> dict[str, str | Promise]:
    """The heading and the instructions of a field: the round's own, or else the usual ones."""
    return {"label": asked.title or usual[0], "help_text": asked.help or usual[1]}


def _text(at: str) -> str:
    """The name of the text field at a spot."""
    return f"text:{at}" if at else "text"


@dataclass(frozen=True, slots=True)
class Spot:
    """A text field, and where it may be answered so the box for "nothing to report"."""

    spot: str
    text: forms.BoundField
    nothing: forms.BoundField | None = None


@dataclass(frozen=True, slots=True)
class GoalFields:
    """The fields of one goal, for showing them together with the goal."""

    goal: FollowedGoal
    texts: list[Spot]
    causes: list[Spot]
    assessed: forms.BoundField
    reason: forms.BoundField

    @property
    def opens(self) -> bool:
        """Whether fact, cause and action are shown at once: something is left of the goal, or something is written."""
        missed = self.goal.is_judged and is_missed(self.goal.status)
        return missed or any(each.text.value() or each.text.errors for each in self.causes)


class Contribution(forms.Form):
    """Everything that a unit is asked for in a round."""

    minutes = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=60 * 200,
        label=gettext_lazy("How many minutes did it take?"),
        help_text=gettext_lazy(
            "You may leave it empty. It is added up for each round, so that everyone sees what the round costs."
        ),
    )
    beside = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        goals: Sequence[FollowedGoal],
        own: FollowedUnit,
        asked: Sequence[Asked],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data)
        self.goals, self.asked = goals, asked
        self.theirs: dict[str, str] = {}
        self.own_spots: list[str] = []
        for each in asked:
            if each.ask is Ask.WHOLE:
                self._write("", own.text, rows=8, **_said(each, _WHOLE))
                self.own_spots.append("")
            elif each.ask is Ask.OWN:
                self._question(each, own.answers.get(each.code))
        for goal in goals:
            self._ask(goal)

    def _write(self, at: str, written: Written | None, **options: Any) -> None:
        """A text field, and which stored text the writer starts from."""
        self.fields[_text(at)] = Prose(initial=written.text if written else "", **options)
        self._remember(at, written)

    def _question(self, asked: Asked, written: Written | None) -> None:
        at = spot("", asked.code)
        self._write(at, written, rows=5, label=asked.title, help_text=asked.help)
        nothing = forms.BooleanField(required=False, label=gettext_lazy("Nothing to report"))
        self.fields[f"nothing:{at}"] = nothing
        self.own_spots.append(at)

    def _ask(self, goal: FollowedGoal) -> None:
        code = goal.code
        for each in self.asked:
            if each.ask is Ask.COMMENT:
                self._write(code, goal.text, rows=6, **_said(each, _COMMENT))
            elif each.ask is Ask.CAUSES:
                for part in CAUSES:
                    told = {"label": words.CAUSES[part], "help_text": _HELP[part]}
                    self._write(spot(code, part), goal.answers.get(part), rows=3, **told)
        choices = words.choices(goal.model)
        self.fields[f"assessed:{code}"] = forms.ChoiceField(
            label=gettext_lazy("Your assessment"),
            choices=choices if goal.assessed else [("", gettext_lazy("not assessed yet")), *choices],
            required=False,  # who opened the form before someone else assessed the goal sends none, and means none
            initial=goal.assessed_as,
        )
        self.fields[f"reason:{code}"] = Prose(
            rows=3,
            label=gettext_lazy("Reason"),
            help_text=gettext_lazy("Needed when your assessment says something else than the indicators."),
            initial=goal.reason,
        )
        self.fields[f"was:{code}"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=rules.as_shown(goal.assessed_as, goal.reason)
        )

    def _remember(self, at: str, written: Written | None) -> None:
        """Which stored text the writer started from, and which of someone else's they have since been shown.

        Only a save that is asked for counts the second: what is saved by itself never takes another's place.
        """
        seen = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=written.key if written else None)
        self.fields[f"seen:{at}"] = seen
        self.fields[f"met:{at}"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_beside(self) -> list[int]:
        """The keys of the words waiting beside that the writer has been shown."""
        return [int(key) for key in str(self.cleaned_data["beside"]).split() if key.isdecimal() and len(key) < 19]

    def clean(self) -> dict[str, Any]:
        """An assessment that says something else than the indicators do needs its reason."""
        cleaned = super().clean() or {}
        for goal in self.goals:
            if not self._is_touched(goal):
                continue
            if self._shown(goal) != rules.as_shown(goal.assessed_as, goal.reason):
                self._assessed_meanwhile(goal)
                continue
            assessed = self._status(goal)
            reason = f"reason:{goal.code}"
            if (
                rules.needs_reason(assessed, goal.computed.status, by=goal.model.terms.assessing)
                and not cleaned.get(reason)
                and reason not in self.errors
            ):
                says = words.sign_word(goal.model, goal.computed.status)
                told = _("Say why “%(goal)s” is assessed otherwise: the indicators say “%(status)s”.")
                if assessed is goal.computed.status:
                    told = _("Say why “%(goal)s” is assessed so: the steering model asks for a reason.")
                self.add_error(reason, told % {"goal": goal.title, "status": says})
            if assessed is None and cleaned.get(reason):
                self.add_error(f"assessed:{goal.code}", _("You have written a reason. Choose an assessment too."))
        return cleaned

    def _shown(self, goal: FollowedGoal) -> str:
        return str(self.cleaned_data.get(f"was:{goal.code}") or "")

    def _given(self, goal: FollowedGoal) -> tuple[str, str]:
        """The step that was chosen, and the reason."""
        given = self.cleaned_data
        return str(given.get(f"assessed:{goal.code}") or ""), given.get(f"reason:{goal.code}", "")

    def _status(self, goal: FollowedGoal) -> Status | None:
        """The status that the chosen step counts as."""
        step, _reason = self._given(goal)
        return next((each.counts_as for each in goal.model.terms.scale if each.code == step), None)

    def _is_touched(self, goal: FollowedGoal) -> bool:
        """Whether the writer says something else of the goal than what stood there when they opened the form.

        Else a form that only lies open would put back what someone else has changed.
        """
        assessed, reason = self._given(goal)
        return bool(reason and not assessed) or rules.as_shown(assessed, reason) != self._shown(goal)

    def _assessed_meanwhile(self, goal: FollowedGoal) -> None:
        """Someone else has assessed the same goal: say how, and take the next save that is asked for as meant."""
        told = _(
            "Someone else has assessed “%(goal)s” while you wrote: %(status)s. %(reason)s Save again to keep yours."
        )
        status = words.sign_word(goal.model, goal.assessed, goal.step) if goal.assessed else ""
        self.add_error(f"assessed:{goal.code}", told % {"goal": goal.title, "status": status, "reason": goal.reason})
        self._put(f"was:{goal.code}", rules.as_shown(goal.assessed_as, goal.reason))

    def text(self, at: str) -> forms.BoundField:
        """The text field at a spot."""
        return self[_text(at)]

    def show_beside(self, waiting: Sequence[Aside]) -> None:
        """Others' words stand on the page beside the writer's: the next save that is asked for has seen them."""
        keys = " ".join(str(row.pk) for row in waiting)
        if self.is_bound:
            self._put("beside", keys)
        else:
            self.initial["beside"] = keys

    @property
    def spots(self) -> list[str]:
        """Every spot with a text field, those of the unit as a whole first."""
        found = (name for name in self.fields if name == "text" or name.startswith("text:"))
        return [name.removeprefix("text").removeprefix(":") for name in found]

    def entries(self) -> list[Entry]:
        """What was written, spot by spot, for a save that is asked for."""
        return self._entries(self.spots, seen="met:")

    def kept_entries(self) -> list[Entry]:
        """What can be kept of a form that isn't finished: texts without a fault, and assessments that hold."""
        return self._entries([at for at in self.spots if not self.has_error(_text(at))])

    def _entries(self, spots: Sequence[str], *, seen: str = "seen:") -> list[Entry]:
        texts = [self._entry(at, seen) for at in spots]
        return texts + [each for goal in self.goals if (each := self._assessment(goal))]

    def _entry(self, at: str, seen: str) -> Entry:
        given, (goal, question) = self.cleaned_data, at_spot(at)
        text = given.get(_text(at), "")
        if given.get(f"nothing:{at}") and not text:
            text = NOTHING_TO_REPORT
        key = given.get(f"{seen}{at}") or given.get(f"seen:{at}")
        return Entry(goal=goal, question=question, text=text, seen=key)

    def _assessment(self, goal: FollowedGoal) -> Entry | None:
        if not self._is_touched(goal) or self._is_faulty(goal):
            return None
        step, reason = self._given(goal)
        kept = step if goal.model.is_adopted else ""
        return Entry(goal=goal.code, text=None, assessed=self._status(goal), step=kept, reason=reason)

    def _is_faulty(self, goal: FollowedGoal) -> bool:
        return self.has_error(f"assessed:{goal.code}") or self.has_error(f"reason:{goal.code}")

    def keep(self, kept: Kept) -> None:
        """Go on from what has been saved, so that the next save doesn't take it for someone else's."""
        for at, key in kept.keys.items():
            self._put(f"seen:{at}", str(key or ""))
            self._put(f"met:{at}", "")
        for goal in self.goals:
            if self._is_faulty(goal):
                self._put(f"was:{goal.code}", self._shown(goal))
            else:
                self._put(f"was:{goal.code}", rules.as_shown(*self._given(goal)))
        self.clash(kept.clashes)

    def _put(self, name: str, value: str) -> None:
        self.data = {**dict(self.data.items()), name: value}

    def clash(self, clashes: Sequence[Clash]) -> None:
        """Someone else saved meanwhile: show both texts, and take the next save as meant."""
        told = _("Someone else saved this text while you wrote. Theirs stands below yours: put them together and save.")
        for each in clashes:
            self.add_error(_text(each.spot), told)
            self.theirs[each.spot] = each.theirs.text
            self._put(f"met:{each.spot}", str(each.theirs.pk))

    def leave_out(self, left: Sequence[tuple[str, str]]) -> None:
        """Tell what must be answered before the contribution is done."""
        for goal, question in left:
            title = next((each.title for each in self.goals if each.code == goal), "")
            told = _("Answer this before you mark it as done. “Nothing to report” will do.")
            if question in CAUSES:
                told = _("“%(goal)s” is not reached: write fact, cause and action before you mark it as done.")
            self.add_error(_text(spot(goal, question)), told % {"goal": title} if question in CAUSES else told)

    def own(self) -> list[Spot]:
        """The text fields of the unit as a whole."""
        return [self._spot(at) for at in self.own_spots]

    def _spot(self, at: str) -> Spot:
        nothing = f"nothing:{at}"
        return Spot(at, self[_text(at)], self[nothing] if nothing in self.fields else None)

    def seen(self) -> Iterator[forms.BoundField]:
        """The hidden fields."""
        return (field for field in self if field.is_hidden)

    def seen_anew(self) -> Iterator[SafeString]:
        """The hidden fields, each to take the place of the one that stands on the page."""
        return (field.as_hidden(attrs={"hx-swap-oob": "true"}) for field in self.seen())

    @property
    def faults(self) -> list[str]:
        """Every fault, once."""
        return list(dict.fromkeys(str(each) for listed in self.errors.values() for each in listed))

    def by_goal(self) -> Iterator[GoalFields]:
        """The fields of each goal."""
        for goal in self.goals:
            code = goal.code
            causes = [spot(code, part) for part in CAUSES]
            yield GoalFields(
                goal,
                [self._spot(code)] if _text(code) in self.fields else [],
                [self._spot(at) for at in causes if _text(at) in self.fields],
                self[f"assessed:{code}"],
                self[f"reason:{code}"],
            )
