"""The accounts of a municipality folder and the posts they hold: people.csv."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final

from django.utils.translation import gettext as _
from pydantic import StringConstraints

from rodatraden.access import actions
from rodatraden.access.models import Holding
from rodatraden.files import tables, writing
from rodatraden.files.columns import Code, Column, Day, Line
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Dataclass
from rodatraden.identity import actions as identity
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation

Account = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.@_+-]{0,149}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One account holds one post from a day. Write the role, not the person's name, where the name isn't needed."""

    account: Annotated[Account, Column("konto", "Kontonamn med små bokstäver, gärna en e-postadress.")]
    label: Annotated[Line, StringConstraints(max_length=200), Column("benämning", "Hur kontot visas, helst rollen.")]
    post: Annotated[Code, Column("post", "Befattningens kod.")]
    valid_from: Annotated[Day, Column("från", "Första dagen.")]
    valid_to: Annotated[Day | None, Column("till", "Första dagen som inte räknas. Tomt: tills vidare.")] = None


SHEETS: Final[Mapping[str, type[Dataclass]]] = {"people": PersonRow}


def load(folder: Path, *, by: str, at: datetime) -> Loaded:
    """Open the accounts and let them hold their posts."""
    loaded = Loaded(_("Accounts and posts held"))
    path = tables.find(folder, "people")
    if path is None:
        return loaded
    lines, loaded.faults = tables.read(path, PersonRow)
    posts = organisation.post_codes()
    labels: dict[str, str] = {}
    held = set[tuple[str, str, date]]()
    for line in lines:
        row = line.row
        if row.post not in posts:
            loaded.faults.append(line.fault("post", _("No decision establishes this post.")))
        elif row.valid_to and row.valid_to <= row.valid_from:
            loaded.faults.append(line.fault("valid_to", _("Must be after the first day.")))
        elif labels.setdefault(row.account, row.label) != row.label:
            loaded.faults.append(line.fault("label", _("The account is called something else on another line.")))
        elif (row.account, row.post, row.valid_from) in held:
            loaded.faults.append(
                line.fault("valid_from", _("The account holds the post from that day on another line."))
            )
        else:
            held.add((row.account, row.post, row.valid_from))
            _store(row, by, loaded)
    return loaded


def _store(row: PersonRow, by: str, loaded: Loaded) -> None:
    before = Holding.objects.filter(account__username=row.account, post=row.post, valid_from=row.valid_from).exists()
    account, opened = identity.open_account(username=row.account, label=row.label, by=by)
    held = actions.hold_post(account=account, post=row.post, valid_from=row.valid_from, valid_to=row.valid_to, by=by)
    if opened or held:
        (loaded.changed if before else loaded.added).append(f"{row.account} {row.post}")
    else:
        loaded.unchanged += 1


def export(folder: Path) -> None:
    """Write people.csv. Passwords stay where they are."""
    holdings = Holding.objects.select_related("account").order_by("account__username", "post", "valid_from")
    rows = [
        PersonRow(
            account=holding.account.username,
            label=holding.account.label,
            post=holding.post,
            valid_from=holding.valid_from,
            valid_to=None if holding.valid_to == FOREVER else holding.valid_to,
        )
        for holding in holdings
    ]
    (folder / "people.csv").write_bytes(writing.rows_to_csv(PersonRow, rows))
