"""How do statuses and stages read: for a person, as a shape on the page, and as the words of the sheets?"""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from rodatraden.decisions.rules import Named, Terms
from rodatraden.indicators.rules import Direction, Verdict
from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering.rules import Stage, Status
from rodatraden.steering.rules.asking import Ask
from rodatraden.steering.rules.equality import LadderStep
from rodatraden.steering.rules.judging import Method, Near, ReasonWhen
from rodatraden.steering.rules.levels import ApprovalLevel
from rodatraden.steering.rules.model import Misfit, Model, ModelAdopted, ModelFault, Occasion
from rodatraden.ui.shapes import Sign

STATUSES: Final[Mapping[Status, Promise]] = {
    Status.ACHIEVED: pgettext_lazy("goal", "achieved"),
    Status.PARTLY: pgettext_lazy("goal", "partly achieved"),
    Status.NOT_ACHIEVED: pgettext_lazy("goal", "not achieved"),
    Status.CANNOT_BE_ASSESSED: pgettext_lazy("goal", "can't be assessed"),
}

STAGES: Final[Mapping[Stage, Promise]] = {
    Stage.DRAFT: pgettext_lazy("stage", "Draft"),
    Stage.DONE: pgettext_lazy("stage", "Done"),
    Stage.APPROVED: pgettext_lazy("stage", "Approved"),
}

CAUSES: Final[Mapping[str, Promise]] = {
    "fact": pgettext_lazy("goal", "Fact"),
    "cause": pgettext_lazy("goal", "Cause"),
    "action": pgettext_lazy("goal", "Action"),
}
"""What is written of a goal that isn't achieved."""

ASKS: Final[Mapping[Ask, Promise]] = {
    Ask.WHOLE: pgettext_lazy("asked", "a text about the unit as a whole"),
    Ask.COMMENT: pgettext_lazy("asked", "a comment to each goal"),
    Ask.CAUSES: pgettext_lazy("asked", "fact, cause and action where a goal is not reached"),
}

LEVELS: Final[Mapping[ApprovalLevel, Promise]] = {
    ApprovalLevel.LINE: pgettext_lazy("level", "departments and units above"),
    ApprovalLevel.ADMINISTRATION: pgettext_lazy("level", "administration"),
    ApprovalLevel.COMMITTEE: pgettext_lazy("level", "committee or company board"),
    ApprovalLevel.BOARD: pgettext_lazy("level", "executive board"),
    ApprovalLevel.ASSEMBLY: pgettext_lazy("level", "assembly"),
}

LADDER: Final[Mapping[LadderStep, Promise]] = {
    LadderStep.NONE: pgettext_lazy("ladder", "not begun"),
    LadderStep.UNDERSTAND: pgettext_lazy("ladder", "basic understanding"),
    LadderStep.EXAMINE: pgettext_lazy("ladder", "examine the conditions"),
    LadderStep.PLAN: pgettext_lazy("ladder", "plan and organise"),
    LadderStep.TAKE_STOCK: pgettext_lazy("ladder", "take stock"),
    LadderStep.ANALYSE: pgettext_lazy("ladder", "survey and analyse"),
    LadderStep.AIM: pgettext_lazy("ladder", "set goals and choose measures"),
    LadderStep.CARRY_OUT: pgettext_lazy("ladder", "carry out"),
    LadderStep.EVALUATE: pgettext_lazy("ladder", "evaluate"),
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
"""The codes that the component `{% status %}` draws."""


def sign(model: Model, status: Status, step: str = "") -> Sign:
    """How a status looks in a steering model: shape, word and colour. The built-in one says it in the usual words."""
    found = model.step(status, step) if model.is_adopted else None
    return Sign(found.shape, found.word, found.colour) if found else Sign(SHAPES[status])


def sign_word(model: Model, status: Status, step: str = "") -> str:
    """The word for a status in a steering model."""
    return sign(model, status, step).word or str(STATUSES[status])


def choices(model: Model) -> list[tuple[str, str]]:
    """What an owner may choose among: the steps of the scale, by their codes."""
    return [(each.code, sign_word(model, each.counts_as, each.code)) for each in model.terms.scale]


OCCASIONS: Final[Mapping[Occasion, Promise]] = {
    Occasion.MONTH: pgettext_lazy("occasion", "month"),
    Occasion.QUARTER: pgettext_lazy("occasion", "quarter"),
    Occasion.TERTIAL: pgettext_lazy("occasion", "tertial"),
    Occasion.INTERIM: pgettext_lazy("occasion", "interim report"),
    Occasion.YEAR: pgettext_lazy("occasion", "year"),
}

METHODS: Final[Mapping[Method, Promise]] = {
    Method.ALL: gettext_lazy("By the targets met: all, some or none."),
    Method.SHARE: gettext_lazy(
        "By the share of the targets that are met: achieved from %(achieved)s %%, partly from %(partly)s %%."
    ),
    Method.SCORE: gettext_lazy(
        "By the mean score of its indicators, 0.0–1.0: achieved from %(achieved)s %%, partly from %(partly)s %% of 1.0."
    ),
}
NEARS: Final[Mapping[Near, Promise]] = {
    Near.MET: gettext_lazy("An outcome within the tolerance of its target counts as met."),
    Near.HALF: gettext_lazy("An outcome within the tolerance of its target counts as half met."),
    Near.MISSED: gettext_lazy("An outcome within the tolerance of its target counts as missed."),
}
REASONS: Final[Mapping[ReasonWhen, Promise]] = {
    ReasonWhen.DIFFERS: gettext_lazy("A reason is needed when the assessment says something else than the indicators."),
    ReasonWhen.NOT_ACHIEVED: gettext_lazy(
        "A reason is needed when a goal is not achieved, or the assessment says something else than the indicators."
    ),
    ReasonWhen.ALWAYS: gettext_lazy("A reason is always needed."),
}

MODEL_FAULTS: Final[Mapping[ModelFault, Promise]] = {
    ModelFault.LEVEL_TWICE: gettext_lazy("Two levels are called %(other)s."),
    ModelFault.STEP_TWICE: gettext_lazy("Two steps of the scale are called %(other)s."),
    ModelFault.NO_STEP: gettext_lazy("The scale has no step that counts as %(other)s."),
    ModelFault.TURNED: gettext_lazy("Partly can't begin above achieved: %(other)s."),
}
"""How a contradiction within a steering model reads."""

MISFITS: Final[Mapping[Misfit, Promise]] = {
    Misfit.NOT_THE_ASSEMBLY: gettext_lazy(
        "%(decider)s can't adopt a steering model: only the assembly decides on goals and guidelines (5 kap. 1 § of "
        "the Local Government Act)."
    ),
}
"""What a decision lacks to have been taken with right."""

_ADOPTED: Final = gettext_lazy("The steering model %(name)s is adopted. Its levels: %(levels)s.")


def sentence(terms: Terms, _names: Mapping[str, Named]) -> str:
    """The adoption of a steering model in words; empty for a change that is not ours."""
    if not isinstance(terms, ModelAdopted):
        return ""
    return str(_ADOPTED) % {"name": terms.name, "levels": ", ".join(each.name for each in terms.levels)}


# The sheets are in Swedish whatever language the reader has chosen: a file says the same thing everywhere.
StatusCode: TypeAlias = Literal["uppfyllt", "delvis", "ej", "kan ej bedömas"]
StageCode: TypeAlias = Literal["utkast", "klar", "godkänd"]
DirectionCode: TypeAlias = Literal["upp", "ned"]

STATUS_CODES: Final[Mapping[Status, StatusCode]] = {
    Status.ACHIEVED: "uppfyllt",
    Status.PARTLY: "delvis",
    Status.NOT_ACHIEVED: "ej",
    Status.CANNOT_BE_ASSESSED: "kan ej bedömas",
}
STAGE_CODES: Final[Mapping[Stage, StageCode]] = {
    Stage.DRAFT: "utkast",
    Stage.DONE: "klar",
    Stage.APPROVED: "godkänd",
}
DIRECTION_CODES: Final[Mapping[Direction, DirectionCode]] = {Direction.UP: "upp", Direction.DOWN: "ned"}

AskCode: TypeAlias = Literal["text om enheten", "kommentar till mål", "fakta–orsak–åtgärd", "egen fråga"]
LevelCode: TypeAlias = Literal["linje", "förvaltning", "nämnd", "styrelse", "fullmäktige"]
KindCode: TypeAlias = Literal[
    "kommun",
    "fullmäktige",
    "styrelse",
    "nämnd",
    "förvaltning",
    "bolag",
    "förbund",
    "avdelning",
    "enhet",
    "grupp",
]

ASK_CODES: Final[Mapping[Ask, AskCode]] = {
    Ask.WHOLE: "text om enheten",
    Ask.COMMENT: "kommentar till mål",
    Ask.CAUSES: "fakta–orsak–åtgärd",
    Ask.OWN: "egen fråga",
}
LEVEL_CODES: Final[Mapping[ApprovalLevel, LevelCode]] = {
    ApprovalLevel.LINE: "linje",
    ApprovalLevel.ADMINISTRATION: "förvaltning",
    ApprovalLevel.COMMITTEE: "nämnd",
    ApprovalLevel.BOARD: "styrelse",
    ApprovalLevel.ASSEMBLY: "fullmäktige",
}
KIND_CODES: Final[Mapping[UnitKind, KindCode]] = {
    UnitKind.MUNICIPALITY: "kommun",
    UnitKind.ASSEMBLY: "fullmäktige",
    UnitKind.BOARD: "styrelse",
    UnitKind.COMMITTEE: "nämnd",
    UnitKind.ADMINISTRATION: "förvaltning",
    UnitKind.COMPANY: "bolag",
    UnitKind.FEDERATION: "förbund",
    UnitKind.DEPARTMENT: "avdelning",
    UnitKind.UNIT: "enhet",
    UnitKind.TEAM: "grupp",
}
