"""Where is an indicator shown?"""

from typing import Final

ALL: Final = "/indikatorer"


def indicator_address(code: str) -> str:
    """The page of an indicator."""
    return f"{ALL}/{code}"
