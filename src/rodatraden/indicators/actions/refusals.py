"""Why can a thing not be recorded?"""


class UnknownIndicator(Exception):
    """No indicator has the code."""


class OutOfRange(Exception):
    """A value that the indicator can't have."""


class RecordedOtherwise(Exception):
    """At the very same instant something else was recorded: a correction has its own. Holds what was handed in so."""


class CantConsolidate(Exception):
    """The parts can't make a whole as the definition says. Holds what was handed in and what is `Wrong` with it."""


class ValueAndNone(Exception):
    """A reading that is missing or suppressed, and yet has a value. Holds what was handed in."""
