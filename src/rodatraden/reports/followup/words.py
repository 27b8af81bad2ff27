"""How do the codes of a follow-up report read for a person?"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rodatraden.finance.rules import DEVIATION, SUM, SUM_OF_DEVIATIONS, Financing, Kind
from rodatraden.indicators.rules import Operator, Verdict
from rodatraden.steering.rules import Status

STATUSES: Final[Mapping[Status | Verdict, Promise]] = {
    Status.ACHIEVED: pgettext_lazy("goal", "achieved"),
    Status.PARTLY: pgettext_lazy("goal", "partly achieved"),
    Status.NOT_ACHIEVED: pgettext_lazy("goal", "not achieved"),
    Status.CANNOT_BE_ASSESSED: pgettext_lazy("goal", "can't be assessed"),
    Verdict.MET: _("met"),
    Verdict.NEAR: _("near the target"),
    Verdict.MISSED: _("not met"),
    Verdict.UNMEASURED: _("can't be judged"),
}
SHAPES: Final[Mapping[Status | Verdict, str]] = {
    Status.ACHIEVED: "reached",
    Status.PARTLY: "partly",
    Status.NOT_ACHIEVED: "missed",
    Status.CANNOT_BE_ASSESSED: "unmeasured",
    Verdict.MET: "reached",
    Verdict.NEAR: "partly",
    Verdict.MISSED: "missed",
    Verdict.UNMEASURED: "unmeasured",
}
"""The codes that the component `{% status %}` draws, and the template of the PDF."""

OPERATORS: Final[Mapping[Operator, Promise]] = {
    Operator.ABOVE: _("more than"),
    Operator.AT_LEAST: _("at least"),
    Operator.BELOW: _("less than"),
    Operator.AT_MOST: _("at most"),
    Operator.EXACTLY: _("exactly"),
}
GROUPS: Final[Mapping[Financing | None, Promise]] = {
    Financing.TAX: _("Tax-financed services"),
    Financing.FEE: _("Fee-financed services"),
    Financing.FINANCING: _("The financing"),
    None: _("The whole municipality"),
}
SUMS: Final[Mapping[Financing | None, Promise]] = {
    Financing.TAX: _("Total tax-financed services"),
    Financing.FEE: _("Total fee-financed services"),
    Financing.FINANCING: _("Total financing"),
    None: _("The whole municipality"),
}
TABLES: Final[Mapping[Kind, Promise]] = {Kind.OPERATIONS: _("Operations"), Kind.INVESTMENT: _("Investments")}

FORMULAS: Final[Mapping[str, Promise]] = {
    SUM: _("Sum of the amounts that are known in the rows."),
    DEVIATION: _("Forecast minus budget."),
    SUM_OF_DEVIATIONS: _("Sum of the deviations that are known in the rows."),
    "joint": _("The deviation of the tax-financed services and that of the financing, added together."),
}
