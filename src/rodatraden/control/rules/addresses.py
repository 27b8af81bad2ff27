"""Where are risks, plans and items shown, and by which code do measures refer to an item?"""

SUMMARY = "/kontroll"
RISKS = "/kontroll/risker"


def risk_address(code: str) -> str:
    """The page of a risk."""
    return f"{RISKS}/{code}"


def plan_address(unit: str, year: int) -> str:
    """The page of a body's plan for a year."""
    return f"/kontroll/plan/{unit}/{year}"


def item_address(unit: str, year: int, item: str) -> str:
    """The page of an item of a plan."""
    return f"{plan_address(unit, year)}/{item}"


def origin_of(unit: str, year: int, item: str) -> str:
    """How what is promised because of an item says where it comes from."""
    return f"{unit}_{year}_{item}"


def item_of(origin: str) -> tuple[str, int, str] | None:
    """The body, the year and the item that an origin names; None when it names none. No item has a _ in its code."""
    parts = origin.rsplit("_", 2)
    if len(parts) != 3 or not parts[1].isdecimal():
        return None
    return parts[0], int(parts[1]), parts[2]
