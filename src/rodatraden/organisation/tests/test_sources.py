"""Is municipality.yaml read, checked, and written as it was; and is its drawing safe to look at?"""

from pathlib import Path

import pytest

from rodatraden.files.folders import Loaded
from rodatraden.organisation import queries
from rodatraden.organisation.sources import folder
from rodatraden.organisation.tests.make import AT, MUNICIPALITY, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

TEXT = """code: k
name: K kommun
root: K
fictional: true
accent: "#9B2226"
coat_of_arms: arms.svg
about: Ett prov.
sources:
  - Påhittad
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path fill="#000" d="M0 0h1"/></svg>'


@pytest.fixture(autouse=True)
def _units() -> None:
    record(MUNICIPALITY)


def load(place: Path, text: str = TEXT, svg: str | bytes | None = SVG) -> Loaded:
    (place / "municipality.yaml").write_text(text)
    if svg is not None:
        (place / "arms.svg").write_bytes(svg if isinstance(svg, bytes) else svg.encode())
    return folder.load(place, by="test", at=AT)


def faults(place: Path, text: str = TEXT, svg: str | bytes | None = SVG) -> list[tuple[str, int | None, str, str]]:
    return [(fault.file, fault.line, fault.field, fault.value) for fault in load(place, text, svg).faults]


def test_the_municipality_is_told_of(tmp_path: Path) -> None:
    assert load(tmp_path) == Loaded("Municipality", added=["K kommun"])

    found = queries.municipality()
    assert found is not None
    assert (found.code, found.name, found.root, found.fictional) == ("k", "K kommun", "K", True)
    assert (found.accent, found.coat_of_arms, found.about, found.sources) == ("#9b2226", SVG, "Ett prov.", ["Påhittad"])


def test_only_code_name_and_root_are_needed(tmp_path: Path) -> None:
    assert faults(tmp_path, "code: k\nname: K\nroot: K\n", None) == []

    found = queries.municipality()
    assert found is not None
    assert (found.fictional, found.accent, found.has_arms) == (False, "#9b2226", False)


def test_again_changes_nothing_and_something_else_is_a_change(tmp_path: Path) -> None:
    load(tmp_path)

    assert load(tmp_path) == Loaded("Municipality", unchanged=1)
    assert load(tmp_path, TEXT.replace("prov", "test")) == Loaded("Municipality", changed=["K kommun"])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("code: k\n", "", ("municipality.yaml", 1, "code", "")),
        ("root: K\n", "root: NO\n", ("municipality.yaml", 3, "root", "NO")),
        ("fictional: true", "fictional: påhittad", ("municipality.yaml", 4, "fictional", "påhittad")),
        ("#9B2226", "red", ("municipality.yaml", 5, "accent", "red")),
        ("#9B2226", "#ffff00", ("municipality.yaml", 5, "accent", "#ffff00")),
        ("#9B2226", "#808080", ("municipality.yaml", 5, "accent", "#808080")),
        ("arms.svg", "../arms.svg", ("municipality.yaml", 6, "coat_of_arms", "../arms.svg")),
        ("arms.svg", "other.svg", ("other.svg", None, "", "")),
        ("arms.svg", "..", ("..", None, "", "")),
        ("about:", "abuot:", ("municipality.yaml", 7, "abuot", "Ett prov.")),
        ("  - Påhittad", "  Påhittad", ("municipality.yaml", 8, "sources", "Påhittad")),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, fault: tuple[str, int | None, str, str]
) -> None:
    assert old in TEXT
    assert faults(tmp_path, TEXT.replace(old, new)) == [fault]
    assert queries.municipality() is None or "NO" in new


def test_a_colour_and_a_drawing_are_told_of_in_one_go(tmp_path: Path) -> None:
    assert [fault[0] for fault in faults(tmp_path, TEXT.replace("#9B2226", "#ffffff"), "<p>")] == [
        "municipality.yaml",
        "arms.svg",
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT/>",
        "< script/>",
        '<s:script xmlns:s="http://www.w3.org/2000/svg"/>',
        '<path onload="x"/>',
        '<path\nonclick = "x"/>',
        '<a href="https://example.org">x</a>',
        '<use xlink:href="#a"/>',
        '<image width="1"/>',
        "<foreignObject><body/></foreignObject>",
        '<iframe src="x"/>',
        '<animate attributeName="href" to="javascript:x"/>',
        '<path style="fill:url(javascript:x)"/>',
    ],
)
def test_a_drawing_that_could_do_anything_is_refused(tmp_path: Path, inside: str) -> None:
    assert faults(tmp_path, svg=SVG.replace("<path", inside + "<path")) == [("arms.svg", None, "", "")]


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<p>text</p>",
        f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{SVG}",
        SVG.replace("M0", "M" + "0" * 50_000),
        b"\x89PNG\r\n\x1a\n\x00",
    ],
)
def test_what_is_no_small_drawing_is_refused(tmp_path: Path, svg: str | bytes) -> None:
    assert faults(tmp_path, svg=svg) == [("arms.svg", None, "", "")]


def test_what_is_written_is_read_back_as_the_same(tmp_path: Path) -> None:
    load(tmp_path)
    written = tmp_path / "written"
    written.mkdir()

    folder.export(written)

    assert folder.load(written, by="test", at=AT) == Loaded("Municipality", unchanged=1)
    assert (written / "vapen.svg").read_text() == SVG


def test_without_a_municipality_nothing_is_written(tmp_path: Path) -> None:
    folder.export(tmp_path)

    assert list(tmp_path.iterdir()) == []
