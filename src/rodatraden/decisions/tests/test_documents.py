"""Are a decision's documents kept once, under their hash, refused when they are not what they seem, and never run?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from rodatraden.decisions import models
from rodatraden.decisions.actions import NewDocument
from rodatraden.decisions.sources import folder
from rodatraden.decisions.tests.make import AT, Stones, decision, lay_stones, record
from rodatraden.files import vault
from rodatraden.files.folders import Loaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
Committed = Callable[..., Any]

YAML = """
code: D1
title: Ett beslut
decided_by: KF
decided_on: 2021-01-01
right: own
"""
PAPERS = "documents:\n  - {file: Bilaga å 1.pdf, title: Bilagan}\n  - {file: läs.txt}\n"


@pytest.fixture(autouse=True)
def stones(monkeypatch: pytest.MonkeyPatch) -> Stones:
    return lay_stones(monkeypatch)


@pytest.fixture(autouse=True)
def kept_in(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DOCUMENTS_FOLDER = tmp_path / "kept"
    return tmp_path / "kept"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "folder"
    (place / "decisions" / "D1").mkdir(parents=True)
    (place / "decisions" / "D1.yaml").write_text(YAML + PAPERS)
    (place / "decisions" / "D1" / "Bilaga å 1.pdf").write_bytes(b"%PDF-1.7 ett")
    (place / "decisions" / "D1" / "läs.txt").write_bytes(b"<script>alert(1)</script>")
    return place


def load(place: Path) -> Loaded:
    return folder.load(place, by="test", at=AT)


def faults(place: Path) -> list[tuple[str, str]]:
    return [(fault.field or fault.file, fault.reason) for fault in load(place).faults]


def test_documents_are_kept_under_their_hash_and_written_back(
    place: Path, tmp_path: Path, django_capture_on_commit_callbacks: Committed
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert load(place).faults == []

    rows = list(models.Document.objects.order_by("position").values_list("file", "title", "size"))
    assert rows == [("Bilaga å 1.pdf", "Bilagan", 12), ("läs.txt", "läs.txt", 25)]
    assert {path.read_bytes() for path in (tmp_path / "kept").iterdir()} == {
        b"%PDF-1.7 ett",
        b"<script>alert(1)</script>",
    }
    again = load(place)
    assert (again.faults, again.added, again.unchanged) == ([], [], 1)
    folder.export(tmp_path / "out")
    written = tmp_path / "out" / "decisions" / "D1"
    assert {path.name: path.read_bytes() for path in written.iterdir()} == {
        "Bilaga å 1.pdf": b"%PDF-1.7 ett", "läs.txt": b"<script>alert(1)</script>",
    }  # fmt: skip
    assert load(tmp_path / "out").faults == []
    assert models.Document.objects.count() == 2


def test_nothing_is_kept_of_what_is_refused(
    place: Path, kept_in: Path, django_capture_on_commit_callbacks: Committed
) -> None:
    with django_capture_on_commit_callbacks() as left:
        load(place)

    assert len(left) == 2
    assert not kept_in.exists()


def test_what_was_lost_is_kept_again_with_the_same_folder(
    place: Path, kept_in: Path, django_capture_on_commit_callbacks: Committed
) -> None:
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert load(place).faults == []
        assert len(list(kept_in.iterdir())) == 2
        for path in kept_in.iterdir():
            path.unlink()


@pytest.mark.parametrize(
    "name", ["../D1.yaml", "/etc/passwd", "a/b.txt", "..", ".hidden", "a\\b.txt", "", "a\0b", "x" * 200, "a."]
)
def test_a_name_that_leads_elsewhere_is_refused(place: Path, name: str) -> None:
    (place / "decisions" / "D1.yaml").write_text(
        YAML + f'documents:\n  - file: "{name}"\n'.replace("\0", "\\0").replace("a\\b", "a\\\\b")
    )

    assert ("file" in {field for field, _reason in faults(place)}) is True
    assert models.Document.objects.count() == 0


def test_a_link_to_another_file_is_not_followed(place: Path) -> None:
    (place / "decisions" / "D1" / "läs.txt").unlink()
    (place / "decisions" / "D1" / "läs.txt").symlink_to(place / "decisions" / "D1.yaml")

    assert faults(place)[0] == ("file", "There is no such file in D1/.")


def test_documents_that_are_not_what_was_said_are_told_each(place: Path, settings: LazySettings) -> None:
    settings.RODATRADEN_MAX_FILE_MB = 1
    (place / "decisions" / "D1" / "stor.bin").write_bytes(b"x" * 1_100_000)
    (place / "decisions" / "D1" / "glömd.txt").write_bytes(b"x")
    (place / "decisions" / "D9").mkdir()
    more = "  - {file: finns-inte.txt}\n  - {file: LÄS.txt}\n  - {file: stor.bin}\n"
    more += f"  - {{file: läs2.txt, sha256: {'0' * 64}}}\n"
    (place / "decisions" / "D1" / "läs2.txt").write_bytes(b"x")
    (place / "decisions" / "D1.yaml").write_text(YAML + PAPERS + more)

    assert faults(place) == [
        ("file", "There is no such file in D1/."),
        ("file", "The file is named twice."),
        ("file", "The file is larger than RODATRADEN_MAX_FILE_MB allows."),
        ("sha256", "The file is not the one that was named: its checksum is another."),
        ("decisions/D9", "The folder belongs to no decision."),
    ]


def test_a_file_that_the_decision_does_not_name_is_told(place: Path) -> None:
    (place / "decisions" / "D1" / "glömd.txt").write_bytes(b"x")

    assert faults(place) == [("decisions/D1/glömd.txt", "The decision does not name this document.")]


def test_more_documents_than_fifty_are_refused(place: Path) -> None:
    (place / "decisions" / "D1.yaml").write_text(
        YAML + "documents:\n" + "".join(f"  - {{file: f{n}}}\n" for n in range(51))
    )

    assert ("documents", "At most 50 documents.") in faults(place)


def test_the_documents_of_a_decision_are_never_altered(place: Path) -> None:
    load(place)
    (place / "decisions" / "D1" / "läs.txt").write_bytes(b"andra ord")

    assert [field for field, _reason in faults(place)] == ["documents"]


def test_a_document_is_saved_and_never_opened_by_the_browser(client: Client) -> None:
    kept = vault.keep([b"<script>", b"alert(1)</script>"])
    papers = [NewDocument(name, name, kept.sha256, kept.size) for name in ("sida.html", "läs.txt", "b.PDF")]
    record(decision("D1", "2021-01-01", documents=tuple(papers)))

    answers = [client.get(f"/beslut/D1/handling/{name}") for name in ("sida.html", "läs.txt", "b.PDF")]

    kinds = [answer["Content-Type"] for answer in answers]
    assert kinds == ["application/octet-stream", "text/plain; charset=utf-8", "application/pdf"]
    for answer in answers:
        assert answer["Content-Disposition"].startswith("attachment; filename")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"  # type: ignore[attr-defined]
    page = client.get("/beslut/D1").content.decode()
    assert 'href="/beslut/D1/handling/sida.html"' in page
    assert client.get("/beslut/D1.json").json()["documents"][0] == {
        "file": "sida.html", "title": "sida.html", "sha256": kept.sha256, "size": 25, "address": "/beslut/D1/handling/sida.html",
    }  # fmt: skip


@pytest.mark.parametrize(
    "address", ["/beslut/D1/handling/annan", "/beslut/D2/handling/a", "/beslut/D1/handling/a?known=2020-12-31"]
)
def test_what_is_no_document_of_the_decision_is_not_found(client: Client, address: str) -> None:
    kept = vault.keep([b"a"])
    record(decision("D1", "2021-01-01", documents=(NewDocument("a", "A", kept.sha256, 1),)))

    assert client.get(address).status_code == 404
    vault.find(kept.sha256).unlink()  # type: ignore[union-attr]
    assert client.get("/beslut/D1/handling/a").status_code == 404


def test_a_document_is_kept_whole_or_not_at_all(kept_in: Path, settings: LazySettings) -> None:
    settings.RODATRADEN_MAX_FILE_MB = 1

    with pytest.raises(vault.TooLarge):
        vault.keep([b"x" * 600_000] * 2)

    assert list(kept_in.iterdir()) == []
