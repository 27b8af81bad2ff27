"""How do statuses and stages read: for a person, as a shape on the page, and as the words of the sheets?"""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from rodatraden.indicators.rules import Direction, Verdict
from rodatraden.steering.rules import Stage, Status

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
