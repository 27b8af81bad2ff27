"""Do the documents say what the code says?"""

import ast
import re
import tomllib

import pytest
from django.apps import apps

from rodatraden.config import reference, slices
from tests.architecture.source import CHECKOUT, program

DOCS = CHECKOUT / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text()


@pytest.mark.parametrize("name", ["settings.md", "commands.md", "folder.md"])
def test_the_reference_is_what_the_code_says(name: str) -> None:
    written = (DOCS / "reference" / name).read_text()

    assert written == reference.pages()[name], "run: rodatraden reference"


def test_every_setting_is_told_of() -> None:
    assert {each.name for each in reference.readings()} == set(reference.SETTINGS)


def test_only_the_environment_module_reads_the_environment() -> None:
    readers = [
        f"{module.place}:{node.lineno}"
        for module in program()
        if module.place != "config/environment.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ.get", "os.getenv"}
    ]

    assert readers == []


def test_every_command_says_what_it_does() -> None:
    silent = [name for name, command in reference.commands().items() if command.help[-1:] not in {".", "…"}]

    assert silent == []


def test_every_built_slice_is_on_the_map() -> None:
    drawn = (DOCS / "map.md").read_text()

    assert [name for name in slices.BUILT if f"**{name}**" not in drawn] == []


def terms() -> set[str]:
    """Models and the public frozen dataclasses and enums of rules, as words."""
    named = {model.__name__ for model in apps.get_models() if model.__module__.startswith("rodatraden.")}
    for module in program():
        if module.room == "rules":
            for node in module.tree.body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not _is_detail(node):
                    named.add(node.name)
    return {re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() for name in named}


def _is_detail(node: ast.ClassDef) -> bool:
    """A kind of change (told of in reference/folder.md), or what such kinds share."""
    kinds = [ast.unparse(decorator) for decorator in node.decorator_list]
    return node.name in {"Begins", "Alters"} or any(kind.startswith("kind(") for kind in kinds)


def test_every_term_is_in_the_glossary() -> None:
    explained = {line.split("|")[1].strip().lower() for line in GLOSSARY.splitlines() if line.startswith("| ")}

    assert sorted(terms() - explained) == []


def test_the_glossary_is_complete_and_in_order() -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in GLOSSARY.splitlines() if line.startswith("| ")]
    english = [row[0].lower() for row in rows[2:] if row[0] != "English"]

    assert all(len(row) == 3 and all(row) for row in rows)
    assert english == sorted(english)
    assert len(english) == len(set(english))


def test_decisions_about_the_house_are_short_and_numbered() -> None:
    records = sorted(path for path in (DOCS / "adr").glob("*.md"))

    assert [path.name[:4] for path in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    assert {path.name: lines for path in records if (lines := len(path.read_text().splitlines())) > 45} == {}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-uv.lock"])
def test_locks_hold_hashes_and_no_addresses(lock: str) -> None:
    text = (CHECKOUT / lock).read_text()

    assert "://" not in text
    assert re.findall(r"^[a-z0-9].*==(?!.*\\$).*$", text, re.MULTILINE) == []


def test_the_development_lock_has_the_versions_that_run() -> None:
    run, dev = (pinned((CHECKOUT / name).read_text()) for name in ("requirements.lock", "requirements-dev.lock"))

    assert run.items() <= dev.items()


def pinned(lock: str) -> dict[str, str]:
    """The version of each package in a lock."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", lock, re.MULTILINE))


def test_every_dependency_has_its_reason() -> None:
    text = (CHECKOUT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    lists = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    named = [name for group in lists for name in group if isinstance(name, str)]

    assert [name for name in named if not re.search(rf'^\s*"{re.escape(name)}",\s+# \w', text, re.MULTILINE)] == []


def test_every_locked_dependency_is_asked_for_and_locked() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    asked = {re.split(r"[\[<>=]", name)[0].lower() for name in project["dependencies"]}

    assert asked <= set(pinned((CHECKOUT / "requirements.lock").read_text()))
