"""What is asked when a round is opened in the browser, when someone is reminded, given another day, or shut out?"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.kernel.periods import NotAPeriod, Period
from rodatraden.organisation.rules.things import UnitKind
from rodatraden.organisation.words import UNIT_KINDS
from rodatraden.steering.actions import NewQuestion, NewRound
from rodatraden.steering.forms.prose import Prose
from rodatraden.steering.rules.asking import Ask
from rodatraden.steering.words import ASKS, LEVELS
from rodatraden.ui.inputs import Day

QUESTIONS: Final = 5
"""How many questions of its own a round is given in the browser; more come by the sheet."""


class NewRoundForm(forms.Form):
    """A round: which period, until when, of whom, and what."""

    title = forms.CharField(max_length=300, label=gettext_lazy("What is the round called?"))
    period = forms.CharField(
        max_length=10,
        label=gettext_lazy("Period that is followed up"),
        help_text=gettext_lazy("2026-10 for a month, 2026-T2 for a tertial, 2026-H1 for a half-year, 2026 for a year."),
    )
    measured_period = forms.CharField(
        max_length=10,
        required=False,
        label=gettext_lazy("Period whose targets and outcomes are judged"),
        help_text=gettext_lazy("Left empty: the same."),
    )
    deadline = Day(label=gettext_lazy("Last day"))
    description = Prose(rows=4, label=gettext_lazy("What do you want to know?"))
    kinds = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False, label=gettext_lazy("Ask every unit of the kind")
    )
    units = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Ask these units too"),
        help_text=gettext_lazy("Hold Ctrl or Cmd to choose several."),
        widget=forms.SelectMultiple(attrs={"size": 10}),
    )
    levels = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=gettext_lazy("Approved in turn by"),
        help_text=gettext_lazy("None chosen: one approval is enough."),
        choices=[(level.value, word) for level, word in LEVELS.items()],
    )
    asks = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Ask for"),
        choices=[(ask.value, word) for ask, word in ASKS.items()],
        initial=[Ask.WHOLE.value, Ask.COMMENT.value],
        required=False,
    )

    def __init__(
        self, units: Mapping[str, tuple[str, UnitKind]], offered: Sequence[str], data: Any = None, **options: Any
    ) -> None:
        """`units` are those that may be asked, with name and kind; `offered` questions stand in the first fields."""
        super().__init__(data, **options)
        self.of = units
        there = {kind for _name, kind in units.values()}
        self.fields["kinds"].choices = [(kind.value, UNIT_KINDS[kind]) for kind in UnitKind if kind in there]  # type: ignore[attr-defined]  # a field of choices
        names = sorted((name, code) for code, (name, _kind) in units.items())
        self.fields["units"].choices = [(code, f"{name} ({code})") for name, code in names]  # type: ignore[attr-defined]  # as above
        for number in range(QUESTIONS):
            self.fields[f"question:{number}"] = forms.CharField(
                required=False,
                max_length=300,
                label=_("Question %(number)d") % {"number": number + 1},
                initial=offered[number] if number < len(offered) else "",
            )
            self.fields[f"help:{number}"] = Prose(rows=2, label=gettext_lazy("What helps to answer it?"))
            self.fields[f"free:{number}"] = forms.BooleanField(
                required=False, label=gettext_lazy("May be left unanswered")
            )

    def clean_period(self) -> str:
        """A period. Raises ValidationError."""
        return _period(self.cleaned_data["period"])

    def clean_measured_period(self) -> str:
        """A period, or nothing. Raises ValidationError."""
        given = self.cleaned_data["measured_period"]
        return _period(given) if given else ""

    def clean(self) -> dict[str, Any]:
        """Somebody has to be asked, and something."""
        cleaned = super().clean() or {}
        if not self.asked_units():
            self.add_error("kinds", _("Choose whom to ask."))
        if not cleaned.get("asks") and not any(cleaned.get(f"question:{number}") for number in range(QUESTIONS)):
            self.add_error("asks", _("Choose what to ask for, or write a question."))
        return cleaned

    def asked_units(self) -> list[str]:
        """The units chosen, one by one or by their kind."""
        kinds, chosen = {*self.cleaned_data.get("kinds", ())}, {*self.cleaned_data.get("units", ())}
        return sorted(code for code, (_name, kind) in self.of.items() if kind in kinds or code in chosen)

    def described(self, code: str) -> NewRound:
        """The round."""
        given = self.cleaned_data
        year = Period.parse(given["period"]).start.year
        return NewRound(
            code=code,
            title=given["title"],
            period=given["period"],
            year=year,
            previous_year=year - 1,
            measured_period=given["measured_period"] or given["period"],
            deadline=given["deadline"],
            description=given["description"],
            levels=" ".join(given["levels"]),
        )

    def questions(self, code: str) -> list[NewQuestion]:
        """What it asks; nothing when it only asks for texts, as every round does that says nothing."""
        given = self.cleaned_data
        asks = [ask for ask in Ask if ask.value in given["asks"]]
        own = [number for number in range(QUESTIONS) if given[f"question:{number}"]]
        if asks == [Ask.WHOLE, Ask.COMMENT] and not own:
            return []
        found = [
            NewQuestion(round=code, code=ask.value, ask=ask, position=place, is_required=ask is Ask.CAUSES)
            for place, ask in enumerate(asks)
        ]
        return found + [
            NewQuestion(
                round=code,
                code=f"fraga-{number + 1}",
                ask=Ask.OWN,
                position=len(asks) + number,
                title=given[f"question:{number}"],
                help=given[f"help:{number}"],
                is_required=not given[f"free:{number}"],
            )
            for number in own
        ]

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The fields of each question."""
        return [
            (self[f"question:{number}"], self[f"help:{number}"], self[f"free:{number}"]) for number in range(QUESTIONS)
        ]


def _period(given: str) -> str:
    try:
        Period.parse(given.strip())
    except NotAPeriod:
        told = _("“%(given)s” is no period. Write 2026-10, 2026-Q3, 2026-T2, 2026-H1 or 2026.")
        raise forms.ValidationError(told, params={"given": given}) from None
    return given.strip()


class AnotherDay(forms.Form):
    """A last day of a unit's own."""

    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    due = Day(label=gettext_lazy("New last day"))

    def __init__(self, units: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]  # a field of choices


class Closing(forms.Form):
    """Why a round is closed, or opened again."""

    reason = Prose(rows=3, label=gettext_lazy("Reason"))
