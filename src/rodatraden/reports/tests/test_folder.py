"""Do signed reports survive a trip through a folder, and is a changed one refused?"""

import json
from pathlib import Path

import pytest

from rodatraden.reports import models
from rodatraden.reports.sources import folder
from rodatraden.reports.tests import make

pytestmark = pytest.mark.django_db
FILE = f"editions/{make.CODE}-1.json"


def signed_and_exported(where: Path) -> models.Edition:
    make.norrvik()
    make.approved()
    edition = make.sign()
    folder.export(where)
    models.Edition.objects.all().delete()
    return edition


def test_a_folder_gives_back_the_very_edition(tmp_path: Path) -> None:
    edition = signed_and_exported(tmp_path)

    loaded = folder.load(tmp_path, by="test", at=make.AT)
    again = folder.load(tmp_path, by="test", at=make.AT)

    assert (loaded.faults, loaded.added, again.unchanged) == ([], [f"{make.CODE} 1"], 1)
    found = models.Edition.objects.get()
    for name in ("round", "number", "signed_at", "signed_by", "context", "sha256", "changes"):
        assert getattr(found, name) == getattr(edition, name)


def test_a_changed_edition_is_refused(tmp_path: Path) -> None:
    signed_and_exported(tmp_path)
    path = tmp_path / FILE
    path.write_text(path.read_text().replace("Färre barn", "Fler barn"))

    loaded = folder.load(tmp_path, by="test", at=make.AT)

    assert [(fault.file, fault.field) for fault in loaded.faults] == [(FILE, "sha256")]
    assert not models.Edition.objects.exists()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"round": 1}'])
def test_a_file_that_is_no_edition_is_told_of(tmp_path: Path, content: str) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / FILE).write_text(content)

    assert len(folder.load(tmp_path, by="test", at=make.AT).faults) == 1


def test_a_file_under_another_name_is_refused(tmp_path: Path) -> None:
    signed_and_exported(tmp_path)
    (tmp_path / FILE).rename(tmp_path / "editions" / "annan-1.json")

    assert [fault.field for fault in folder.load(tmp_path, by="test", at=make.AT).faults] == ["round"]


def test_another_content_under_the_same_number_is_refused(tmp_path: Path) -> None:
    signed_and_exported(tmp_path)
    folder.load(tmp_path, by="test", at=make.AT)
    content = json.loads((tmp_path / FILE).read_text())
    (tmp_path / FILE).write_text(json.dumps({**content, "signed_by": "Någon annan"}))

    assert len(folder.load(tmp_path, by="test", at=make.AT).faults) == 1


def test_a_folder_without_signed_reports_has_no_such_part(tmp_path: Path) -> None:
    folder.export(tmp_path)

    assert list(tmp_path.iterdir()) == []
