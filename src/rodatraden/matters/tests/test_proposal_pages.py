"""Who sees a proposal, what does its form offer, and does every way of filling it in lose nothing?"""

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rodatraden.decisions import models as decided
from rodatraden.journal.models import Entry
from rodatraden.matters import models
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.tests.drafting import AT, WHOLE, account, add, begun, fresh, municipality, taken, what_if
from rodatraden.organisation.tests.make import record

pytestmark = pytest.mark.django_db

MOVED = "post.moved post=STRATEG unit=KLF reports_to=KD"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    municipality()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def director(client: Client) -> Client:
    return sign_in(client, "KD")


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


@pytest.mark.parametrize("post", ["ADMIN", "REVISOR", "REKTOR", "SKOLCHEF", "STRATEG", "HR"])
def test_nothing_of_a_draft_is_told_to_who_may_not_prepare_it(client: Client, post: str) -> None:
    proposal = begun(MOVED)
    sign_in(client, post)

    for address in ("", "/besluta", "/jamfor"):
        for method in (client.get, client.post):
            answer = method(f"/forslag/{proposal.code}{address}")
            assert answer.status_code in {403, 404, 405}
            assert not any(word in answer.content.decode() for word in (WHOLE["title"], WHOLE["reasons"]))
    missing, hidden = client.get("/forslag/F-1999-009"), client.get(f"/forslag/{proposal.code}")
    assert missing.status_code == hidden.status_code
    for address in (
        "/forslag",
        "/forslag.csv",
        "/forslag.json",
        "/beslut",
        "/beslut.json",
        "/arenden",
        "/journal",
        "/",
    ):
        assert WHOLE["title"] not in client.get(address).content.decode()


def test_nothing_of_a_draft_reaches_who_is_not_signed_in_nor_a_page_that_is_kept(
    client: Client, director: Client
) -> None:
    proposal = begun(MOVED)
    nobody = Client()

    assert nobody.get(f"/forslag/{proposal.code}").status_code == nobody.get("/forslag/F-1999-001").status_code == 403
    assert nobody.get("/forslag").status_code == 403
    shown(director, f"/forslag/{proposal.code}")
    assert "private" in director.get(f"/forslag/{proposal.code}").headers["Cache-Control"]
    for address in ("/organisation.json", "/organisation/befattning/STRATEG", "/beslut", "/beslut.csv", "/"):
        assert WHOLE["title"] not in nobody.get(address).content.decode()


@pytest.mark.parametrize(("post", "sees"), [("KD", True), ("EKONOM", True), ("HR", False), ("SKOLCHEF", False)])
def test_who_may_prepare_in_the_unit_sees_it(client: Client, post: str, *, sees: bool) -> None:
    proposal = begun(unit="KLF")
    sign_in(client, post)

    assert client.get(f"/forslag/{proposal.code}").status_code == (200 if sees else 404)
    assert (WHOLE["title"] in shown(client, "/forslag")) is sees
    assert (proposal.code in client.get("/forslag.json").content.decode()) is sees


def test_the_journal_tells_of_a_proposal_when_it_is_decided(client: Client) -> None:
    hidden, known = begun(), begun()
    taken(known)
    sign_in(client, "REVISOR")

    page = shown(client, "/journal")
    assert known.code in page
    assert hidden.code not in page
    assert hidden.code not in client.get("/journal.csv").content.decode()
    assert Entry.objects.filter(label=hidden.code).exists()


def test_a_proposal_is_begun_in_a_unit_of_ones_own(director: Client) -> None:
    shown(director, "/forslag/nytt")
    answer = director.post("/forslag/nytt", {"title": "Ny enhet", "effective_on": "2026-12-01", "unit": "KS"})

    made = models.Proposal.objects.get()
    assert answer.headers["Location"] == f"/forslag/{made.code}"
    assert (made.title, made.unit, made.post, made.effective_on) == ("Ny enhet", "KS", "KD", date(2026, 12, 1))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": "", "effective_on": "2026-12-01"}, "required"),
        ({"title": "X", "effective_on": "9999-01-01"}, "2200"),
        ({"title": "X", "effective_on": "i morgon"}, "i morgon"),
        ({"title": "X", "effective_on": ""}, ""),
        ({"title": "X" * 301, "effective_on": "2026-12-01"}, "300"),
        ({"title": "X\0", "effective_on": "2026-12-01"}, ""),
        ({"title": "X", "effective_on": "2026-12-01", "unit": "SAKNAS"}, ""),
    ],
)
def test_what_can_not_begin_is_refused_with_a_sentence(director: Client, fields: dict[str, str], told: str) -> None:
    answer = director.post("/forslag/nytt", {"unit": "KS", **fields})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not models.Proposal.objects.exists()


def test_a_head_begins_proposals_within_the_own_administration_only(client: Client) -> None:
    sign_in(client, "SKOLCHEF")
    page = shown(client, "/forslag/nytt")
    assert "Skolan" in page
    assert "Ledningsförvaltningen" not in page[page.index("<main") :]

    refused = client.post("/forslag/nytt", {"title": "X", "effective_on": "2026-12-01", "unit": "KLF"})
    assert refused.status_code == 422


def test_the_words_are_saved_and_a_day_in_the_year_9999_is_refused(director: Client) -> None:
    proposal = begun()
    answer = sent(director, proposal, "save", **{**WHOLE, "title": "Annan rubrik", "effective_on": "2027-01-01"})
    assert answer.status_code == 302
    assert (fresh(proposal).title, fresh(proposal).effective_on) == ("Annan rubrik", date(2027, 1, 1))

    refused = sent(director, proposal, "save", **{**WHOLE, "title": "Tredje", "effective_on": "9999-12-31"})
    assert refused.status_code == 422
    assert 'value="Tredje"' in refused.content.decode()
    assert fresh(proposal).title == "Annan rubrik"


def test_reasons_of_five_megabytes_are_refused_with_a_sentence_and_nothing_is_lost(
    director: Client, settings: Any
) -> None:
    proposal = begun()
    body = urlencode({"do": "save", **WHOLE, "effective_on": "2026-12-01", "reasons": "ord " * 1_300_000})
    answer = director.post(f"/forslag/{proposal.code}", body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in {400, 413, 422}
    assert fresh(proposal).reasons == WHOLE["reasons"]
    refused = sent(director, proposal, "save", **{**WHOLE, "effective_on": "2026-12-01", "reasons": "x" * 100_001})
    assert refused.status_code == 422
    assert "100001" in refused.content.decode()


def test_markup_in_any_text_is_shown_as_text(director: Client) -> None:
    proposal = begun()
    given = dict.fromkeys(("title", "reasons", "right_reference"), HOSTILE)
    sent(director, proposal, "save", **{**WHOLE, **given, "effective_on": "2026-12-01"})
    sent(director, proposal, "add", kind="unit.renamed", andring__unit="KLF", andring__name=HOSTILE)

    for address in ("", "/besluta", "?slag=unit.moved"):
        page = shown(director, f"/forslag/{proposal.code}{address}")
        assert "&lt;script&gt;" in page
        assert HOSTILE not in page
    assert HOSTILE not in shown(director, "/forslag")


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


def test_what_is_typed_is_kept_by_itself_and_two_who_write_are_both_told(director: Client) -> None:
    proposal = begun()
    opened = remembered(shown(director, f"/forslag/{proposal.code}"))
    words = {**WHOLE, "effective_on": "2026-12-01"}

    kept = sent(director, proposal, "keep", **{**words, **opened, "reasons": "Den enas."})
    assert kept.status_code == 200
    assert kept.headers["HX-Trigger"] == "rt-kept"
    assert fresh(proposal).reasons == "Den enas."

    other = sent(director, proposal, "keep", **{**words, **opened, "reasons": "Den andras.", "title": "Ny"})
    page = other.content.decode()
    assert "HX-Trigger" not in other.headers
    assert "Den enas." in page
    assert (fresh(proposal).reasons, fresh(proposal).title) == ("Den enas.", "Ny")

    again = {**words, **remembered(page), "reasons": "Bådas.", "title": "Ny"}
    assert sent(director, proposal, "keep", **again).status_code == 200
    assert fresh(proposal).reasons == "Den enas."  # what is saved by itself never takes another's place
    assert sent(director, proposal, "save", **again).status_code == 302
    assert fresh(proposal).reasons == "Bådas."


def test_what_two_have_written_is_shown_beside_each_other_when_saved_by_hand(director: Client) -> None:
    proposal = begun()
    opened = remembered(shown(director, f"/forslag/{proposal.code}"))
    actions.describe(code=proposal.code, given={"reasons": "Den enas."}, seen={}, by="en", at=AT)

    refused = sent(
        director, proposal, "save", **{**WHOLE, **opened, "effective_on": "2026-12-01", "reasons": "Den andras."}
    )
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Den enas." in page
    assert "Den andras." in page


def test_words_like_those_of_an_earlier_decision_are_told_while_they_are_written(director: Client) -> None:
    reasons = " ".join(f"ord{number}" for number in range(100))
    taken(begun(reasons=reasons, title="Det första"))
    proposal = begun()

    kept = sent(
        director, proposal, "keep",
        **{**WHOLE, "effective_on": "2026-12-01", "reasons": reasons.replace("ord7 ", "annat ")},
    )  # fmt: skip

    page = kept.content.decode()
    assert "98 %" in page or "99 %" in page
    assert "Det första" in page
    assert "Det första" in shown(director, f"/forslag/{proposal.code}")


def options(page: str, name: str) -> list[str]:
    """The values that a list offers."""
    listed = re.search(rf'<select[^>]*name="andring-{name}".*?</select>', page, re.DOTALL)
    return re.findall(r'<option value="([^"]+)"', listed[0]) if listed else []


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


def test_the_page_is_read_with_few_questions_whatever_it_holds(
    director: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    proposal = begun(MOVED, "unit.moved unit=SKOLA parent=KLF", "unit.closed unit=BUF")
    shown(director, f"/forslag/{proposal.code}")
    for address in ("", "?slag=unit.moved", "/besluta"):
        with django_assert_max_num_queries(15):
            shown(director, f"/forslag/{proposal.code}{address}")
    with django_assert_max_num_queries(15):
        shown(director, "/forslag")


def test_an_earlier_decision_is_taken_back_and_what_builds_on_it_with_it(director: Client) -> None:
    first = taken(begun("unit.established unit=NY kind=unit parent=KLF"))
    record("D9 | 2026-11-20 | 2026-12-01 | post.moved post=HR unit=NY reports_to=KD")
    proposal = begun()
    sent(director, proposal, "undo", how="revokes", decision=first, effective_on="")

    page = shown(director, f"/forslag/{proposal.code}")
    assert "D9" in page
    assert 'value="undo_chain"' in page
    sent(director, proposal, "undo_chain")
    assert {each.decision for each in what_if(proposal).draft.undoings} == {first, "D9"}
    assert what_if(proposal).problems == []

    again = sent(director, proposal, "undo", how="revokes", decision=first)
    assert again.status_code == 422
    key = what_if(proposal).draft.undoings[0].pk
    sent(director, proposal, "undo_remove", key=key)
    assert {each.decision for each in what_if(proposal).draft.undoings} == {"D9"}


def decision_form(page: str) -> dict[str, str]:
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision
    return {"revision": revision[1], "decided_on": timezone.localdate().isoformat(), "code": "", "dnr": "KS 2026/1"}


def test_a_proposal_is_decided_once(director: Client) -> None:
    proposal = begun(MOVED)
    given = decision_form(shown(director, f"/forslag/{proposal.code}/besluta"))

    answer = director.post(f"/forslag/{proposal.code}/besluta", given)

    row = decided.Decision.objects.exclude(code="D0").get()
    assert answer.headers["Location"] == f"/beslut/{row.code}"
    assert (row.dnr, row.title) == ("KS 2026/1", WHOLE["title"])
    page = shown(director, f"/forslag/{proposal.code}")
    assert row.code in page
    assert "<textarea" not in page
    again = director.post(f"/forslag/{proposal.code}/besluta", given)
    assert again.status_code == 409
    assert (
        sent(director, proposal, "add", kind="unit.renamed", andring__unit="KLF", andring__name="X").status_code == 302
    )
    assert kinds(proposal) == ["post.moved"]


def test_what_has_been_altered_since_it_was_read_is_not_decided(director: Client) -> None:
    proposal = begun(MOVED)
    given = decision_form(shown(director, f"/forslag/{proposal.code}/besluta"))
    add(proposal.code, "post.closed post=STRATEG")

    refused = director.post(f"/forslag/{proposal.code}/besluta", given)
    assert refused.status_code == 409
    assert decided.Decision.objects.count() == 1
    assert given["revision"] != decision_form(refused.content.decode())["revision"]


@pytest.mark.parametrize(
    ("altered", "status"),
    [
        ({"decided_on": "9999-01-01"}, 422),
        ({"decided_on": "2199-01-01"}, 409),
        ({"decided_on": ""}, 422),
        ({"code": "KD 1"}, 422),
        ({"code": "KD.json"}, 422),
        ({"code": "D0"}, 409),
        ({"revision": "x"}, 422),
    ],
)
def test_a_decision_that_can_not_be_is_refused_with_a_sentence(
    director: Client, altered: dict[str, str], status: int
) -> None:
    proposal = begun(MOVED)
    given = decision_form(shown(director, f"/forslag/{proposal.code}/besluta"))

    assert director.post(f"/forslag/{proposal.code}/besluta", {**given, **altered}).status_code == status
    assert decided.Decision.objects.count() == 1


def test_what_does_not_go_together_is_told_with_its_sentence(director: Client) -> None:
    proposal = begun("unit.closed unit=SKOLA")
    given = decision_form(shown(director, f"/forslag/{proposal.code}/besluta"))
    refused = director.post(f"/forslag/{proposal.code}/besluta", given)

    assert refused.status_code == 409
    assert "Skolan" in text(refused.content.decode())


@pytest.mark.parametrize(("post", "unit", "decider", "status"), [
    ("EKONOM", "KLF", "KD", 403),
    ("HR", "HR-AVD", "KD", 422),
    ("HR", "HR-AVD", "HR", 302),
    ("SKOLCHEF", "BUF", "SKOLCHEF", 302),
    ("KD", "KLF", "KS", 302),
])  # fmt: skip
def test_only_who_may_decides(client: Client, post: str, unit: str, decider: str, status: int) -> None:
    proposal = begun("unit.renamed unit=SKOLA name=X", unit=unit, decided_by=decider)
    sign_in(client, post)
    given = {**decision_form_of(proposal)}

    assert client.post(f"/forslag/{proposal.code}/besluta", given).status_code == status
    assert (fresh(proposal).decision != "") is (status == 302)


def decision_form_of(proposal: models.Proposal) -> dict[str, str]:
    return {"revision": str(fresh(proposal).revision), "decided_on": timezone.localdate().isoformat()}


def test_what_is_laid_aside_is_found_and_taken_up_again(director: Client) -> None:
    proposal = begun(MOVED)
    sent(director, proposal, "discard")
    assert proposal.code not in text(shown(director, "/forslag"))
    assert proposal.code in shown(director, "/forslag?visa=undanlagda")
    page = shown(director, f"/forslag/{proposal.code}")
    assert 'value="take_up"' in page
    assert "<textarea" not in page
    sent(director, proposal, "take_up")
    assert proposal.code in shown(director, "/forslag")


def test_alternatives_are_compared_side_by_side(director: Client) -> None:
    first = begun(MOVED, "post.costed post=STRATEG yearly_cost=765000")
    assert director.get(f"/forslag/{first.code}/jamfor").status_code == 404
    made = sent(director, first, "alternative", label="Utan lön")
    second = models.Proposal.objects.get(label="Utan lön")
    assert made.headers["Location"] == f"/forslag/{second.code}"
    key = what_if(second).draft.changes[1].row.pk
    sent(director, second, "remove", key=key)

    for address in (f"/forslag/{first.code}/jamfor", f"/forslag/{first.code}/jamfor?med={second.code}"):
        page = text(shown(director, address))
        assert "65 000" in page.replace("\u202f", " ").replace("\xa0", " ")
        assert "Utan lön" in page
    assert director.get(f"/forslag/{first.code}/jamfor?med=F-1999-001").status_code == 404


def test_addresses_that_are_none_are_answered(director: Client) -> None:
    assert director.get("/forslag/F-1999-001").status_code == 404
    proposal = begun()
    assert shown(director, f"/forslag/{proposal.code}?slag=no.such&andra=x")
    assert sent(director, proposal, "add", kind="no.such").status_code == 404
    assert sent(director, proposal, "dance").status_code == 302


def test_the_list_is_a_file_too(director: Client) -> None:
    begun()
    assert WHOLE["title"] in director.get("/forslag.csv").content.decode("utf-8-sig")
    assert director.get("/forslag.xlsx").status_code == 200
    assert director.get("/forslag.json").json()["rows"][0]["code"] == "F-2026-001"


def test_an_empty_list_says_what_belongs_there(director: Client) -> None:
    assert "/forslag/nytt" in shown(director, "/forslag")
