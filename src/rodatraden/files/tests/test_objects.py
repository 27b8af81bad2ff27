import gzip
from pathlib import Path
from typing import Any

import pytest

from rodatraden.files import objects
from rodatraden.files.faults import Refused


def found(where: Path, content: str | bytes, *within: str) -> list[tuple[int, Any]]:
    path = where / "file.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [(each.line, each.content) for each in objects.read(path, within=within)]


def refusal(where: Path, content: str | bytes, *within: str) -> tuple[int | None, str]:
    with pytest.raises(Refused) as refused:
        found(where, content, *within)
    (fault,) = refused.value.faults
    return fault.line, fault.reason


def test_each_value_is_told_with_the_line_it_begins_on(tmp_path: Path) -> None:
    assert found(tmp_path, '\n[\n {"a": 1,\n  "b": [2]},\n\n {"a": null}\n, 7]') == [
        (3, {"a": 1, "b": [2]}),
        (6, {"a": None}),
        (7, 7),
    ]
    assert found(tmp_path, "[]") == []


def test_a_list_may_stand_deep_in_the_file(tmp_path: Path) -> None:
    text = '{"x": [0],\n "data": {"y": 1, "rows":\n [\n1, 2]}, "z": 3}'

    assert found(tmp_path, text, "data", "rows") == [(4, 1), (4, 2)]
    assert refusal(tmp_path, text, "data", "finns-inte")[0] == 2
    assert refusal(tmp_path, text, "z")[0] == 4
    assert refusal(tmp_path, text)[0] == 1


@pytest.mark.usefixtures("english")
def test_a_packed_file_is_unpacked_whatever_it_is_called(tmp_path: Path) -> None:
    assert found(tmp_path, gzip.compress(b'[{"a": 1}]')) == [(1, {"a": 1})]


@pytest.mark.usefixtures("english")
def test_a_file_that_unpacks_to_more_than_can_be_read_is_refused(tmp_path: Path, settings: Any) -> None:
    settings.RODATRADEN_MAX_FILE_MB = 1

    assert "unpacks to more" in refusal(tmp_path, gzip.compress(b"[" + b" " * 5 * 1024 * 1024 + b"]"))[1]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        ("", 1, "a list"),
        ("{}", 1, "a list"),
        ("[1,\n 2", 2, "delimiter"),
        ("[1,\n ]", 2, "Expecting value"),
        ("[1 2]", 1, "delimiter"),
        ('[{"a": }]', 1, "Expecting value"),
        ("[NaN]", None, "Not valid JSON"),
        ("[" * 100_000, None, "Not valid JSON"),
        ("[" + "9" * 5_000 + "]", None, "Not valid JSON"),
        ("[1] [2]", 1, "Extra data"),
        (b"\x1f\x8b\x08 damaged", None, "damaged"),
        (gzip.compress(b"[1, 2, 3]" * 100)[:-20], None, "damaged"),
        (b"[1, \x00]", None, "not text"),
    ],
)
def test_what_is_no_list_of_json_is_refused_with_its_place(
    content: str | bytes, line: int | None, told: str, tmp_path: Path
) -> None:
    where, reason = refusal(tmp_path, content)

    assert (where, told in reason) == (line, True), reason


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path, settings: Any) -> None:
    with pytest.raises(Refused):
        objects.read(tmp_path / "finns-inte.json")
    settings.RODATRADEN_MAX_FILE_MB = 0
    with pytest.raises(Refused):
        found(tmp_path, "[" + " " * 1024 * 1024 + "]")
