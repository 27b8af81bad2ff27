import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from rodatraden.files.faults import Refused
from rodatraden.files.folders import Mapped
from rodatraden.matters import models, queries
from rodatraden.matters.sources import mapped, mapping
from rodatraden.matters.tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

REAL = Path(__file__).parents[5] / "shared" / "samples" / "alingsas" / "arenden.json.gz"
"""847 real matters, which may not be copied into the product; the small file below has the same shape."""


def step(**given: Any) -> dict[str, Any]:
    return {
        "step_id": "s-1",
        "type": "beslut",
        "instance": "kommunstyrelsen",
        "date": "2026-03-25",
        "decision": "bifall",
        "quote": "Taxan antas.",
        "voting": None,
        "reservations": [],
        "protocol_anteckning": [],
        "source": {"protocol_ref": "§63 KF 2026-03-25", "pdf_url": "https://example.org/protokoll.pdf"},
        **given,
    }


def matter(**given: Any) -> dict[str, Any]:
    return {
        "id": "a-2026-0001",
        "diarienummer": "2026.113 KS",
        "title": "Taxor och avgifter",
        "category": "vård-omsorg",
        "initiativ_typ": "styrelseforslag",
        "initiators": [],
        "status": "avgjort",
        "steps": [step()],
        **given,
    }


@pytest.fixture(autouse=True)
def _municipality() -> None:
    make.municipality()


def written(where: Path, *matters: Any) -> Path:
    path = where / "arenden.json"
    path.write_text("[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in matters) + "\n]")
    return path


def load(where: Path, *matters: Any, by_mapping: str = "") -> Mapped:
    return mapped.load(written(where, *matters), mapping=by_mapping, by="test", at=make.NOW)


def refusals(loaded: Mapped) -> list[tuple[int | None, str, str]]:
    return [(fault.line, fault.field, fault.value) for fault in loaded.refused]


def test_a_matter_with_its_steps_is_kept_under_our_own_words(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        matter(
            initiativ_typ="motion",
            initiators=[{"party": "s"}, {"party": "v"}],
            steps=[
                step(
                    step_id="a b/c",
                    type="motion_inlamnad",
                    instance="barn-och-ungdomsnamndens-arbetsutskott",
                    decision=None,
                ),
                step(reservations=[{"parties": ["m"], "quote": "Vi reserverar oss."}]),
            ],
        ),
    )

    assert loaded.read == [("matters", 1, 1), ("steps", 2, 2)]
    found = queries.find("a-2026-0001", known=queries.EVERYTHING)
    assert found
    assert (found.dnr, found.kind, found.unit, found.status) == ("2026.113 KS", "motion", "KS", "decided")
    assert found.about == "Väckt av: s, v"
    first, second = sorted(queries.steps_of(["a-2026-0001"], known=queries.EVERYTHING)["a-2026-0001"], key=str)
    assert (first.code, first.kind, first.body, first.body_name, first.outcome) == (
        *("a-b-c", "raised", "", "Barn- och ungdomsnämndens arbetsutskott", ""),
    )
    assert (second.body, second.body_name, second.outcome, second.reference) == (
        "KS",
        "",
        "approved",
        "§63 KF 2026-03-25",
    )
    assert second.note == "Taxan antas.\n\nReservation: Vi reserverar oss."


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path, matter())

    again = load(tmp_path, matter())

    assert (again.added, again.changed, again.unchanged) == ([], [], 2)


def test_a_packed_file_is_read_and_what_is_told_anew_is_added(tmp_path: Path) -> None:
    load(tmp_path, matter(status="pågående"))
    packed = tmp_path / "arenden.json.gz"
    packed.write_bytes(gzip.compress(json.dumps([matter()]).encode()))

    again = mapped.load(packed, by="test", at=make.CLOCK.__next__())

    assert again.changed == ["a-2026-0001"]
    assert models.MatterVersion.objects.count() == 2


def test_what_does_not_hold_is_refused_by_its_line_and_the_rest_is_kept(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        matter(),
        "inget ärende",
        matter(id="a-2", title=""),
        matter(id="a-3", status="kanske"),
        matter(id="a-1"),
        matter(id="a-2026-0001", title="Dubbletten"),
        matter(id="a-4", steps=[step(), step(step_id="s-2", date="2026-02-30"), "inget steg", step()]),
        matter(id=None),
        matter(id="a-5", title="x" * 301),
        matter(id="a-6", steps=None),
    )

    assert refusals(loaded) == [
        (3, "", "inget ärende"),
        (4, "titel", ""),
        (5, "läge", "kanske"),
        (7, "kod", "a-2026-0001"),
        (7, "steg", "s-1"),
        (8, "step 2 dag", "2026-02-30"),
        (8, "step 3", "inget steg"),
        (8, "steg", "s-1"),
        (9, "kod", ""),
        (10, "titel", "x" * 79 + "…"),
    ]
    assert loaded.read == [("matters", 10, 4), ("steps", 11, 3)]
    assert queries.codes() == {"a-2026-0001", "a-1", "a-4", "a-6"}


def test_a_day_that_is_null_is_missing(tmp_path: Path) -> None:
    load(tmp_path, matter(steps=[step(date=None), step(step_id="s-2", date="null"), step(step_id="s-3", date="")]))

    steps = queries.steps_of(["a-2026-0001"], known=queries.EVERYTHING)["a-2026-0001"]
    assert [each.on for each in steps] == [None, None, None]


def test_words_without_a_translation_are_counted(tmp_path: Path) -> None:
    loaded = load(tmp_path, matter(initiativ_typ="folkinitiativ", steps=[step(decision="hänskjuts")]))

    assert [remark.split(":")[0] for remark in loaded.remarks] == ["slag", "utgång"]
    found = queries.find("a-2026-0001", known=queries.EVERYTHING)
    assert found
    assert found.kind == "other"


def test_elected_people_are_shown_by_their_party_alone(tmp_path: Path) -> None:
    load(
        tmp_path,
        matter(
            title="Motion från Förnamn Efternamn (S) om gungor",
            steps=[
                step(
                    quote="Aaa Bbb-Ccc (M), Ddd af Eee (KD) och Fff Ggg Hhhs (C) förslag avslås. Kommunen (KF) beslutar."
                )
            ],
        ),
    )

    found = queries.find("a-2026-0001", known=queries.EVERYTHING)
    assert found
    assert found.title == "Motion från ledamot (S) om gungor"
    (told,) = queries.steps_of(["a-2026-0001"], known=queries.EVERYTHING)["a-2026-0001"]
    assert told.note == "ledamot (M), ledamot (KD) och ledamot (C) förslag avslås. Kommunen (KF) beslutar."


def test_html_in_a_title_is_text_on_the_page(tmp_path: Path, client: Client) -> None:
    load(tmp_path, matter(title="<script>alert(1)</script>"))

    page = client.get("/arenden/a-2026-0001").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


OTHER = """
name: Ett annat diarium
within: data.ärenden
matter:
  kod: {field: nr}
  titel: {field: rubrik, before: "Ärende: "}
  slag: {text: övrigt}
  läge: {field: klar, values: {ja: beslutat, nej: pågår}}
  öppnat: {field: datum, pattern: '^(\\d{4}-\\d{2}-\\d{2})'}
  enhet: {first_of: [{field: ägare}, {text: BUF}]}
"""


def other(where: Path, text: str = OTHER) -> str:
    path = where / "mapping.yaml"
    path.write_text(text)
    return str(path)


def test_another_system_s_file_is_read_by_another_mapping(tmp_path: Path) -> None:
    path = tmp_path / "annat.json"
    rows = [{"nr": "ÄR 12/2026", "rubrik": "Gungan", "klar": True, "datum": "2026-02-01T10:00:00", "ägare": None}]
    path.write_text(json.dumps({"data": {"ärenden": rows}}))

    loaded = mapped.load(path, mapping=other(tmp_path), by="test", at=make.NOW)

    assert loaded.refused == []
    found = queries.find("AR-12-2026", known=queries.EVERYTHING)
    assert found
    assert (found.title, found.status, str(found.opened_on), found.unit) == (
        *("Ärende: Gungan", "decided", "2026-02-01", "BUF"),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OTHER.replace("titel:", "rubrik:"), ["Unknown column", "The column titel is missing"]),
        (OTHER + "  om: {feld: x}\n", ["Unknown field"]),
        (OTHER.replace("'^(", "'^(("), ["regular expression"]),
        ("name: X\n", ["Must be filled in"]),
        (OTHER.replace("slag: {text: övrigt}", "slag: {text: övrigt, other: kanske}"), ["Must be one of"]),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told(text: str, told: list[str], tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        mapping.read(Path(other(tmp_path, text)))

    reasons = " ".join(fault.reason for fault in refused.value.faults)
    assert [each for each in told if each not in reasons] == []


def test_a_file_that_no_mapping_knows_asks_for_one(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        load(tmp_path, {"nr": 1})

    assert "No mapping knows this kind of file" in str(refused.value)


@pytest.mark.parametrize("path", mapping.shipped(), ids=lambda path: path.stem)
def test_the_mappings_that_come_with_the_program_hold(path: Path) -> None:
    assert mapping.read(path).name


def command(*words: str) -> str:
    out = StringIO()
    call_command("import", *words, stdout=out)
    return out.getvalue()


def test_the_command_tells_what_was_read_kept_and_refused(tmp_path: Path) -> None:
    path = str(written(tmp_path, matter(), matter(id="a-2", status="kanske")))

    trial = command("matters", path, "--dry-run")
    assert "matters: 2 read, 1 kept, 1 refused" in trial
    assert "arenden.json:3: läge «kanske»" in trial
    assert not models.Matter.objects.exists()

    assert "Stored" in command("matters", path, "--mapping", "alingsas")
    assert queries.codes() == {"a-2026-0001"}


def test_the_command_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No mapping knows"):
        command("matters", str(written(tmp_path, {"nr": 1})))
    with pytest.raises(CommandError, match="missing or can't be opened"):
        command("matters", str(tmp_path / "finns-inte.json"), "--mapping", "alingsas")
    with pytest.raises(CommandError, match="no reading by a mapping"):
        command("budget", str(tmp_path / "x.json"), "--mapping", "alingsas")


@pytest.mark.skipif(not REAL.is_file(), reason="the real file is kept outside the product: ../shared/samples/alingsas")
def test_every_real_matter_loads_is_found_and_opens(client: Client) -> None:
    loaded = mapped.load(REAL, by="test", at=make.NOW)

    assert loaded.read == [("matters", 847, 847), ("steps", 1076, 1076)]
    assert loaded.refused == []
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    codes = sorted(queries.codes())
    assert [code for code in codes[::20] if client.get(f"/arenden/{code}").status_code != 200] == []
    assert client.get("/arenden.json?q=skola").json()["matters"]
    assert mapped.load(REAL, by="test", at=next(make.CLOCK)).unchanged == 847 + 1076
