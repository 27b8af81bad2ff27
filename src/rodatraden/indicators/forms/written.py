"""What is filled in about an indicator: how it is defined, what is aimed for, and what was read?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import TypeAdapter, ValidationError

from rodatraden.files import columns, reasons
from rodatraden.indicators import models, words
from rodatraden.indicators.actions import NewIndicator, NewReading, NewTarget
from rodatraden.indicators.rules import (
    WITHOUT_VALUE,
    Consolidation,
    Direction,
    Gender,
    Operator,
    SourceKind,
    State,
    wrong_consolidation,
)
from rodatraden.kernel.periods import FOREVER
from rodatraden.ui.inputs import Day, Prose, Seen, one_of

Choices = Mapping[str, str]
LONGEST: Final = 10_000
"""Characters that a description or a source may have."""

_NUMBER: Final = TypeAdapter[Any](columns.Number)
_PERIOD: Final = TypeAdapter[Any](columns.PeriodCode)
_CODE: Final = TypeAdapter[Any](columns.Code)


class Typed(forms.CharField):
    """A value of one of the kinds that may stand in a sheet, with the same reason when it is none."""

    def __init__(self, adapter: "TypeAdapter[Any]", **options: Any) -> None:
        super().__init__(max_length=300, **options)
        self.adapter = adapter

    def clean(self, value: Any) -> Any:
        """The value; None when nothing was written. Raises ValidationError."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            return self.adapter.validate_python(text)
        except ValidationError as error:
            raise forms.ValidationError(reasons.reason(error.errors(include_url=False)[0])) from None


def _number(**options: Any) -> Typed:
    return Typed(_NUMBER, **options)


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen in the form about an indicator, by code."""

    units: Choices
    posts: Choices
    indicators: Choices


class DefinitionForm(Seen):
    """How an indicator is defined. A code stands as it was given."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=300, help_text=gettext_lazy("What is measured, in a few words.")
    )
    description = Prose(
        longest=LONGEST,
        label=gettext_lazy("Description"),
        help_text=gettext_lazy("Who and what is counted, when, and what is left out."),
    )
    measure = forms.CharField(
        label=gettext_lazy("Unit of measure"),
        max_length=50,
        required=False,
        help_text=gettext_lazy("%, number, index, kronor …"),
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Direction"), choices=[(each.value, word) for each, word in words.DIRECTIONS.items()]
    )
    lowest = _number(label=gettext_lazy("Lowest possible"), required=False)
    highest = _number(label=gettext_lazy("Highest possible"), required=False)
    base_value = _number(
        label=gettext_lazy("Base value"), required=False, help_text=gettext_lazy("The value that you began with.")
    )
    base_period = Typed(_PERIOD, label=gettext_lazy("Period of the base value"), required=False)
    gender_split = forms.BooleanField(label=gettext_lazy("Women and men are measured apart"), required=False)
    consolidation = forms.ChoiceField(
        label=gettext_lazy("The value of a unit above"),
        choices=[(each.value, word) for each, word in words.CONSOLIDATIONS.items()],
    )
    source_kind = forms.ChoiceField(
        label=gettext_lazy("Values come from"), choices=[(each.value, word) for each, word in words.SOURCES.items()]
    )
    source_key = forms.CharField(
        label=gettext_lazy("Its name there"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Such as N00945 in Kolada."),
    )
    source = Prose(longest=LONGEST, rows=2, label=gettext_lazy("Source"))
    sunset = Day(
        label=gettext_lazy("To be reconsidered"),
        required=False,
        help_text=gettext_lazy("By this day someone must say whether it is still needed."),
    )
    valid_from = Day(label=gettext_lazy("Applies from"))
    valid_to = Day(label=gettext_lazy("No longer applies from"), required=False)

    def __init__(self, data: Any, *, offered: Offered, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["unit"] = one_of(offered.units, required=True, label=gettext_lazy("Unit that answers for it"))
        self.fields["post"] = one_of(
            offered.posts,
            required=False,
            label=gettext_lazy("Post that owns it"),
            help_text=gettext_lazy("Whoever holds it sees to it that values come in."),
        )
        self.fields["weights"] = one_of(
            offered.indicators,
            required=False,
            label=gettext_lazy("Weighed by"),
            help_text=gettext_lazy("For a weighted mean: the indicator that tells how much each unit weighs."),
        )
        order = ["name", "description", "unit", "post", "measure", "direction", "lowest", "highest"]
        order += ["base_value", "base_period", "gender_split", "consolidation", "weights"]
        if "code" not in initial:
            self.fields["code"] = Typed(
                _CODE, label=gettext_lazy("Code"), help_text=gettext_lazy("Short and lasting: it ends the address.")
            )
            order = ["code", *order]
        self.order_fields(order)

    def clean(self) -> dict[str, Any]:
        """Ends the right way round, and a whole that can be made of its parts."""
        given = super().clean() or {}
        lowest, highest = given.get("lowest"), given.get("highest")
        if lowest is not None and highest is not None and lowest > highest:
            self.add_error("highest", _("Must be at least the lowest possible value."))
        if given.get("valid_to") and given.get("valid_from") and given["valid_to"] <= given["valid_from"]:
            self.add_error("valid_to", _("Must be later than the day it applies from."))
        if "consolidation" in given and "weights" in given:
            self._check_whole(given)
        return given

    def _check_whole(self, given: Mapping[str, Any]) -> None:
        code = given.get("code") or self.initial.get("code", "")
        kind, measure = Consolidation(given["consolidation"]), given.get("measure", "")
        if found := wrong_consolidation(kind, code=code, measure=measure, weights=given["weights"] or ""):
            self.add_error("weights" if given["weights"] else "consolidation", str(words.WRONGS[found]))

    def indicator(self, code: str) -> NewIndicator:
        """The definition that was filled in."""
        given = self.cleaned_data
        plainly = ("name", "description", "measure", "source_key", "source", "gender_split", "sunset", "valid_from")
        return NewIndicator(
            code=code,
            unit=given["unit"],
            post=given["post"] or "",
            direction=Direction(given["direction"]),
            lowest=given["lowest"],
            highest=given["highest"],
            base_value=given["base_value"],
            base_period=given["base_period"] or "",
            consolidation=Consolidation(given["consolidation"]),
            weights=given["weights"] or "",
            source_kind=SourceKind(given["source_kind"]),
            valid_to=given["valid_to"] or FOREVER,
            **{name: given[name] for name in plainly},
        )


def definition_of(indicator: models.Indicator) -> dict[str, Any]:
    """A definition as the form begins with it."""
    told = forms.model_to_dict(indicator)
    written = {name: _written(told[name]) for name in ("lowest", "highest", "base_value")}
    ends = None if indicator.valid_to == FOREVER else indicator.valid_to
    return {**told, **written, "valid_to": ends, "seen": indicator.pk}


def _written(number: Any) -> str:
    return "" if number is None else f"{number:f}".rstrip("0").rstrip(".").replace(".", ",")


class TargetForm(forms.Form):
    """What the outcome is to be in a period."""

    period = Typed(_PERIOD, label=gettext_lazy("Period"), help_text=gettext_lazy("2026, 2026-04, 2026-T1, 2026-Q1 …"))
    operator = forms.ChoiceField(
        label=gettext_lazy("The outcome is to be"),
        choices=[(each.value, word) for each, word in words.OPERATORS.items()],
        initial=Operator.AT_LEAST,
    )
    value = _number(label=gettext_lazy("Target value"))
    tolerance = _number(
        label=gettext_lazy("Tolerance"),
        required=False,
        help_text=gettext_lazy("How much the outcome may miss by and still be near, in the same unit of measure."),
    )
    source = Prose(longest=LONGEST, rows=2, label=gettext_lazy("Source"))

    def clean_tolerance(self) -> Any:
        """Nothing is no tolerance."""
        tolerance = self.cleaned_data["tolerance"]
        if tolerance is not None and tolerance < 0:
            raise forms.ValidationError(_("Must be at least %(least)s.") % {"least": 0})
        return tolerance or type(tolerance or 0)(0)

    def target(self, code: str) -> NewTarget:
        """The target that was filled in."""
        given = self.cleaned_data
        return NewTarget(
            indicator=code,
            period=given["period"],
            operator=Operator(given["operator"]),
            value=given["value"],
            tolerance=given["tolerance"],
            source=given["source"],
        )


class ReadingForm(forms.Form):
    """One value."""

    period = Typed(_PERIOD, label=gettext_lazy("Period"), help_text=gettext_lazy("2026, 2026-04, 2026-T1, 2026-Q1 …"))
    gender = forms.ChoiceField(
        label=gettext_lazy("Who it is about"),
        choices=[(each.value, word) for each, word in words.GENDERS.items()],
        initial=Gender.ALL,
    )
    value = _number(label=gettext_lazy("Value"), required=False, help_text=gettext_lazy("Empty when there is none."))
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("nothing more to say")), *((s.value, word) for s, word in words.STATES.items())],
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many people it rests on"),
        min_value=0,
        max_value=10_000_000,
        required=False,
        help_text=gettext_lazy("Then it can be hidden when they are too few."),
    )
    source = Prose(longest=LONGEST, rows=2, label=gettext_lazy("Source"))

    def __init__(self, data: Any, *, units: Choices, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["unit"] = one_of(units, required=True, label=gettext_lazy("Unit"))
        self.order_fields(["unit", "period"])

    def clean(self) -> dict[str, Any]:
        """What is missing or hidden has no value."""
        given = super().clean() or {}
        if given.get("value") is not None and given.get("state") in WITHOUT_VALUE:
            self.add_error("value", _("What is missing or not shown has no value. Take away one of them."))
        return given

    def reading(self, code: str) -> NewReading:
        """The reading that was filled in."""
        given = self.cleaned_data
        is_missing = given["value"] is None and not given["state"]
        return NewReading(
            indicator=code,
            unit=given["unit"],
            period=given["period"],
            gender=Gender(given["gender"]),
            value=given["value"],
            state=State.MISSING if is_missing else State(given["state"]),
            count=given["count"],
            source=given["source"],
        )


class PasteForm(forms.Form):
    """A column of values, pasted."""

    pasted = Prose(
        longest=200_000,
        required=True,
        rows=8,
        label=gettext_lazy("Values"),
        help_text=gettext_lazy(
            "One on each line, as copied from a sheet: period and value; or unit, period and value; "
            "or unit, period, gender (T, K or M) and value."
        ),
    )
    pasted_source = Prose(longest=LONGEST, rows=2, label=gettext_lazy("Source"))
