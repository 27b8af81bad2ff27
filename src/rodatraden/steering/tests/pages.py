"""What do tests of pages do: sign someone in, look at a page, fill in the form?"""

from typing import Any

from django.test import Client

from rodatraden.identity.models import User
from rodatraden.steering.tests import make

ROUND = f"/uppfoljning/{make.ROUND.code}"
BUN = f"{ROUND}/BUN"


def sign_in(client: Client, post: str) -> User:
    user = make.account(post)
    client.force_login(user, backend="rodatraden.identity.backend.LocalAccounts")
    return user


def shown(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def form(**given: str) -> dict[str, Any]:
    """What the browser sends for BUN's two goals; names with a colon are written with two underscores."""
    empty = {f"{name}:{goal}": "" for goal in ("kunskap", "trygg") for name in ("text", "assessed", "reason", "seen")}
    return {"text": "", "seen:": "", **empty, **{name.replace("__", ":"): value for name, value in given.items()}}
