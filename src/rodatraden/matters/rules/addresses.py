"""Where does a matter stand, and where is it shown what is to be anchored in a group?"""


def matter_address(code: str) -> str:
    """The page of a matter."""
    return f"/arenden/{code}"


def meeting_address(group: str) -> str:
    """What is to be anchored in a group."""
    return f"/moten/{group}"
