"""What is filled in about a proposal as a whole: what, who decides, under which right, why, and how it is decided?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.decisions.rules import Right
from rodatraden.decisions.words import APPEALS, RIGHTS
from rodatraden.files.columns import FORMS
from rodatraden.matters import models
from rodatraden.matters.actions.proposals import as_written, prints
from rodatraden.matters.rules.proposals import LONGEST_REASONS, WRITTEN, Clash, Undoing
from rodatraden.ui.inputs import Day, OneOfMany, one_of


class Reasons(forms.CharField):
    """A longer text, kept with one kind of line break."""

    def __init__(self, **options: Any) -> None:
        area = forms.Textarea(attrs={"rows": 12, "cols": 80})
        too_long = gettext_lazy(
            "The reasons are %(show_value)d characters. At most %(limit_value)d can be kept here, about two hundred "
            "pages: put the rest in a document beside the decision."
        )
        super().__init__(
            required=False, max_length=LONGEST_REASONS, widget=area, error_messages={"max_length": too_long}, **options
        )
        self.widget.attrs.pop("maxlength", None)  # a browser would cut a pasted text in silence

    def to_python(self, value: Any) -> str:
        """Counted as it will be stored: a browser sends each line break as two characters."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n").strip()


class Described(forms.Form):
    """A proposal's own words. Each field remembers what stood there when the form was opened."""

    title = forms.CharField(max_length=300, label=gettext_lazy("What is proposed"))
    effective_on = Day(label=gettext_lazy("Takes effect"))
    right = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Under which right"),
        choices=[("", gettext_lazy("Choose …")), *((right.value, RIGHTS[right]) for right in Right)],
        help_text=gettext_lazy(
            "By delegation when a committee has handed the decision over. As enforcement when it only carries out what "
            "is decided already, and can't be appealed."
        ),
    )
    right_reference = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Reference"),
        help_text=gettext_lazy("The section of the law, or the item of the delegation order."),
    )
    matter = forms.CharField(
        required=False,
        max_length=64,
        label=gettext_lazy("Matter"),
        help_text=gettext_lazy("The code of the matter that it belongs to, where hearings and gates are noted."),
    )
    reasons = Reasons(
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy("Why, and what else was thought of. Those who are touched read this."),
    )

    def __init__(
        self, found: models.Proposal, chosen: Mapping[str, str], data: Mapping[str, Any] | None = None
    ) -> None:
        written = as_written(found)
        super().__init__(data, initial={**written, "effective_on": found.effective_on})
        choices = dict(chosen)
        if found.decided_by:
            choices.setdefault(found.decided_by, found.decided_by)
        decider = one_of(choices, required=False, label=_("Who decides"))
        if isinstance(decider, OneOfMany):
            self.initial["decided_by"] = choices.get(found.decided_by, "")
        self.fields["decided_by"] = decider
        if found.alternative_of_id is not None:
            self.fields["label"] = forms.CharField(
                required=False, max_length=100, label=_("What sets this alternative apart")
            )
        self.theirs: dict[str, str] = {}
        for name, mark in prints(found).items():
            self.fields[f"seen-{name}"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=mark)
            self.fields[f"met-{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_matter(self) -> str:
        """The code of a matter that is there."""
        code = str(self.cleaned_data["matter"]).strip()
        if code and not models.Matter.objects.filter(code=code).exists():
            raise forms.ValidationError(_("No matter has the code %(code)s."), params={"code": code})
        return code

    def given(self) -> dict[str, str]:
        """The fields that can be stored as they are, as text. One that was not sent is not emptied by that."""
        found = {name: self.cleaned_data[name] for name in WRITTEN if name in self.cleaned_data and name in self.data}
        return {
            name: value.isoformat() if isinstance(value, date) else str(value or "")
            for name, value in found.items()
            if not self.has_error(name)
        }

    def seen(self, *, knowingly: bool) -> dict[str, str]:
        """What the writer saw in each field; in a save that is asked for, also what they have been shown since."""
        marks = {name: self._mark(name, knowingly=knowingly) for name in WRITTEN}
        return {name: mark for name, mark in marks.items() if mark}

    def _mark(self, name: str, *, knowingly: bool) -> str:
        met = str(self.cleaned_data.get(f"met-{name}", "")) if knowingly else ""
        return met or str(self.cleaned_data.get(f"seen-{name}", ""))

    def keep(self, stored: models.Proposal, clashes: tuple[Clash, ...]) -> None:
        """Go on from what is stored now, so that the next save doesn't take it for someone else's."""
        clashing = {each.field for each in clashes}
        for name, mark in prints(stored).items():
            if name in clashing:
                self._put(f"met-{name}", mark)
            elif not self.has_error(name):
                self._put(f"seen-{name}", mark)
                self._put(f"met-{name}", "")
        self.clash(clashes)

    def clash(self, clashes: tuple[Clash, ...]) -> None:
        """Someone else saved meanwhile: show both, and take the next save that is asked for as meant."""
        told = _(
            "Someone else has altered this while you wrote. Theirs stands below yours: put them together and save."
        )
        for each in clashes:
            self.add_error(each.field, told)
            self.theirs[each.field] = each.theirs or _("(emptied)")

    def _put(self, name: str, value: str) -> None:
        self.data = {**dict(self.data.items()), name: value}

    @property
    def faults(self) -> list[str]:
        """Every fault, once."""
        return list(dict.fromkeys(str(each) for listed in self.errors.values() for each in listed))

    def shown(self) -> Iterator[tuple[forms.BoundField, str]]:
        """The fields in the order they are asked, each with what someone else has written there meanwhile."""
        order = ("title", "label", "effective_on", "decided_by", "right", "right_reference", "matter", "reasons")
        return ((self[name], self.theirs.get(name, "")) for name in order if name in self.fields)

    def remembered(self) -> Iterator[forms.BoundField]:
        """The hidden fields."""
        return (field for field in self if field.is_hidden)

    def remembered_anew(self) -> Iterator[SafeString]:
        """The hidden fields, each to take the place of the one that stands on the page."""
        return (field.as_hidden(attrs={"hx-swap-oob": "true"}) for field in self.remembered())


class New(forms.Form):
    """A proposal that is begun: what, and from when."""

    title = forms.CharField(
        max_length=300,
        label=gettext_lazy("What is proposed"),
        help_text=gettext_lazy("As the decision's heading would read. You can change it later."),
    )
    effective_on = Day(label=gettext_lazy("Takes effect"))

    def __init__(self, places: Mapping[str, str], data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        if len(places) > 1:
            self.fields["unit"] = one_of(
                places,
                required=True,
                label=_("Prepared in"),
                help_text=_("Those who may prepare proposals in the unit, or above it, see it. Nobody else does."),
            )


class Undoes(New):
    """A proposal that is begun to take back an earlier decision."""

    undone_on = Day(
        required=False,
        label=gettext_lazy("The earlier decision no longer counts from"),
        help_text=gettext_lazy("Leave it empty if it is to count as if it had never taken effect."),
    )
    chain = forms.BooleanField(required=False, label=gettext_lazy("Revoke those too"))


class Earlier(forms.Form):
    """An earlier decision that is taken back, replaced or corrected."""

    how = forms.ChoiceField(
        label=gettext_lazy("What happens to it"),
        choices=[
            (Undoing.REVOKES.value, gettext_lazy("It is revoked")),
            (Undoing.REPLACES.value, gettext_lazy("It is replaced by this one")),
            (Undoing.CORRECTS.value, gettext_lazy("It is corrected by this one")),
        ],
    )
    decision = forms.CharField(
        max_length=64,
        label=gettext_lazy("The earlier decision's code"),
        help_text=gettext_lazy("Such as KS-2024-017."),
    )
    effective_on = Day(
        required=False,
        label=gettext_lazy("From which day"),
        help_text=gettext_lazy("Leave it empty if it is to count as if it had never taken effect."),
    )


class Taken(forms.Form):
    """How a proposal is decided."""

    decided_on = Day(label=gettext_lazy("Decided"))
    code = forms.CharField(
        required=False,
        max_length=64,
        label=gettext_lazy("The decision's code"),
        help_text=gettext_lazy("Leave it empty for the next free one of who decides, such as KS-2026-017."),
    )
    dnr = forms.CharField(required=False, max_length=100, label=gettext_lazy("Registration number"))
    paragraph = forms.CharField(required=False, max_length=50, label=gettext_lazy("Paragraph"))
    appeal = forms.ChoiceField(
        required=False,
        choices=list(APPEALS.items()),
        label=gettext_lazy("How it can be appealed"),
        help_text=gettext_lazy("Most decisions: their legality. A law on its own matter may say otherwise."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean_code(self) -> str:
        """A code ends an address: see files.columns."""
        code = str(self.cleaned_data["code"]).strip()
        plain = code.replace(".", "").replace("-", "").replace("_", "")
        if code and not (plain.isascii() and plain.isalnum() and code[0].isalnum()):
            raise forms.ValidationError(
                _("Not a code. Use letters A–Z, digits, full stop, hyphen and underscore, at most 64 characters.")
            )
        if code.lower().endswith(FORMS):
            raise forms.ValidationError(_("A code can't end as a file does: .csv, .xlsx, .json, .pdf or .docx."))
        return code


class Alternative(forms.Form):
    """Another proposal for the same question."""

    label = forms.CharField(max_length=100, label=gettext_lazy("What sets it apart"))
