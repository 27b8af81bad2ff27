"""Every read about risks, control plans and checks."""

from rodatraden.control.queries.plans import (
    EVERYTHING,
    Followed,
    FollowedItem,
    are_there,
    followed,
    lacking,
    named,
    plan_of,
    plans,
    years,
)
from rodatraden.control.queries.risks import checked_in, find_risk, readable, risk_codes, risks, wordings
from rodatraden.control.queries.summary import BodyControl, summary

__all__ = [
    "EVERYTHING",
    "BodyControl",
    "Followed",
    "FollowedItem",
    "are_there",
    "checked_in",
    "find_risk",
    "followed",
    "lacking",
    "named",
    "plan_of",
    "plans",
    "readable",
    "risk_codes",
    "risks",
    "summary",
    "wordings",
    "years",
]
