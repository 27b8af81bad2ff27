"""What does the organisation look like on a day, as known on a day, what was it before, and what would it be?"""

from rodatraden.organisation.queries.compared import difference, proposed, with_changes
from rodatraden.organisation.queries.state import (
    organisation,
    posts,
    successions,
    units,
    units_and_relations,
    with_all_posts,
)
from rodatraden.organisation.queries.told import (
    called,
    costs,
    days_of_change,
    municipality,
    names_of,
    naming,
    post_codes,
    post_history,
    rivals_of,
    since,
    turns,
    unit_codes,
    unit_history,
)

__all__ = [
    "called",
    "costs",
    "days_of_change",
    "difference",
    "municipality",
    "names_of",
    "naming",
    "organisation",
    "post_codes",
    "post_history",
    "posts",
    "proposed",
    "rivals_of",
    "since",
    "successions",
    "turns",
    "unit_codes",
    "unit_history",
    "units",
    "units_and_relations",
    "with_all_posts",
    "with_changes",
]
