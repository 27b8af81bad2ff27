"""What does the form of a change offer, what does it refuse, and what comes of it?"""

import html
import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from rodatraden.matters import models
from rodatraden.matters.tests.drafting import begun, fresh, municipality, what_if
from rodatraden.matters.tests.drafting_pages import (
    kinds,
    options,
    sent,
    shown,
    sign_in,
    text,
)
from rodatraden.organisation.tests.make import record
from rodatraden.organisation.words.asked import TITLES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    municipality()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def director(client: Client) -> Client:
    return sign_in(client, "KD")


def test_a_form_asks_one_thing_after_the_other_and_offers_only_what_is_possible(director: Client) -> None:
    proposal = begun()
    first = shown(director, f"/forslag/{proposal.code}?slag=unit.moved")
    assert sorted(options(first, "unit")) == ["BUF", "HR-AVD", "KLF", "KS", "SKOLA"]
    assert options(first, "parent") == []

    chosen = sent(director, proposal, "choose", kind="unit.moved", andring__unit="KS").content.decode()
    assert sorted(options(chosen, "parent")) == ["BUF", "SKOLA"]

    added = sent(director, proposal, "add", kind="unit.moved", andring__unit="KS", andring__parent="BUF")
    assert added.status_code == 302
    assert kinds(proposal) == ["unit.moved"]


@pytest.mark.parametrize("kind", TITLES)
def test_each_field_stands_once_and_the_form_says_what_it_makes(director: Client, kind: str) -> None:
    page = shown(director, f"/forslag/{begun().code}?slag={kind}")

    assert f'<input type="hidden" name="slag" value="{kind}">' in page
    with override("en"):
        assert f"<h3>{TITLES[kind]}</h3>" in html.unescape(page)
    names = re.findall(r'name="(andring-[^"]+)"', page)
    assert len(names) == len(set(names)) > 1


def test_what_the_draft_has_made_so_far_can_be_chosen(director: Client) -> None:
    proposal = begun()
    made = sent(
        director, proposal, "add", kind="unit.established",
        andring__unit="NY", andring__name="Nya enheten", andring__kind="unit", andring__parent="KLF",
    )  # fmt: skip
    assert made.status_code == 302

    assert "NY" in options(shown(director, f"/forslag/{proposal.code}?slag=unit.closed"), "unit")
    closed = sent(director, proposal, "add", kind="unit.closed", andring__unit="NY", andring__effective_on="2026-11-30")
    assert closed.status_code == 422  # on that day it is not there yet


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("unit.renamed", {"unit": "KLF", "name": "Kontoret"}, ["unit.renamed"]),
        ("unit.retyped", {"unit": "HR-AVD", "kind": "unit"}, ["unit.retyped"]),
        ("unit.staffed", {"unit": "KLF", "headcount": "12", "fte": "11,5"}, ["unit.staffed"]),
        ("unit.closed", {"unit": "SKOLA", "heir": "BUF"}, ["post.moved", "unit.closed"]),
        ("unit.closed", {"unit": "SKOLA", "close_below": "on"}, ["post.closed", "unit.closed"]),
        ("unit.merged", {"unit": "SKOLA", "into": "BUF", "heir": "BUF"}, ["post.moved", "unit.merged"]),
        (
            "unit.split",
            {"unit": "SKOLA", "into-0-unit": "SKOLA", "into-0-share": "60", "into-1-unit": "BUF", "into-1-share": "40"},
            ["unit.split"],
        ),
        ("post.established", {"post": "NY", "title": "Strateg", "unit": "KLF", "role": "employee", "reports_to": "KD",
                              "yearly_cost": "650 000", "degree": "100"}, ["post.established"]),
        ("post.retitled", {"post": "HR", "title": "HR-direktör"}, ["post.retitled"]),
        ("post.moved", {"post": "HR", "unit": "KLF", "reports_to": "KD"}, ["post.moved"]),
        ("post.moved", {"post": "HR", "unit": "KLF"}, ["post.moved"]),
        ("post.reporting_changed", {"post": "STRATEG", "reports_to": "KD"}, ["post.reporting_changed"]),
        ("post.costed", {"post": "HR", "yearly_cost": "884000,50"}, ["post.costed"]),
        ("post.degree_changed", {"post": "HR", "degree": "80"}, ["post.degree_changed"]),
        ("post.role_changed", {"post": "HR", "role": "head"}, ["post.role_changed"]),
        ("post.closed", {"post": "STRATEG"}, ["post.closed"]),
        ("post.closed", {"post": "HR", "heir": "KD"}, ["post.moved", "group.left", "post.closed"]),
        ("relation.opened", {"relation": "deputy", "from": "HR", "to": "KD"}, ["relation.opened"]),
        ("relation.opened", {"relation": "owner", "from": "K", "to": "BUF", "votes": "51"}, ["relation.opened"]),
        ("group.formed", {"group": "NYG", "name": "Nya gruppen"}, ["group.formed"]),
        ("group.renamed", {"group": "LG", "name": "Ledningen"}, ["group.renamed"]),
        ("group.joined", {"group": "LG", "post": "KD"}, ["group.joined"]),
        ("group.left", {"group": "LG", "post": "HR"}, ["group.left"]),
        ("group.opened_to", {"group": "LG", "role": "head", "unit_kind": "", "within": ""}, ["group.opened_to"]),
        ("group.closed", {"group": "LG"}, ["group.closed"]),
        ("budget.moved", {"from": "HR-AVD", "to": "KLF", "yearly_amount": "884 000"}, ["budget.moved"]),
    ],
)  # fmt: skip
def test_every_kind_of_change_has_a_form_and_what_it_makes_goes_together(
    director: Client, kind: str, fields: dict[str, str], expected: list[str]
) -> None:
    proposal = begun()
    given = {f"andring-{name}": value for name, value in fields.items()}
    chosen = director.post(f"/forslag/{proposal.code}", {"do": "choose", "slag": kind, **given})
    assert chosen.status_code == 200

    added = director.post(f"/forslag/{proposal.code}", {"do": "add", "slag": kind, **given})

    assert added.status_code == 302, text(added.content.decode())
    assert kinds(proposal) == expected
    assert what_if(proposal).problems == []
    shown(director, f"/forslag/{proposal.code}")
    for row in models.DraftChange.objects.all():
        shown(director, f"/forslag/{proposal.code}?andra={row.pk}")


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("unit.renamed", {"unit": "KLF", "name": ""}, "New name"),
        ("unit.moved", {"unit": "K"}, "K"),
        ("unit.moved", {"unit": "BUF", "parent": "SKOLA"}, "SKOLA"),
        ("unit.closed", {"unit": "SKOLA"}, "close it too"),
        ("unit.established", {"unit": "Å", "name": "X", "kind": "unit", "parent": "K"}, "A–Z"),
        ("unit.established", {"unit": "NY", "name": "X", "kind": "unit"}, ""),
        ("post.costed", {"post": "HR", "yearly_cost": "ca 5"}, "number"),
        ("post.costed", {"post": "HR", "yearly_cost": "5,123"}, "decimals"),
        ("post.costed", {"post": "HR", "yearly_cost": "-5"}, "Must be at least 0"),
        ("post.costed", {"post": "HR", "yearly_cost": ""}, "required"),
        ("post.established", {"post": "NY", "title": "Ny", "unit": "KLF", "yearly_cost": "−5 000"}, "at least 0"),
        ("post.degree_changed", {"post": "HR", "degree": "101"}, "100"),
        ("post.retitled", {"post": "FINNS-INTE", "title": "X"}, ""),
        ("group.left", {"group": "LG", "post": "KD"}, ""),
        ("budget.moved", {"from": "KLF", "to": "HR-AVD", "yearly_amount": "0"}, "0"),
        ("unit.staffed", {"unit": "KLF", "headcount": "12", "effective_on": "9999-01-01"}, "2200"),
        ("unit.staffed", {}, ""),
    ],
)
def test_what_can_not_be_is_refused_beside_its_question(
    director: Client, kind: str, fields: dict[str, str], told: str
) -> None:
    proposal = begun()
    given = {f"andring-{name}": value for name, value in fields.items()}
    refused = director.post(f"/forslag/{proposal.code}", {"do": "add", "slag": kind, **given})

    assert refused.status_code == 422
    assert told in text(refused.content.decode())
    assert kinds(proposal) == []


def chosen(page: str, name: str) -> str:
    """What is chosen in a list."""
    listed = re.search(rf'<select[^>]*name="andring-{name}".*?</select>', page, re.DOTALL)
    assert listed, name
    found = re.search(r'<option value="([^"]*)" selected', listed[0])
    return found[1] if found else ""


def test_a_post_keeps_its_superior_until_someone_says_otherwise(director: Client) -> None:
    proposal = begun()
    asked = sent(director, proposal, "choose", kind="post.moved", andring__post="STRATEG").content.decode()
    assert chosen(asked, "reports_to") == "HR"
    another = {"andring__post": "HR", "andring__reports_to": "", "changed": "andring-post"}
    assert (
        chosen(sent(director, proposal, "choose", kind="post.moved", **another).content.decode(), "reports_to") == "KD"
    )
    nobody = {"andring__post": "STRATEG", "andring__reports_to": "", "changed": "andring-unit"}
    assert chosen(sent(director, proposal, "choose", kind="post.moved", **nobody).content.decode(), "reports_to") == ""

    sent(director, proposal, "add", kind="post.moved", andring__post="STRATEG", andring__unit="KLF")
    row = models.DraftChange.objects.get()
    assert chosen(shown(director, f"/forslag/{proposal.code}?andra={row.pk}"), "reports_to") == ""


def test_who_reports_to_a_post_that_is_closed_is_suggested_to_report_to_its_superior(director: Client) -> None:
    asked = sent(director, begun(), "choose", kind="post.closed", andring__post="HR").content.decode()

    assert chosen(asked, "heir") == "KD"
    assert "Left empty, they report to nobody." in asked


@pytest.mark.parametrize(
    ("kind", "fields", "becomes"),
    [
        ("unit.merged", {"into": "BUF", "heir": "BUF"}, {"BUF": 54}),
        (
            "unit.split",
            {
                "into-0-unit": "HR-AVD",
                "into-0-share": "50,5",
                "into-1-unit": "BUF",
                "into-1-share": "49,5",
                "heir": "BUF",
            },
            {"HR-AVD": 8, "BUF": 47},
        ),
        (
            "unit.split",
            {"into-0-unit": "SKOLA", "into-0-share": "50", "into-1-unit": "BUF", "into-1-share": "50"},
            {"SKOLA": 7, "BUF": 47},
        ),
    ],
)
def test_those_who_are_employed_move_along_and_none_is_lost(
    director: Client, kind: str, fields: dict[str, str], becomes: dict[str, int]
) -> None:
    record(
        """
        D1 | 2021-01-01 | | unit.staffed unit=SKOLA headcount=14 fte=13.5
        D1 | 2021-01-01 | | unit.staffed unit=BUF headcount=40 fte=38
        D1 | 2021-01-01 | | unit.staffed unit=HR-AVD headcount=1
        """
    )
    proposal = begun()
    given = {"andring-unit": "SKOLA", **{f"andring-{name}": value for name, value in fields.items()}, "slag": kind}
    asked = director.post(f"/forslag/{proposal.code}", {"do": "choose", **given}).content.decode()
    assert "Those it employs, 14, move along" in asked
    assert re.search(r'<input[^>]*name="andring-move_staff"[^>]*checked', asked)

    director.post(f"/forslag/{proposal.code}", {"do": "add", **given, "andring-move_staff": "on"})

    found = what_if(proposal)
    last = found.steps[-1].after.units
    assert {code: last[code].headcount for code in becomes} == becomes
    assert found.effect is not None
    assert found.effect.employees == 0
    assert found.problems == []
    assert " per cent" in text(shown(director, f"/forslag/{proposal.code}"))


def test_what_nobody_knows_of_those_employed_is_not_guessed(director: Client) -> None:
    record("D1 | 2021-01-01 | | unit.staffed unit=SKOLA headcount=14")
    given = {"andring__unit": "SKOLA", "andring__into": "BUF"}

    asked = sent(director, begun(), "choose", kind="unit.merged", **given).content.decode()

    assert "move along" not in asked


def test_shares_that_are_not_all_of_it_are_told_beside_the_change(director: Client) -> None:
    proposal = begun()
    shares = {"andring-into-0-unit": "SKOLA", "andring-into-0-share": "60", "andring-into-1-unit": "BUF"}
    given = {"do": "add", "slag": "unit.split", "andring-unit": "SKOLA", **shares}
    director.post(f"/forslag/{proposal.code}", {**given, "andring-into-1-share": "30"})

    assert "100 per cent" in text(shown(director, f"/forslag/{proposal.code}"))


def test_a_relation_and_a_rule_are_chosen_whole(director: Client) -> None:
    record(
        """
        D1 | 2021-01-01 | | relation.opened relation=support from=KLF to=BUF
        D1 | 2021-01-01 | | group.opened_to group=LG role=head within=BUF
        """
    )
    proposal = begun()
    assert options(shown(director, f"/forslag/{proposal.code}?slag=relation.closed"), "relation_from_to") == [
        "support:KLF:BUF"
    ]
    sent(director, proposal, "add", kind="relation.closed", andring__relation_from_to="support:KLF:BUF")
    rule = {"andring__group": "LG", "andring__role_unit_kind_within": "head::BUF"}
    sent(director, proposal, "add", kind="group.closed_to", **rule)

    assert kinds(proposal) == ["relation.closed", "group.closed_to"]
    assert what_if(proposal).problems == []


def test_a_change_is_altered_moved_taken_away_and_put_back(director: Client) -> None:
    proposal = begun("unit.renamed unit=KLF name=A", "unit.renamed unit=KS name=B")
    one, other = (each.row.pk for each in what_if(proposal).draft.changes)
    sent(director, proposal, "up", key=other)
    assert [each.row.pk for each in what_if(proposal).draft.changes] == [other, one]

    altered = sent(
        director, proposal, "add", kind="unit.renamed", query=f"?andra={one}",
        revision=fresh(proposal).revision, andring__unit="KLF", andring__name="C",
    )  # fmt: skip
    assert altered.status_code == 302
    assert what_if(proposal).draft.changes[1].row.terms == {"unit": "KLF", "name": "C"}

    sent(director, proposal, "remove", key=one)
    page = shown(director, f"/forslag/{proposal.code}")
    assert 'value="restore"' in page
    sent(director, proposal, "restore", key=one)
    assert len(kinds(proposal)) == 2
    assert sent(director, proposal, "remove", key="nej").status_code == 302
    assert sent(director, proposal, "remove", key=4711).status_code == 302


def test_a_change_that_someone_else_has_altered_is_told_and_nothing_typed_is_lost(director: Client) -> None:
    proposal = begun("unit.renamed unit=KLF name=A")
    key, seen = what_if(proposal).draft.changes[0].row.pk, fresh(proposal).revision
    fields = {"andring__unit": "KLF", "revision": str(seen)}
    sent(director, proposal, "add", kind="unit.renamed", query=f"?andra={key}", andring__name="B", **fields)
    refused = sent(director, proposal, "add", kind="unit.renamed", query=f"?andra={key}", andring__name="C", **fields)

    assert refused.status_code == 409
    assert 'value="C"' in refused.content.decode()
    assert what_if(proposal).draft.changes[0].row.terms["name"] == "B"


def test_what_can_not_be_chosen_is_said_before_the_next_question(director: Client) -> None:
    for number in range(60):
        record(f"D{number + 1} | 2020-01-02 | | unit.established unit=U{number} parent=KLF")
    proposal = begun()
    refused = sent(director, proposal, "choose", kind="unit.merged", andring__unit="XXX").content.decode()
    assert "is none of those that can be chosen" in refused
    assert 'name="andring-into"' not in refused
    assert refused.count("rt-field__fault") == 1

    nothing = sent(director, proposal, "go_on", kind="unit.merged", andring__unit="")
    assert nothing.status_code == 422
    assert "rt-field__fault" in nothing.content.decode()
    onward = sent(director, proposal, "go_on", kind="unit.merged", andring__unit="U5").content.decode()
    assert 'name="andring-into"' in onward
    assert "rt-field__fault" not in onward


def test_very_many_posts_are_searched_for(director: Client) -> None:
    record("\n".join(f"D1 | 2021-01-01 | | post.established post=P{n} unit=SKOLA title=Lärare-{n}" for n in range(100)))
    proposal = begun()
    page = shown(director, f"/forslag/{proposal.code}?slag=post.closed")
    assert '<datalist id="val-post"' in page
    assert page.count("Lärare-") == 0

    found = sent(director, proposal, "options", kind="post.closed", field="post", andring__post="lärare-42")
    assert found.content.decode().count("<option") == 1
    many = sent(director, proposal, "options", kind="post.closed", field="post", andring__post="lärare")
    assert many.content.decode().count("<option") == 30

    for said in ("Lärare-42", "P43", "Lärare-44, Skolan (P44)", "lärare-45 skolan"):
        added = sent(director, proposal, "add", kind="post.closed", andring__post=said)
        assert added.status_code == 302, said
    assert {each.row.terms["post"] for each in what_if(proposal).draft.changes} == {"P42", "P43", "P44", "P45"}
    several = sent(director, proposal, "add", kind="post.closed", andring__post="Lärare")
    assert several.status_code == 422
    assert "(P0)" in several.content.decode()
    assert sent(director, proposal, "add", kind="post.closed", andring__post="Någon annan").status_code == 422
