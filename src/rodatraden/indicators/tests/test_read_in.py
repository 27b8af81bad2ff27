"""Is a file shown with what it would change before it is taken in, and known again the next time?"""

import os
import re
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rodatraden.access import actions as access
from rodatraden.files import writing
from rodatraden.identity import actions as identity
from rodatraden.indicators.models import Reading, SheetReading
from rodatraden.indicators.sources import incoming
from rodatraden.indicators.tests import make
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.models import Municipality, PostVersion, UnitVersion
from rodatraden.organisation.rules.things import Role, UnitKind

pytestmark = pytest.mark.django_db
ADDRESS = "/indikatorer/las-in"
_HELD = {"valid_from": date(2020, 1, 1), "valid_to": FOREVER, "known_from": date(2020, 1, 1), "known_to": FOREVER}


@pytest.fixture(autouse=True)
def _controller(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.INCOMING_FOLDER = tmp_path / "incoming"
    Municipality.objects.create(code="n", name="Norrviks kommun", root="NORRVIK", accent="#9b2226")
    for code, parent in (("NORRVIK", None), ("BUN", "NORRVIK")):
        kind = UnitKind.COMMITTEE if parent else UnitKind.MUNICIPALITY
        UnitVersion.objects.create(code=code, name=f"Enhet {code}", kind=kind, parent=parent, decision="K", **_HELD)
    for code, unit, role in (("CTRL", "NORRVIK", Role.CONTROLLER), ("CHEF", "BUN", Role.MANAGER)):
        PostVersion.objects.create(
            code=code, title=code, unit=unit, role=role, decision="K", cost_decision="K", **_HELD
        )
    make.define(make.indicator("nojd", "BUN", name="Nöjda elever"))
    client.cookies[ours.LANGUAGE_COOKIE_NAME] = "en"
    sign_in(client, "CTRL")


def sign_in(client: Client, post: str) -> None:
    user, _opened = identity.open_account(username=post.lower(), label=post, by="test")
    access.hold_post(account=user, post=post, valid_from=date(2020, 1, 1), valid_to=None, by="test")
    client.force_login(user, backend=ours.AUTHENTICATION_BACKENDS[0])


def sheet(*rows: tuple[Any, ...], name: str = "elever.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, writing.to_excel(("Enhet", "År", "Nöjda elever"), rows, sheet="x"))


def sent(client: Client, given: dict[str, Any], status: int = 200) -> str:
    answer = client.post(ADDRESS, given)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def filled(page: str, **changed: str) -> dict[str, str]:
    """What a browser would send of the form that is shown."""
    given = dict(re.findall(r'<input type="(?:hidden|text|number)" name="([^"]+)" value="([^"]*)"', page))
    given |= dict.fromkeys(re.findall(r'<select name="([^"]+)"', page), "")
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        given[name] = chosen[1] if chosen else ""
    return {name: value for name, value in given.items() if name != "csrfmiddlewaretoken"} | changed


def test_a_file_is_shown_then_taken_and_known_again(client: Client) -> None:
    shown = sent(
        client, {"file": sheet(("BUN", 2024, Decimal("81.5")), ("BUN", 2025, 83), ("XX", 2025, 1)), "sheet": "1"}
    )
    assert "New values" in shown
    assert "There is no unit that is called so here." in shown
    assert Reading.objects.count() == 0

    sent(client, filled(shown, do="take"), 302)
    assert [*Reading.objects.order_by("period").values_list("unit", "period", "value")] == [
        ("BUN", "2024", Decimal("81.5")),
        ("BUN", "2025", Decimal(83)),
    ]
    assert SheetReading.objects.count() == 1
    assert not list(Path(ours.INCOMING_FOLDER).iterdir())

    again = sent(client, {"file": sheet(("BUN", 2026, 84)), "sheet": "1"})
    assert "A file like this has been read before" in again
    sent(client, filled(again, do="take"), 302)
    assert (Reading.objects.count(), SheetReading.objects.count()) == (3, 1)


def test_a_column_can_be_said_to_hold_something_else(client: Client) -> None:
    content = "Plats;När;Tal\nBUN;2025;81\n".encode()
    shown = sent(client, {"file": SimpleUploadedFile("x.csv", content), "sheet": "1"})
    assert "No column tells the period" in shown

    chosen = filled(shown, do="map", **{"role-0": "place", "role-1": "year", "role-2": "value", "indicator": "nojd"})
    again = sent(client, chosen)
    assert "Save the values" in again
    sent(client, filled(again, do="take"), 302)
    assert Reading.objects.get().value == 81


def test_a_manager_takes_in_only_what_is_theirs(client: Client) -> None:
    sign_in(client, "CHEF")
    shown = sent(client, {"file": sheet(("BUN", 2025, 80), ("NORRVIK", 2025, 70)), "sheet": "1"})
    assert "You may not write in values of this unit." in shown

    sent(client, filled(shown, do="take"), 302)
    assert Reading.objects.get().unit == "BUN"


@pytest.mark.parametrize(
    ("name", "content"), [("x.exe", b"x"), ("x.xlsx", b"x"), ("x.csv", b""), ("x.px", b"x"), ("x.csv", b"\x00\x01")]
)
def test_a_file_that_can_not_be_read_is_refused(client: Client, name: str, content: bytes) -> None:
    sent(client, {"file": SimpleUploadedFile(name, content), "sheet": "1"}, 422)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 32 + ".csv"])
def test_only_ones_own_file_is_found(client: Client, name: str) -> None:
    assert "Choose it again" in sent(client, {"do": "take", "name": name, "sheet": "0"}, 422)


def test_who_may_write_nothing_in_reads_nothing_in(client: Client) -> None:
    client.logout()

    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"do": "take"}).status_code == 403


def test_the_form_is_shown(client: Client) -> None:
    assert "Any sheet will do" in client.get(ADDRESS).content.decode()


def test_what_lies_too_long_is_thrown_away() -> None:
    old = incoming.keep([b"a"], called="a.csv", owner="1")
    path = incoming.find(old, owner="1")
    assert path is not None
    os.utime(path, (time.time() - 100_000,) * 2)

    new = incoming.keep([b"b"], called="b.csv", owner="1")
    assert incoming.find(old, owner="1") is None
    assert incoming.find(new, owner="2") is None
