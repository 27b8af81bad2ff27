"""Where is the page of a unit, a post or a group? Part of the public contract: a link says the same thing for ever."""


def unit_address(code: str) -> str:
    """The page of a unit."""
    return f"/organisation/enhet/{code}"


def post_address(code: str) -> str:
    """The page of a post."""
    return f"/organisation/befattning/{code}"


def group_address(code: str) -> str:
    """The page of a group."""
    return f"/organisation/grupp/{code}"
