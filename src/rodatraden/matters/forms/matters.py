"""What is filled in about a matter: what it is, what happened, whom it touches, and why a gate is waived?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rodatraden.matters import models, words
from rodatraden.matters.actions import LONGEST_TEXT, NewMatter, NewRuling, NewStep
from rodatraden.matters.rules.codes import MatterKind, MatterStatus, RulingKind, StepKind, StepOutcome, Trait
from rodatraden.ui import formats
from rodatraden.ui.inputs import Day, Seen, one_of
from rodatraden.ui.inputs import Prose as LongText

Choices = Sequence[tuple[str, Any]]


class Prose(LongText):
    """A longer text about a matter."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(longest=LONGEST_TEXT, rows=rows, **options)


class MatterForm(Seen):
    """What a matter is."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300, help_text=gettext_lazy("In one sentence."))
    dnr = forms.CharField(label=gettext_lazy("Registration number"), max_length=100, required=False)
    about = Prose(label=gettext_lazy("What it is about"), rows=6)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(words.KINDS.items()))
    category = forms.CharField(label=gettext_lazy("Subject area"), max_length=100, required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=list(words.STATUSES.items()))
    opened_on = Day(label=gettext_lazy("Opened"), required=False)
    closed_on = Day(label=pgettext_lazy("matter", "Closed"), required=False)
    traits = forms.MultipleChoiceField(
        label=gettext_lazy("The matter"),
        choices=list(words.TRAITS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Mark what is so. It decides what must be done before the decision."),
    )
    source = Prose(label=gettext_lazy("Source"), rows=2)
    field_order = ("title", "dnr", "unit", "about", "kind", "category", "status")

    def __init__(
        self, data: Any, *, units: Mapping[str, str], row: models.MatterVersion | None = None, today: date | None = None
    ) -> None:
        super().__init__(data, initial=_initial(row) | ({"opened_on": today} if today else {}))
        # of a matter from another system it may be unknown: then nobody has to make one up
        self.fields["opened_on"].required = row is None or row.opened_on is not None
        help_text = gettext_lazy("The unit that answers for the matter and writes in it.")
        self.fields["unit"] = one_of(units, required=True, label=gettext_lazy("Responsible"), help_text=help_text)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """It can't be closed before it was opened."""
        given = super().clean() or {}
        if given.get("opened_on") and given.get("closed_on") and given["closed_on"] < given["opened_on"]:
            self.add_error("closed_on", _("It can't be closed before it was opened."))
        return given

    def new(self, code: str, *, post: str) -> NewMatter:
        """The matter as it is filled in."""
        given = self.cleaned_data
        return NewMatter(
            matter=code,
            title=given["title"],
            dnr=given["dnr"],
            kind=MatterKind(given["kind"]),
            category=given["category"],
            unit=given["unit"],
            opened_on=given["opened_on"],
            closed_on=given["closed_on"],
            status=MatterStatus(given["status"]),
            about=given["about"],
            traits=tuple(sorted(map(Trait, given["traits"]))),
            source=given["source"],
            post=post,
        )


def _initial(row: models.MatterVersion | None) -> dict[str, Any]:
    if row is None:
        return {"kind": MatterKind.ADMINISTRATIVE, "status": MatterStatus.OPEN}
    names = (
        "title",
        "dnr",
        "about",
        "kind",
        "category",
        "status",
        "unit",
        "opened_on",
        "closed_on",
        "traits",
        "source",
    )
    return {"seen": row.pk, **{name: getattr(row, name) for name in names}}


_SAYING: Final = ("body", "body_name", "outcome", "note", "gate", "decision", "reference", "is_withdrawn")
"""A step that fills in none of these says nothing."""


class StepForm(Seen):
    """What happened in a matter, or is planned to.

    `today` and `opened_on`, the matter's first day, limit its day where they are told. A step that is told anew may be
    earlier than the matter, as steps that were imported are.
    """

    today: date | None = None
    opened_on: date | None = None
    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=list(words.STEPS.items()))
    body_name = forms.CharField(
        label=gettext_lazy("Another body, as it is called"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Only if it isn't in the list, such as a union or an authority."),
    )
    on = Day(label=gettext_lazy("Day"), required=False)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What it ended in"),
        choices=[("", gettext_lazy("not held or not said yet")), *words.OUTCOMES.items()],
        required=False,
    )
    note = Prose(label=gettext_lazy("What was said or decided"), rows=5)
    decision = forms.CharField(
        label=gettext_lazy("Decision"),
        max_length=64,
        required=False,
        help_text=gettext_lazy("The code in the register of decisions, if it is there."),
    )
    reference = forms.CharField(label=gettext_lazy("Paragraph"), max_length=300, required=False)
    source = Prose(label=gettext_lazy("Source"), rows=2)
    field_order = ("kind", "body", "body_name", "on", "outcome", "note", "gate")

    def __init__(
        self,
        data: Any,
        *,
        bodies: Mapping[str, str],
        gates: Choices,
        initial: Mapping[str, Any],
        is_told: bool = False,
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["body"] = one_of(bodies, required=False, label=gettext_lazy("Where"))
        if gates:
            self.fields["gate"] = forms.ChoiceField(
                label=gettext_lazy("Meets what must be done before the decision"),
                choices=[("", gettext_lazy("nothing of it")), *gates],
                required=False,
                help_text=gettext_lazy("What is to be anchored in a group is met by being heard there: choose where."),
            )
        if is_told:
            self.fields["is_withdrawn"] = forms.BooleanField(
                label=gettext_lazy("The step should not stand here: strike it"), required=False
            )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """What has ended has a day that has come, a decision has a day too, and a step says something."""
        given = super().clean() or {}
        on = given.get("on")
        if on and self.today and given.get("outcome") and on > self.today:
            self.add_error("on", _("It has not been held yet. Leave what it ended in until then."))
        if on and self.opened_on and on < self.opened_on:
            told = _("The matter was opened %(day)s. Choose that day or a later one.")
            self.add_error("on", told % {"day": formats.day(self.opened_on)})
        if not self.errors and not any(given.get(name) for name in _SAYING):
            self.add_error("note", _("Say where it is taken up, or what is said or done."))
        if not given.get("on") and "on" not in self.errors:
            if given.get("outcome"):
                self.add_error("on", _("Choose the day when it was held."))
            elif given.get("kind") == StepKind.DECISION:
                self.add_error("on", _("Choose the day of the decision."))
        return given

    def new(self, matter: str, code: str, *, post: str) -> NewStep:
        """The step as it is filled in."""
        given = self.cleaned_data
        return NewStep(
            matter=matter,
            code=code,
            kind=StepKind(given["kind"]),
            body=given["body"],
            body_name=given["body_name"],
            on=given["on"],
            outcome=StepOutcome(given["outcome"]) if given["outcome"] else None,
            note=given["note"],
            gate=given.get("gate", ""),
            decision=given["decision"],
            reference=given["reference"],
            source=given["source"],
            is_withdrawn=given.get("is_withdrawn", False),
            post=post,
        )


def as_filled_in(step: models.StepVersion) -> dict[str, Any]:
    """A step as a form shows it."""
    names = ("kind", "body", "body_name", "on", "outcome", "note", "gate", "decision", "reference", "source")
    return {"seen": step.pk, **{name: getattr(step, name) for name in names}}


class Said(Seen):
    """What was said of a matter in a meeting: the quick form."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What it ended in"),
        choices=[
            (code.value, words.OUTCOMES[code])
            for code in (
                StepOutcome.HEARD,
                StepOutcome.SUPPORTED,
                StepOutcome.OPPOSED,
                StepOutcome.POSTPONED,
                StepOutcome.SENT_BACK,
            )
        ],
    )
    note = Prose(label=gettext_lazy("What was said"), rows=3)


class Touching(Seen):
    """Whether a unit is touched, and why."""

    holds = forms.TypedChoiceField(
        label=gettext_lazy("Is it touched?"),
        choices=[("ja", gettext_lazy("Yes, it is touched")), ("nej", gettext_lazy("No, it is not touched"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        initial="ja",
    )
    reason = Prose(
        label=gettext_lazy("Why"),
        rows=3,
        help_text=gettext_lazy("Everyone can read it. Left empty, an earlier correction is taken back."),
    )
    field_order = ("unit", "holds", "reason")

    def __init__(self, data: Any, *, units: Mapping[str, str], initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["unit"] = one_of(units, required=True, label=gettext_lazy("Unit"))
        self.order_fields(self.field_order)

    def new(self, matter: str, *, post: str) -> NewRuling:
        """The correction as it is filled in."""
        given = self.cleaned_data
        return NewRuling(
            matter=matter,
            about=RulingKind.UNIT,
            code=given["unit"],
            holds=given["holds"],
            reason=given["reason"],
            post=post,
        )


class Waiving(Seen):
    """Why a gate is waived."""

    reason = Prose(
        label=gettext_lazy("Why isn't it done before the decision?"),
        rows=5,
        help_text=gettext_lazy(
            "Everyone can read it, and it stays. Left empty, an exception made earlier is taken back."
        ),
    )
