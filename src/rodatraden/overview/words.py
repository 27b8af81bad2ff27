"""How does an entry of the journal read for a person? The journal itself knows no domain, only codes."""

from typing import Final

from django.utils.translation import gettext_lazy as _

ENTRIES: Final = {
    "access.post.held": _("let hold a post"),
    "decisions.decision.recorded": _("recorded a decision"),
    "finance.budget.recorded": _("recorded budget"),
    "finance.forecast.recorded": _("recorded forecasts"),
    "finance.outcome.recorded": _("recorded outcome"),
    "finance.round.described": _("described a round's years"),
    "identity.account.opened": _("opened an account"),
    "identity.account.password_set": _("set a password"),
    "identity.account.relabelled": _("changed how an account is shown"),
    "indicators.indicator.defined": _("defined an indicator"),
    "indicators.indicator.redefined": _("changed an indicator"),
    "indicators.readings.recorded": _("recorded readings"),
    "indicators.target.changed": _("changed a target"),
    "indicators.target.set": _("set a target"),
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
