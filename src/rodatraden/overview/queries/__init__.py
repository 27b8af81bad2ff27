"""What waits for one reader, how is it going for the whole group and for one unit, and what is there to find?"""

from rodatraden.overview.queries.search import ENOUGH, SEARCHES, Found, Hit, Wanted, found, wanted
from rodatraden.overview.queries.state import (
    Following,
    Has,
    MoneyLine,
    State,
    following,
    goals_of,
    money_of,
    money_of_all,
    state,
)
from rodatraden.overview.queries.tasks import Errand, Task, count_if_known, owed

__all__ = [
    "ENOUGH",
    "SEARCHES",
    "Errand",
    "Following",
    "Found",
    "Has",
    "Hit",
    "MoneyLine",
    "State",
    "Task",
    "Wanted",
    "count_if_known",
    "following",
    "found",
    "goals_of",
    "money_of",
    "money_of_all",
    "owed",
    "state",
    "wanted",
]
