"""How does an entry of the journal read for a person? The journal itself knows no domain, only codes."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from rodatraden.overview.queries.search import Kind
from rodatraden.overview.queries.tasks import Errand
from rodatraden.overview.rules.year import Law

ENTRIES: Final = {
    "access.post.held": _("let hold a post"),
    "commitments.commitment.followed_up": _("followed up what is promised"),
    "commitments.commitment.promised": _("added an assignment or an activity"),
    "commitments.commitment.recorded": _("recorded assignments and activities"),
    "commitments.commitment.reworded": _("worded anew what is promised"),
    "commitments.progress.recorded": _("recorded how far what is promised had come"),
    "commitments.report.noted": _("noted that something was told back"),
    "commitments.report.recorded": _("recorded what was told back"),
    "commitments.report.withdrawn": _("struck that something was told back"),
    "control.check.recorded": _("recorded checks"),
    "control.check.told": _("told how a check went"),
    "control.risk.changed": _("changed a risk"),
    "control.risk.recorded": _("recorded risks"),
    "control.risk.told": _("told of a risk"),
    "commitments.year.recorded": _("recorded what comes each year"),
    "decisions.announcement.recorded": _("noted when a decision was announced"),
    "decisions.decision.recorded": _("recorded a decision"),
    "finance.budget.recorded": _("recorded budget"),
    "finance.forecast.recorded": _("recorded forecasts"),
    "finance.outcome.recorded": _("recorded outcome"),
    "finance.round.described": _("described a round's years"),
    "identity.account.opened": _("opened an account"),
    "identity.account.password_set": _("set a password"),
    "identity.sign_in.made_to_wait": _("was made to wait before trying to sign in again"),
    "identity.account.relabelled": _("changed how an account is shown"),
    "indicators.indicator.connected": _("let an indicator rest on a KPI of Kolada"),
    "indicators.indicator.defined": _("defined an indicator"),
    "indicators.indicator.redefined": _("changed an indicator"),
    "indicators.kolada.taken_in": _("took in values from Kolada"),
    "indicators.readings.recorded": _("recorded readings"),
    "indicators.target.changed": _("changed a target"),
    "indicators.target.set": _("set a target"),
    "matters.gate.recorded": _("recorded gates"),
    "matters.gate.ruled": _("ruled on a gate"),
    "matters.matter.described": _("described a matter anew"),
    "matters.matter.recorded": _("recorded matters"),
    "matters.matter.registered": _("registered a matter"),
    "matters.proposal.begun": _("began a proposal"),
    "matters.proposal.change_altered": _("altered a change of a proposal"),
    "matters.proposal.change_removed": _("took a change out of a proposal"),
    "matters.proposal.change_restored": _("put a change back into a proposal"),
    "matters.proposal.changes_added": _("added changes to a proposal"),
    "matters.proposal.changes_reordered": _("reordered the changes of a proposal"),
    "matters.proposal.decided": _("decided a proposal"),
    "matters.proposal.document_attached": _("attached a document to a proposal"),
    "matters.proposal.document_detached": _("took a document away from a proposal"),
    "matters.proposal.described": _("wrote in a proposal"),
    "matters.proposal.discarded": _("laid a proposal aside"),
    "matters.proposal.taken_up": _("took up a proposal again"),
    "matters.proposal.undoing_added": _("let a proposal take back an earlier decision"),
    "matters.proposal.undoing_removed": _("let an earlier decision be in a proposal"),
    "matters.ruling.recorded": _("recorded rulings in matters"),
    "matters.step.added": _("added a step to a matter"),
    "matters.step.recorded": _("recorded steps of matters"),
    "matters.step.told": _("told a step of a matter anew"),
    "matters.unit.ruled": _("ruled on which units a matter touches"),
    "organisation.municipality.described": _("described the municipality"),
    "reports.edition.restored": _("restored a signed report"),
    "reports.edition.signed": _("signed a report"),
    "reports.remark.made": _("remarked on a section of a report"),
    "reports.remark.recorded": _("recorded remarks on reports"),
    "reports.report.described": _("described a report"),
    "reports.report.recorded": _("recorded reports"),
    "reports.report.started": _("started a report"),
    "reports.report.withdrawn": _("withdrew a report"),
    "reports.section.assigned": _("named who writes a section"),
    "reports.task.recorded": _("recorded who writes sections"),
    "reports.text.recorded": _("recorded texts of reports"),
    "reports.text.written": _("wrote in a report"),
    "steering.contribution.approved": _("approved a contribution"),
    "steering.contribution.done": _("marked a contribution as done"),
    "steering.contribution.draft": _("sent a contribution back"),
    "steering.contribution.put_aside": _("kept words beside another's"),
    "steering.contribution.saved": _("saved a contribution"),
    "steering.goal.assessed": _("assessed a goal"),
    "steering.goal.changed": _("changed a goal"),
    "steering.goal.closed": _("closed a goal"),
    "steering.goal.indicators_linked": _("linked indicators to a goal"),
    "steering.goal.set": _("set a goal"),
    "steering.equality.judged": _("told where a unit stands on the ladder of equality"),
    "steering.question.asked": _("worded what a round asks"),
    "steering.reminder.sent": _("reminded of a round"),
    "steering.round.asked": _("asked a unit in a round"),
    "steering.round.closed": _("closed a round"),
    "steering.round.closing_recorded": _("recorded that a round was closed or opened"),
    "steering.round.described": _("described a round"),
    "steering.round.prolonged": _("gave a unit a last day of its own"),
    "steering.round.history_recorded": _("recorded what was written in a round"),
    "steering.round.reopened": _("opened a closed round again"),
    "steering.round.opened": _("opened a round"),
    "steering.text.written": _("wrote a text"),
}
"""What was done, by the code of the action. A code that is not here is shown as it is."""

FOUND: Final = {
    Kind.UNIT: _("Units"),
    Kind.POST: _("Posts"),
    Kind.GROUP: _("Groups"),
    Kind.GOAL: _("Goals"),
    Kind.INDICATOR: _("Indicators"),
    Kind.DECISION: _("Decisions"),
    Kind.MATTER: _("Matters"),
    Kind.PROPOSAL: _("Proposals"),
}
"""What can be found, as headings."""

ERRANDS: Final = {
    Errand.WRITE: _("Write the follow-up of %(about)s"),
    Errand.APPROVE: _("Approve what %(about)s has written"),
    Errand.SIGN: _("Sign the report of %(about)s"),
    Errand.FOLLOW_UP: _("Follow up: %(about)s"),
    Errand.TELL_BACK: _("Tell back: %(about)s"),
    Errand.APPOINT: _("Choose who answers for: %(about)s"),
    Errand.READ: _("Write in the outcome of: %(about)s"),
    Errand.CHECK: _("Check: %(about)s"),
    Errand.DECIDE: _("Decide: %(about)s"),
    Errand.PREPARE: _("Go on preparing: %(about)s"),
    Errand.TELL: _("Tell what it ended in: %(about)s"),
}
"""What is to be done, as a sentence about it."""

LAWS: Final = {
    Law.ANNUAL_REPORT: _("The annual report is handed to the assembly and the auditors"),
    Law.INTERIM_REPORT: _("The interim report is handed to the assembly and the auditors"),
    Law.BUDGET_PROPOSAL: _("The board has proposed a budget"),
    Law.BUDGET: _("The assembly has adopted the budget"),
    Law.COMPANIES: _("The board has decided of each company whether it kept within its purpose and powers"),
}
"""What the law asks for each year."""

SORTS: Final = {
    "uppfoljning": _("Follow-up and reports"),
    "uppdrag": _("Assignments and activities"),
    "matt": _("Outcomes"),
    "kontroll": _("Internal control"),
    "arenden": _("Matters and proposals"),
}
"""What tasks can be chosen by."""
