from pathlib import Path

import pytest

from rodatraden.matters import models, queries
from rodatraden.matters.rules.codes import GateState
from rodatraden.matters.sources import folder
from rodatraden.matters.tests import make

pytestmark = pytest.mark.django_db

GATES = """
    kod;namn;gäller;grupp;förklaring;källa;från;till;registrerad
    forankring;Förankrat i koncernledningen;Flera förvaltningar;KLG;Fler än en.;Riktlinje;2020-01-01;;2026-01-02T08:00:00+01:00
    mbl;Förhandlat;organisation;;;MBL 11 §;;;2026-01-02T08:00:00+01:00
"""
MATTERS = """
    kod;diarienummer;titel;slag;område;enhet;öppnat;stängt;läge;om;kännetecken;källa;registrerad;av
    A-1;BUN 2026/7;Flytta skolan;Organisation;skola;BUF;2026-02-01;;pågår;Skolan byter förvaltning.;arbetsmiljö, organisation;Diariet;2026-02-01T08:00:00+01:00;FC-BUF
    A-2;;Ny gunga;medborgarförslag;;;;;beslutat;;;;2026-02-02T08:00:00+01:00;
"""
STEPS = """
    ärende;steg;slag;organ;organ i text;dag;utgång;anteckning;krav;beslut;paragraf;källa;struket;registrerad
    A-1;1;väckt;BUN;;2026-02-01;;Nämnden ber om en utredning.;;;§ 4;;;2026-02-01T08:00:00+01:00
    A-1;2;förankring;KLG;;2026-03-01;hörd;Inga invändningar.;;;;;;2026-03-01T08:00:00+01:00
    A-1;3;förhandling;;De fackliga organisationerna;;noterat;;mbl;;;;;2026-03-02T08:00:00+01:00
    A-2;1;beslut;BUN;;;bifall;;;O1;§ 9;;;2026-03-02T08:00:00+01:00
"""
RULINGS = """
    ärende;om;kod;gäller;skäl;registrerad
    A-1;enhet;SOF;ja;Förvaltningen tar över skolskjutsen.;2026-02-03T08:00:00+01:00
    A-1;enhet;BUF;Ja;Skolan ligger där.;2026-02-03T08:00:00+01:00
    A-1;krav;mbl;nej;Förhandlat lokalt.;2026-02-03T08:00:00+01:00
"""
ALL = {"gates": GATES, "matters": MATTERS, "matter_steps": STEPS, "matter_rulings": RULINGS}


@pytest.fixture(autouse=True)
def _municipality() -> None:
    make.municipality()


def test_a_folder_s_matters_are_recorded_with_their_instants(tmp_path: Path) -> None:
    loaded = make.load(tmp_path, **ALL)

    assert loaded.faults == []
    assert {"forankring", "A-1", "A-1 1", "A-1 unit SOF"} <= set(loaded.added)
    told = make.judged()
    assert told.operations == ("BUF", "SOF")
    assert {each.gate.code: each.state for each in told.standings} == {
        "forankring": GateState.PASSED,
        "mbl": GateState.WAIVED,
    }


def test_the_same_folder_twice_changes_nothing(tmp_path: Path) -> None:
    make.load(tmp_path, **ALL)

    again = make.load(tmp_path, **ALL)

    assert (again.faults, again.added, again.changed) == ([], [], [])
    assert again.unchanged == 11


def test_rows_without_an_instant_change_nothing_the_second_time_either(tmp_path: Path) -> None:
    rows = "kod;titel;slag;läge\nA-1;Gungan;motion;pågår"
    make.load(tmp_path, matters=rows)

    assert make.load(tmp_path, matters=rows).unchanged == 1
    changed = make.load(tmp_path, matters=rows.replace("Gungan", "Rutschkanan"))
    assert changed.changed == []  # at the very same instant something else was recorded
    assert len(changed.faults) == 1


def test_what_is_loaded_comes_out_again(tmp_path: Path) -> None:
    make.load(tmp_path, **ALL)
    out = tmp_path / "out"
    out.mkdir()
    folder.export(out)

    models.StepVersion.objects.all().delete()
    models.MatterVersion.objects.all().delete()
    models.Ruling.objects.all().delete()
    models.GateVersion.objects.all().delete()
    models.Matter.objects.all().delete()
    loaded = folder.load(out, by="test", at=make.NOW)
    again = tmp_path / "again"
    again.mkdir()
    folder.export(again)

    assert (loaded.faults, len(loaded.added)) == ([], 11)
    for name in folder.SHEETS:
        assert (again / f"{name}.csv").read_bytes() == (out / f"{name}.csv").read_bytes()


def test_an_empty_folder_says_nothing(tmp_path: Path) -> None:
    loaded = make.load(tmp_path)
    folder.export(tmp_path)

    assert (loaded.faults, loaded.added) == ([], [])
    assert list(tmp_path.iterdir()) == []


def fault(where: Path, **sheets: str) -> list[str]:
    loaded = make.load(where, **sheets)
    return [f"{each.file}:{each.line} {each.field}" for each in loaded.faults]


_STEP = "ärende;steg;slag;organ;dag;utgång;krav;beslut\n"


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"gates": "kod;namn;gäller;grupp\nx;X;alltid;INGEN"}, ["gates.csv:2 grupp"]),
        ({"gates": "kod;namn;gäller\nx;X;ibland"}, ["gates.csv:2 gäller"]),
        ({"gates": "kod;namn;gäller;från;till\nx;X;alltid;2026-01-01;2026-01-01"}, ["gates.csv:2 till"]),
        ({"matters": "kod;titel;slag;läge;enhet\nA;A;motion;pågår;INGEN"}, ["matters.csv:2 enhet"]),
        ({"matters": "kod;titel;slag;läge\nA;A;motion;kanske"}, ["matters.csv:2 läge"]),
        ({"matters": "kod;titel;slag;läge\nA;;motion;pågår"}, ["matters.csv:2 titel"]),
        ({"matters": "kod;titel;slag;läge\nA b;A;motion;pågår"}, ["matters.csv:2 kod"]),
        ({"matters": "kod;titel;slag;läge;kännetecken\nA;A;motion;pågår;roligt"}, ["matters.csv:2 kännetecken"]),
        ({"matters": "kod;titel;slag;läge;öppnat\nA;A;motion;pågår;9999-01-01"}, ["matters.csv:2 öppnat"]),
        (
            {"matters": "kod;titel;slag;läge;öppnat;stängt\nA;A;motion;pågår;2026-02-01;2026-01-01"},
            ["matters.csv:2 stängt"],
        ),
        ({"matters": "kod;titel;slag;läge\nA;A;motion;pågår\nA;B;motion;pågår"}, ["matters.csv:3 kod"]),
        ({"matters": "kod;titel;slag;läge;av\nA;A;motion;pågår;INGEN"}, ["matters.csv:2 av"]),
        ({"matter_steps": _STEP + "INGET;1;not;;;;;"}, ["matter_steps.csv:2 ärende"]),
        (
            {"matters": "kod;titel;slag;läge\nA;A;motion;pågår", "matter_steps": _STEP + "A;1;not;INGEN;;;INGET;INGET"},
            ["matter_steps.csv:2 organ", "matter_steps.csv:2 krav", "matter_steps.csv:2 beslut"],
        ),
        (
            {
                "matters": "kod;titel;slag;läge\nA;A;motion;pågår",
                "matter_steps": _STEP + "A;1;dans;;2026-02-30;kanske;;",
            },
            ["matter_steps.csv:2 slag", "matter_steps.csv:2 dag", "matter_steps.csv:2 utgång"],
        ),
        ({"matter_rulings": "ärende;om;kod;gäller\nINGET;enhet;BUF;ja"}, ["matter_rulings.csv:2 ärende"]),
        (
            {
                "matters": "kod;titel;slag;läge\nA;A;motion;pågår",
                "matter_rulings": "ärende;om;kod;gäller;skäl\nA;enhet;INGEN;ja;s\nA;krav;INGET;nej;s\nA;enhet;BUF;kanske;s",
            },
            ["matter_rulings.csv:4 gäller", "matter_rulings.csv:2 kod", "matter_rulings.csv:3 kod"],
        ),
    ],
)
def test_every_fault_is_told_at_its_line(sheets: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    assert fault(tmp_path, **sheets) == expected


def test_text_is_kept_as_text(tmp_path: Path) -> None:
    make.load(tmp_path, matters='kod;titel;slag;läge\nA;"<script>alert(1)</script>";motion;pågår')

    found = queries.find("A", known=queries.EVERYTHING)
    assert found
    assert found.title == "<script>alert(1)</script>"
