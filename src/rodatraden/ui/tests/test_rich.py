"""Is a text that people write kept clean, whatever is sent, and are its parts what it says?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.ui import rich
from rodatraden.ui.rich import Part, Run


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<p>Hej</p><script>alert(1)</script>", "<p>Hej</p>"),
        ('<p onclick="x()" class="a" style="color:red">Hej</p>', "<p>Hej</p>"),
        ('<a href="javascript:alert(1)">här</a>', '<a rel="noopener">här</a>'),
        ("<h1>Rubrik</h1><b>fet</b>", "<h3>Rubrik</h3><strong>fet</strong>"),
        ("<table><tr><td>cell</td></tr></table>", "cell"),
        ("<p>Kvar</p><p></p><p><br></p>", "<p>Kvar</p>"),
        ('<img src=x onerror="alert(1)">', ""),
        ("2 < 3 & 4", "2 &lt; 3 &amp; 4"),
    ],
)
def test_only_what_a_text_may_have_is_kept(sent: str, kept: str) -> None:
    assert rich.clean(sent) == kept


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "<ul><li>",
        "</li></ul>",
        "<script>",
        "</script>",
        "&lt;",
        "<a href='",
        "x",
        "'>",
        "å",
        "\n",
        "<h1>",
        "</h1>",
        "<!--",
        "-->",
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_what_is_clean_stays_as_it_is(sent: str) -> None:
    kept = rich.clean(sent)

    assert rich.clean(kept) == kept
    assert "<script" not in kept


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=60))
def test_a_plain_text_keeps_its_words(text: str) -> None:
    assert rich.plain(rich.from_plain(text)).split() == text.split()


def test_the_parts_of_a_text() -> None:
    html = '<h3>Läget</h3><p>Vi <strong>når</strong> <a href="https://norrvik.example">målet</a>.</p><ul><li>ett</li><li>två<ol><li>djupt</li></ol></li></ul>'

    assert rich.parts(html) == (
        Part("heading", (Run("Läget"),), 3),
        Part(
            "paragraph",
            (Run("Vi "), Run("når", strong=True), Run(" "), Run("målet", address="https://norrvik.example"), Run(".")),
        ),
        Part("bullet", (Run("ett"),), 1),
        Part("bullet", (Run("två"),), 1),
        Part("number", (Run("djupt"),), 2),
    )
