"""How do risks, levels and checks read: for a person, as a shape on the page, and as the words of the sheets?"""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from rodatraden.control.rules.codes import Category, CheckOutcome, RiskLevel
from rodatraden.control.rules.plan import ControlPlanAdopted, PlanFault, PlanLack
from rodatraden.decisions.rules import Named, Terms
from rodatraden.steering.rules import Status

CATEGORIES: Final[Mapping[Category, Promise]] = {
    Category.OPERATIONS: pgettext_lazy("risk", "the service we give"),
    Category.ECONOMY: pgettext_lazy("risk", "economy"),
    Category.LAW: pgettext_lazy("risk", "law and rules"),
    Category.STAFF: pgettext_lazy("risk", "staff and skills"),
    Category.INFORMATION: pgettext_lazy("risk", "information and it"),
    Category.IRREGULARITY: pgettext_lazy("risk", "irregularities"),
}

LEVELS: Final[Mapping[RiskLevel, Promise]] = {
    RiskLevel.ACCEPT: pgettext_lazy("risk", "accepted"),
    RiskLevel.WATCH: pgettext_lazy("risk", "to watch"),
    RiskLevel.REDUCE: pgettext_lazy("risk", "to reduce"),
    RiskLevel.ACT: pgettext_lazy("risk", "act at once"),
}

LEVEL_SHAPES: Final[Mapping[RiskLevel, str]] = {
    RiskLevel.ACCEPT: "reached",
    RiskLevel.WATCH: "unmeasured",
    RiskLevel.REDUCE: "partly",
    RiskLevel.ACT: "missed",
}
"""The codes that the component `{% status %}` draws."""

LIKELIHOODS: Final[Mapping[int, Promise]] = {
    1: gettext_lazy("unlikely"),
    2: gettext_lazy("less likely"),
    3: gettext_lazy("possible"),
    4: gettext_lazy("likely"),
    5: gettext_lazy("very likely"),
}

CONSEQUENCES: Final[Mapping[int, Promise]] = {
    1: gettext_lazy("negligible"),
    2: gettext_lazy("slight"),
    3: gettext_lazy("noticeable"),
    4: gettext_lazy("serious"),
    5: gettext_lazy("very serious"),
}

OUTCOMES: Final[Mapping[CheckOutcome, Promise]] = {
    CheckOutcome.IN_ORDER: pgettext_lazy("check", "in order"),
    CheckOutcome.MINOR: pgettext_lazy("check", "minor deviation"),
    CheckOutcome.SERIOUS: pgettext_lazy("check", "serious deviation"),
    CheckOutcome.NOT_DONE: pgettext_lazy("check", "not carried out"),
}

OUTCOME_SHAPES: Final[Mapping[CheckOutcome, str]] = {
    CheckOutcome.IN_ORDER: "reached",
    CheckOutcome.MINOR: "partly",
    CheckOutcome.SERIOUS: "missed",
    CheckOutcome.NOT_DONE: "unmeasured",
}

SIGN_SHAPES: Final[Mapping[Status | None, str]] = {
    Status.ACHIEVED: "reached",
    Status.PARTLY: "partly",
    Status.NOT_ACHIEVED: "missed",
    Status.CANNOT_BE_ASSESSED: "unmeasured",
    None: "not_yet",
}
"""The same shapes as the goals have, so that one who reads both need not learn two languages."""

# The sheets are in Swedish whatever language the reader has chosen: a file says the same thing everywhere.
CategoryCode: TypeAlias = Literal["verksamhet", "ekonomi", "regler", "personal", "information", "oegentlighet"]
OutcomeCode: TypeAlias = Literal["utan avvikelse", "mindre avvikelse", "allvarlig avvikelse", "inte genomförd"]

CATEGORY_CODES: Final[Mapping[Category, CategoryCode]] = {
    Category.OPERATIONS: "verksamhet",
    Category.ECONOMY: "ekonomi",
    Category.LAW: "regler",
    Category.STAFF: "personal",
    Category.INFORMATION: "information",
    Category.IRREGULARITY: "oegentlighet",
}
OUTCOME_CODES: Final[Mapping[CheckOutcome, OutcomeCode]] = {
    CheckOutcome.IN_ORDER: "utan avvikelse",
    CheckOutcome.MINOR: "mindre avvikelse",
    CheckOutcome.SERIOUS: "allvarlig avvikelse",
    CheckOutcome.NOT_DONE: "inte genomförd",
}

PLAN_FAULTS: Final[Mapping[PlanFault, Promise]] = {
    PlanFault.TWICE: gettext_lazy("The control item %(other)s stands twice in the plan. Give each its own code."),
    PlanFault.UNORDERED: gettext_lazy(
        "The limits of the risk matrix must rise: first what is watched, then what is reduced, then what is acted on."
    ),
}
PLAN_LACKS: Final[Mapping[PlanLack, Promise]] = {
    PlanLack.ANOTHERS_PLAN: gettext_lazy(
        "%(decider)s can't adopt the control plan of %(body)s: each body adopts its own (6 kap. 6 § of the Local "
        "Government Act)."
    ),
    PlanLack.NOBODY_THERE: gettext_lazy("The plan of %(body)s names %(code)s, which does not exist on that day."),
}

_ADOPTED: Final = gettext_lazy("%(body)s adopts its control plan for %(year)s, with %(count)s control items.")


def sentence(terms: Terms, names: Mapping[str, Named]) -> str:
    """The adoption of a plan in words, with names for codes; empty for a change that is not ours."""
    if not isinstance(terms, ControlPlanAdopted):
        return ""
    body = names[terms.unit].label if terms.unit in names else terms.unit
    return str(_ADOPTED) % {"body": body, "year": terms.year, "count": len(terms.items)}
