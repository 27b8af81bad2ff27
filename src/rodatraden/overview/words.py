"""How does an entry of the journal read for a person? The journal itself knows no domain, only codes."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from rodatraden.overview.queries.search import Kind

ENTRIES: Final = {
    "access.post.held": _("let hold a post"),
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
    "indicators.indicator.defined": _("defined an indicator"),
    "indicators.indicator.redefined": _("changed an indicator"),
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
    "steering.contribution.approved": _("approved a contribution"),
    "steering.contribution.done": _("marked a contribution as done"),
    "steering.contribution.draft": _("sent a contribution back"),
    "steering.contribution.saved": _("saved a contribution"),
    "steering.goal.assessed": _("assessed a goal"),
    "steering.goal.changed": _("changed a goal"),
    "steering.goal.closed": _("closed a goal"),
    "steering.goal.indicators_linked": _("linked indicators to a goal"),
    "steering.goal.set": _("set a goal"),
    "steering.round.asked": _("asked a unit in a round"),
    "steering.round.described": _("described a round"),
    "steering.round.history_recorded": _("recorded what was written in a round"),
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
