"""What waits for one reader, how is it going for the whole group and for one unit, and what is there to find?"""

from rodatraden.overview.queries.search import ENOUGH, SEARCHES, Found, Hit, Wanted, found, wanted
from rodatraden.overview.queries.state import (
    Errand,
    Has,
    MoneyLine,
    State,
    Task,
    Waiting,
    goals_of,
    money_of,
    money_of_all,
    state,
    waiting,
)

__all__ = [
    "ENOUGH",
    "SEARCHES",
    "Errand",
    "Found",
    "Has",
    "Hit",
    "MoneyLine",
    "State",
    "Task",
    "Waiting",
    "Wanted",
    "found",
    "goals_of",
    "money_of",
    "money_of_all",
    "state",
    "waiting",
    "wanted",
]
