"""Which sorts of matters, steps, outcomes and gates are there?"""

from enum import StrEnum
from typing import Final


class MatterKind(StrEnum):
    """How a matter began."""

    ADMINISTRATIVE = "administrative"
    ORGANISATION = "organisation"
    MOTION = "motion"
    INITIATIVE = "initiative"
    CITIZEN = "citizen"
    INTERPELLATION = "interpellation"
    QUESTION = "question"
    OTHER = "other"


class MatterStatus(StrEnum):
    """Whether a matter is on its way, decided, or closed without a decision."""

    OPEN = "open"
    DECIDED = "decided"
    CLOSED = "closed"


class StepKind(StrEnum):
    """What happened in a step of a matter."""

    RAISED = "raised"
    PREPARATION = "preparation"
    OPINION = "opinion"
    HEARING = "hearing"
    ANCHORING = "anchoring"
    NEGOTIATION = "negotiation"
    RISK = "risk"
    ANSWER = "answer"
    DECISION = "decision"
    NOTE = "note"


class StepOutcome(StrEnum):
    """What a step ended in. A step without one is yet to come, or nobody wrote what it ended in."""

    APPROVED = "approved"
    PARTLY = "partly"
    REJECTED = "rejected"
    ANSWERED = "answered"
    SUPPORTED = "supported"
    OPPOSED = "opposed"
    NO_OPINION = "no_opinion"
    HEARD = "heard"
    NOTED = "noted"
    POSTPONED = "postponed"
    SENT_BACK = "sent_back"


UNFINISHED: Final = frozenset({StepOutcome.POSTPONED, StepOutcome.SENT_BACK})
"""What leaves the matter where it was: nobody has yet been heard, and nothing is decided."""


class Trait(StrEnum):
    """What in a matter may call for a gate: computed from what it changes, or said by the one who prepares it."""

    ORGANISATION = "organisation"
    WORK_ENVIRONMENT = "work_environment"
    MID_YEAR_EXPENSE = "mid_year_expense"
    POLITICALLY_SENSITIVE = "politically_sensitive"


class Applies(StrEnum):
    """When a gate must be passed. Beside always and more than one, each is one of the traits."""

    ALWAYS = "always"
    MORE_THAN_ONE = "more_than_one"
    ORGANISATION = "organisation"
    WORK_ENVIRONMENT = "work_environment"
    MID_YEAR_EXPENSE = "mid_year_expense"
    POLITICALLY_SENSITIVE = "politically_sensitive"


class GateState(StrEnum):
    """How a gate stands for a matter."""

    PASSED = "passed"
    WAIVED = "waived"
    LEFT = "left"
    NOT_NEEDED = "not_needed"


class RulingKind(StrEnum):
    """What a ruling is about: a unit that is touched or not, or a gate that holds or not."""

    UNIT = "unit"
    GATE = "gate"
