"""Where are goals, rounds and contributions shown?

Part of the public contract, for a link says the same thing for ever.
"""


def goal_address(code: str, *, followed: str = "", indicator: str = "") -> str:
    """The page of a goal, in a round when one is named, at an indicator when one is named."""
    return f"/mal/{code}" + (f"?round={followed}" if followed else "") + (f"#{indicator}" if indicator else "")


def round_address(code: str) -> str:
    """The page of a round."""
    return f"/uppfoljning/{code}"


def contribution_address(code: str, unit: str) -> str:
    """The page of what a unit has to say in a round."""
    return f"/uppfoljning/{code}/{unit}"
