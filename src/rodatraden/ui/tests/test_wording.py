"""Is what could be said more plainly noted, and what is plain left alone?"""

import pytest

from rodatraden.ui import wording
from rodatraden.ui.wording import Wording

LONG = "Detta är en mening som " + "fortsätter och " * 15 + "slutar."
PLAIN = "<p>Vi når målet. Fler barn läser bättre. Skolorna har fått stöd.</p>"


def codes(html: str) -> list[Wording]:
    return [note.code for note in wording.notes(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (PLAIN, []),
        ("", []),
        (f"<p>{LONG}</p>", [Wording.LONG_SENTENCE]),
        (f"<p>{'Vi når målet. ' * 45}</p>", [Wording.LONG_PARAGRAPH]),
        ("<h4>Läget</h4><p>Text.</p>", [Wording.SKIPPED_HEADING]),
        ("<h3>Läget</h3><h4>Skolan</h4><p>Text.</p>", []),
        ('<p>Se rapporten <a href="https://norrvik.example">här</a>.</p>', [Wording.EMPTY_LINK]),
        ('<p>Se <a href="https://norrvik.example">årets rapport</a>.</p>', []),
        ("<p>DETTA SKRIVS MED STORA BOKSTÄVER</p>", [Wording.SHOUTING]),
        ("<p>SKR och SCB.</p>", []),
    ],
)
def test_what_is_noted(html: str, expected: list[Wording]) -> None:
    assert codes(html) == expected


def test_the_prose_of_authorities_is_hard() -> None:
    text = (
        "Kommunstyrelseförvaltningens verksamhetsuppföljning konstaterar måluppfyllelse beträffande kompetensförsörjning "
        * 14
    )

    assert Wording.HARD_TEXT in codes(f"<p>{text}</p>")


def test_lix_is_words_per_sentence_and_long_words() -> None:
    text = "Vi går hem nu. " * 20

    assert wording.lix(text) == 4
    assert wording.lix("Kort.") is None
