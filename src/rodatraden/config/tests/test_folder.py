"""Does a folder become the database, all of it or nothing, and the database the same folder?"""

import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.db import connection
from django.test import TestCase, override_settings
from hypothesis import given, settings

from rodatraden.config import database, folder
from rodatraden.config.tests.make import (
    ARMS,
    AT,
    DECISION,
    EXAMPLES,
    MUNICIPALITY,
    PEOPLE,
    WHOLE,
    counts,
    everything,
    faults,
    fresh,
    load,
    reasons,
    written,
)
from rodatraden.decisions import actions as register
from rodatraden.decisions.actions import NewDecision
from rodatraden.files import writing
from rodatraden.files.faults import Refused
from rodatraden.journal.models import Entry
from rodatraden.organisation import actions as organisation
from rodatraden.organisation.tests.histories import histories

DESCRIPTION = organisation.Description(
    code="k", name="K", root="K", fictional=True, accent="#9b2226", coat_of_arms="", about="", sources=()
)
PEOPLE_IN_ORDER = "".join([PEOPLE.splitlines(keepends=True)[number] for number in (0, 3, 2, 1)])

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_an_example_comes_back_from_its_export_as_it_was_and_again_changes_nothing(name: str, tmp_path: Path) -> None:
    exported = tmp_path / "exported"
    with fresh(), override_settings(DOCUMENTS_FOLDER=tmp_path / "documents"):
        with TestCase.captureOnCommitCallbacks(execute=True):  # documents are kept when all else is stored
            assert sum(len(part.added) for part in load(EXAMPLES / name)) > 0
        first = everything()
        folder.export(exported)
    with fresh():
        load(exported)
        assert everything() == first
        entries = Entry.objects.count()
        again = load(exported)
        assert [(part.part, part.added, part.changed) for part in again if part.added or part.changed] == []
        assert Entry.objects.count() == entries


def test_a_folder_is_loaded_whole(tmp_path: Path) -> None:
    loaded = load(written(tmp_path))

    assert {part.part: (part.added, part.changed, part.unchanged) for part in loaded if part.added or part.changed} == {
        "Decisions": (["KF-2020-001"], [], 0),
        "Municipality": (["Norrby kommun"], [], 0),
        "Accounts and posts held": (
            ["kd@norrby.example KD", "hr@norrby.example HR", "admin@norrby.example ADMIN"], [], 0,
        ),
    }  # fmt: skip


def test_the_same_folder_twice_changes_nothing(tmp_path: Path) -> None:
    load(written(tmp_path))
    before, entries = everything(), Entry.objects.count()

    again = load(tmp_path)

    assert {part.part: (part.added, part.changed, part.unchanged) for part in again if part.unchanged} == {
        "Decisions": ([], [], 1),
        "Municipality": ([], [], 1),
        "Accounts and posts held": ([], [], 3),
    }
    assert (everything(), Entry.objects.count()) == (before, entries)


def test_a_trial_run_tells_what_would_change_and_stores_nothing(tmp_path: Path) -> None:
    before = counts()

    loaded = load(written(tmp_path), dry_run=True)

    assert [part.added for part in loaded][:3] == [["KF-2020-001"], ["Norrby kommun"], [*loaded[2].added]]
    assert counts() == before
    assert not Entry.objects.exists()


def test_a_folder_of_which_only_some_changed_stores_only_that(tmp_path: Path) -> None:
    load(written(tmp_path))
    written(tmp_path, {"municipality.yaml": MUNICIPALITY.replace("för prov", "för fler prov")})

    loaded = load(tmp_path)

    assert [(part.part, part.added, part.changed) for part in loaded if part.added or part.changed] == [
        ("Municipality", [], ["Norrby kommun"])
    ]


@given(histories(most=8))
@settings(max_examples=6)
def test_any_history_comes_back_from_its_export_as_it_was(taken: list[NewDecision]) -> None:
    with fresh():
        register.record_decisions(decisions=taken, by="test", at=AT)
        organisation.describe_municipality(description=DESCRIPTION, by="test")
        first = everything()
        folder.export(place := Path(mkdtemp()))
    with fresh():
        load(place)
        assert everything() == first
    shutil.rmtree(place)


def test_every_fault_of_every_file_is_told_in_one_go_and_nothing_stored(tmp_path: Path) -> None:
    before = counts()
    files = {
        **WHOLE,
        "municipality.yaml": MUNICIPALITY.replace("#9b2226", "#ffff00") + "coat_of_arms: vapen.svg\n",
        "vapen.svg": ARMS.replace("<path", "<script/><path"),
        "decisions/KF-2020-002.yaml": "code: KF-2020-002\ntitle: Utan dag\ndecided_by: KF\nright: lag\n",
        "decisions/KF-2020-003.yaml": DECISION.replace("KF-2020-001", "KF-2020-003").replace("KF\n", "NOBODY\n"),
        "people.csv": PEOPLE + "x@norrby.example;X;NO;2020-01-01;\n",
        "plann.csv": "typ\n",
        "rounds.csv": "kod;titell\n",
    }

    found = faults(written(tmp_path, files))

    assert {fault[0] for fault in found} == {
        "municipality.yaml", "vapen.svg", "decisions/KF-2020-002.yaml", "decisions/KF-2020-003.yaml", "people.csv",
        "plann.csv", "rounds.csv",
    }  # fmt: skip
    assert ("decisions/KF-2020-002.yaml", 1, "decided_on", "") in found
    assert ("decisions/KF-2020-002.yaml", 4, "right", "lag") in found
    assert ("decisions/KF-2020-003.yaml", 4, "decided_by", "NOBODY") in found
    assert ("decisions/KF-2020-003.yaml", 12, "change", "unit:NORRBY") in found
    assert ("people.csv", 5, "post", "NO") in found
    assert counts() == before
    assert not Entry.objects.exists()


def test_what_only_follows_from_a_decision_that_cannot_be_read_is_not_told(tmp_path: Path) -> None:
    plan = (
        "typ;kod;namn;under;enhet;från\nmål;nara;Nära vård;trygg;KS;2020-01-01\n"
        "mål;trygg;Trygga hem;;KLF;2020-01-01\nmål;fel;Fel enhet;;NIX;2020-01-01\n"
    )
    files = {**WHOLE, "decisions/KF-2020-001.yaml": DECISION.replace("decided_on", "decidedon"), "plan.csv": plan}

    found = faults(written(tmp_path, files))

    assert sorted((file, field, value) for file, _line, field, value in found) == [
        ("decisions/KF-2020-001.yaml", "decided_on", ""),
        ("decisions/KF-2020-001.yaml", "decidedon", "2020-01-01"),
        ("plan.csv", "enhet", "NIX"),
    ]


@pytest.mark.parametrize(
    "name",
    ["plann.csv", "PLAN.CSV", "budget.xls", "kommun.yml", "decisions.yaml", "decisions/KF-2020-002.yml", "decisions/KF.YAML", "decisions/plan.csv", "decisions/municipality.yaml.csv"],
)  # fmt: skip
def test_a_file_that_nobody_reads_is_told(tmp_path: Path, name: str) -> None:
    assert faults(written(tmp_path, {**WHOLE, name: ""})) == [(name, None, "", "")]


@pytest.mark.parametrize("name", ["README.md", "protokoll.pdf", ".DS_Store", "bilagor/plan.csv", "decisions/README.md"])
def test_other_files_may_lie_there(tmp_path: Path, name: str) -> None:
    assert faults(written(tmp_path, {**WHOLE, name: "x"})) == []


def test_a_missing_folder_and_a_file_in_its_place_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")

    assert reasons(tmp_path / "no") == ["There is no such folder."]
    assert reasons(tmp_path / "a") == ["There is no such folder."]


def test_a_folder_without_a_description_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path) == [("municipality.yaml", None, "", "")]
    assert reasons(tmp_path) == ["The file is missing or can't be opened."]


def test_a_sheet_may_be_csv_or_excel_but_not_both(tmp_path: Path) -> None:
    both = written(tmp_path)
    (both / "people.xlsx").write_bytes(writing.template(folder.schemas()["people"], sheet="people"))

    assert faults(both) == [("people.xlsx", None, "", "")]
    (both / "people.csv").unlink()
    assert faults(both) == []


def test_another_municipality_is_refused_and_the_first_left_as_it_was(tmp_path: Path) -> None:
    load(written(tmp_path / "one"))
    before = everything()
    other = {"municipality.yaml": MUNICIPALITY.replace("norrby", "soderby").replace("NORRBY", "SODERBY")}
    other["decisions/KF-2020-001.yaml"] = DECISION.replace("KF-2020-001", "SB-1")
    other["decisions/SB-1.yaml"] = other.pop("decisions/KF-2020-001.yaml")

    found = reasons(written(tmp_path / "other", other))

    assert found == ["The database holds Norrby kommun. Use another RODATRADEN_HOME for a second municipality."]
    assert everything() == before


def test_an_export_needs_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("x")

    with pytest.raises(folder.NotEmpty):
        folder.export(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.django_db(transaction=True)
def test_an_export_sees_one_moment_whoever_writes_meanwhile(tmp_path: Path) -> None:
    load(written(tmp_path / "in"))
    with database.one_moment(), connection.cursor() as cursor:
        folder.export(tmp_path / "out")
        if connection.vendor == "postgresql":
            cursor.execute("SHOW TRANSACTION ISOLATION LEVEL")
            assert cursor.fetchone() == ("repeatable read",)

    assert (tmp_path / "out" / "municipality.yaml").exists()


def test_an_export_makes_the_folder_and_writes_what_a_person_can_read(tmp_path: Path) -> None:
    load(written(tmp_path / "in"))

    folder.export(tmp_path / "a" / "b")

    place = tmp_path / "a" / "b"
    assert (place / "vapen.svg").read_text() == ARMS
    text = (place / "decisions" / "KF-2020-001.yaml").read_text()
    assert "reasons: |" in text
    assert "yearly_cost: '1450000.50'" in text or "yearly_cost: 1450000.5" in text
    assert "effective_on: 2020-02-01" in text
    assert (place / "people.csv").read_text("utf-8-sig") == PEOPLE_IN_ORDER


def test_the_parts_are_loaded_from_the_floor_up() -> None:
    names = [part.__name__.split(".")[1] for part in folder.parts()]  # type: ignore[attr-defined]  # a part is a module

    assert names.index("decisions") < names.index("organisation") < names.index("access")


def test_a_refusal_names_everything_in_one_text(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        load(written(tmp_path, people=PEOPLE.replace("KD;", "NO;")))

    assert str(refused.value) == "people.csv:2: post «NO»: No decision establishes this post."
