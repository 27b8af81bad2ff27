"""Every write of the steering hall. What was said in a round is added to, never altered."""

from rodatraden.steering.actions.closing import ClosingNeedsReason, NotClosed, close_round, reopen_round
from rodatraden.steering.actions.contributions import (
    AssessmentNeedsReason,
    ChangedMeanwhile,
    Clash,
    Entry,
    Handed,
    Kept,
    NotTheOwner,
    TextTooLong,
    assess_goal,
    keep_draft,
    save_contribution,
    write_text,
)
from rodatraden.steering.actions.history import (
    NewAssessment,
    NewSubmission,
    NewText,
    RecordedOtherwise,
    record_history,
)
from rodatraden.steering.actions.moving import (
    NothingWritten,
    NotTheirTurn,
    Unanswered,
    approve,
    send_back,
    submit,
)
from rodatraden.steering.actions.places import NotAsked, Place, RoundClosed, StageNotAllowed
from rodatraden.steering.actions.plan import GoalsInACycle, NewGoal, NewLink, UnknownGoal, set_plan
from rodatraden.steering.actions.recording import NewClosing, NewEqualityStep, NewQuestion
from rodatraden.steering.actions.rounds import AskedAlready, NewRound, ask, describe_rounds, open_round

__all__ = [
    "AskedAlready",
    "AssessmentNeedsReason",
    "ChangedMeanwhile",
    "Clash",
    "ClosingNeedsReason",
    "Entry",
    "GoalsInACycle",
    "Handed",
    "Kept",
    "NewAssessment",
    "NewClosing",
    "NewEqualityStep",
    "NewGoal",
    "NewLink",
    "NewQuestion",
    "NewRound",
    "NewSubmission",
    "NewText",
    "NotAsked",
    "NotClosed",
    "NotTheOwner",
    "NotTheirTurn",
    "NothingWritten",
    "Place",
    "RecordedOtherwise",
    "RoundClosed",
    "StageNotAllowed",
    "TextTooLong",
    "Unanswered",
    "UnknownGoal",
    "approve",
    "ask",
    "assess_goal",
    "close_round",
    "describe_rounds",
    "keep_draft",
    "open_round",
    "record_history",
    "reopen_round",
    "save_contribution",
    "send_back",
    "set_plan",
    "submit",
    "write_text",
]
