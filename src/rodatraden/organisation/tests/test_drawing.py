"""Does every chart hold its promises: each unit once, nothing over anything else, no word outside its box?"""

import random
from collections import Counter
from itertools import combinations

import pytest

from rodatraden.organisation.rules.closeup import Closeup, draw_closeup
from rodatraden.organisation.rules.drawing import NAME_SIZE, NOTE_SIZE, Box, Drawing, Mark, Words
from rodatraden.organisation.rules.edges import edge, officials, said
from rodatraden.organisation.rules.layout import Ink, Sheet, lay_out, on_paper
from rodatraden.organisation.rules.lettering import softened, width, wrapped
from rodatraden.organisation.rules.outline import Folds, Hits, outline, search
from rodatraden.organisation.rules.surroundings import surroundings
from rodatraden.organisation.rules.things import Organisation, RelationKind, Unit, UnitKind
from rodatraden.organisation.tests.make import MUNICIPALITY, folded

NAMES = (
    "Barn- och utbildningsförvaltningen", "Digitaliserings- och IT-avdelningen", "Räddningstjänstförbundet Vikkusten",
    "Nätgårdens anpassade grundskola", "Ö", "Överförmyndarnämnden", "x" * 90, "Gata & park <b>",
)  # fmt: skip
GROUP = """
    D0 | 2020-01-01 | | unit.established unit=KF kind=assembly parent=K
    D0 | 2020-01-01 | | unit.moved unit=KS parent=KF
    D0 | 2020-01-01 | | unit.moved unit=BUN parent=KF
    D0 | 2020-01-01 | | unit.established unit=AB kind=company parent=K
    D0 | 2020-01-01 | | unit.established unit=DAB kind=company parent=AB
    D0 | 2020-01-01 | | unit.established unit=RVK kind=federation parent=K
    D0 | 2020-01-01 | | unit.established unit=SKOLA parent=BUF
    D0 | 2020-01-01 | | post.established post=BC unit=BUF role=head reports_to=KD
    D0 | 2020-01-01 | | relation.opened relation=owner from=KF to=AB
    D0 | 2020-01-01 | | relation.opened relation=support from=KLF to=BUF
"""


def a_municipality(seed: int, size: int) -> Organisation:
    """Some organisation of any shape: committees, companies, deep trees and flat ones."""
    chance = random.Random(seed)  # noqa: S311 – not for secrets
    units = {"R": Unit("R", "Storköpings kommun", UnitKind.MUNICIPALITY, None, "D0")}
    for number in range(size):
        parent = chance.choice(list(units)[-chance.randint(1, 40) :])
        kind = UnitKind.ASSEMBLY if number == 0 and seed % 3 else chance.choice(list(UnitKind)[2:])
        code = f"U{number}"
        units[code] = Unit(code, chance.choice(NAMES), kind, "R" if number == 0 else parent, "D0", rank=f"{number:04}")
    seen = folded(MUNICIPALITY, on="2020-01-01")
    return Organisation(seen.on, seen.known, units)


def drawn(organisation: Organisation, folds: Folds, sheet: Sheet | None = None) -> Drawing:
    shown = outline(organisation, folds)
    leads = officials(organisation)
    words = {
        each.unit.code: Words(each.unit.name, "förvaltning · 39 befattningar", Mark("+", "ny", "added"))
        for each in shown.branches()
    }
    if leads:
        words[leads.post.code] = Words(leads.post.title)
    ink = Ink(words, said(organisation), leads)
    return lay_out(shown, ink, sheet) if sheet else on_paper(shown, ink, width=1494, height=850)


def over_each_other(boxes: tuple[Box, ...]) -> list[tuple[str, str]]:
    return [
        (one.code, other.code)
        for one, other in combinations(boxes, 2)
        if one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
    ]


def words_outside(box: Box) -> list[str]:
    room = box.fold_x if box.fold else box.width
    sizes = {"name": NAME_SIZE, "post": NOTE_SIZE + 1}
    return [
        row.text
        for row in box.rows
        if 11 + width(row.text, sizes.get(row.style, NOTE_SIZE)) > room or row.y > box.height - 2
    ]


SHEETS = pytest.mark.parametrize("sheet", [Sheet(), Sheet(1), Sheet(7, 180), None])
TREES = pytest.mark.parametrize(("seed", "size"), [(1, 0), (2, 1), (3, 12), (4, 60), (5, 200), (6, 200), (7, 150)])


@SHEETS
@TREES
def test_no_box_lies_over_another_and_no_word_sticks_out(seed: int, size: int, sheet: Sheet | None) -> None:
    drawing = drawn(a_municipality(seed, size), Folds(everything=True), sheet)

    assert over_each_other(drawing.boxes) == []
    assert [word for box in drawing.boxes for word in words_outside(box)] == []
    assert all(box.x >= 0 and box.right <= drawing.width and box.bottom <= drawing.height for box in drawing.boxes)


@SHEETS
@TREES
def test_each_unit_stands_once_and_below_what_it_is_under(seed: int, size: int, sheet: Sheet | None) -> None:
    organisation = a_municipality(seed, size)
    drawing = drawn(organisation, Folds(everything=True), sheet)
    places = {box.code: box for box in drawing.boxes}

    assert Counter(box.code for box in drawing.boxes) == Counter(list(organisation.units))
    assert all(places[unit.parent].bottom < places[unit.code].y for unit in organisation.units.values() if unit.parent)


@TREES
def test_the_same_tree_gives_the_same_chart(seed: int, size: int) -> None:
    assert drawn(a_municipality(seed, size), Folds(), Sheet()) == drawn(a_municipality(seed, size), Folds(), Sheet())


@TREES
def test_what_is_folded_is_counted_and_not_shown(seed: int, size: int) -> None:
    organisation = a_municipality(seed, size)
    shown = outline(organisation, Folds(closed=frozenset({"R"})))

    (root,) = shown.branches()
    assert (root.units_below, root.is_open) == (size, False)
    assert [box.fold for box in drawn(organisation, Folds(closed=frozenset({"R"})), Sheet()).boxes] == (
        ["closed"] if size else [""]
    )


@TREES
def test_near_what_is_revealed_stands_only_that_and_what_is_above_it(seed: int, size: int) -> None:
    organisation = a_municipality(seed, size)
    wanted = [code for number, code in enumerate(organisation.units) if number % 7 == 3]
    shown = outline(organisation, Folds(), reveal=wanted, near=True)
    above = {unit.code for code in wanted for unit in organisation.path(code)}

    assert [each.unit.code for each in shown.branches() if each.unit.code not in {"R", *above}] == []
    assert above <= {each.unit.code for each in shown.branches()}
    assert next(shown.branches()).units_below == size
    unfolded = outline(organisation, Folds(opened=frozenset({"R"})), reveal=wanted, near=True)
    (root,) = unfolded.roots
    assert [each.unit.code for each in root.shown] == [each.code for each in organisation.children().get("R", [])]


def test_what_is_unfolded_moves_nothing_to_another_column() -> None:
    organisation = a_municipality(5, 200)
    before, after = (
        {box.code: box.x for box in drawn(organisation, folds, Sheet()).boxes}
        for folds in (Folds(), Folds(opened=frozenset(organisation.units)))
    )

    assert len(after) > len(before)
    assert {code: after[code] for code in before} == before


@pytest.mark.parametrize(
    ("asked", "turn", "then"),
    [
        (("", ""), ("BUF", False, False), {"oppna": "BUF"}),
        (("BUF", ""), ("BUF", True, False), {}),
        (("", ""), ("KS", True, True), {"stang": "KS"}),
        (("", "KS"), ("KS", False, True), {}),
        (("alla", ""), ("BUF", True, False), {"oppna": "alla", "stang": "BUF"}),
        (("alla", "BUF"), ("BUF", False, False), {"oppna": "alla"}),
        (("A,, B ,A", "C"), ("D", False, False), {"oppna": "A,B,D", "stang": "C"}),
    ],
)
def test_a_unit_is_folded_and_unfolded_in_the_address(
    asked: tuple[str, str], turn: tuple[str, bool, bool], then: dict[str, str]
) -> None:
    code, is_open, usually = turn

    assert Folds.asked(*asked).turned(code, is_open=is_open, usually=usually).query == then


def test_a_search_finds_units_and_posts_and_unfolds_to_them() -> None:
    organisation = folded(MUNICIPALITY, GROUP, on="2020-01-01")
    found = search(organisation, "skol")

    assert found == Hits(frozenset({"SKOLA"}), {})
    assert search(organisation, "hr").posts == {"KLF": ("HR",)}
    assert not search(organisation, "  ")
    assert "SKOLA" in {
        each.unit.code
        for each in outline(organisation, Folds(closed=frozenset({"KF", "BUF"})), reveal=found.places).branches()
    }


def test_the_lines_say_who_steers_leads_and_owns() -> None:
    organisation = folded(MUNICIPALITY, GROUP, on="2020-01-01")
    known = said(organisation)
    kinds = {
        unit.code: edge(organisation.units[unit.parent], unit, known)
        for unit in organisation.units.values()
        if unit.parent
    }

    assert kinds == {
        "KF": RelationKind.POLITICAL, "KS": RelationKind.POLITICAL, "BUN": RelationKind.POLITICAL,
        "KLF": RelationKind.POLITICAL, "BUF": RelationKind.POLITICAL, "SKOLA": RelationKind.LINE,
        "AB": RelationKind.OWNER, "DAB": RelationKind.OWNER, "RVK": None,
    }  # fmt: skip
    assert said(organisation) == {("KF", "AB"): RelationKind.OWNER}


def test_the_line_of_officials_begins_with_the_director() -> None:
    leads = officials(folded(MUNICIPALITY, GROUP, on="2020-01-01"))

    assert leads
    assert (leads.post.code, leads.units) == ("KD", frozenset({"KLF", "BUF"}))
    assert officials(folded(MUNICIPALITY, on="2020-01-01")) is None


def test_beside_a_unit_stand_those_with_a_relation_across_the_tree() -> None:
    organisation = folded(MUNICIPALITY, GROUP, on="2020-01-01")
    around = surroundings(organisation, "BUF")
    other_way = surroundings(organisation, "KLF")

    assert [(each.unit, each.kinds) for each in around.towards] == [("KLF", (RelationKind.LINE, RelationKind.SUPPORT))]
    assert around.outwards == ()
    assert [each.unit for each in other_way.outwards] == ["BUF"]
    assert surroundings(organisation, "AB").towards[0].unit == "KF"
    assert surroundings(organisation, "SKOLA") == surroundings(organisation, "RVK")


@pytest.mark.parametrize("code", ["K", "KF", "KLF", "BUF", "SKOLA", "AB", "RVK"])
def test_a_close_up_shows_all_that_is_near_and_nothing_over_anything(code: str) -> None:
    organisation = folded(MUNICIPALITY, GROUP, on="2020-01-01")
    near = Closeup(
        organisation.path(code)[:-1], organisation.units[code], organisation.children().get(code, []),
        surroundings(organisation, code), {each: Words(each) for each in organisation.units}, said=said(organisation),
    )  # fmt: skip
    drawing = draw_closeup(near)

    assert over_each_other(drawing.boxes) == []
    assert {box.code for box in drawing.boxes} == {
        code,
        *(each.code for each in (*near.above, *near.below)),
        *(each.unit for each in (*near.beside.towards, *near.beside.outwards)),
    }


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("Kommunstyrelsen", 200, ("Kommunstyrelsen",)),
        ("Kommunledningsförvaltningen", 150, ("Kommunlednings-", "förvaltningen")),
        ("Miljö- och hälsoskyddsnämnden", 130, ("Miljö- och", "hälsoskydds-", "nämnden")),
        ("IT-avdelningen", 60, ("IT-", "avdel-", "ningen")),
        ("", 100, ()),
        ("ab cd ef gh ijk", 26, ("ab", "cd", "ef", "g…")),
    ],
)
def test_long_words_are_parted_where_their_parts_meet(text: str, room: int, lines: tuple[str, ...]) -> None:
    assert wrapped(text, room=room, size=13.5) == lines


def test_every_line_fits_whatever_is_written() -> None:
    chance = random.Random(1)  # noqa: S311 – not for secrets
    for _ in range(300):
        text = "".join(chance.choices("abåäöÅW -/🏫m.字", k=chance.randint(0, 80)))
        assert all(width(line, 14) <= 60 for line in wrapped(text, room=60, size=14))


def test_soft_hyphens_change_no_letter() -> None:
    assert softened("Barn- och utbildningsförvaltningen").replace("\u00ad", "") == "Barn- och utbildningsförvaltningen"
