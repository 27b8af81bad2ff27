from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from rodatraden.files.folders import Loaded
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering import actions, models, queries
from rodatraden.steering.rules.asking import Ask
from rodatraden.steering.sources import folder
from rodatraden.steering.tests import make

pytestmark = pytest.mark.django_db

ROUNDS = """
    kod;titel;period;år;jämförelseår;mätperiod;senast;beskrivning;nivåer;registrerad
    R1;Delår;2026-08;2026;2025;2026;2026-09-18;Svara kort.;nämnd, styrelse;2026-08-20T08:00:00+02:00
"""
QUESTIONS = """
    omgång;kod;ber om;fråga;hjälp;enhetsslag;krävs;frågas;plats;registrerad;av
    R1;orsaker;fakta–orsak–åtgärd;;;;ja;ja;2;2026-08-20T08:00:00+02:00;CHEF
    R1;dialog;egen fråga;Vad vill ni pröva?;Tänk på hösten.;nämnd, enhet;nej;ja;1;2026-08-20T08:00:00+02:00;
    R1;gammal;egen fråga;Äldre?;;;;nej;3;2026-08-20T08:00:00+02:00;
"""
SUBMISSIONS = """
    omgång;enhet;läge;registrerad;av;skäl;nivå;senast;minuter
    R1;BUN;utkast;2026-08-20T08:00:00+02:00;;;;2026-09-25;
    R1;BUN;klar;2026-09-08T08:00:00+02:00;LEDARE;;;;45
    R1;BUN;klar;2026-09-09T08:00:00+02:00;CHEF;;BUN;;
"""
FOLLOWUP = """
    omgång;enhet;mål;fråga;bedömning;skäl;text;registrerad;av
    R1;BUN;;dialog;;;Läsa tillsammans.;2026-09-07T08:00:00+02:00;LEDARE
    R1;BUN;kunskap;cause;;;Färre lärare.;2026-09-07T08:00:00+02:00;LEDARE
    R1;BUN;kunskap;;delvis;Mer än förr.;Mer än förut.;2026-09-07T08:00:00+02:00;LEDARE
"""
CLOSINGS = """
    omgång;läge;skäl;registrerad;av
    R1;stängd;Allt är sagt.;2026-09-20T08:00:00+02:00;DIREKTOR
    R1;öppen;BUN hade fel siffra.;2026-09-21T08:00:00+02:00;DIREKTOR
"""
EQUALITY = """
    enhet;steg;belägg;bedömt;registrerad;av
    BUN;3;Plan antagen.;2025-12-01;2025-12-02T08:00:00+01:00;CHEF
    BUN;4;Statistik per kön.;2026-06-01;2026-06-02T08:00:00+02:00;CHEF
"""


@pytest.fixture(autouse=True)
def _norrvik() -> Iterator[None]:
    make.municipality()
    make.plan()
    with translation.override("en"):
        yield


def load(place: Path, **sheets: str) -> Loaded:
    return make.load(place, make.LATE, **sheets)


def every(place: Path) -> Loaded:
    return load(
        place,
        rounds=ROUNDS,
        round_questions=QUESTIONS,
        submissions=SUBMISSIONS,
        followup=FOLLOWUP,
        round_closings=CLOSINGS,
        equality=EQUALITY,
    )


def test_a_round_comes_with_its_levels_its_questions_and_its_closings(tmp_path: Path) -> None:
    assert every(tmp_path).faults == []

    found = queries.round_with("R1", known=FOREVER)
    assert found
    assert found.levels == "committee board"
    assert [(each.code, each.ask, each.kinds) for each in queries.questions("R1", known=FOREVER)] == [
        ("dialog", Ask.OWN, (UnitKind.COMMITTEE, UnitKind.UNIT)),
        ("orsaker", Ask.CAUSES, ()),
    ]
    assert not queries.is_closed(found)
    told = queries.followup(found, known=FOREVER, may_read_draft=queries.anybody).unit("BUN")
    assert told
    assert told.answers["dialog"].text == "Läsa tillsammans."
    assert told.submitted
    assert (told.submitted.approved, str(told.submitted.due), told.submitted.minutes) == (("BUN",), "2026-09-25", 45)
    assert models.EqualityStep.objects.count() == 2


def test_what_is_written_back_is_what_was_read_and_the_same_again_adds_nothing(tmp_path: Path) -> None:
    first, out = tmp_path / "in", tmp_path / "out"
    first.mkdir()
    out.mkdir()
    every(first)
    folder.export(out)
    again = folder.load(out, by="test", at=make.LATE)

    assert again.faults == []
    assert (again.added, again.changed) == ([], [])
    for name in ("rounds", "round_questions", "submissions", "followup", "round_closings", "equality"):
        assert (out / f"{name}.csv").exists()
    models.Question.objects.all().delete()
    models.Closing.objects.all().delete()
    models.EqualityStep.objects.all().delete()
    for model in (models.Submission, models.Text, models.Assessment, models.Round):
        model.objects.all().delete()
    folder.load(out, by="test", at=make.LATE)
    back = tmp_path / "back"
    back.mkdir()
    folder.export(back)
    assert {each.name: each.read_bytes() for each in out.iterdir()} == {
        each.name: each.read_bytes() for each in back.iterdir()
    }


def test_what_is_wrong_is_told_by_line(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        rounds=ROUNDS,
        round_questions="""
            omgång;kod;ber om;fråga;hjälp;enhetsslag;av
            R9;a;kommentar till mål;;;;
            R1;b;egen fråga;;;;
            R1;c;egen fråga;Varför?;;;NOBODY
        """,
        equality="""
            enhet;steg;bedömt
            XX;3;2026-01-01
            BUN;9;2026-01-01
        """,
    )

    assert {(each.file, each.line, each.field) for each in loaded.faults} == {
        ("round_questions.csv", 2, "omgång"),
        ("round_questions.csv", 3, "fråga"),
        ("round_questions.csv", 4, "av"),
        ("equality.csv", 2, "enhet"),
        ("equality.csv", 3, "steg"),
    }


def test_a_round_opened_in_the_program_can_be_asked_as_sheets_ask(tmp_path: Path) -> None:
    make.asked("BUN")
    assert actions.NewRound.__dataclass_fields__["levels"].default == ""
    assert load(tmp_path, round_questions=QUESTIONS.replace("R1;", f"{make.ROUND.code};")).faults == []
