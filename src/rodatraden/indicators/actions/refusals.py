"""Why can a thing not be recorded?"""


class UnknownIndicator(Exception):
    """No indicator has the code."""


class OutOfRange(Exception):
    """A value that the indicator can't have."""


class RecordedOtherwise(Exception):
    """At the very same instant something else was recorded: a correction has its own. Holds what was handed in so."""
