"""Do composed reports and their editions load, tell what is wrong with their lines, and come back the same?"""

from pathlib import Path

import pytest

from rodatraden.control.tests import make
from rodatraden.files.folders import Loaded
from rodatraden.reports import actions, models
from rodatraden.reports.actions import Signature
from rodatraden.reports.sources import folder
from rodatraden.reports.tests import composing

pytestmark = pytest.mark.django_db

REPORTS = """kod;mall;titel;per;registrerad
ik;internkontroll;Intern kontroll 2026;2026-05-06;2026-05-01T09:00:00+02:00
"""
TEXTS = """rapport;avsnitt;text;registrerad
ik;bedomning;<p>Tillräcklig</p><script>x</script>;2026-05-02T09:00:00+02:00
ik;atgarder;Utan taggar;2026-05-02T09:00:00+02:00
"""


@pytest.fixture(autouse=True)
def municipality() -> None:
    composing.municipality()


def load(where: Path, *, reports: str = REPORTS, texts: str = TEXTS) -> Loaded:
    where.mkdir(exist_ok=True)
    (where / "reports.csv").write_text(reports, encoding="utf-8")
    (where / "report_texts.csv").write_text(texts, encoding="utf-8")
    return folder.load(where, by="test", at=make.NOW)


def test_what_was_written_loads_clean_and_once(tmp_path: Path) -> None:
    first, again = load(tmp_path), load(tmp_path)

    assert (len(first.added), first.faults, again.added, again.unchanged) == (3, [], [], 3)
    assert {row.html for row in models.SectionText.objects.all()} == {"<p>Tillräcklig</p>", "<p>Utan taggar</p>"}


def test_reports_and_editions_come_back_the_same(tmp_path: Path) -> None:
    load(tmp_path / "in")
    composing.finish()
    actions.sign_composed(code="ik", known=make.LATER, signature=Signature(make.NOW, "KD"), by="test")
    (tmp_path / "out").mkdir()
    folder.export(tmp_path / "out")
    models.ComposedEdition.objects.all().delete()

    loaded = folder.load(tmp_path / "out", by="test", at=make.NOW)

    assert (loaded.faults, loaded.added, loaded.changed) == ([], ["ik 1"], [])
    assert folder.load(tmp_path / "out", by="test", at=make.NOW).added == []


def test_an_edition_that_was_altered_is_refused(tmp_path: Path) -> None:
    load(tmp_path / "in")
    composing.finish()
    actions.sign_composed(code="ik", known=make.LATER, signature=Signature(make.NOW, "KD"), by="test")
    (tmp_path / "out").mkdir()
    folder.export(tmp_path / "out")
    models.ComposedEdition.objects.all().delete()
    path = tmp_path / "out" / "editions" / "skrivna" / "ik-1.json"
    path.write_text(path.read_text().replace("Tillräcklig", "Otillräcklig"))

    loaded = folder.load(tmp_path / "out", by="test", at=make.NOW)

    assert [fault.field for fault in loaded.faults] == ["sha256"]
    assert not models.ComposedEdition.objects.exists()


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("annan;bedomning;Text;", "rapport"),
        ("ik;finns-inte;Text;", "avsnitt"),
    ],
)
def test_a_text_that_belongs_nowhere_is_told(tmp_path: Path, line: str, field: str) -> None:
    assert [fault.field for fault in load(tmp_path, texts=TEXTS + line + "\n").faults] == [field]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("r2;finns-inte;Titel;2026-05-06;", "mall"),
        ("r2;internkontroll;Titel;2026-13-06;", "per"),
    ],
)
def test_a_report_that_can_not_be_is_told(tmp_path: Path, line: str, field: str) -> None:
    assert [fault.field for fault in load(tmp_path, reports=REPORTS + line + "\n").faults] == [field]
