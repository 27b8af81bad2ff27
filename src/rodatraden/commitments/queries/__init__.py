"""What is promised, how does it stand, where does it come from, and who owes it?"""

from rodatraden.commitments.queries.below import in_words
from rodatraden.commitments.queries.listed import (
    ASKED,
    Owed,
    Search,
    asked,
    narrowed,
    owed_back,
)
from rodatraden.commitments.queries.told import (
    EVERYTHING,
    Noted,
    Told,
    codes,
    find,
    known_before,
    notes_of,
    of,
    of_unit,
    origins_of,
    owed_by,
    reports_of,
    told,
    wordings_of,
)

__all__ = [
    "ASKED",
    "EVERYTHING",
    "Noted",
    "Owed",
    "Search",
    "Told",
    "asked",
    "codes",
    "find",
    "in_words",
    "known_before",
    "narrowed",
    "notes_of",
    "of",
    "of_unit",
    "origins_of",
    "owed_back",
    "owed_by",
    "reports_of",
    "told",
    "wordings_of",
]
