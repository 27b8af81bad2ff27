"""Does every name that a document can come with become one that leads nowhere else?"""

import re
from typing import Annotated, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import StringConstraints, TypeAdapter

from rodatraden.files.names import FILE_NAME, apart, bare, told

_LOADED: Final = TypeAdapter(Annotated[str, StringConstraints(pattern=FILE_NAME)])
"""As a municipality folder is read: by another engine for patterns than Python's own."""


@pytest.mark.parametrize(("name", "kept"), [
    ("Bilaga å 1.pdf", "Bilaga å 1.pdf"),
    ("../../etc/passwd", "passwd"),
    ("C:\\Mina dokument\\Avtal.docx", "Avtal.docx"),
    (".bashrc", "bashrc"),
    ("..", "document"),
    ("", "document"),
    ("a\x00b\r\n.txt", "ab.txt"),
    ("<script>alert('x')</script>.html", "script.html"),
    ("faktura\u202egpj.exe", "fakturagpj.exe"),
    ("Protokoll 2024-11-18 § 4.pdf", "Protokoll 2024-11-18 - 4.pdf"),
    ("slut. ", "slut"),
    ("a\u030a.txt", "å.txt"),
    ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
])  # fmt: skip
def test_a_name_becomes_a_bare_one(name: str, kept: str) -> None:
    assert bare(name) == kept


@given(st.text(max_size=300))
def test_whatever_it_comes_with_the_name_can_be_loaded_from_a_folder_again(name: str) -> None:
    kept = bare(name)

    assert _LOADED.validate_python(kept) == kept
    assert re.match(FILE_NAME, kept)
    assert len(kept.encode()) <= 200
    assert re.match(FILE_NAME, apart(kept, {kept, kept.upper()}))


def test_names_that_are_taken_get_a_number_before_their_ending() -> None:
    assert apart("Bilaga.pdf", set()) == "Bilaga.pdf"
    assert apart("Bilaga.pdf", {"BILAGA.PDF", "Bilaga (2).pdf"}) == "Bilaga (3).pdf"
    assert apart("läs", {"läs"}) == "läs (2)"
    assert len(apart("x" * 146 + ".pdf", {"x" * 146 + ".pdf"})) == 150


def test_a_name_is_shown_without_signs_that_turn_the_text() -> None:
    assert told("mapp/fakt\u202eura\x07 <b>.pdf") == "faktura <b>.pdf"
    assert told("../..") == ".."
