"""How do rights read for a person who does not have them?"""

from typing import Final

from django.utils.translation import gettext_lazy as _

RIGHTS: Final = {
    "access.holding.read": _("see who holds the posts of the unit"),
    "commitments.commitment.follow_up": _("follow up what is promised in the unit"),
    "commitments.commitment.give": _("add assignments and activities in the unit"),
    "commitments.report.note": _("note that what is promised in the unit was told back"),
    "control.check.write": _("tell how a check went"),
    "control.risk.read": _("read risks that are in no adopted plan yet"),
    "control.risk.write": _("tell of risks of the unit"),
    "decisions.decision.announce": _("note when a decision was announced"),
    "indicators.reading.write": _("write in the values of indicators"),
    "indicators.definition.write": _("define indicators and set their targets"),
    "steering.followup.read_draft": _("read texts that are not yet approved"),
    "steering.goal.write": _("write goals"),
    "steering.followup.write": _("write the follow-up of the unit"),
    "steering.followup.approve": _("approve the follow-up of the unit"),
    "steering.level.approve": _("approve what those below have written, in its turn"),
    "steering.round.open": _("open a round and ask units"),
    "steering.round.close": _("close a round"),
    "steering.round.follow": _("follow how far the units have come in a round"),
    "matters.matter.write": _("write in the matters of the unit"),
    "matters.gate.waive": _("make an exception from what must be done before a decision"),
    "reports.report.compose": _("compose reports of the unit"),
    "reports.draft.read": _("read a report that is not yet approved"),
    "reports.edition.sign": _("sign the report"),
    "matters.proposal.prepare": _("prepare proposals in the unit"),
    "matters.proposal.decide": _("decide in the unit"),
    "journal.entry.read": _("read the journal"),
    "identity.account.manage": _("manage accounts"),
}
