"""Where is a commitment shown? Part of the public contract: a link says the same thing for ever."""


def commitment_address(code: str) -> str:
    """The page of a commitment."""
    return f"/uppdrag/{code}"
