"""Is the likeness of two texts the same seen from both sides, whole for equal ones, and never held up by a long one?"""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.kernel.likeness import Found, Part, is_same, likeness, marks, most_alike, passages, shown

WORDS = st.lists(st.sampled_from(["nämnd", "Skola", "och", "é", "<b>", "å", "1 000", "§ 5."]), max_size=30)
TEXTS = st.one_of(st.text(max_size=200), WORDS.map(" ".join))
LONG = " ".join(f"ord{number}" for number in range(200))


@pytest.mark.parametrize(
    ("one", "other", "per_cent"),
    [
        ("Nämnden säger ja", "Nämnden säger ja", 100),
        ("Nämnden säger ja", "  NÄMNDEN,\n säger – ja! ", 100),
        ("Nämnden säger ja", "Nämnden säger nej", 200 * 2 / 6),
        ("Nämnden säger ja", "Nämnden säger ja och nej", 200 * 3 / 8),
        ("ett två tre", "tre två ett", 200 / 6),
        ("ja", "nej", 0),
        ("", "", 100),
        ("", "ja", 0),
        ("…", "?!", 100),
        ("<p>Nämnden säger <b class='x'>ja</b></p>", "Nämnden säger ja", 100),
        ("färre än 5 < 7 och 9 > 8", "färre än 5 7 och 9 8", 100),
        ("e\u0301tude", "\u00e9tude", 100),
    ],
)
def test_likeness_is_the_share_of_words_in_the_same_order(one: str, other: str, per_cent: float) -> None:
    assert likeness(one, other) == pytest.approx(per_cent)


@given(TEXTS, TEXTS)
def test_likeness_is_the_same_from_both_sides_and_between_0_and_100(one: str, other: str) -> None:
    found = likeness(one, other)

    assert 0 <= found <= 100
    assert found == likeness(other, one)


@given(TEXTS)
def test_a_text_is_all_like_itself(text: str) -> None:
    assert likeness(text, text) == 100
    assert {passage.part for passage in passages(text, text)} <= {Part.BOTH}


@given(TEXTS, TEXTS)
def test_passages_tell_both_texts_word_by_word(one: str, other: str) -> None:
    told = passages(one, other)

    def words(*parts: Part) -> list[str]:
        return [word for each in told if each.part in parts for word in _words(each.text)]

    assert words(Part.BOTH, Part.LATER) == _words(other)
    assert len(words(Part.BOTH, Part.EARLIER)) == len(_words(one))


def _words(text: str) -> list[str]:
    found = re.findall(r"</?[A-Za-z][^<>]*>|(\w+)", unicodedata.normalize("NFC", text))
    return [word.casefold() for word in found if word]


def test_passages_mark_what_only_one_has() -> None:
    told = passages("Uppdraget läggs på strategen, som leder.", "Uppdraget läggs på HR-chefen, som inte leder.")

    assert [(each.part.value, each.text) for each in told] == [
        ("both", "Uppdraget läggs på "),
        ("earlier", "strategen, "),
        ("later", "HR-chefen, "),
        ("both", "som "),
        ("later", "inte "),
        ("both", "leder."),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Inget nytt att rapportera.", "Inget nytt att rapportera", True),
        ("Inget nytt att rapportera.", "Allt är nytt.", False),
        ("a b c d e f g h i j", "a b c d e f g h i x", True),
        ("a b c d e f g h i j", "a b c d e f g h y x", False),
        ("", "", False),
        (" ", "…", False),
    ],
)
def test_the_same_text_as_last_time_is_nine_words_of_ten(one: str, other: str, *, same: bool) -> None:
    assert is_same(one, other) is same


def test_only_what_is_all_the_same_is_told_as_a_hundred() -> None:
    assert [shown(each) for each in (100, 99.99, 90, 89.9)] == [100, 99, 90, 89]


@pytest.mark.parametrize("text", ["ord " * 1_300_000, "<" * 5_000_000, "<a" * 2_500_000, "\u0301" * 2_500_000])
def test_a_text_of_five_megabytes_is_only_read_in_part(text: str) -> None:
    assert likeness(text, LONG) == 0
    assert len(marks(text)) <= 24
    assert most_alike(text, [("D1", LONG)]) == []
    assert len(passages(text, LONG)) <= 400


def test_marks_are_shared_by_what_is_alike_and_by_little_else() -> None:
    altered = LONG.replace("ord50 ", "annat ").replace("ord150 ", "")

    assert len(marks(LONG) & marks(altered)) >= 20
    assert not marks(LONG) & marks(" ".join(f"annat{number}" for number in range(200)))


def test_a_short_text_has_no_marks() -> None:
    assert marks("Därför att vi vill.") == frozenset()


def test_marks_are_the_same_in_every_process() -> None:
    assert min(marks(" ".join(str(number) for number in range(25)))) == 35_191_259_724_151_624


@given(WORDS, st.integers(0, 19))
def test_texts_that_differ_in_one_word_find_each_other(words: list[str], place: int) -> None:
    text = [*(f"ord{number}" for number in range(20)), *words]

    assert marks(" ".join(text)) & marks(" ".join([*text[:place], "annat", *text[place + 1 :]]))


def test_the_most_alike_come_first() -> None:
    earlier = [("C", "a b c d"), ("B", "a b c x"), ("A", "a b c y"), ("D", "x")]

    assert most_alike("a b c d", earlier) == [Found("C", 100), Found("A", 75), Found("B", 75)]
    assert most_alike("", [("A", "")]) == []


def test_the_reasons_of_two_decisions_in_vimmerby_are_nearly_the_same() -> None:
    folder = Path(__file__).parents[4] / "examples" / "vimmerby-2022" / "decisions"
    first, second = (
        (folder / f"{code}.yaml").read_text().partition("reasons: |\n")[2].partition("\nsource:")[0]
        for code in ("KD-2023-002", "KD-2024-011")
    )

    assert 90 < likeness(first, second) < 100
    assert len(marks(first) & marks(second)) > 12
