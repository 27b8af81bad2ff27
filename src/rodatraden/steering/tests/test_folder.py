from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.files import tables, writing
from rodatraden.finance.models import Forecast
from rodatraden.indicators.models import Indicator, Reading, Target
from rodatraden.steering import models, rules
from rodatraden.steering.rules import Status
from rodatraden.steering.sources import folder, rounds
from rodatraden.steering.sources.rows import FollowUpRow
from rodatraden.steering.tests import make

PLAN = """
    typ;kod;namn;under;enhet;nivå;beskrivning;måttenhet;riktning;lägst;högst;period;operator;målvärde;från;till;källa
    mål;kunskap;Alla lyckas;vision;BUN;Nämndmål;;;;;;;;;2025-01-01;;
    mål;vision;Norrvik 2035;;NORRVIK;Vision;;;;;;;;;2023-01-01;2036-01-01;KF § 81
    indikator;betyg;Ogiltig frånvaro;kunskap;BUN;;;%;ned;0;100;;;;2025-01-01;;Skolan
    målvärde;betyg;;;;;;;;;;2025;<;1;;;
    målvärde;betyg;;;;;;;;;;2024;<=;1,5;;;
"""
READINGS = """
    indikator;enhet;period;värde;källa;registrerad
    betyg;;2025;1,0;Skolan;2026-01-20T08:30:00+01:00
    betyg;SKOLAN;2025;;;2026-01-20T08:30:00+01:00
"""
ROUNDS = """
    kod;titel;period;år;jämförelseår;mätperiod;senast;beskrivning
    u-1;Uppföljning;2026-04;2026;2025;2025;2026-05-13;
"""
FOLLOWUP = """
    omgång;enhet;mål;bedömning;skäl;text;registrerad;av
    u-1;BUN;;;;Helheten.;2026-05-05T10:00:00+02:00;CHEF
    u-1;BUN;kunskap;delvis;På god väg.;Målet.;2026-05-05T10:00:00+02:00;CHEF
"""
SUBMISSIONS = """
    omgång;enhet;läge;registrerad;av
    u-1;BUN;utkast;2026-05-02T10:00:00+02:00;
    u-1;BUN;godkänd;2026-05-06T10:00:00+02:00;CHEF
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _norrvik() -> None:
    make.municipality()


def faults(where: Path, **sheets: str) -> list[tuple[str, int | None, str, str]]:
    return [(each.file, each.line, each.field, each.value) for each in make.load(where, **sheets).faults]


def everything(where: Path) -> None:
    loaded = make.load(where, plan=PLAN, readings=READINGS, rounds=ROUNDS, followup=FOLLOWUP, submissions=SUBMISSIONS)
    assert loaded.faults == []


def plan_with(line: str) -> str:
    return PLAN.rstrip() + "\n" + line


def forget() -> None:
    for model in (models.Text, models.Assessment, models.Submission, models.Goal, models.Round):
        model.objects.all().delete()
    for recorded in (Indicator, Target, Reading):
        recorded.objects.all().delete()


def test_loads_a_whole_folder(tmp_path: Path) -> None:
    everything(tmp_path)

    vision, kunskap = models.Goal.objects.order_by("-code")
    assert (vision.code, kunskap.parent, kunskap.level) == ("vision", "vision", "Nämndmål")
    assert kunskap.indicators == {"betyg": 0}
    assert [row.value for row in Target.objects.order_by("period")] == [1.5, 1]
    assert models.Assessment.objects.get().status == Status.PARTLY
    assert set(models.Text.objects.values_list("text", "post")) == {("Helheten.", "CHEF"), ("Målet.", "CHEF")}


def test_the_same_folder_twice_changes_nothing(tmp_path: Path) -> None:
    everything(tmp_path)
    again = folder.load(tmp_path, by="test", at=make.NOW)

    assert (again.faults, again.added, again.changed) == ([], [], [])
    assert again.unchanged > 0


def test_what_has_no_instant_is_recorded_once(tmp_path: Path) -> None:
    everything(tmp_path)
    readings = "indikator;enhet;period;värde\nbetyg;;2026;2"
    said = "omgång;enhet;mål;text\nu-1;BUN;;Ny text"

    first = make.load(tmp_path, readings=readings, followup=said)
    again = make.load(tmp_path, readings=readings, followup=said)
    assert len(first.added) == 2
    assert again.added == []


def test_what_was_written_comes_back_the_same(tmp_path: Path) -> None:
    everything(tmp_path)
    make.load(tmp_path, followup="omgång;enhet;mål;text;registrerad\nu-1;BUN;;;2026-05-07T10:00:00+02:00")  # taken back
    one, two = tmp_path / "one", tmp_path / "two"
    for each in (one, two):
        each.mkdir()
    folder.export(one)
    forget()

    assert folder.load(one, by="test", at=make.NOW).faults == []
    folder.export(two)
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in two.iterdir()
    }
    assert {path.stem for path in one.iterdir()} == folder.SHEETS.keys() - rounds.SHEETS.keys() - {"continuations"}


def test_a_revised_reading_does_not_put_an_old_assessment_in_the_wrong(tmp_path: Path) -> None:
    everything(tmp_path)
    said = """
        omgång;enhet;mål;bedömning;registrerad
        u-1;BUN;kunskap;ej;2026-05-08T10:00:00+02:00
    """
    assert faults(tmp_path, followup=said) == []
    revised = "indikator;enhet;period;värde;registrerad\nbetyg;;2025;0,5;2026-05-20T10:00:00+02:00"
    assert faults(tmp_path, readings=revised, followup=said) == []


def test_nothing_at_all_is_no_fault(tmp_path: Path) -> None:
    assert folder.load(tmp_path, by="test", at=make.NOW).faults == []
    folder.export(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("mål;b;;vision;BUN;;;;;;;;;;2025-01-01;;", "namn", ""),
        ("mål;b;B;ingen;BUN;;;;;;;;;;2025-01-01;;", "under", "ingen"),
        ("mål;b;B;vision;INGEN;;;;;;;;;;2025-01-01;;", "enhet", "INGEN"),
        ("mål;b;B;vision;BUN;;;%;;;;;;;2025-01-01;;", "måttenhet", "%"),
        ("mål;b;B;b;BUN;;;;;;;;;;2025-01-01;;", "under", "b"),
        ("mål;b;B;vision;BUN;;;;;;;;;;2025-01-01;2025-01-01;", "till", "2025-01-01"),
        ("mål;vision;Igen;;NORRVIK;;;;;;;;;;2025-01-01;;", "kod", "vision"),
        ("indikator;i;I;ingen;BUN;;;%;upp;;;;;;2025-01-01;;", "under", "ingen"),
        ("indikator;i;I;kunskap;BUN;;;%;;;;;;;2025-01-01;;", "riktning", ""),
        ("indikator;i;I;kunskap;BUN;;;%;upp;10;5;;;;2025-01-01;;", "högst", "5"),
        ("indikator;i;I;kunskap;BUN;;;%;sidled;;;;;;2025-01-01;;", "riktning", "sidled"),
        ("målvärde;ingen;;;;;;;;;;2025;<;1;;;", "kod", "ingen"),
        ("målvärde;betyg;;;;;;;;;;2025;>;1;;;", "kod", "betyg"),
        ("målvärde;betyg;;;;;;;;;;2026;<;101;;;", "målvärde", "101"),
        ("målvärde;betyg;;;;;;;;;;2026;~;1;;;", "operator", "~"),
        ("målvärde;betyg;;;;;;;;;;2026;<;ca 5;;;", "målvärde", "ca 5"),
        ("målvärde;betyg;;;;;;;;;;2026-13;<;1;;;", "period", "2026-13"),
        ("åtgärd;b;B;;BUN;;;;;;;;;;2025-01-01;;", "typ", "åtgärd"),
    ],
)
def test_a_fault_in_the_plan_is_told_with_line_field_and_value(
    line: str, field: str, value: str, tmp_path: Path
) -> None:
    assert faults(tmp_path, plan=plan_with(line)) == [("plan.csv", 7, field, value)]


def test_what_stands_under_a_faulty_goal_is_not_a_fault_of_its_own(tmp_path: Path) -> None:
    plan = PLAN.replace("mål;vision;Norrvik 2035;;NORRVIK;", "mål;vision;Norrvik 2035;;INGEN;")
    assert faults(tmp_path, plan=plan) == [("plan.csv", 3, "enhet", "INGEN")]

    plan = PLAN.replace("kunskap;BUN;;;%;ned", "kunskap;INGEN;;;%;ned")
    assert faults(tmp_path, plan=plan) == [("plan.csv", 4, "enhet", "INGEN")]


def test_goals_in_a_circle_are_each_told_of(tmp_path: Path) -> None:
    plan = PLAN.replace("mål;vision;Norrvik 2035;;", "mål;vision;Norrvik 2035;kunskap;")

    assert faults(tmp_path, plan=plan)[:2] == [
        ("plan.csv", 2, "under", "vision"),
        ("plan.csv", 3, "under", "kunskap"),
    ]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("ingen;;2025;1;;", "indikator", "ingen"),
        ("betyg;INGEN;2025;1;;", "enhet", "INGEN"),
        ("betyg;;2026;100,5;;", "värde", "100.5"),
        ("betyg;;2026;-1;;", "värde", "-1"),
        ("betyg;;2025;1,0;Skolan;2026-01-20T08:30:00+01:00", "indikator", "betyg"),
        ("betyg;;2026;ca 5;;", "värde", "ca 5"),
        ("betyg;;2026;5;;2026-01-20T08:30:00", "registrerad", "2026-01-20T08:30:00"),
    ],
)
def test_a_fault_among_readings_is_told_with_line_field_and_value(
    line: str, field: str, value: str, tmp_path: Path
) -> None:
    assert faults(tmp_path, plan=PLAN, readings=READINGS.rstrip() + "\n" + line) == [("readings.csv", 4, field, value)]


def test_another_value_at_an_instant_already_told_of_is_a_fault(tmp_path: Path) -> None:
    everything(tmp_path)

    assert faults(tmp_path, readings=READINGS.replace("1,0", "0,9")) == [("readings.csv", 2, "värde", "0.9")]
    assert faults(tmp_path, readings=READINGS, followup=FOLLOWUP.replace("Målet.", "Annat.")) == [
        ("followup.csv", 3, "registrerad", "2026-05-05 10:00:00+02:00")
    ]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("ingen;BUN;;;;Text;;", "omgång", "ingen"),
        ("u-1;INGEN;;;;Text;;", "enhet", "INGEN"),
        ("u-1;BUN;ingen;;;Text;;", "mål", "ingen"),
        ("u-1;BUN;kunskap;;;Text;;INGEN", "av", "INGEN"),
        ("u-1;BUN;kunskap;uppfyllt;;Text;;", "skäl", ""),
        ("u-1;BUN;kunskap;;Därför;Text;;", "skäl", "Därför"),
        ("u-1;BUN;;uppfyllt;;Text;;", "bedömning", "uppfyllt"),
        ("u-1;SN;kunskap;delvis;;Text;;", "enhet", "SN"),
        ("u-1;BUN;kunskap;kanske;;Text;;", "bedömning", "kanske"),
        ("u-1;BUN;;;;Igen;2026-05-05T10:00:00+02:00;", "enhet", "BUN"),
    ],
)
def test_a_fault_in_what_was_said_is_told_with_line_field_and_value(
    line: str, field: str, value: str, tmp_path: Path
) -> None:
    said = FOLLOWUP.rstrip() + "\n" + line

    assert faults(tmp_path, plan=PLAN, readings=READINGS, rounds=ROUNDS, followup=said) == [
        ("followup.csv", 4, field, value)
    ]


def test_rounds_and_stages_are_checked_too(tmp_path: Path) -> None:
    rounds = ROUNDS.rstrip() + "\nu-1;Igen;2026-04;2026;2025;2025;2026-05-13;"
    stages = SUBMISSIONS.rstrip() + "\nu-1;BUN;kanske;;\nu-9;BUN;klar;;"

    assert faults(tmp_path, rounds=rounds, submissions=stages) == [
        ("rounds.csv", 3, "kod", "u-1"),
        ("submissions.csv", 4, "läge", "kanske"),
        ("submissions.csv", 5, "omgång", "u-9"),
    ]


def test_a_forecast_in_no_round_is_told_of(tmp_path: Path) -> None:
    Forecast.objects.create(round="u-9", unit="BUN", kind="operations", financing="tax", amount=1, recorded_at=make.NOW)
    (tmp_path / "forecast.csv").touch()

    assert faults(tmp_path, rounds=ROUNDS) == [("forecast.csv", None, "omgång", "u-9")]


def test_a_plan_both_as_csv_and_excel_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").touch()

    assert faults(tmp_path, plan=PLAN) == [("plan.xlsx", None, "", "")]


@given(text=st.text(max_size=200), reason=st.text(max_size=200))
def test_any_text_survives_the_sheet(text: str, reason: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    row = FollowUpRow(round="u-1", unit="BUN", text=rules.tidy(text), reason=rules.tidy(reason))
    path = tmp_path_factory.mktemp("sheet") / "followup.csv"
    path.write_bytes(writing.rows_to_csv(FollowUpRow, [row]))

    lines, found = tables.read(path, FollowUpRow)
    assert found == []
    assert [line.row for line in lines] == [row]
