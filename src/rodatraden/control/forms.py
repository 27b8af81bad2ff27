"""What is filled in about a risk, and about a check?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rodatraden.control import models, words
from rodatraden.control.actions import LONGEST_TEXT, NewCheck, NewRisk
from rodatraden.control.rules.codes import FOUND_SOMETHING, Category, CheckOutcome
from rodatraden.control.rules.matrix import USUAL
from rodatraden.kernel.periods import FOREVER
from rodatraden.ui.inputs import Day, Prose, Seen, one_of


def _steps(words_of: Mapping[int, Any], highest: int) -> list[tuple[int, str]]:
    return [(step, f"{step} · {word}") for step, word in words_of.items() if step <= highest]


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen of: units and posts by their codes, and steps up to the highest of the body's scale."""

    units: Mapping[str, str]
    posts: Mapping[str, str]
    highest: int = USUAL.size


class RiskForm(Seen):
    """What could go wrong, and how grave it would be."""

    title = forms.CharField(
        label=gettext_lazy("What could go wrong"), max_length=300, help_text=gettext_lazy("In one sentence.")
    )
    process = forms.CharField(label=gettext_lazy("Process or routine"), max_length=300, required=False)
    category = forms.ChoiceField(label=gettext_lazy("What it is about"), choices=list(words.CATEGORIES.items()))
    cause = Prose(label=gettext_lazy("Why it could happen"), longest=LONGEST_TEXT, rows=3)
    effect = Prose(label=gettext_lazy("What it would lead to"), longest=LONGEST_TEXT, rows=3)
    likelihood = forms.TypedChoiceField(label=gettext_lazy("Likelihood"), coerce=int)
    consequence = forms.TypedChoiceField(label=gettext_lazy("Consequence"), coerce=int)
    answer = Prose(label=gettext_lazy("What we do about it"), longest=LONGEST_TEXT, rows=3)
    valid_from = Day(label=gettext_lazy("Applies from"))
    valid_to = Day(
        label=gettext_lazy("No longer applies from"),
        required=False,
        help_text=gettext_lazy("Leave empty while it applies."),
    )
    field_order = ("title", "unit", "process", "category", "cause", "effect", "likelihood", "consequence", "answer")

    def __init__(
        self,
        data: Any,
        *,
        offered: Offered,
        today: date,
        row: models.RiskVersion | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(row, today))
        self.fields["unit"] = one_of(offered.units, required=True, label=gettext_lazy("Unit"))
        owner_help = gettext_lazy("The post that answers for it.")
        self.fields["owner"] = one_of(offered.posts, required=False, label=gettext_lazy("Owner"), help_text=owner_help)
        steps = max(offered.highest, row.likelihood if row else 1, row.consequence if row else 1)
        self.fields["likelihood"].choices = _steps(words.LIKELIHOODS, steps)  # type: ignore[attr-defined]  # a choice field
        self.fields["consequence"].choices = _steps(words.CONSEQUENCES, steps)  # type: ignore[attr-defined]  # as above
        self.order_fields([*self.field_order, "owner"])

    def clean(self) -> dict[str, Any]:
        """It can't end before it begins."""
        given = super().clean() or {}
        if given.get("valid_from") and given.get("valid_to") and given["valid_to"] <= given["valid_from"]:
            self.add_error("valid_to", _("The end must be after the beginning."))
        return given

    def new(self, code: str, *, post: str) -> NewRisk:
        """The risk as it is filled in."""
        given = {name: self.cleaned_data[name] for name in _FILLED}
        given |= {"category": Category(given["category"]), "valid_to": given["valid_to"] or FOREVER}
        return NewRisk(risk=code, post=post, **given)


_FILLED: Final = (
    *("title", "unit", "process", "category", "cause", "effect", "likelihood", "consequence", "answer", "owner"),
    *("valid_from", "valid_to"),
)


def _initial(row: models.RiskVersion | None, today: date) -> dict[str, Any]:
    if row is None:
        return {"category": Category.OPERATIONS, "valid_from": today}
    given = {name: getattr(row, name) for name in _FILLED}
    return {"seen": row.pk, **given, "valid_to": None if row.valid_to == FOREVER else row.valid_to}


class CheckForm(forms.Form):
    """How a check went."""

    on = Day(label=gettext_lazy("Day of the check"))
    outcome = forms.ChoiceField(label=gettext_lazy("How it went"), choices=list(words.OUTCOMES.items()))
    sample = forms.IntegerField(
        label=gettext_lazy("How many were looked at"), min_value=0, max_value=10_000_000, required=False
    )
    deviations = forms.IntegerField(
        label=pgettext_lazy("check", "How many of them were wrong"), min_value=0, max_value=10_000_000, required=False
    )
    note = Prose(
        label=gettext_lazy("What was seen"),
        longest=LONGEST_TEXT,
        rows=5,
        help_text=gettext_lazy("What you looked at, how, and what you found. No names of persons."),
    )

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"on": today, "outcome": CheckOutcome.IN_ORDER})
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A check has been made; what was found is described; no more can be wrong than were looked at."""
        given = super().clean() or {}
        if given.get("on") and given["on"] > self.today:
            self.add_error("on", _("The day lies ahead. Tell of the check when it is made."))
        sample, deviations = given.get("sample"), given.get("deviations")
        if sample is not None and deviations is not None and deviations > sample:
            self.add_error("deviations", _("No more can be wrong than were looked at."))
        found = given.get("outcome") in FOUND_SOMETHING
        if deviations and not found:
            self.add_error("outcome", _("Something was wrong: say whether the deviation is minor or serious."))
        if (found or given.get("outcome") == CheckOutcome.NOT_DONE) and not given.get("note"):
            self.add_error("note", _("Write what was seen, or why the check was not made."))
        return given

    def new(self, unit: str, year: int, item: str, *, post: str) -> NewCheck:
        """The check as it is filled in."""
        given = self.cleaned_data
        return NewCheck(
            unit=unit,
            year=year,
            item=item,
            code="",
            on=given["on"],
            outcome=CheckOutcome(given["outcome"]),
            sample=given["sample"],
            deviations=given["deviations"],
            note=given["note"],
            post=post,
        )
