"""Writing about what is promised: a new one, a new wording, how far it has come, and that a body has been told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.commitments import actions, forms, models, words
from rodatraden.commitments.queries import Told
from rodatraden.commitments.rules.addresses import commitment_address
from rodatraden.commitments.rules.codes import Kind, State
from rodatraden.commitments.views.choices import bodies, own_units, posts_in
from rodatraden.commitments.views.named import FOLLOW_UP, GIVE, NOTE, answers_for, commitment_or_404, post_giving
from rodatraden.ui.inputs import Seen
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form on a page of its own, and the words around it."""

    request: Request
    form: Form
    title: str
    lead: str = ""
    of: Told | None = None

    @property
    def back(self) -> str:
        """Where one goes without saving."""
        return commitment_address(self.of.code) if self.of else "/uppdrag"

    def show(self, status: int = 200, *, theirs: str = "") -> HttpResponse:
        """The form as it is filled in; with what someone else wrote meanwhile."""
        above = [Link(self.of.title, self.back)] if self.of else []
        return page(
            self.request,
            "commitments/form.html",
            status=status,
            title=self.title,
            lead=self.lead,
            kicker=self.of.title if self.of else "",
            form=self.form,
            theirs=theirs,
            back=self.back,
            crumbs=[Link(_("Assignments and activities"), "/uppdrag"), *above, Link(self.title)],
        )

    def save(self, act: Callable[[], object], *, onward: str = "") -> HttpResponse:
        """Do what the form asks for, or show it again with the reason why it could not be done."""
        try:
            act()
        except actions.ChangedMeanwhile as error:
            if isinstance(self.form, Seen):
                self.form.meet(error.theirs.pk if error.theirs else None)
            return self.show(409, theirs=_words_of(error.theirs))
        except actions.UnknownOrigin:
            self.form.add_error("origin", _("There is nothing of that kind with this code."))
            return self.show(422)
        except actions.PromisedAlready:
            self.form.add_error(None, _("Someone else added one just now. Save again."))
            return self.show(409)
        messages.success(self.request, _("Saved."))
        return redirect(onward or self.back)


def _words_of(row: object) -> str:
    match row:
        case models.CommitmentVersion():
            return "\n".join(part for part in (row.title, row.description) if part)
        case models.Progress():
            return "\n".join(part for part in (str(words.STATES[State(row.state)]), row.text) if part)
        case _:
            return ""


@writes
def add(request: Request) -> HttpResponse:
    """Promise something, in a unit where one may."""
    require(request.user, GIVE)
    initial = {name: request.GET.get(given, "")[:64] for name, given in _ASKED.items()}
    initial["kind"] = initial["kind"] if initial["kind"] in {*Kind} else Kind.ACTIVITY
    form = _commitment_form(request, initial)
    sheet = Sheet(request, form, _("Add an assignment or an activity"), _lead())
    if request.method != "POST":
        return sheet.show()
    if not form.is_valid():
        return sheet.show(422)
    unit, now = form.cleaned_data["unit"], timezone.now()
    require(request.user, GIVE, unit)
    code = actions.next_code(year=timezone.localdate(now).year)
    new = form.new(code, post=post_giving(request, GIVE, unit))
    return sheet.save(lambda: actions.promise(new=new, by=_by(request), at=now), onward=commitment_address(code))


_ASKED = {"kind": "slag", "origin_kind": "fran", "origin": "kod", "unit": "enhet", "report_to": "till"}
"""What a link to the form has filled in already."""


def _lead() -> str:
    return _("Somebody answers for it, it has a last day, and everyone can see where it comes from.")


def _commitment_form(request: Request, initial: dict[str, Any], row: Told | None = None) -> forms.CommitmentForm:
    units = own_units(request, GIVE, also=row.unit if row else "")
    return forms.CommitmentForm(
        request.POST or None,
        units=units,
        posts=posts_in(units, request.days, also=row.owner if row else ""),
        bodies=bodies(request.days, also=row.report_to if row else ""),
        initial=initial,
    )


@writes
def reword(request: Request, code: str) -> HttpResponse:
    """Word anew what is promised. The earlier wording stays to be read."""
    require(request.user, GIVE)
    found = commitment_or_404(code, request.days)
    require(request.user, GIVE, found.unit)
    form = _commitment_form(request, forms.as_filled_in(found), found)
    sheet = Sheet(request, form, _("Change"), _("What it says now stays among the earlier wordings."), found)
    if request.method != "POST":
        return sheet.show()
    if not form.is_valid():
        return sheet.show(422)
    if form.cleaned_data["unit"] != found.unit:
        require(request.user, GIVE, form.cleaned_data["unit"])
    new, seen = form.new(code, post=post_giving(request, GIVE, found.unit)), form.cleaned_data["seen"]
    return sheet.save(lambda: actions.reword(new=new, seen=seen, by=_by(request), at=timezone.now()))


@writes
def follow_up(request: Request, code: str) -> HttpResponse:
    """Say how far it has come. For who may in the unit, and for whoever holds the post that answers for it."""
    if not request.user.is_authenticated:
        require(request.user, FOLLOW_UP)
    found = commitment_or_404(code, request.days)
    if not request.days.is_today:
        raise PermissionDenied(FOLLOW_UP)
    if not answers_for(request, found):
        require(request.user, FOLLOW_UP, found.unit)
    asked = request.GET.get("lage", "")
    state = asked if asked in {*State} else found.state
    form = forms.ProgressForm(
        request.POST or None, initial={"seen": found.progress_key, "state": state, "share": found.share}
    )
    sheet = Sheet(request, form, _("Follow up"), "", found)
    if request.method != "POST":
        return sheet.show()
    if not form.is_valid():
        return sheet.show(422)
    new, seen = form.new(code, post=post_giving(request, FOLLOW_UP, found.unit)), form.cleaned_data["seen"]
    return sheet.save(lambda: actions.follow_up(new=new, seen=seen, by=_by(request), at=timezone.now()))


@writes
def report_back(request: Request, code: str) -> HttpResponse:
    """Note that a body has been told how it went."""
    require(request.user, NOTE)
    found = commitment_or_404(code, request.days)
    require(request.user, NOTE, found.unit)
    today = request.days.today
    form = forms.ReportForm(
        request.POST or None,
        bodies=bodies(request.days, also=found.report_to),
        today=today,
        initial={
            "body": found.report_to,
            "on": today,
            "is_final": "ja" if found.standing(today).is_finished else "nej",
        },
    )
    lead = _("Until the body has said that it asks for nothing more, it stays on the list of what is to be told back.")
    sheet = Sheet(request, form, _("Note that it was told back"), lead, found)
    if request.method != "POST":
        return sheet.show()
    if not form.is_valid():
        return sheet.show(422)
    new = form.new(code, post=post_giving(request, NOTE, found.unit))
    next_by = None if new.is_final else form.cleaned_data["next_by"]
    return sheet.save(lambda: actions.report_back(new=new, next_by=next_by, by=_by(request), at=timezone.now()))


def _by(request: Request) -> str:
    return request.user.get_username()
