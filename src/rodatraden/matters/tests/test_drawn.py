"""Does whoever prepares a proposal see in the chart what it would do, and only what it touches?"""

import re

import pytest
from django.conf import settings
from django.test import Client

from rodatraden.matters.tests.drafting import add, begun, municipality
from rodatraden.matters.tests.drafting_pages import MOVED, sent, shown, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    municipality()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    sign_in(client, "KD")


def boxes(page: str) -> dict[str, tuple[str, str]]:
    """Each box of the chart with what is read aloud of it and where it leads."""
    found = re.findall(r'<a id="box-([^"]+)" href="([^"]*)" aria-label="([^"]*)"', page)
    return {code: (label, address) for code, address, label in found}


def test_the_chart_shows_what_a_proposal_touches_with_what_is_above_it_and_nothing_else(client: Client) -> None:
    proposal = begun("unit.moved unit=SKOLA parent=KLF")
    drawn = boxes(shown(client, f"/forslag/{proposal.code}"))

    assert set(drawn) == {"K", "KS", "KLF", "SKOLA"}
    assert drawn["SKOLA"] == ("Skolan, unit · 1 post, moved", "/organisation/enhet/SKOLA")


def test_a_unit_that_is_only_proposed_leads_to_the_changes_and_one_that_ends_stands_where_it_stood(
    client: Client,
) -> None:
    proposal = begun(
        "unit.established unit=NY kind=unit parent=KLF",
        "post.moved post=REKTOR unit=BUF reports_to=SKOLCHEF",
        "unit.closed unit=SKOLA",
    )
    drawn = boxes(shown(client, f"/forslag/{proposal.code}"))

    assert drawn["NY"] == ("NY, unit, new", "#andringar")
    assert "closed" in drawn["SKOLA"][0]
    assert "BUF" in drawn


def test_the_chart_is_drawn_anew_when_a_change_is_added(client: Client) -> None:
    proposal = begun()
    page = shown(client, f"/forslag/{proposal.code}")
    assert boxes(page) == {}

    add(proposal.code, MOVED)
    page = shown(client, f"/forslag/{proposal.code}")
    assert {"KLF", "HR-AVD"} <= set(boxes(page))
    assert page.index('id="andringar"') < page.index('id="kartan"')  # scripts put both in place at once
    kept = sent(client, proposal, "keep", effective_on="2027-02-01", title="Ny").content.decode()
    assert '<div id="kartan" class="rt-drawn" hx-swap-oob="true">' in kept


def test_unfolding_a_unit_shows_what_else_is_in_it_and_stays_at_the_chart(client: Client) -> None:
    proposal = begun("unit.moved unit=SKOLA parent=KLF")
    page = shown(client, f"/forslag/{proposal.code}?slag=unit.moved&oppna=KLF")

    assert "HR-AVD" in boxes(page)
    assert re.search(r'id="fold-KLF" class="rt-box__fold" href="[^"]*slag=unit.moved[^"]*#kartan"', page)


def test_the_same_stands_as_a_list(client: Client) -> None:
    page = shown(client, f"/forslag/{begun('unit.moved unit=SKOLA parent=KLF').code}")

    assert page.index('id="kartan"') < page.index("The same as a list") < page.index("Skolan</a>")
