"""What may a unit write in a round? A text for itself, and for each of its goals a text, an assessment and a reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.steering import rules, words
from rodatraden.steering.actions import Clash, Entry, Kept
from rodatraden.steering.queries import Contribution as Written
from rodatraden.steering.queries import FollowedGoal
from rodatraden.steering.rules import LONGEST_TEXT, Status


class Prose(forms.CharField):
    """A longer text, kept with one kind of line break."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        area = forms.Textarea(attrs={"rows": rows, "cols": 80})
        super().__init__(required=False, max_length=LONGEST_TEXT, widget=area, **options)
        self.widget.attrs.pop("maxlength", None)  # a browser would cut a pasted text in silence

    def to_python(self, value: Any) -> str:
        """Counted as it will be stored: a browser sends each line break as two characters."""
        return rules.tidy(str(super().to_python(value) or ""))


@dataclass(frozen=True, slots=True)
class GoalFields:
    """The fields of one goal, for showing them together with the goal."""

    goal: FollowedGoal
    text: forms.BoundField
    assessed: forms.BoundField
    reason: forms.BoundField
    theirs: str


class Contribution(forms.Form):
    """Everything that a unit is asked for in a round."""

    def __init__(
        self, goals: Sequence[FollowedGoal], own: Written | None, data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data)
        self.goals = goals
        self.theirs: dict[str, str] = {}
        self.fields["text"] = Prose(
            rows=8,
            label=gettext_lazy("The unit as a whole"),
            help_text=gettext_lazy(
                "What has happened, why, and what you do about it. Write so that a neighbour understands."
            ),
            initial=own.text if own else "",
        )
        self._remember("", own)
        for goal in goals:
            self._ask(goal)

    def _ask(self, goal: FollowedGoal) -> None:
        code = goal.code
        self.fields[f"text:{code}"] = Prose(
            rows=6,
            label=gettext_lazy("How it went with the goal"),
            help_text=gettext_lazy("Fact, cause and action, with as much room for what went well as for what did not."),
            initial=goal.text.text if goal.text else "",
        )
        self._remember(code, goal.text)
        choices = [(status.value, word) for status, word in words.STATUSES.items()]
        self.fields[f"assessed:{code}"] = forms.ChoiceField(
            label=gettext_lazy("Your assessment"),
            choices=choices if goal.assessed else [("", gettext_lazy("not assessed yet")), *choices],
            required=False,  # who opened the form before someone else assessed the goal sends none, and means none
            initial=goal.assessed or "",
        )
        self.fields[f"reason:{code}"] = Prose(
            rows=3,
            label=gettext_lazy("Reason"),
            help_text=gettext_lazy("Needed when your assessment says something else than the indicators."),
            initial=goal.reason,
        )
        self.fields[f"was:{code}"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=rules.as_shown(goal.assessed, goal.reason)
        )

    def _remember(self, code: str, written: Written | None) -> None:
        """Which stored text the writer started from, and which of someone else's they have since been shown.

        Only a save that is asked for counts the second: what is saved by itself never takes another's place.
        """
        seen = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=written.key if written else None)
        self.fields[f"seen:{code}"] = seen
        self.fields[f"met:{code}"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """An assessment that says something else than the indicators do needs its reason."""
        cleaned = super().clean() or {}
        for goal in self.goals:
            if not self._is_touched(goal):
                continue
            if self._shown(goal) != rules.as_shown(goal.assessed, goal.reason):
                self._assessed_meanwhile(goal)
                continue
            given = cleaned.get(f"assessed:{goal.code}")
            assessed = Status(given) if given else None
            reason = f"reason:{goal.code}"
            if (
                rules.needs_reason(assessed, goal.computed.status)
                and not cleaned.get(reason)
                and reason not in self.errors
            ):
                says = words.STATUSES[goal.computed.status]
                told = _("Say why “%(goal)s” is assessed otherwise: the indicators say “%(status)s”.")
                self.add_error(reason, told % {"goal": goal.title, "status": says})
            if assessed is None and cleaned.get(reason):
                self.add_error(f"assessed:{goal.code}", _("You have written a reason. Choose an assessment too."))
        return cleaned

    def _shown(self, goal: FollowedGoal) -> str:
        return str(self.cleaned_data.get(f"was:{goal.code}") or "")

    def _given(self, goal: FollowedGoal) -> tuple[Status | None, str]:
        given = self.cleaned_data
        assessed = given.get(f"assessed:{goal.code}")
        return Status(assessed) if assessed else None, given.get(f"reason:{goal.code}", "")

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
        status = words.STATUSES[goal.assessed] if goal.assessed else ""
        self.add_error(f"assessed:{goal.code}", told % {"goal": goal.title, "status": status, "reason": goal.reason})
        self._put(f"was:{goal.code}", rules.as_shown(goal.assessed, goal.reason))

    def entries(self) -> list[Entry]:
        """What was written, place by place, for a save that is asked for."""
        return [self._entry("", seen="met:"), *(self._entry(goal.code, goal, seen="met:") for goal in self.goals)]

    def kept_entries(self) -> list[Entry]:
        """What can be kept of a form that isn't finished: texts without a fault, and assessments that hold."""
        found = [self._entry(goal.code if goal else "", goal) for goal in (None, *self.goals)]
        return [each for each in found if not self.has_error(f"text:{each.goal}" if each.goal else "text")]

    def _entry(self, code: str, goal: FollowedGoal | None = None, *, seen: str = "seen:") -> Entry:
        given = self.cleaned_data
        entry = Entry(
            goal=code,
            text=given.get(f"text:{code}" if code else "text", ""),
            seen=given.get(f"{seen}{code}") or given.get(f"seen:{code}"),
        )
        if goal is None or not self._is_touched(goal) or self._is_faulty(goal):
            return entry
        assessed, reason = self._given(goal)
        return replace(entry, assessed=assessed, reason=reason)

    def _is_faulty(self, goal: FollowedGoal) -> bool:
        return self.has_error(f"assessed:{goal.code}") or self.has_error(f"reason:{goal.code}")

    def keep(self, kept: Kept) -> None:
        """Go on from what has been saved, so that the next save doesn't take it for someone else's."""
        for code, key in kept.keys.items():
            self._put(f"seen:{code}", str(key or ""))
            self._put(f"met:{code}", "")
        for goal in self.goals:
            if self._is_faulty(goal):
                self._put(f"was:{goal.code}", self._shown(goal))
            elif goal.code in kept.keys:
                self._put(f"was:{goal.code}", rules.as_shown(*self._given(goal)))
        self.clash(kept.clashes)

    def _put(self, name: str, value: str) -> None:
        self.data = {**dict(self.data.items()), name: value}

    def clash(self, clashes: Sequence[Clash]) -> None:
        """Someone else saved meanwhile: show both texts, and take the next save as meant."""
        told = _("Someone else saved this text while you wrote. Theirs stands below yours: put them together and save.")
        for each in clashes:
            self.add_error(f"text:{each.goal}" if each.goal else "text", told)
            self.theirs[each.goal] = each.theirs.text
            self._put(f"met:{each.goal}", str(each.theirs.pk))

    @property
    def whole(self) -> forms.BoundField:
        """The field of the unit as a whole."""
        return self["text"]

    @property
    def theirs_of_whole(self) -> str:
        """What someone else saved meanwhile of the unit as a whole."""
        return self.theirs.get("", "")

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
            yield GoalFields(
                goal,
                self[f"text:{code}"],
                self[f"assessed:{code}"],
                self[f"reason:{code}"],
                self.theirs.get(code, ""),
            )


class SendBack(forms.Form):
    """Why a contribution is sent back."""

    reason = Prose(rows=3, label=gettext_lazy("What should be changed?"))

    def clean_reason(self) -> str:
        """The one who wrote must be told why."""
        reason = str(self.cleaned_data["reason"])
        if not reason:
            raise forms.ValidationError(_("Write what should be changed, so that the one who wrote knows."))
        return reason
