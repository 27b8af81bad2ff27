"""How does a form about a matter stand on a page of its own, and what is told when it can't be saved?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rodatraden.matters import actions, models, words
from rodatraden.matters.rules.addresses import matter_address
from rodatraden.matters.rules.codes import StepOutcome
from rodatraden.matters.views.matter import Opened, ShownGate, shown_gate
from rodatraden.ui.inputs import Seen
from rodatraden.ui.pages import Request, page
from rodatraden.ui.shapes import Link


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form about a matter, and the words around it."""

    request: Request
    found: Opened
    form: Seen
    title: str
    lead: str = ""

    def show(self, status: int = 200, *, theirs: str = "", left: Sequence[ShownGate] = ()) -> HttpResponse:
        """The form as it is filled in; with what someone else wrote meanwhile, or the gates that stop it."""
        told = self.found.matter
        return page(
            self.request,
            "matters/form.html",
            status=status,
            title=self.title,
            lead=self.lead,
            kicker=told.title,
            form=self.form,
            theirs=theirs,
            left=left,
            back=matter_address(told.matter_id),
            crumbs=[
                Link(_("Matters"), "/arenden"),
                Link(told.title, matter_address(told.matter_id)),
                Link(self.title),
            ],
        )

    def save(self, act: Callable[[], object], *, onward: str = "") -> HttpResponse:
        """Do what the form asks for, or show it again with the reason why it could not be done."""
        try:
            act()
        except actions.ChangedMeanwhile as error:
            self.form.meet(error.theirs.pk if error.theirs else None)
            return self.show(409, theirs=words_of(error.theirs))
        except actions.GatesLeft as error:
            self.form.add_error(None, _("Nothing is saved: something is left to do before the decision."))
            return self.show(409, left=[shown_gate(each, self.found) for each in error.standings])
        except actions.ReasonMissing:
            self.form.add_error("reason", _("Write why. What is ruled by hand is ruled in writing."))
            return self.show(422)
        messages.success(self.request, _("Saved."))
        return redirect(onward or matter_address(self.found.matter.matter_id))


def words_of(row: models.Recorded | None) -> str:
    """What someone else wrote meanwhile, in words."""
    match row:
        case models.MatterVersion():
            return "\n".join(part for part in (row.title, row.dnr, row.about) if part)
        case models.StepVersion():
            outcome = str(words.OUTCOMES[StepOutcome(row.outcome)]) if row.outcome else ""
            return "\n".join(part for part in (outcome, row.note) if part)
        case models.Ruling():
            return row.reason or _("The earlier correction was taken back.")
        case _:
            return ""
