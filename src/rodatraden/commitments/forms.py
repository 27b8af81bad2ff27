"""What is filled in about a commitment: what is promised, how far it has come, and that it was told back?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.commitments import words
from rodatraden.commitments.actions import LONGEST_TEXT, NewCommitment, NewProgress, NewReport
from rodatraden.commitments.queries import Told
from rodatraden.commitments.rules.codes import Kind, OriginKind, State
from rodatraden.ui import formats
from rodatraden.ui.inputs import Day, Prose, Seen, one_of

Choices = Mapping[str, str]


class CommitmentForm(Seen):
    """What is promised."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(words.KINDS.items()))
    title = forms.CharField(
        label=gettext_lazy("What is to be done"), max_length=300, help_text=gettext_lazy("In one sentence.")
    )
    description = Prose(longest=LONGEST_TEXT, label=gettext_lazy("More about it"), rows=4)
    starts = Day(label=gettext_lazy("Begins"), required=False)
    due = Day(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Leave it empty when there is none.")
    )
    origin_kind = forms.ChoiceField(
        label=gettext_lazy("Comes from"), choices=[("", gettext_lazy("Nothing chosen")), *words.ORIGINS.items()]
    )
    origin = forms.CharField(
        label=gettext_lazy("Its code"),
        max_length=64,
        required=False,
        help_text=gettext_lazy("Such as KF-2026-034. It ends the address of the page of the decision or the goal."),
    )
    report_by = Day(label=gettext_lazy("Told back by"), required=False)
    source = Prose(longest=LONGEST_TEXT, label=gettext_lazy("Source"), rows=2)
    field_order = ("kind", "title", "description", "unit", "owner", "starts", "due", "origin_kind", "origin")

    def __init__(
        self, data: Any, *, units: Choices, posts: Choices, bodies: Choices, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["origin_kind"].required = False
        self.fields["unit"] = one_of(
            units,
            required=True,
            is_offered=True,
            label=gettext_lazy("Unit"),
            help_text=gettext_lazy("The unit that is to do it."),
        )
        self.fields["owner"] = one_of(
            posts,
            required=False,
            is_offered=True,
            label=gettext_lazy("Answers for it"),
            help_text=gettext_lazy("A post, not a person: whoever holds it sees it among their tasks."),
        )
        told_back = gettext_lazy(
            "The body that asked, such as the assembly. It stays on its list until it has been told."
        )
        self.fields["report_to"] = one_of(
            bodies, required=False, is_offered=True, label=gettext_lazy("To be told back to"), help_text=told_back
        )
        self.order_fields([*self.field_order, "report_to", "report_by", "source"])

    def clean(self) -> dict[str, Any]:
        """It begins before it ends, an origin has both kind and code, and a day to tell back has somebody to tell."""
        given = super().clean() or {}
        if given.get("starts") and given.get("due") and given["due"] < given["starts"]:
            self.add_error("due", _("It can't end before it begins, %(day)s.") % {"day": formats.day(given["starts"])})
        if given.get("origin") and not given.get("origin_kind"):
            self.add_error("origin_kind", _("Say what the code is the code of."))
        if given.get("origin_kind") and not given.get("origin") and "origin" not in self.errors:
            self.add_error("origin", _("Write the code of what it comes from."))
        if given.get("report_by") and not given.get("report_to") and "report_to" not in self.errors:
            self.add_error("report_to", _("Say who is to be told."))
        return given

    def new(self, code: str, *, post: str) -> NewCommitment:
        """The commitment as it is filled in."""
        given = self.cleaned_data
        return NewCommitment(
            commitment=code,
            kind=Kind(given["kind"]),
            title=given["title"],
            description=given["description"],
            unit=given["unit"],
            owner=given["owner"],
            starts=given["starts"],
            due=given["due"],
            origin_kind=OriginKind(given["origin_kind"]) if given["origin_kind"] else None,
            origin=given["origin"],
            report_to=given["report_to"],
            report_by=given["report_by"],
            source=given["source"],
            post=post,
        )


def as_filled_in(row: Told) -> dict[str, Any]:
    """A commitment as its form shows it."""
    names = ("kind", "title", "description", "unit", "owner", "starts", "due", "origin_kind", "origin", "report_to")
    return {"seen": row.key, **{name: getattr(row, name) for name in (*names, "report_by", "source")}}


class ProgressForm(Seen):
    """How far it has come."""

    state = forms.ChoiceField(
        label=gettext_lazy("How far has it come?"), choices=list(words.STATES.items()), widget=forms.RadioSelect
    )
    share = forms.IntegerField(
        label=gettext_lazy("Per cent done"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=gettext_lazy("Only when it helps: a judgement, from 0 to 100."),
    )
    text = Prose(
        longest=LONGEST_TEXT,
        label=gettext_lazy("What has been done, and what is left"),
        rows=5,
        help_text=gettext_lazy("Everyone can read it. What is discontinued must say why."),
    )

    def clean(self) -> dict[str, Any]:
        """What is discontinued says why."""
        given = super().clean() or {}
        if given.get("state") == State.DISCONTINUED and not given.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write why it is discontinued."))
        return given

    def new(self, code: str, *, post: str) -> NewProgress:
        """How far it has come, as it is filled in."""
        given = self.cleaned_data
        state = State(given["state"])
        return NewProgress(commitment=code, state=state, share=given["share"], text=given["text"], post=post)


class ReportForm(forms.Form):
    """That a body has been told how it went."""

    on = Day(label=gettext_lazy("Day of the meeting"))
    decision = forms.CharField(
        label=gettext_lazy("Decision"),
        max_length=64,
        required=False,
        help_text=gettext_lazy("The code in the register of decisions, if it is there."),
    )
    reference = forms.CharField(label=gettext_lazy("Paragraph"), max_length=300, required=False)
    text = Prose(longest=LONGEST_TEXT, label=gettext_lazy("What was said"), rows=3)
    is_final = forms.TypedChoiceField(
        label=gettext_lazy("Is the body content with that?"),
        choices=[
            ("ja", gettext_lazy("Yes, it asks for nothing more")),
            ("nej", gettext_lazy("No, it is to be told again")),
        ],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        initial="ja",
    )
    next_by = Day(label=gettext_lazy("Told again by"), required=False)
    field_order = ("body", "on", "decision", "reference", "text", "is_final", "next_by")

    def __init__(self, data: Any, *, bodies: Choices, today: date, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.today = today
        self.fields["body"] = one_of(bodies, required=True, label=gettext_lazy("Which body took note?"))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A meeting has been held, and who is to be told again is told by a day."""
        given = super().clean() or {}
        if given.get("on") and given["on"] > self.today:
            self.add_error("on", _("It has not been held yet."))
        if given.get("is_final") is False and not given.get("next_by") and "next_by" not in self.errors:
            self.add_error("next_by", _("Choose the day by which the body is to be told again."))
        return given

    def new(self, code: str, *, post: str) -> NewReport:
        """The note as it is filled in."""
        names = ("body", "on", "decision", "reference", "text", "is_final")
        return NewReport(commitment=code, post=post, **{name: self.cleaned_data[name] for name in names})
