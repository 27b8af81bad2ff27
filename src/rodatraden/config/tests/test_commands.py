"""Do the commands say what they did, in whole sentences, and end as a script expects?"""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import update_last_login
from django.contrib.auth.signals import user_logged_in
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings
from python_calamine import load_workbook

from rodatraden.config import database, folder
from rodatraden.config.management.commands import doctor
from rodatraden.config.tests.make import DECISION, PEOPLE, WHOLE, counts, load, written
from rodatraden.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def run(*words: object, **options: Any) -> str:
    """What a command prints."""
    out = io.StringIO()
    call_command(*map(str, words), stdout=out, **options)
    return out.getvalue()


def refused(*words: object) -> list[str]:
    """What a command says when it gives up."""
    with pytest.raises(CommandError) as error:
        run(*words)
    assert error.value.returncode == 1
    return str(error.value).splitlines()


def test_load_tells_what_each_part_did(tmp_path: Path) -> None:
    said = run("load", written(tmp_path)).splitlines()

    assert said[0] == "Decisions: 1 added, 0 changed, 0 as before"
    assert said[1] == "Municipality: 1 added, 0 changed, 0 as before"
    assert said[2] == "Accounts and posts held: 3 added, 0 changed, 0 as before"
    assert said[-1] == "Stored."
    assert "Decisions: 0 added, 0 changed, 1 as before" in run("load", tmp_path)


def test_a_trial_run_of_load_lists_what_would_come(tmp_path: Path) -> None:
    before = counts()
    said = run("load", written(tmp_path), "--dry-run").splitlines()

    assert "  + KF-2020-001" in said
    assert "  + kd@norrby.example KD" in said
    assert said[-1] == "A trial run: nothing was stored."
    assert counts() == before


def test_load_lists_faults_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    people = PEOPLE + "x@norrby.example;X;NO;2020-01-01;\nY;Y;KD;2020-01-01;\n"
    unknown = {**WHOLE, "people.csv": people, "a.csv": "x"}

    said = refused("load", written(tmp_path, unknown))

    assert said[0].startswith("a.csv: Nothing reads this file.")
    assert said[1] == "people.csv:5: post «NO»: No decision establishes this post."
    assert said[2].startswith("people.csv:6: konto «Y»: ")
    assert said[3:] == ["", "3 faults. Nothing was stored."]
    assert not Entry.objects.exists()


def test_load_of_no_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    assert refused("load", tmp_path / "no") == [
        f"{tmp_path}/no: There is no such folder.", "", "1 fault. Nothing was stored.",
    ]  # fmt: skip


def test_load_into_a_database_of_an_older_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "unapplied", lambda: ["decisions.0002_more"])

    assert refused("load", written(tmp_path)) == ["The database is older than the program. Run: rodatraden migrate"]


def test_all_migrations_are_applied_to_a_new_database() -> None:
    assert database.unapplied() == []


def test_export_says_where_it_wrote_and_never_writes_over(tmp_path: Path) -> None:
    load(written(tmp_path / "in"))

    assert run("export", tmp_path / "out") == f"Written to {tmp_path}/out.\n"
    assert refused("export", tmp_path / "out") == [f"The folder {tmp_path}/out is not empty. Choose a new one."]
    (tmp_path / "file").write_text("")
    assert refused("export", tmp_path / "file")[0].startswith("The folder can't be written: ")
    assert refused("export", tmp_path / "file" / "under")[0].startswith("The folder can't be written: ")


def test_import_reads_one_sheet(tmp_path: Path) -> None:
    load(written(tmp_path))
    sheet = tmp_path / "Nya konton.csv"
    sheet.write_text("konto;benämning;post;från\nny@norrby.example;Ny;HR;2021-01-01\n")

    assert "  + ny@norrby.example HR" in run("import", "people", sheet, "--dry-run")
    assert "1 added" in run("import", "people", sheet)
    assert "1 as before" in run("import", "people", sheet)


def test_import_tells_faults_by_the_name_of_the_file_that_was_given(tmp_path: Path) -> None:
    sheet = tmp_path / "Nya konton.csv"
    sheet.write_text("konto;benämning;post;från\nny@norrby.example;Ny;NO;2021-01-01\n")

    assert refused("import", "people", sheet)[0].startswith("Nya konton.csv:2: post «NO»: ")


@pytest.mark.parametrize("name", ["no.csv", "people.txt", "."])
def test_import_of_what_is_no_sheet_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "people.txt").write_text("x")

    assert "it must end in .csv or .xlsx" in refused("import", "people", tmp_path / name)[0]


def test_import_and_template_know_their_kinds_of_files(tmp_path: Path) -> None:
    assert refused("import", "peple", tmp_path / "x.csv")[0].startswith("Unknown kind of file peple. Choose one of: ")
    assert refused("template", "peple")[0].startswith("There is no template peple. Choose one of: ")


@pytest.mark.parametrize("name", sorted(folder.schemas()))
def test_a_template_can_be_filled_in_and_read_back(tmp_path: Path, name: str) -> None:
    out = tmp_path / f"{name}.xlsx"

    assert run("template", name, "--out", out) == f"Written to {out}.\n"

    heading = load_workbook(str(out)).get_sheet_by_index(0).to_python()
    assert len(heading) == 1
    assert all(isinstance(cell, str) and cell for cell in heading[0])


def test_a_template_is_written_where_one_stands_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    run("template", "people")

    assert (tmp_path / "people.xlsx").exists()


@pytest.fixture
def _as_before(settings: Settings) -> Iterator[None]:
    """`get` sets the whole process up for reading; a process of tests goes on."""
    settings.SESSION_ENGINE = settings.SESSION_ENGINE
    yield
    user_logged_in.connect(update_last_login, dispatch_uid="update_last_login")


@pytest.mark.usefixtures("_as_before")
class TestGet:
    def test_prints_what_an_address_gives(self, tmp_path: Path) -> None:
        load(written(tmp_path))

        said = json.loads(run("get", "organisation.json?on=2020-03-01"))

        assert said["on"] == "2020-03-01"
        assert {post["code"]: post["yearly_cost"] for post in said["posts"]} == {
            "ADMIN": None,
            "HR": None,
            "KD": "1450000.50",
        }

    def test_prints_a_file_as_it_is(self, tmp_path: Path) -> None:
        load(written(tmp_path))

        lines = run("get", "/organisation.csv?on=2020-03-01").splitlines()

        assert lines[0].count(";") == 4
        assert lines[1].startswith("Norrby kommun;NORRBY;")

    @pytest.mark.parametrize("role", ["citizen", "manager", "director"])
    def test_reads_nothing_that_the_role_may_not(self, tmp_path: Path, role: str) -> None:
        load(written(tmp_path, people=PEOPLE.replace("2021-01-01", "")))

        assert refused("get", "/konton", "--as", role) == ["The address answered 403."]

    def test_reads_what_the_role_may(self, tmp_path: Path) -> None:
        load(written(tmp_path))

        assert "hr@norrby.example" not in run("get", "/konton", "--as", "admin")
        assert "kd@norrby.example" in run("get", "/konton", "--as", "admin")

    def test_says_when_nobody_has_the_role(self, tmp_path: Path) -> None:
        load(written(tmp_path))

        assert refused("get", "/", "--as", "auditor") == [
            "Nobody holds a post with the role auditor today. Look in people.csv."
        ]

    def test_says_what_an_address_answered_when_it_is_none(self) -> None:
        assert refused("get", "/no/such/page") == ["The address answered 404."]

    def test_leaves_no_trace(self, tmp_path: Path) -> None:
        load(written(tmp_path))
        before, entries = counts(), Entry.objects.count()

        run("get", "/konton", "--as", "admin")

        assert (counts(), Entry.objects.count()) == (before, entries)

    @pytest.mark.parametrize("hosts", [["norrby.example"], [".norrby.example"], ["*"], ["a.example", "b.example"]])
    def test_works_where_the_program_answers_to_another_name(
        self, tmp_path: Path, settings: Settings, hosts: list[str]
    ) -> None:
        load(written(tmp_path))
        settings.ALLOWED_HOSTS = hosts

        assert "units" in run("get", "/organisation.json")

    def test_works_where_the_program_insists_on_https(self, tmp_path: Path, settings: Settings) -> None:
        load(written(tmp_path))
        settings.SECURE_SSL_REDIRECT = True
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

        assert "units" in run("get", "/organisation.json")


def test_doctor_finds_a_program_that_works_and_whose_municipality_it_is(tmp_path: Path) -> None:
    empty = run("doctor")
    load(written(tmp_path))

    assert "! Municipality: none is loaded\n    → rodatraden load DIR" in empty
    assert "✓ Municipality: Norrby kommun" in run("doctor")
    assert "✗" not in empty


def test_doctor_tells_of_what_is_broken_and_how_it_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "unapplied", lambda: ["decisions.0002_more"])
    out = io.StringIO()

    with pytest.raises(CommandError, match="Something must be mended"):
        call_command("doctor", stdout=out)
    assert "    → rodatraden migrate" in out.getvalue()


def test_doctor_warns_of_what_is_unwise(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEBUG = True
    monkeypatch.setenv("RODATRADEN_HOSTS", "norrby.example")
    monkeypatch.setattr(doctor, "_LITTLE_SPACE", 10**18)

    said = run("doctor")

    assert "! RODATRADEN_DEBUG: 1" in said
    assert "! RODATRADEN_HTTPS: 0" in said
    assert "Free some space." in said


def test_doctor_tries_the_mail_server(settings: Settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    assert "Look at RODATRADEN_MAIL_HOST and RODATRADEN_MAIL_PORT." in run("doctor")


def test_doctor_tells_of_a_folder_that_it_may_not_write_to(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.FACTS_FOLDER = tmp_path / "file" / "facts"

    with pytest.raises(CommandError, match="Something must be mended"):
        run("doctor")


def test_an_unreadable_decision_is_told_with_its_folder(tmp_path: Path) -> None:
    files = {**WHOLE, "decisions/KF-2020-002.yaml": DECISION.replace("title:", "\ttitle:")}

    assert refused("load", written(tmp_path, files))[0].startswith("decisions/KF-2020-002.yaml:3: Not valid YAML")


LIST = "sort;kod;namn;slag;under\nenhet;K;Kommunen;kommun;\nbefattning;KD;Direktör;kommundirektör;K\n"


def test_a_list_of_the_organisation_opens_the_register_from_its_own_template(tmp_path: Path) -> None:
    run("template", "organisation", "--out", tmp_path / "mall.xlsx")
    headings = load_workbook(str(tmp_path / "mall.xlsx")).get_sheet_by_index(0).to_python()[0]
    (tmp_path / "lista.csv").write_text(LIST)

    tried = run("import", "organisation", tmp_path / "lista.csv", "--on", "2026-01-01", "--dry-run")
    assert counts()["decisions.Decision"] == 0
    told = run("import", "organisation", tmp_path / "lista.csv", "--on", "2026-01-01")

    assert [*headings][:4] == ["sort", "kod", "namn", "slag"]
    assert tried.endswith("A trial run: nothing was stored.\n")
    assert told.startswith("The register was empty: the list is its opening decision, INGAENDE-2026-01-01.")
    assert counts()["decisions.Decision"] == 1


def test_a_list_of_the_organisation_with_faults_stores_nothing(tmp_path: Path) -> None:
    (tmp_path / "lista.csv").write_text(LIST.replace(";K\n", ";XX\n"))

    said = refused("import", "organisation", tmp_path / "lista.csv", "--on", "2026-01-01")

    assert said[0] == "lista.csv:3: «KD»: The unit XX does not exist on that day, so the post would be nowhere."
    assert counts()["decisions.Decision"] == 0
    assert refused("import", "organisation", tmp_path / "lista.pdf")[0].startswith(f"{tmp_path}/lista.pdf: ")
