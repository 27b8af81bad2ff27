"""What do goals say of others in the sheet: what they contribute to, what they go on from, and who carries them?"""

from pathlib import Path

import pytest

from rodatraden.steering import models, queries
from rodatraden.steering.sources import folder
from rodatraden.steering.tests import make

HEAD = "typ;kod;namn;under;även;fortsätter;enhet;ärvs;omdöme;från"
PLAN = f"""
    {HEAD}
    mål;kunskap;Alla lyckas;;;;NORRVIK;SN;;2025-01-01
    mål;trygg;Alla är trygga;;;;NORRVIK;;Vi frågar barnen.;2025-01-01
    mål;gammal;Ett tidigare mål;;;;BUN;;;2021-01-01
    mål;skola;Skolan är lugn;kunskap;trygg;gammal;BUN;SKOLAN, SN;;2025-01-01
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _norrvik() -> None:
    make.municipality()


def _goal(code: str) -> models.Goal:
    return queries.by_code()[code]


def test_a_goal_contributes_to_several_goes_on_from_earlier_ones_and_is_carried_by_others(tmp_path: Path) -> None:
    assert make.load(tmp_path, plan=PLAN).faults == []

    skola = _goal("skola")
    assert skola.lines_up == ("kunskap", "trygg")
    assert skola.continues == ["gammal"]
    assert skola.carriers == ["SKOLAN", "SN"]
    assert _goal("trygg").judged_by == "Vi frågar barnen."


def test_the_same_sheet_twice_changes_nothing_and_what_is_written_comes_back(tmp_path: Path) -> None:
    make.load(tmp_path, plan=PLAN)
    again = make.load(tmp_path, make.LATE)
    assert (again.added, again.changed) == ([], [])

    out = tmp_path / "out"
    out.mkdir()
    folder.export(out)
    loaded = folder.load(out, by="test", at=make.LATE)
    assert (loaded.faults, loaded.added, loaded.changed) == ([], [], [])


def test_a_goal_that_contributes_to_one_more_is_worded_anew(tmp_path: Path) -> None:
    make.load(tmp_path, plan=PLAN)

    loaded = make.load(tmp_path, make.LATE, plan=PLAN.replace("kunskap;trygg;gammal", "kunskap;;gammal"))

    assert [each.split()[-1] for each in loaded.changed] == ["skola"]
    assert [row.also for row in queries.wordings_of("skola", known=make.LATER)] == [["trygg"], []]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("mål;ny;Nytt;ingen;;;BUN;;;2025-01-01", "under", "ingen"),
        ("mål;ny;Nytt;trygg;kunskap ingen;;BUN;;;2025-01-01", "även", "kunskap, ingen"),
        ("mål;ny;Nytt;trygg;trygg;;BUN;;;2025-01-01", "även", "trygg"),
        ("mål;ny;Nytt;;;ny;BUN;;;2025-01-01", "fortsätter", "ny"),
        ("mål;ny;Nytt;;;;BUN;INGEN;;2025-01-01", "ärvs", "INGEN"),
        ("mål;ny;Nytt;;;;BUN;BUN;;2025-01-01", "ärvs", "BUN"),
        ("indikator;ny;Nytt;trygg;kunskap;;BUN;;;2025-01-01", "riktning", ""),
        ("mål;ny;Nytt;;a b?;;BUN;;;2025-01-01", "även", "b?"),
    ],
)
def test_what_does_not_hold_is_told_at_its_line(tmp_path: Path, line: str, field: str, value: str) -> None:
    faults = make.load(tmp_path, plan=f"{PLAN}{line}\n").faults

    assert (faults[0].line, faults[0].field, faults[0].value) == (6, field, value)
    assert not models.Goal.objects.filter(code="ny").exists()


def test_goals_that_would_stand_above_themselves_along_any_line_are_told_of(tmp_path: Path) -> None:
    faults = make.load(
        tmp_path, plan=PLAN.replace("mål;trygg;Alla är trygga;;", "mål;trygg;Alla är trygga;;skola")
    ).faults

    assert {(each.line, each.field) for each in faults} == {(3, "under"), (5, "under")}


def test_goals_that_would_go_on_from_themselves_are_told_of(tmp_path: Path) -> None:
    plan = PLAN.replace("mål;gammal;Ett tidigare mål;;;", "mål;gammal;Ett tidigare mål;;;skola")

    assert {each.field for each in make.load(tmp_path, plan=plan).faults} == {"fortsätter"}


MAPPING = """
    tidigare;mål
    gammal;trygg
    kunskap;trygg
"""


def test_a_sheet_of_its_own_maps_several_earlier_goals_to_one(tmp_path: Path) -> None:
    make.load(tmp_path, plan=PLAN)

    loaded = make.load(tmp_path, make.LATE, continuations=MAPPING)

    assert (loaded.faults, len(loaded.changed)) == ([], 1)
    assert _goal("trygg").continues == ["gammal", "kunskap"]
    assert _goal("skola").continues == ["gammal"]
    again = make.load(tmp_path, make.LATE)
    assert (again.added, again.changed) == ([], [])


def test_a_mapping_of_goals_that_are_stored_already_needs_no_plan(tmp_path: Path) -> None:
    make.load(tmp_path, plan=PLAN)
    (tmp_path / "plan.csv").unlink()

    loaded = make.load(tmp_path, make.LATE, continuations=MAPPING)

    assert (loaded.faults, len(loaded.changed)) == ([], 1)
    assert _goal("trygg").judged_by == "Vi frågar barnen."
    assert make.load(tmp_path, make.LATE).changed == []


def test_a_mapping_of_what_is_not_there_is_told_of(tmp_path: Path) -> None:
    loaded = make.load(tmp_path, plan=PLAN, continuations="tidigare;mål\nborta;trygg\ngammal;ingen\n")

    assert [(each.line, each.field, each.value) for each in loaded.faults] == [
        (2, "tidigare", "borta"),
        (3, "mål", "ingen"),
    ]
