"""Does the register tell what replaced what, what is final, and only what was asked for?"""

import ast
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from rodatraden.decisions import actions, models, queries, rules
from rodatraden.decisions.sources import folder
from rodatraden.decisions.tests.make import AT, LATER, Stones, decision, laid, lay_stones, record
from rodatraden.identity.models import User
from rodatraden.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LEGALITY = rules.Appeal.LEGALITY


@pytest.fixture(autouse=True)
def stones(monkeypatch: pytest.MonkeyPatch, client: Client) -> Stones:
    client.cookies["django_language"] = "en"
    return lay_stones(monkeypatch)


def announce(code: str, day: str, at: str = "2026-01-02T08:00:00+00:00") -> bool:
    return actions.announce(code=code, announced_on=date.fromisoformat(day), by="test", at=datetime.fromisoformat(at))


def told(client: Client, address: str, **asked: str) -> Any:
    return client.get(address, asked).json()


def codes(client: Client, **asked: str) -> list[str]:
    return [each["code"] for each in told(client, "/beslut.json", **asked)["decisions"]]


def test_a_decision_can_replace_and_correct_others_and_each_tells(client: Client) -> None:
    record(*(decision(code, "2021-01-01", laid(code)) for code in "ABC"))
    later: dict[str, Any] = {"replaces": (("A", None),), "corrects": (("B", None),)}
    record(decision("D", "2022-01-01", revokes=[("C", "2022-02-01")], **later))

    told_by = [
        (each["decision"], each["way"], each["effective_on"]) for each in told(client, "/beslut/D.json")["takes_back"]
    ]
    assert told_by == [("A", "replaces", "2022-01-01"), ("B", "corrects", None), ("C", "revokes", "2022-02-01")]
    states = {each["code"]: each["state"] for each in told(client, "/beslut.json")["decisions"]}
    assert states == {"A": "replaces", "B": "corrects", "C": "revokes", "D": "stands"}
    assert told(client, "/beslut/A.json")["taken_back_by"] == [
        {"decision": "D", "way": "replaces", "effective_on": "2022-01-01"}
    ]
    for code, said in (("A", "Replaced by"), ("B", "Corrected by"), ("C", "Revoked by")):
        assert said in client.get(f"/beslut/{code}").content.decode()
    page = client.get("/beslut/D").content.decode()
    assert [said in page for said in ("It replaces", "It corrects", "It revokes")] == [True] * 3


def test_what_is_replaced_counts_up_to_the_new_one_and_what_is_corrected_never_did() -> None:
    record(decision("A", "2021-01-01"), decision("B", "2021-01-01"))
    record(decision("C", "2022-01-01", replaces=(("A", None),), corrects=(("B", None),)))

    assert rules.ends(queries.revocations(), known=LATER) == {"A": date(2022, 1, 1), "B": rules.NEVER}


@pytest.mark.parametrize("way", ["replaces", "corrects"])
def test_nothing_is_taken_back_twice_whatever_the_way(way: str) -> None:
    record(decision("A"), decision("B", "2022-01-01", revokes=["A"]))

    def back(code: str) -> dict[str, Any]:
        return {way: ((code, None),)}

    with pytest.raises(actions.NothingToRevoke):
        record(decision("C", "2023-01-01", **back("A")))
    with pytest.raises(actions.NothingToRevoke):
        record(decision("D", "2023-01-01", revokes=["B"], **back("B")))
    assert models.Decision.objects.count() == 2


def test_the_way_of_taking_back_is_never_altered() -> None:
    record(decision("A"), decision("B", "2022-01-01", revokes=["A"]))

    with pytest.raises(actions.AlreadyRecorded) as refused:
        record(decision("B", "2022-01-01", corrects=(("A", None),)))

    assert refused.value.fields == ("revokes", "corrects")


def test_a_notice_begins_the_time_for_an_appeal(client: Client) -> None:
    record(decision("A", "2026-05-27", appeal=LEGALITY))

    def seen(**asked: str) -> tuple[str, str | None]:
        found = told(client, "/beslut/A.json", **asked)
        return found["finality"], found["final_on"]

    assert seen(on="2026-06-01", known="2026-06-01") == ("unannounced", None)
    assert "Not announced yet" in client.get("/beslut/A").content.decode()
    assert announce("A", "2026-06-01") is True
    assert seen(on="2026-06-01", known="2026-05-31") == ("unannounced", None)
    assert seen(on="2026-06-22", known="2026-06-22") == ("open", "2026-06-22")
    assert seen(on="2026-06-23", known="2026-06-23") == ("final", "2026-06-22")
    page = client.get("/beslut/A", {"on": "2026-06-22"}).content.decode()
    assert "Can be appealed up to and including 22 June 2026." in page
    assert "3 weeks from the notice: 13 kap. 5 § kommunallagen (2017:725)." in page


def test_a_notice_is_noted_once_and_corrected_by_a_later_note(client: Client) -> None:
    record(decision("A", "2026-05-27", appeal=LEGALITY))

    assert [announce("A", "2026-06-01"), announce("A", "2026-06-01")] == [True, False]
    assert announce("A", "2026-06-03", at="2026-06-04T08:00:00+00:00") is True
    assert announce("A", "2026-06-01") is False
    assert told(client, "/beslut/A.json")["announced_on"] == "2026-06-03"
    assert models.Announcement.objects.count() == 2
    assert Entry.objects.filter(code="decisions.announcement.recorded").count() == 2


def test_a_notice_is_told_as_it_was_noted_by_the_day_that_is_asked_for(client: Client) -> None:
    record(decision("A", "2026-05-20", appeal=LEGALITY))
    announce("A", "2026-05-22", at="2026-05-22T12:00:00+02:00")
    announce("A", "2026-05-21", at="2026-06-08T00:30:00+02:00")

    def noted(known: str) -> str | None:
        found: str | None = told(client, "/beslut/A.json", known=known)["announced_on"]
        return found

    assert [noted(f"2026-{day}") for day in ("05-21", "05-22", "06-07", "06-08")] == [
        None,
        "2026-05-22",
        "2026-05-22",
        "2026-05-21",
    ]


def test_a_notice_of_nothing_or_before_the_decision_is_refused() -> None:
    record(decision("A", "2026-05-27"))

    with pytest.raises(actions.NoSuchDecision):
        announce("B", "2026-06-01")
    with pytest.raises(actions.AnnouncedBeforeDecided):
        announce("A", "2026-05-26")
    assert models.Announcement.objects.count() == 0


def test_notices_are_loaded_and_written_back(tmp_path: Path) -> None:
    record(decision("A", "2026-05-27", appeal=LEGALITY), decision("B", "2026-05-27"))
    sheet = "beslut;anslaget;registrerad\nA;2026-06-01;\nB;2026-06-02;2026-06-03T10:00+02:00\nC;2026-06-02;\nB;2020-01-01;\nA;2026-06-05;\n"
    (tmp_path / "announcements.csv").write_text(sheet)

    loaded = folder.load(tmp_path, by="test", at=AT)

    assert [(fault.line, fault.value, fault.reason) for fault in loaded.faults] == [
        (4, "C", "There is no decision with this code."),
        (5, "2020-01-01", "The decision was taken later, on 2026-05-27."),
        (6, "A", "Stands on line 2 already."),
    ]
    assert loaded.added == ["A 2026-06-01", "B 2026-06-02"]
    folder.export(tmp_path / "out")
    assert "legality" in (tmp_path / "out" / "decisions" / "A.yaml").read_text()
    again = folder.load(tmp_path / "out", by="test", at=AT)
    assert (again.faults, again.added, again.unchanged) == ([], [], 4)


def test_another_day_at_the_same_instant_is_told_and_nothing_is_altered(tmp_path: Path) -> None:
    record(decision("A", "2026-05-27", appeal=LEGALITY))
    for day, faults in (("2026-06-01", []), ("2026-06-02", ["registrerad"])):
        sheet = f"beslut;anslaget;registrerad\nA;{day};2026-06-03T10:00+02:00\n"
        (tmp_path / "announcements.csv").write_text(sheet)
        assert [fault.field for fault in folder.load(tmp_path, by="test", at=AT).faults] == faults

    assert models.Announcement.objects.get().announced_on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["E", "D", "C", "B", "A"]),
        ({"ar": "2025"}, ["B", "A"]),
        ({"ar": "1"}, []),
        ({"ar": "²⁰²⁵"}, []),
        ({"ar": "tjugo"}, []),
        ({"organ": "KF"}, ["E", "D", "C", "B", "A"]),
        ({"organ": "KS"}, []),
        ({"ratt": "law"}, ["D"]),
        ({"ratt": "x" * 1000}, []),
        ({"lage": "galler"}, ["E", "D", "C", "B"]),
        ({"lage": "atertaget"}, ["A"]),
        ({"lage": "ej-anslaget"}, ["C"]),
        ({"lage": "kan-overklagas"}, ["D"]),
        ({"lage": "laga-kraft"}, ["B"]),
        ({"lage": "annat"}, ["E", "D", "C", "B", "A"]),
        ({"q": "skola", "ar": "2026"}, ["D"]),
        ({"ar": "2026", "ratt": "own", "lage": "ej-anslaget"}, ["C"]),
    ],
)
def test_the_register_is_filtered_in_the_address(client: Client, asked: dict[str, str], found: list[str]) -> None:
    record(
        decision("A", "2025-01-01"),
        decision("B", "2025-02-01", appeal=LEGALITY, revokes=["A"], title="Skolan"),
        decision("C", "2026-01-01", appeal=LEGALITY),
        decision("D", "2026-05-27", appeal=LEGALITY, title="Skola i väst"),
        decision("E", "2026-06-01"),
    )
    models.Decision.objects.filter(code="D").update(right="law")
    announce("B", "2025-02-03")
    announce("D", "2026-06-01")
    asked = {**asked, "on": "2026-06-22", "known": "2026-06-22"}

    assert codes(client, **asked) == found
    assert [line.split(";")[1] for line in client.get("/beslut.csv", asked).content.decode().splitlines()[1:]] == found
    page = client.get("/beslut", asked).content.decode()
    assert [code for code in "EDCBA" if f'href="/beslut/{code}?' in page] == found
    assert client.get("/beslut.xlsx", asked).status_code == 200


def test_the_choices_are_what_there_is_by_the_day(client: Client) -> None:
    record(decision("A", "2025-01-01"), decision("B", "2026-01-01"))

    page = client.get("/beslut", {"known": "2025-06-01", "ar": "2025"}).content.decode()

    assert '<option value="2025" selected>2025</option>' in page
    assert '<option value="2026"' not in page
    assert '<option value="KF">Ortens fullmäktige</option>' in page


@pytest.mark.parametrize(
    "address", ["/beslut", "/beslut?q=a&ar=2025&organ=KF&ratt=own&lage=kan-overklagas", "/beslut/D9", "/beslut/D9.json"]
)
def test_a_page_asks_few_questions_of_the_database(
    client: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    record(*(decision(f"D{number}", "2025-01-01", laid(f"S{number}"), appeal=LEGALITY) for number in range(30)))

    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


def test_the_notice_is_for_who_may_where_the_decision_was_taken(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(decision("A", "2021-01-01", appeal=LEGALITY))
    client.force_login(User.objects.create(username="chef"))
    monkeypatch.setattr(User, "has_perm", lambda _user, _right, within=None: within != "KF")

    assert "/beslut/A/anslag" not in client.get("/beslut/A").content.decode()
    assert client.post("/beslut/A/anslag", {"announced_on": "2021-01-04"}).status_code == 403


def test_who_may_notes_the_day_and_nobody_else(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    record(decision("A", "2021-01-01", appeal=LEGALITY))
    assert client.get("/beslut/A/anslag").status_code in {302, 403}
    client.force_login(User.objects.create(username="registrator"))
    assert client.post("/beslut/A/anslag", {"announced_on": "2021-01-04"}).status_code == 403
    monkeypatch.setattr(User, "has_perm", lambda *_: True)
    assert "/beslut/A/anslag" in client.get("/beslut/A").content.decode()

    for day, fault in (("2020-12-31", "taken later"), ("2199-01-01", "yet to come"), ("x", "valid date")):
        answer = client.post("/beslut/A/anslag", {"announced_on": day})
        assert fault in answer.content.decode()
    assert models.Announcement.objects.count() == 0
    answer = client.post("/beslut/A/anslag", {"announced_on": "2021-01-04"})

    assert answer.headers["Location"] == "/beslut/A"
    assert str(models.Announcement.objects.get().announced_on) == "2021-01-04"
    assert client.get("/beslut/B/anslag").status_code == 404


def test_no_action_alters_a_row_of_the_register() -> None:
    tree = ast.parse(Path(actions.__file__).read_text())
    calls = [
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]

    assert {*calls} & {"update", "save", "delete", "bulk_update", "update_or_create"} == set()
