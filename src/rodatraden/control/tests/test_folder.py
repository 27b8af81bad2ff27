"""Do the sheets of risks and checks load, tell what is wrong with their lines, and come back the same?"""

from pathlib import Path

import pytest

from rodatraden.control import models
from rodatraden.control.sources import folder
from rodatraden.control.tests import make
from rodatraden.files.folders import Loaded

pytestmark = pytest.mark.django_db

RISKS = """kod;titel;enhet;område;sannolikhet;konsekvens;hantering;från;registrerad;av
R1;Inköp utan avtal;KLF;ekonomi;3;3;Utbildning;2026-01-01;2026-01-07T09:00:00+01:00;KD
R1;Inköp utan avtal;KLF;ekonomi;2;3;Utbildning;2026-01-01;2026-03-01T09:00:00+01:00;KD
"""
CHECKS = """organ;år;moment;kontroll;dag;utfall;granskade;avvikelser;iakttagelse;registrerad
BUN;2026;1.1;1;2026-02-01;Mindre avvikelse;10;2;Två av tio;2026-02-01T09:00:00+01:00
"""


@pytest.fixture(autouse=True)
def municipality() -> None:
    make.municipality()
    make.adopt("BUN-1", make.terms())


def load(where: Path, *, risks: str = RISKS, checks: str = CHECKS) -> Loaded:
    where.mkdir(exist_ok=True)
    (where / "risks.csv").write_text(risks, encoding="utf-8")
    (where / "control_checks.csv").write_text(checks, encoding="utf-8")
    return folder.load(where, by="test", at=make.NOW)


def test_the_sheets_load_once(tmp_path: Path) -> None:
    first = load(tmp_path)
    again = load(tmp_path)

    assert (len(first.added), len(first.changed), first.faults) == (2, 1, [])
    assert (again.added, again.changed, again.unchanged) == ([], [], 3)


def test_what_is_written_back_loads_to_the_same(tmp_path: Path) -> None:
    load(tmp_path / "in")
    (tmp_path / "out").mkdir()
    folder.export(tmp_path / "out")

    loaded = folder.load(tmp_path / "out", by="test", at=make.NOW)

    assert (loaded.added, loaded.changed, loaded.faults, loaded.unchanged) == ([], [], [], 3)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("R2;Titel;INGEN;ekonomi;3;3;;2026-01-01;;", "enhet"),
        ("R2;Titel;KLF;väder;3;3;;2026-01-01;;", "område"),
        ("R2;Titel;KLF;ekonomi;6;3;;2026-01-01;;", "sannolikhet"),
        ("R2;Titel;KLF;ekonomi;3;3;;9999-01-01;;", "från"),
        ("R2;Titel;KLF;ekonomi;3;3;;2026-01-01;;INGEN", "av"),
        ("R1;Annat;KLF;ekonomi;3;3;;2026-01-01;2026-01-07T09:00:00+01:00;", "kod"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_kept(tmp_path: Path, line: str, field: str) -> None:
    loaded = load(tmp_path, risks=RISKS + line + "\n")

    assert [fault.field for fault in loaded.faults] == [field]
    assert models.RiskVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("BUN;2027;1.1;1;2026-02-01;utan avvikelse;;;;", "år"),
        ("BUN;2026;7.7;1;2026-02-01;utan avvikelse;;;;", "moment"),
        ("BUN;2026;1.1;2;2026-02-01;utan avvikelse;3;4;;", "avvikelser"),
        ("BUN;2026;1.1;2;2026-02-01;bra;;;;", "utfall"),
    ],
)
def test_a_check_of_nothing_is_told(tmp_path: Path, line: str, field: str) -> None:
    loaded = load(tmp_path, checks=CHECKS + line + "\n")

    assert [fault.field for fault in loaded.faults] == [field]


def test_what_contradicts_what_stands_is_told_and_stores_nothing(tmp_path: Path) -> None:
    load(tmp_path)

    loaded = load(tmp_path, risks=RISKS.replace("Utbildning", "Något annat"))

    assert {fault.field for fault in loaded.faults} == {"registrerad"}
    assert models.RiskVersion.objects.count() == 2
