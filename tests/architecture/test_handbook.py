"""Do the documents' links lead somewhere, do the handbook's commands exist, and does its example really load?"""

import re
import shlex
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from django.core.management import get_commands, load_command_class

from rodatraden.config import folder
from tests.architecture.source import CHECKOUT

HANDBOOK: Final = CHECKOUT / "docs" / "handbok"
AT: Final = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

_FENCE: Final = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_FILE: Final = re.compile(r"^`([\w./-]+\.(?:yaml|csv))`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
_COMMAND: Final = re.compile(r"\brodatraden ((?:[a-z]+)(?: [^`\n#]*)?)")


def documents() -> list[Path]:
    """README, the folder of documents and what the examples say of themselves."""
    return [CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", *sorted((CHECKOUT / "docs").rglob("*.md"))]


def headings(document: Path) -> set[str]:
    """What a link may name after #, as GitHub makes it from the headings."""
    lines = re.findall(r"^#+ (.+)$", _FENCE.sub("", document.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def leads_nowhere(document: Path, link: str) -> bool:
    """Whether a link to a file of ours, or to a heading in it, is broken. Addresses elsewhere are not followed."""
    if re.match(r"[a-z]+:", link):
        return False
    name, _, heading = link.partition("#")
    place = document.parent / name if name else document
    return not place.exists() or (bool(heading) and heading not in headings(place))


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_every_link_leads_to_something(document: Path) -> None:
    text = _FENCE.sub("", document.read_text())

    assert [link for link in _LINK.findall(text) if leads_nowhere(document, link)] == []


def test_every_chapter_is_in_the_index() -> None:
    index = (HANDBOOK / "README.md").read_text()

    assert [
        each.name for each in HANDBOOK.glob("*.md") if each.name != "README.md" and f"({each.name})" not in index
    ] == []


def commands() -> Iterator[tuple[str, str]]:
    """Every command that the handbook and the README name, with the document: in a block or in code within a line."""
    for document in (CHECKOUT / "README.md", *sorted(HANDBOOK.glob("*.md"))):
        text = document.read_text()
        blocks = [found.group(3) for found in _FENCE.finditer(text)]
        spans = re.findall(r"`([^`\n]+)`", _FENCE.sub("", text))
        for code in (*blocks, *spans):
            for found in _COMMAND.finditer(code):
                yield document.name, found.group(1).strip()


@pytest.mark.parametrize(("document", "command"), sorted(set(commands())))
def test_every_command_exists_with_its_options(document: str, command: str) -> None:
    name, *words = shlex.split(command)

    assert name in get_commands(), document
    known = options(name)
    assert [word for word in words if word.startswith("-") and word not in known] == []


def options(name: str) -> set[str]:
    """Every option that a command takes."""
    parser: ArgumentParser = load_command_class(get_commands()[name], name).create_parser("rodatraden", name)
    return {option for action in parser._actions for option in action.option_strings}


def test_the_handbook_names_commands() -> None:
    assert {command.split()[0] for _, command in commands()} >= {
        "load",
        "export",
        "template",
        "changepassword",
        "doctor",
    }


@pytest.mark.django_db
def test_the_small_municipality_of_the_handbook_loads_and_stays_the_same(tmp_path: Path) -> None:
    for name, text in _FILE.findall((HANDBOOK / "kommunmappen.md").read_text()):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert (tmp_path / "municipality.yaml").is_file()

    first = folder.load(tmp_path, by="test", at=AT)
    again = folder.load(tmp_path, by="test", at=AT)

    assert "KF-2025-001" in first[0].added
    assert [each.added + each.changed for each in again] == [[]] * len(again)
