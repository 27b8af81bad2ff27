"""Is the follow-up report, as the command makes it, a PDF that everyone can read and an archive can keep?"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

pytestmark = pytest.mark.pdf

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> pikepdf.Pdf:
    """The report on Alingsås in April 2026, from its folder to a file."""
    home = tmp_path_factory.mktemp("alingsas")
    variables = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    for command in (
        ["load", str(CHECKOUT / "examples" / "alingsas-2026")],
        ["report", "uppfoljning-2026-04", "--format", "pdf", "--out", str(home / "report.pdf")],
    ):
        subprocess.run(
            [sys.executable, "-m", "rodatraden", *command],
            env=variables | {"RODATRADEN_HOME": str(home)},
            check=True,
            capture_output=True,
        )
    return pikepdf.open(home / "report.pdf")


def tags(report: pikepdf.Pdf) -> list[Any]:
    """Every element of the structure tree."""
    found, waiting = [], [report.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += list(element)
        elif isinstance(element, pikepdf.Dictionary):
            found.append(element)
            if "/K" in element:
                waiting.append(element.K)
    return [element for element in found if "/S" in element]


def test_it_says_that_it_is_accessible_and_archivable(report: pikepdf.Pdf) -> None:
    told = report.open_metadata()

    assert told["pdfuaid:part"] == "1"
    assert told["pdfaid:part"] == "2"
    assert told["pdfaid:conformance"] == "A"


def test_it_is_tagged_swedish_and_shows_its_title(report: pikepdf.Pdf) -> None:
    assert bool(report.Root.MarkInfo.Marked)
    assert str(report.Root.Lang).startswith("sv")
    assert bool(report.Root.ViewerPreferences.DisplayDocTitle)
    assert report.open_metadata()["dc:title"]


def test_every_picture_is_told_in_words_and_every_table_has_heads(report: pikepdf.Pdf) -> None:
    elements = tags(report)
    kinds = [str(element.S) for element in elements]

    assert [element for element in elements if str(element.S) == "/Figure" and not str(element.get("/Alt", ""))] == []
    assert kinds.count("/TH") >= kinds.count("/Table") > 0


def test_headings_begin_with_the_first_and_skip_none(report: pikepdf.Pdf) -> None:
    kinds = {str(element.S) for element in tags(report)}
    levels = sorted(int(kind[2:]) for kind in kinds if kind.startswith("/H") and kind[2:].isdecimal())

    assert levels == list(range(1, len(levels) + 1))


def test_every_font_is_inside(report: pikepdf.Pdf) -> None:
    described = [each for each in report.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]

    assert described
    assert [each for each in described if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys())] == []


def test_nothing_is_broken_in_it(report: pikepdf.Pdf) -> None:
    assert report.check_pdf_syntax() == []
