"""Are a proposal's documents kept, shown to those who may prepare it and nobody else, and frozen when it is decided?"""

from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import LazySettings, settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rodatraden.decisions import models as decided
from rodatraden.files import vault
from rodatraden.journal.models import Entry
from rodatraden.matters import models
from rodatraden.matters.actions import deciding, documents
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.tests.drafting import AT, begun, fresh, municipality, taken
from rodatraden.matters.tests.drafting_pages import HOSTILE, MOVED, decision_form_of, sent, shown, sign_in, text

pytestmark = pytest.mark.django_db

HELD = b"%PDF-1.7 ett"


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    municipality()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture(autouse=True)
def kept_in(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DOCUMENTS_FOLDER = tmp_path / "kept"
    return tmp_path / "kept"


@pytest.fixture
def director(client: Client) -> Client:
    return sign_in(client, "KD")


def attached(proposal: models.Proposal, name: str = "Bilaga.pdf", held: bytes = HELD) -> models.DraftDocument:
    return documents.attach(code=proposal.code, name=name, content=lambda: [held], by="test", at=AT)


def uploaded(client: Client, proposal: models.Proposal, *files: tuple[str, bytes], status: int = 302) -> str:
    """What the page says when documents are sent."""
    given = [SimpleUploadedFile(name, held) for name, held in files]
    answer = client.post(
        f"/forslag/{proposal.code}/handlingar", {"do": "attach", "documents": given}, follow=status == 302
    )
    assert (answer.redirect_chain[0][1] if status == 302 else answer.status_code) == status
    return text(answer.content.decode())


def fetched(client: Client, address: str) -> bytes:
    """What a document holds."""
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def names(proposal: models.Proposal) -> list[str]:
    return [each.file for each in proposal.documents.order_by("position")]


def leftovers(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def test_several_documents_are_attached_at_once_and_listed(director: Client, kept_in: Path) -> None:
    proposal = begun(MOVED)
    before = fresh(proposal).revision
    page = uploaded(director, proposal, ("Bilaga å.pdf", HELD), ("Kalkyl.xlsx", b"x" * 2048))

    assert "2 documents are attached." in page
    assert names(proposal) == ["Bilaga å.pdf", "Kalkyl.xlsx"]
    row = proposal.documents.get(file="Bilaga å.pdf")
    assert (row.size, row.sha256) == (len(HELD), vault.measure(kept_in / row.sha256).sha256)
    for said in ("Bilaga å.pdf", "2.0 KB", f"SHA-256 {row.sha256}", "at most 50 MB each"):
        assert said in page.replace("\xa0", " ")
    assert fresh(proposal).revision > before
    assert not any(each.stat().st_mode & 0o111 for each in kept_in.iterdir())


def test_a_document_is_handed_out_to_save_and_never_opened(director: Client) -> None:
    proposal = begun()
    attached(proposal, "sida.html", b"<script>alert(1)</script>")
    attached(proposal, "kör.exe", b"MZ\x90")

    for name, held in (("sida.html", b"<script>alert(1)</script>"), ("kör.exe", b"MZ\x90")):
        answer = director.get(f"/forslag/{proposal.code}/handling/{name}")
        assert b"".join(answer.streaming_content) == held  # type: ignore[attr-defined]
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["Cache-Control"] == "private, no-store"


def test_what_is_wrong_with_a_document_is_told_and_the_others_are_kept(
    director: Client, settings: LazySettings, kept_in: Path
) -> None:
    settings.RODATRADEN_MAX_FILE_MB = 1
    proposal = begun()
    page = uploaded(
        director,
        proposal,
        ("bra.txt", b"bra"),
        ("tom.txt", b""),
        ("stor.bin", b"x" * 1_100_000),
        ("samma.txt", b"bra"),
        status=422,
    )

    assert names(proposal) == ["bra.txt"]
    assert "1 document is attached." in page
    assert "tom.txt is empty." in page
    assert "stor.bin is larger than 1 MB." in page
    assert "samma.txt is attached already, as bra.txt" in page
    assert len(leftovers(kept_in)) == 1
    assert "Choose a file." in uploaded(director, proposal, status=422)


def test_a_document_too_many_is_refused(director: Client, kept_in: Path) -> None:
    proposal = begun()
    for number in range(50):
        attached(proposal, f"{number}.txt", str(number).encode())

    assert "a decision has at most 50 documents" in uploaded(director, proposal, ("51.txt", b"51"), status=422)
    assert proposal.documents.count() == 50
    assert len(leftovers(kept_in)) == 50


@pytest.mark.parametrize(("name", "file"), [
    ("../../etc/passwd", "passwd"),
    ("C:\\hem\\avtal.docx", "avtal.docx"),
    (f"{HOSTILE}.html", "script.html"),
    ("fakt\u202egpj.exe", "faktgpj.exe"),
    ("rad\r\nny\x00.txt", "radny.txt"),
    ("å" * 400 + ".pdf", "å" * 98 + ".pdf"),
])  # fmt: skip
def test_odd_names_lead_nowhere(director: Client, kept_in: Path, name: str, file: str) -> None:
    proposal = begun()
    row = attached(proposal, name)

    assert row.file == file
    assert row.title.isprintable()
    assert fetched(director, f"/forslag/{proposal.code}/handling/{file}") == HELD
    assert HOSTILE not in shown(director, f"/forslag/{proposal.code}")
    assert leftovers(kept_in) == [row.sha256]
    assert taken(proposal)


def test_two_with_the_same_name_get_a_name_each() -> None:
    proposal = begun()

    assert attached(proposal, "Bilaga.pdf", b"1").file == "Bilaga.pdf"
    assert attached(proposal, "BILAGA.pdf", b"2").file == "BILAGA (2).pdf"


def test_a_document_that_is_taken_away_is_thrown_away(director: Client, kept_in: Path) -> None:
    proposal, other = begun(), begun()
    row, same, alone = attached(proposal), attached(other), attached(proposal, "egen.txt", b"egen")
    address = f"/forslag/{proposal.code}/handlingar"

    for key in (row.pk, alone.pk):
        answer = director.post(address, {"do": "detach", "key": key})
        assert answer.headers["Location"] == f"/forslag/{proposal.code}#handlingar"
    assert names(proposal) == []
    assert director.get(f"/forslag/{proposal.code}/handling/egen.txt").status_code == 404
    assert leftovers(kept_in) == [same.sha256]  # another proposal has the same content
    for strange in (str(same.pk), "x", "9" * 30):
        assert "meanwhile" in text(
            director.post(address, {"do": "detach", "key": strange}, follow=True).content.decode()
        )
    assert names(other) == ["Bilaga.pdf"]


@pytest.mark.parametrize("post", ["ADMIN", "REVISOR", "REKTOR", "SKOLCHEF", "STRATEG", "HR", None])
def test_nobody_else_fetches_or_attaches_or_learns_of_a_document(client: Client, post: str | None) -> None:
    proposal = begun()
    row = attached(proposal, "Hemlig bilaga.pdf")
    if post:
        sign_in(client, post)

    there = client.get(f"/forslag/{proposal.code}/handling/{row.file}")
    assert there.status_code == client.get(f"/forslag/{proposal.code}/handling/saknas").status_code
    assert there.status_code in {403, 404}
    tried: list[dict[str, object]] = [
        {"do": "attach", "documents": SimpleUploadedFile("a", b"a")},
        {"do": "detach", "key": row.pk},
    ]
    for given in tried:
        refused = client.post(f"/forslag/{proposal.code}/handlingar", given)
        assert refused.status_code in {403, 404}
        assert "Hemlig" not in refused.content.decode()
    assert names(proposal) == [row.file]


def test_the_journal_never_says_what_a_document_is_called() -> None:
    row = attached(begun(), "Hemlig bilaga.pdf")
    documents.detach(code=row.proposal.code, key=row.pk, by="test", at=AT)

    entries = Entry.objects.filter(code__startswith="matters.proposal.document")
    assert entries.count() == 2
    assert not [each for each in entries if "Hemlig" in f"{each.label}{each.details}"]


def test_documents_of_a_proposal_that_is_laid_aside_are_not_handed_out(director: Client) -> None:
    proposal = begun()
    row = attached(proposal)
    address = f"/forslag/{proposal.code}/handling/{row.file}"
    actions.discard(code=proposal.code, by="test", at=AT)

    assert director.get(address).status_code == 404
    page = shown(director, f"/forslag/{proposal.code}")
    assert row.file in page
    assert address not in page
    assert "Nothing of this is saved" in uploaded(director, proposal, ("b.txt", b"b"))
    assert "Nothing of this is saved" in text(
        director.post(f"/forslag/{proposal.code}/handlingar", {"do": "detach", "key": row.pk}, follow=True).content.decode()
    )  # fmt: skip
    assert director.get(f"/forslag/{proposal.code}/handlingar").status_code == 302
    assert names(proposal) == [row.file]

    actions.take_up(code=proposal.code, by="test", at=AT)
    assert fetched(director, address) == HELD


def test_a_decided_proposal_gives_its_documents_to_the_decision(director: Client, client: Client) -> None:
    proposal = begun(MOVED)
    row = attached(proposal, "Riskbedömning §.pdf")
    assert row.title in shown(director, f"/forslag/{proposal.code}/besluta")
    director.post(f"/forslag/{proposal.code}/besluta", decision_form_of(proposal))
    code = fresh(proposal).decision

    kept = decided.Document.objects.get(decision__code=code)
    assert (kept.file, kept.title, kept.sha256, kept.size) == (row.file, row.title, row.sha256, row.size)
    public = f"/beslut/{code}/handling/{kept.file}"
    assert fetched(Client(), public) == HELD
    assert row.title in shown(Client(), f"/beslut/{code}")
    moved_to = director.get(f"/forslag/{proposal.code}/handling/{row.file}")
    assert unquote(moved_to.headers["Location"]) == public
    uploaded(director, proposal, ("ny.txt", b"ny"))
    director.post(f"/forslag/{proposal.code}/handlingar", {"do": "detach", "key": row.pk})
    assert names(proposal) == [row.file]
    assert decided.Document.objects.count() == 1


def test_a_document_that_is_lost_stops_the_decision(director: Client) -> None:
    proposal = begun(MOVED)
    vault.forget(attached(proposal).sha256)

    assert director.get(f"/forslag/{proposal.code}/handling/Bilaga.pdf").status_code == 404
    with pytest.raises(deciding.DocumentsLost):
        taken(proposal)
    refused = director.post(f"/forslag/{proposal.code}/besluta", decision_form_of(proposal))
    assert refused.status_code == 409
    assert "Bilaga.pdf is lost" in text(refused.content.decode())


def test_an_alternative_begins_with_the_same_documents(director: Client, kept_in: Path) -> None:
    first = begun(MOVED)
    row = attached(first)
    sent(director, first, "alternative", label="Utan lön")
    second = models.Proposal.objects.get(label="Utan lön")

    assert names(second) == [row.file]
    documents.detach(code=first.code, key=row.pk, by="test", at=AT)
    assert leftovers(kept_in) == [row.sha256]
    documents.detach(code=second.code, key=second.documents.get().pk, by="test", at=AT)
    assert leftovers(kept_in) == []
