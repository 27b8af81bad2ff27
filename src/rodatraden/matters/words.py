"""How do the terms of matters read: for a person, as a shape on the page, and as the words of the sheets?"""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from rodatraden.decisions.rules import Named, Terms
from rodatraden.matters.rules.authority import Beyond
from rodatraden.matters.rules.codes import (
    Applies,
    GateState,
    MatterKind,
    MatterStatus,
    RulingKind,
    StepKind,
    StepOutcome,
    Trait,
)
from rodatraden.matters.rules.delegation import Delegate, DelegationGranted, DelegationWithdrawn, OrderFault
from rodatraden.matters.rules.entitlement import Overstep
from rodatraden.matters.rules.proposals import Undoing
from rodatraden.organisation.words import ROLES, UNIT_KINDS
from rodatraden.organisation.words.asked import TITLES

KINDS: Final[Mapping[MatterKind, Promise]] = {
    MatterKind.ADMINISTRATIVE: pgettext_lazy("matter", "prepared by the administration"),
    MatterKind.ORGANISATION: pgettext_lazy("matter", "organisation"),
    MatterKind.MOTION: pgettext_lazy("matter", "motion"),
    MatterKind.INITIATIVE: pgettext_lazy("matter", "initiative"),
    MatterKind.CITIZEN: pgettext_lazy("matter", "citizen's proposal"),
    MatterKind.INTERPELLATION: pgettext_lazy("matter", "interpellation"),
    MatterKind.QUESTION: pgettext_lazy("matter", "question"),
    MatterKind.OTHER: pgettext_lazy("matter", "other"),
}

UNDO: Final[Mapping[Undoing, Promise]] = {
    Undoing.REVOKES: gettext_lazy("Revoke the decision"),
    Undoing.REPLACES: gettext_lazy("Replace it"),
    Undoing.CORRECTS: gettext_lazy("Correct it"),
}
"""What someone can begin to do with a decision that stands."""

STATUSES: Final[Mapping[MatterStatus, Promise]] = {
    MatterStatus.OPEN: pgettext_lazy("matter", "under way"),
    MatterStatus.DECIDED: pgettext_lazy("matter", "decided"),
    MatterStatus.CLOSED: pgettext_lazy("matter", "closed without a decision"),
}

STEPS: Final[Mapping[StepKind, Promise]] = {
    StepKind.RAISED: pgettext_lazy("step", "Raised"),
    StepKind.PREPARATION: pgettext_lazy("step", "Preparation"),
    StepKind.OPINION: pgettext_lazy("step", "Opinion"),
    StepKind.HEARING: pgettext_lazy("step", "Hearing"),
    StepKind.ANCHORING: pgettext_lazy("step", "Anchoring"),
    StepKind.NEGOTIATION: pgettext_lazy("step", "Union negotiation"),
    StepKind.RISK: pgettext_lazy("step", "Risk assessment"),
    StepKind.ANSWER: pgettext_lazy("step", "Answer"),
    StepKind.DECISION: pgettext_lazy("step", "Decision"),
    StepKind.NOTE: pgettext_lazy("step", "Note"),
}

OUTCOMES: Final[Mapping[StepOutcome, Promise]] = {
    StepOutcome.APPROVED: pgettext_lazy("step", "approved"),
    StepOutcome.PARTLY: pgettext_lazy("step", "partly approved"),
    StepOutcome.REJECTED: pgettext_lazy("step", "rejected"),
    StepOutcome.ANSWERED: pgettext_lazy("step", "answered"),
    StepOutcome.SUPPORTED: pgettext_lazy("step", "supported"),
    StepOutcome.OPPOSED: pgettext_lazy("step", "opposed"),
    StepOutcome.NO_OPINION: pgettext_lazy("step", "no recommendation"),
    StepOutcome.HEARD: pgettext_lazy("step", "heard"),
    StepOutcome.NOTED: pgettext_lazy("step", "noted"),
    StepOutcome.POSTPONED: pgettext_lazy("step", "postponed"),
    StepOutcome.SENT_BACK: pgettext_lazy("step", "sent back"),
}

TRAITS: Final[Mapping[Trait, Promise]] = {
    Trait.ORGANISATION: pgettext_lazy("matter", "changes the organisation or posts"),
    Trait.WORK_ENVIRONMENT: pgettext_lazy("matter", "may affect the working environment"),
    Trait.MID_YEAR_EXPENSE: pgettext_lazy("matter", "costs money during the year"),
    Trait.POLITICALLY_SENSITIVE: pgettext_lazy("matter", "is politically sensitive"),
}

APPLIES: Final[Mapping[Applies, Promise]] = {
    Applies.ALWAYS: pgettext_lazy("gate", "always"),
    Applies.MORE_THAN_ONE: pgettext_lazy("gate", "when more than one administration or company is touched"),
    Applies.ORGANISATION: pgettext_lazy("gate", "when the organisation or posts are changed"),
    Applies.WORK_ENVIRONMENT: pgettext_lazy("gate", "when the working environment may be affected"),
    Applies.MID_YEAR_EXPENSE: pgettext_lazy("gate", "when it costs money during the year"),
    Applies.POLITICALLY_SENSITIVE: pgettext_lazy("gate", "when it is politically sensitive"),
}

STATES: Final[Mapping[GateState, Promise]] = {
    GateState.PASSED: pgettext_lazy("gate", "met"),
    GateState.WAIVED: pgettext_lazy("gate", "exception with a reason"),
    GateState.LEFT: pgettext_lazy("gate", "left to do"),
    GateState.NOT_NEEDED: pgettext_lazy("gate", "not needed"),
}

SHAPES: Final[Mapping[GateState, str]] = {
    GateState.PASSED: "reached",
    GateState.WAIVED: "partly",
    GateState.LEFT: "missed",
    GateState.NOT_NEEDED: "unmeasured",
}
"""The codes that the component `{% status %}` draws."""

# The sheets are in Swedish whatever language the reader has chosen: a file says the same thing everywhere.
KindCode: TypeAlias = Literal[
    "tjänsteärende", "organisation", "motion", "initiativ", "medborgarförslag", "interpellation", "fråga", "övrigt"
]
StatusCode: TypeAlias = Literal["pågår", "beslutat", "avslutat"]
StepCode: TypeAlias = Literal[
    "väckt",
    "beredning",
    "yttrande",
    "hörande",
    "förankring",
    "förhandling",
    "riskbedömning",
    "svar",
    "beslut",
    "not",
]
OutcomeCode: TypeAlias = Literal[
    "bifall",
    "delvis bifall",
    "avslag",
    "besvarad",
    "tillstyrks",
    "avstyrks",
    "ingen rekommendation",
    "hörd",
    "noterat",
    "bordlagd",
    "återremiss",
]
TraitCode: TypeAlias = Literal["organisation", "arbetsmiljö", "utgift under året", "politiskt känsligt"]
AppliesCode: TypeAlias = Literal[
    "alltid", "flera förvaltningar", "organisation", "arbetsmiljö", "utgift under året", "politiskt känsligt"
]
RulingCode: TypeAlias = Literal["enhet", "krav"]

KIND_CODES: Final[Mapping[MatterKind, KindCode]] = {
    MatterKind.ADMINISTRATIVE: "tjänsteärende",
    MatterKind.ORGANISATION: "organisation",
    MatterKind.MOTION: "motion",
    MatterKind.INITIATIVE: "initiativ",
    MatterKind.CITIZEN: "medborgarförslag",
    MatterKind.INTERPELLATION: "interpellation",
    MatterKind.QUESTION: "fråga",
    MatterKind.OTHER: "övrigt",
}
STATUS_CODES: Final[Mapping[MatterStatus, StatusCode]] = {
    MatterStatus.OPEN: "pågår",
    MatterStatus.DECIDED: "beslutat",
    MatterStatus.CLOSED: "avslutat",
}
STEP_CODES: Final[Mapping[StepKind, StepCode]] = {
    StepKind.RAISED: "väckt",
    StepKind.PREPARATION: "beredning",
    StepKind.OPINION: "yttrande",
    StepKind.HEARING: "hörande",
    StepKind.ANCHORING: "förankring",
    StepKind.NEGOTIATION: "förhandling",
    StepKind.RISK: "riskbedömning",
    StepKind.ANSWER: "svar",
    StepKind.DECISION: "beslut",
    StepKind.NOTE: "not",
}
OUTCOME_CODES: Final[Mapping[StepOutcome, OutcomeCode]] = {
    StepOutcome.APPROVED: "bifall",
    StepOutcome.PARTLY: "delvis bifall",
    StepOutcome.REJECTED: "avslag",
    StepOutcome.ANSWERED: "besvarad",
    StepOutcome.SUPPORTED: "tillstyrks",
    StepOutcome.OPPOSED: "avstyrks",
    StepOutcome.NO_OPINION: "ingen rekommendation",
    StepOutcome.HEARD: "hörd",
    StepOutcome.NOTED: "noterat",
    StepOutcome.POSTPONED: "bordlagd",
    StepOutcome.SENT_BACK: "återremiss",
}
TRAIT_CODES: Final[Mapping[Trait, TraitCode]] = {
    Trait.ORGANISATION: "organisation",
    Trait.WORK_ENVIRONMENT: "arbetsmiljö",
    Trait.MID_YEAR_EXPENSE: "utgift under året",
    Trait.POLITICALLY_SENSITIVE: "politiskt känsligt",
}
APPLIES_CODES: Final[Mapping[Applies, AppliesCode]] = {
    Applies.ALWAYS: "alltid",
    Applies.MORE_THAN_ONE: "flera förvaltningar",
    Applies.ORGANISATION: "organisation",
    Applies.WORK_ENVIRONMENT: "arbetsmiljö",
    Applies.MID_YEAR_EXPENSE: "utgift under året",
    Applies.POLITICALLY_SENSITIVE: "politiskt känsligt",
}
RULING_CODES: Final[Mapping[RulingKind, RulingCode]] = {RulingKind.UNIT: "enhet", RulingKind.GATE: "krav"}


ORDER_FAULTS: Final[Mapping[OrderFault, Promise]] = {
    OrderFault.GRANTED_ALREADY: gettext_lazy("The item is in force already, by %(other)s. Withdraw it first."),
    OrderFault.NOT_GRANTED: gettext_lazy("%(other)s is not in force on that day, so it can't be withdrawn."),
    OrderFault.UNCLEAR_DELEGATE: gettext_lazy("Say for each delegate one of post, unit, role and title."),
    OrderFault.NO_SUCH_KIND: gettext_lazy("There is no kind of change called %(other)s."),
    OrderFault.MAY_NOT_BE: gettext_lazy(
        "%(other)s may not be delegated (6 kap. 38 § and 7 kap. 6 § of the Local Government Act)."
    ),
    OrderFault.NOTHING_FURTHER: gettext_lazy("The item %(other)s, which it would be handed on from, is not in force."),
}
"""How a contradiction among delegation orders reads."""

OVERSTEPS: Final[Mapping[Overstep, Promise]] = {
    Overstep.NO_REFERENCE: gettext_lazy(
        "There is a delegation order, %(orders)s. Name the item that gives the right, such as KS-DO 3.2."
    ),
    Overstep.NOT_IN_FORCE: gettext_lazy("There is no item %(item)s in force on the day of the decision."),
    Overstep.NOT_THE_DELEGATE: gettext_lazy(
        "%(item)s does not give %(decider)s the right to decide: it is for others."
    ),
    Overstep.OTHER_KIND: gettext_lazy(
        "An item that covers %(change)s is missing. %(items)s does not. Let the committee decide, or delegate it first."
    ),
    Overstep.ELSEWHERE: gettext_lazy("%(items)s does not hold for the unit %(unit)s."),
    Overstep.OVER_THE_LIMIT: gettext_lazy("It comes to %(amount)s kronor a year. The limit of %(item)s is %(limit)s."),
    Overstep.UNKNOWN_AMOUNT: gettext_lazy("%(item)s has a limit in kronor, so the yearly cost must be told."),
    Overstep.RESERVED: gettext_lazy(
        "%(thing)s: only the assembly decides which committees and companies there are (5 kap. 1 § of the Local "
        "Government Act)."
    ),
    Overstep.NOT_A_BODY: gettext_lazy(
        "%(decider)s is no committee, and only a committee decides on its order %(order)s."
    ),
    Overstep.ANOTHERS_ORDER: gettext_lazy("The order %(order)s is that of %(body)s, which alone decides on it."),
    Overstep.NOBODY_THERE: gettext_lazy(
        "%(item)s names %(code)s, which does not exist when the item comes into force."
    ),
    Overstep.NOT_FURTHER: gettext_lazy(
        "%(decider)s may not hand on %(item)s: only a head of administration may, from an item that allows it "
        "(7 kap. 6 § of the Local Government Act)."
    ),
    Overstep.WIDER: gettext_lazy("%(item)s would give more than %(parent)s, which it is handed on from."),
}
"""What a decision lacks to have been taken with right."""

_GRANTED: Final = gettext_lazy("%(item)s of the delegation order gives %(delegates)s the right to decide: %(text)s")
_WITHDRAWN: Final = gettext_lazy("%(item)s of the delegation order is withdrawn.")


def sentence(terms: Terms, names: Mapping[str, Named]) -> str:
    """A change to a delegation order in words, with names for codes; empty for a change that is not ours."""
    match terms:
        case DelegationGranted():
            given = {"item": f"{terms.order} {terms.item}", "delegates": delegates(terms.to, names), "text": terms.text}
            return str(_GRANTED) % given
        case DelegationWithdrawn():
            return str(_WITHDRAWN) % {"item": f"{terms.order} {terms.item}"}
        case _:
            return ""


def covered(kinds: Sequence[str]) -> str:
    """Which kinds of changes an item covers: Byt namn på en enhet, alla ändringar av befattningar."""
    return ", ".join(str(TITLES.get(kind) or _WHOLE.get(kind.partition(".")[0]) or kind) for kind in kinds)


_WHOLE: Final[Mapping[str, Promise]] = {
    "unit": gettext_lazy("all changes to units"),
    "post": gettext_lazy("all changes to posts"),
    "relation": gettext_lazy("all changes to relations"),
    "group": gettext_lazy("all changes to groups"),
    "budget": gettext_lazy("all moves of budget"),
}
"""Every kind of change to one sort of thing, such as post.*"""


def delegates(given: Sequence[Delegate], names: Mapping[str, Named]) -> str:
    """Whom an item is for, with names for codes: Kommundirektör, förvaltningschef."""
    return ", ".join(_delegate(each, names) for each in given)


def _delegate(given: Delegate, names: Mapping[str, Named]) -> str:
    code = given.post or given.unit or given.group
    if code:
        return names[code].label if code in names else code
    if given.role and given.unit_kind:
        told = gettext_lazy("%(role)s of every %(kind)s")
        return str(told) % {"role": ROLES[given.role], "kind": str(UNIT_KINDS[given.unit_kind]).lower()}
    return str(ROLES[given.role]) if given.role else given.title or ""


BEYOND: Final = {
    Beyond.BODY: gettext_lazy("%(name)s decides this. Who may record what it decides has that right in its unit."),
    Beyond.POST: gettext_lazy("Only who holds the post that decides can decide it: %(name)s."),
    Beyond.REACH: gettext_lazy(
        "It touches %(name)s, which is beyond what you decide. Let a body or a post above decide it."
    ),
    Beyond.RAISES: gettext_lazy(
        "It gives %(name)s more rights than you have yourself. Let the assembly or the board decide it."
    ),
    Beyond.TAKES_BACK: gettext_lazy(
        "It takes back what %(name)s has decided. Only who decided it, or who is above, can do that."
    ),
}
