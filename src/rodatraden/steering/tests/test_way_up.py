from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client

from rodatraden.access.models import Holding
from rodatraden.journal.models import Entry as JournalEntry
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.models import PostVersion, UnitVersion
from rodatraden.organisation.rules.things import Role, UnitKind
from rodatraden.steering import actions, models, queries
from rodatraden.steering.actions import Entry, Handed, Place
from rodatraden.steering.rules import Stage, Status
from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import shown, sign_in

pytestmark = pytest.mark.django_db

FOLLOWED = "uppfoljning-2026-08"
SKOLAN = f"/uppfoljning/{FOLLOWED}/SKOLAN"


@pytest.fixture(autouse=True)
def _norrvik(client: Client) -> None:
    """SKOLAN is a unit under the administration BUF, which works for BUN; KS is the board."""
    make.municipality()
    make.plan()
    known = {"valid_from": date(2020, 1, 1), "valid_to": FOREVER, "known_from": date(2020, 1, 1), "known_to": FOREVER}
    for code, kind, parent in (("KS", "board", "NORRVIK"), ("BUF", "administration", "BUN")):
        UnitVersion.objects.create(
            code=code, name=f"Enhet {code}", kind=UnitKind(kind), parent=parent, decision="KF-1", **known
        )
    UnitVersion.objects.filter(code="SKOLAN").update(kind=UnitKind.UNIT, parent="BUF")
    for code, unit, role in (("REKTOR", "SKOLAN", "manager"), ("FC", "BUF", "head"), ("CTRL", "BUF", "controller")):
        PostVersion.objects.create(
            code=code, title=code, unit=unit, role=Role(role), decision="KF-1", cost_decision="KF-1", **known
        )
    make.asked_anew("SKOLAN", "BUN", levels="administration committee board")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def place(level: str = "", unit: str = "SKOLAN") -> Place:
    followed = queries.round_with(FOLLOWED, known=FOREVER)
    assert followed is not None
    return Place(followed, unit, level)


MOMENTS = iter(make.NOW + timedelta(minutes=each) for each in range(10_000))


def hand_in(unit: str = "SKOLAN") -> None:
    entries = Handed([Entry(text=f"Läsåret i {unit}.")])
    actions.submit(place=place(unit=unit), handed=entries, by="test", at=next(MOMENTS), post="REKTOR")


def approve(level: str) -> None:
    actions.approve(place=place(level), by="test", at=next(MOMENTS), post="FC")


def send_back(level: str = "", reason: str = "Skriv om orsaken.") -> None:
    actions.send_back(place=place(level), reason=reason, by="test", at=next(MOMENTS), post="FC")


def stage() -> tuple[str, ...]:
    told = queries.followup(place().followed, known=make.LATER).unit("SKOLAN")
    assert told is not None
    assert told.submitted is not None
    return (told.submitted.stage.value, *told.submitted.approved)


def test_each_level_approves_in_turn_and_the_last_makes_it_public() -> None:
    hand_in()
    with pytest.raises(actions.NotTheirTurn, match="BUF"):
        approve("BUN")
    approve("BUF")
    assert stage() == ("done", "BUF")
    with pytest.raises(actions.NotTheirTurn, match="BUN"):
        approve("BUF")
    approve("BUN")
    approve("KS")
    assert stage() == ("approved", "BUF", "BUN", "KS")
    told = queries.followup(place().followed, known=make.LATER).unit("SKOLAN")
    assert told
    assert told.text
    assert told.text.text == "Läsåret i SKOLAN."


def test_what_is_approved_is_locked_for_those_below_and_opened_from_above_with_a_reason() -> None:
    hand_in()
    approve("BUF")
    approve("BUN")
    with pytest.raises(actions.StageNotAllowed):
        actions.write_text(place=place(), entry=Entry(text="Nytt"), by="test", at=next(MOMENTS))
    with pytest.raises(actions.NotTheirTurn):
        send_back()
    with pytest.raises(actions.NotTheirTurn):
        send_back("BUF")
    with pytest.raises(actions.StageNotAllowed):
        send_back("KS", " ")
    send_back("KS")

    assert stage() == ("draft",)
    entry = JournalEntry.objects.get(code="steering.contribution.draft")
    assert entry.details == {"reason": "Skriv om orsaken.", "level": "KS"}
    hand_in()
    assert stage() == ("done",)


def test_the_unit_takes_back_what_nobody_has_approved() -> None:
    hand_in()
    send_back()

    assert stage() == ("draft",)


def test_a_way_that_shrinks_is_settled_by_who_is_left() -> None:
    hand_in()
    approve("BUF")
    approve("BUN")
    UnitVersion.objects.filter(code="KS").delete()

    approve("BUN")
    assert stage() == ("approved", "BUF", "BUN", "BUN")


def sees(client: Client, post: str) -> int:
    sign_in(client, post)
    return client.get(SKOLAN).status_code


def test_those_above_see_what_is_not_approved_only_when_it_has_come_to_them(client: Client) -> None:
    for post in ("REKTOR", "FC", "CHEF", "DIREKTOR"):
        make.account(post)
    posts = ("REKTOR", "FC", "CHEF", "DIREKTOR")

    def seeing() -> set[str]:
        found = set()
        for post in posts:
            account = Holding.objects.get(post=post).account
            client.force_login(account, backend="rodatraden.identity.backend.LocalAccounts")
            if client.get(SKOLAN).status_code == 200:
                found.add(post)
        return found

    assert seeing() == {"REKTOR"}
    hand_in()
    assert seeing() == {"REKTOR", "FC"}
    approve("BUF")
    assert seeing() == {"REKTOR", "FC", "CHEF"}
    approve("BUN")
    assert seeing() == {*posts}
    send_back("KS")
    assert seeing() == {"REKTOR"}


def test_a_draft_stays_hidden_on_the_rounds_page_and_in_what_is_said_of_goals(client: Client) -> None:
    models.Goal.objects.filter(code="kunskap").update(unit="SKOLAN")
    entry = Entry(goal="kunskap", text="Hemligt", assessed=Status.ACHIEVED, reason="Hemligt skäl")
    actions.save_contribution(place=place(), handed=Handed([entry]), by="test", at=next(MOMENTS))
    make.account("REKTOR")
    sign_in(client, "DIREKTOR")

    for address in (f"/uppfoljning/{FOLLOWED}", f"/mal/kunskap?round={FOLLOWED}", f"/mal?round={FOLLOWED}"):
        assert "Hemligt" not in shown(client, address)
    assert "Hemligt" not in client.get(f"/uppfoljning/{FOLLOWED}.json").content.decode()


def test_the_page_tells_the_way_up_and_whose_turn_it_is(client: Client) -> None:
    make.account("REKTOR")
    hand_in()
    sign_in(client, "FC")

    page = shown(client, SKOLAN)
    assert "it is your turn to approve" in page
    assert "it goes on to the next level" in page
    assert client.post(SKOLAN, {"do": "approve"}).status_code == 302
    assert stage() == ("done", "BUF", "BUN")[:2]
    assert models.Submission.objects.latest("pk").post == "FC"


def test_who_is_not_at_the_level_may_not_approve_there(client: Client) -> None:
    make.account("FC")
    hand_in()
    sign_in(client, "REKTOR")
    assert client.post(SKOLAN, {"do": "approve"}).status_code == 403

    sign_in(client, "SN-CHEF")
    assert client.post(SKOLAN, {"do": "approve"}).status_code == 403


def test_where_a_level_has_nobody_of_its_own_who_is_above_approves_for_it(client: Client) -> None:
    make.account("REKTOR")
    hand_in()
    sign_in(client, "DIREKTOR")

    assert "it is your turn to approve" in shown(client, SKOLAN)
    client.post(SKOLAN, {"do": "approve"})
    assert stage() == ("done", "BUF")


def test_those_above_do_not_write_in_what_is_below_unless_nobody_is_left_there(client: Client) -> None:
    sign_in(client, "FC")
    assert "<textarea" in shown(client, SKOLAN)

    make.account("REKTOR")
    assert client.get(SKOLAN).status_code == 403
    assert client.post(SKOLAN, {"do": "save", "text": "Annan"}).status_code == 403


def test_a_controller_of_the_administration_writes_with_the_unit(client: Client) -> None:
    make.account("REKTOR")
    sign_in(client, "CTRL")

    assert "<textarea" in shown(client, SKOLAN)


def test_the_reason_is_told_to_the_unit(client: Client) -> None:
    hand_in()
    send_back("BUF")
    sign_in(client, "REKTOR")

    page = shown(client, SKOLAN)
    assert "Skriv om orsaken." in page
    assert "<textarea" in page


def test_a_report_in_the_making_holds_what_only_waits_for_the_last_level() -> None:
    def told() -> str:
        found = queries.followup(place().followed, known=make.LATER, may_read_draft=queries.unless_finished)
        unit = found.unit("SKOLAN")
        return unit.text.text if unit and unit.text else ""

    hand_in()
    approve("BUF")
    assert told() == ""
    approve("BUN")
    assert told() == "Läsåret i SKOLAN."


def test_a_round_without_levels_is_as_simple_as_it_was() -> None:
    make.asked("SKOLAN")
    followed = make.place().followed

    assert queries.ways(followed, ["SKOLAN"], on=make.LATER) == {"SKOLAN": ()}
    make.submit("SKOLAN")
    make.approve("SKOLAN")
    assert models.Submission.objects.latest("pk").stage == Stage.APPROVED
