"""What do tests of the pages of proposals do: sign someone in, look at a page, fill in a form?"""

import re
from typing import Any

from django.test import Client
from django.utils import timezone

from rodatraden.matters import models
from rodatraden.matters.tests.drafting import account, fresh, what_if

MOVED = "post.moved post=STRATEG unit=KLF reports_to=KD"
HOSTILE = "<script>alert(1)</script>"


def sign_in(client: Client, post: str) -> Client:
    client.force_login(account(post), backend="rodatraden.identity.backend.LocalAccounts")
    return client


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def text(page: str) -> str:
    """What a page says, without its markup."""
    main = page[page.index("<main") :].replace("#autosave > span", "")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def sent(client: Client, proposal: models.Proposal, do: str, *, kind: str = "", query: str = "", **fields: Any) -> Any:
    """Send a form, as a script does where it is one that scripts send; double underscores in names are hyphens."""
    given = {name.replace("__", "-"): value for name, value in fields.items()}
    headers = {"HX-Request": "true"} if do in {"keep", "options"} else {}
    return client.post(f"/forslag/{proposal.code}{query}", {"do": do, "slag": kind, **given}, headers=headers)


def kinds(proposal: models.Proposal) -> list[str]:
    return [each.terms.change for each in what_if(proposal).draft.changes]


def remembered(page: str) -> dict[str, str]:
    """The hidden fields of the words' form."""
    fields = re.findall(r"<input[^>]*>", page)
    found = {}
    for field in fields:
        name = re.search(r'name="((?:seen|met)-[a-z_]+)"', field)
        value = re.search(r'value="([^"]*)"', field)
        if name:
            found[name[1]] = value[1] if value else ""
    return found


def options(page: str, name: str) -> list[str]:
    """The values that a list offers."""
    listed = re.search(rf'<select[^>]*name="andring-{name}".*?</select>', page, re.DOTALL)
    return re.findall(r'<option value="([^"]+)"', listed[0]) if listed else []


def decision_form(page: str) -> dict[str, str]:
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision
    return {"revision": revision[1], "decided_on": timezone.localdate().isoformat(), "code": "", "dnr": "KS 2026/1"}


def decision_form_of(proposal: models.Proposal) -> dict[str, str]:
    return {"revision": str(fresh(proposal).revision), "decided_on": timezone.localdate().isoformat()}
