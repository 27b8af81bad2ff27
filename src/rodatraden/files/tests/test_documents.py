"""Is a YAML file read under its schema, with its lines, and is no trap in it opened?"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import ConfigDict, TypeAdapter, with_config

from rodatraden.files import documents
from rodatraden.files.columns import Code, Day, Line
from rodatraden.files.faults import Refused

pytestmark = pytest.mark.usefixtures("english")


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    code: Code
    title: Line
    on: Day | None = None
    open: bool = False
    items: tuple[Line, ...] = ()
    changes: Annotated[tuple[dict[str, Any], ...], "any"] = ()


MEETING = TypeAdapter(Meeting)


def document(folder: Path, text: str | bytes) -> documents.Document:
    path = folder / "meeting.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return documents.read(path, called="meetings/meeting.yaml")


def refused(folder: Path, text: str | bytes) -> list[tuple[int | None, str, str, str]]:
    """Why a file can't be read at all: line, field, value, reason."""
    with pytest.raises(Refused) as caught:
        document(folder, text)
    assert {fault.file for fault in caught.value.faults} == {"meetings/meeting.yaml"}
    return [(fault.line, fault.field, fault.value, fault.reason) for fault in caught.value.faults]


def faults(folder: Path, text: str) -> list[tuple[int | None, str, str, str]]:
    """What does not fit the schema."""
    read = document(folder, text)
    found = documents.check(read, MEETING, read.content, ())
    assert isinstance(found, list)
    return [(fault.line, fault.field, fault.value, fault.reason) for fault in found]


def test_only_nothing_true_false_and_text_are_told_apart(tmp_path: Path) -> None:
    text = 'a: 5\nb: 2026-04-30\nc: true\nd: "true"\ne: null\nf: ~\ng:\nh: "null"\ni: yes\nj: 0x1F\nk: 1e3'

    assert document(tmp_path, text).content == {
        "a": "5", "b": "2026-04-30", "c": True, "d": "true", "e": None, "f": None, "g": None, "h": "null",
        "i": "yes", "j": "0x1F", "k": "1e3",
    }  # fmt: skip


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    read = document(tmp_path, "code: KS\nchanges:\n  - unit: A\n    name: B\n  - {unit: C, name: D}\n")

    assert read.fault(("changes", 0, "name"), "Odd.", "B").line == 4
    assert read.fault(("changes", 1, "name"), "Odd.").line == 5
    assert read.fault(("changes", 1, "parent"), "Missing.").line == 5
    assert read.fault(("title",), "Missing.").line == 1
    assert read.fault(("changes", 0, "name"), "Odd.").field == "name"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_in_whatever_encoding_it_was_saved(tmp_path: Path, encoding: str) -> None:
    assert document(tmp_path, "title: Åtgärd".encode(encoding)).content == {"title": "Åtgärd"}


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: 2",
        "a: 1\nb: *x",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
        "a: 1\nb: &b !!str text",
        "base: &base {a: 1}\nmore:\n  <<: *base",
    ],
)
def test_anchors_and_aliases_are_refused_at_the_first(tmp_path: Path, text: str) -> None:
    (found,) = refused(tmp_path, text)

    assert found[0] == 1 if text.startswith(("a: &", "base")) else 2
    assert found[3] == "Anchors (&) and aliases (*) are not allowed. Write the value out."


def test_a_bomb_of_a_billion_laughs_goes_off_nowhere(tmp_path: Path) -> None:
    levels = "\n".join(f"l{level}: &l{level} [{','.join([f'*l{level - 1}'] * 10)}]" for level in range(1, 12))

    assert refused(tmp_path, f"l0: &l0 lol\n{levels}")[0][0] == 1


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{a: " * 5_000, "- " * 10_000 + "x"])
def test_a_file_that_nests_too_deeply_is_refused(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text) == [(1, "", "", "The file nests too deeply.")]


def test_twenty_levels_are_read(tmp_path: Path) -> None:
    assert document(tmp_path, "a: " + "[" * 19 + "]" * 19).content["a"] is not None


def test_a_field_that_is_there_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    assert refused(tmp_path, "code: A\nchanges:\n  - unit: B\n    unit: C") == [
        (4, "unit", "", "The field is there twice.")
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("code: A\n\ttitle: B", 2),
        ("code: [A", 1),
        ("code: 'A", 1),
        ("code: A\n title: B", 2),
        ("a: b: c", 1),
        ("%YAML 9", 1),
        ("---\na: 1\n---\nb: 2", 3),
        ("a: |\n  b\n c: d", 3),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    (found,) = refused(tmp_path, text)

    assert found[0] == line
    assert found[3].startswith("Not valid YAML")


@pytest.mark.parametrize("escape", [r"\UFFFFFFFF", r"\U00110000"])
def test_an_escape_for_no_character_is_refused(tmp_path: Path, escape: str) -> None:
    assert refused(tmp_path, f'code: "{escape}"') == [(None, "", "", "Not valid YAML.")]


@pytest.mark.parametrize("raw", [b"a: \x00", b"a: \x07", b"\x81\x8d", b"\xff\xfea", b"a: \xed\xa0\x80\x81"])
def test_what_is_no_text_is_refused(tmp_path: Path, raw: bytes) -> None:
    assert refused(tmp_path, raw)[0][3] in {"The file is not text. Save it as plain text in UTF-8.", "Not valid YAML."}


def test_a_tag_builds_nothing(tmp_path: Path) -> None:
    assert document(tmp_path, "a: !!python/object/apply:os.system [echo]\nb: !x y").content == {"a": ["echo"], "b": "y"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "code", "", "Must be filled in."), (1, "title", "", "Must be filled in.")]),
        ("# only a comment", [(1, "code", "", "Must be filled in."), (1, "title", "", "Must be filled in.")]),
        ("code: A\ntitle:", [(2, "title", "None", "Must be text.")]),
        ("code: A\ntitle: ''", [(2, "title", "", "Must be filled in.")]),
        ("code: A\ntitle: [B]", [(2, "title", "['B']", "Must be text.")]),
        ("code: A\ntitle: {B: C}", [(2, "title", "{'B': 'C'}", "Must be text.")]),
        ("code: A\ntitle: true", [(2, "title", "True", "Must be text.")]),
        ("code: A\ntitle: B\nopen: [x]", [(3, "open", "['x']", "Must be true or false.")]),
        ("code: A\ntitle: B\nopen: kanske", [(3, "open", "kanske", "Must be true or false.")]),
        ("code: A\ntitle: B\nitems: C", [(3, "items", "C", "Must be a list.")]),
        ("code: A\ntitle: B\nitems:\n  - C\n  - [D]", [(5, "items", "['D']", "Must be text.")]),
        ("code: A\ntitle: B\nchanges:\n  - C", [(4, "changes", "C", "Must be a set of fields.")]),
        ("code: A\ntitle: B\non: i maj", [(3, "on", "i maj", "Not a day. Write it as 2026-04-30.")]),
        ("code: A\ntitle: B\nopn: true", [(3, "opn", "True", "Unknown field. Look at the spelling, or take it away.")]),
        ("- A\n- B", [(1, "", "['A', 'B']", "Must be a set of fields.")]),
        ("bara text", [(1, "", "bara text", "Must be a set of fields.")]),
    ],
)
def test_what_does_not_fit_the_schema_is_told_in_sentences_of_ours(
    tmp_path: Path, text: str, expected: list[tuple[int | None, str, str, str]]
) -> None:
    assert faults(tmp_path, text) == expected


@pytest.mark.parametrize("escape", [r"\0", r"\a", r"\x1b[31m", r"\ud800"])
def test_characters_that_no_database_holds_are_told_and_can_be_printed(tmp_path: Path, escape: str) -> None:
    ((line, field, value, reason),) = faults(tmp_path, f'code: A\ntitle: "a{escape}b"')

    assert (line, field) == (2, "title")
    assert reason == "Holds characters that can't be written. Type the text anew."
    assert value.encode().isascii() is False
    assert value.isprintable()


def test_an_unknown_field_can_be_printed_whatever_it_is_called(tmp_path: Path) -> None:
    found = faults(tmp_path, 'code: A\ntitle: B\n"\\ud800": 1')

    assert [field.isprintable() for _line, field, _value, _reason in found] == [True]


def test_a_fault_shows_a_long_value_shortened(tmp_path: Path) -> None:
    ((_line, _field, value, _reason),) = faults(tmp_path, f"code: A\ntitle: {'x' * 5_000}")

    assert value == "x" * 79 + "…"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="missing"):
        documents.read(tmp_path / "meeting.yaml")
