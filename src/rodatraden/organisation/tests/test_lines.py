"""Who steers whom: is each yes and no right, and does the explanation say no more than what was found?"""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.organisation.rules.fold import gather
from rodatraden.organisation.rules.lines import KINDS, Lines, UnknownCode, lines_between
from rodatraden.organisation.rules.things import Organisation, Post, Relation, RelationKind, Role, Unit, UnitKind
from rodatraden.organisation.tests.make import folded, record
from rodatraden.organisation.words.lines import explanation, label

TOWN = """
    D0 | 2020-01-01 | | unit.established unit=K kind=municipality name=Kommunen
    D0 | 2020-01-01 | | unit.established unit=KF kind=assembly parent=K name=Fullmäktige
    D0 | 2020-01-01 | | unit.established unit=KS kind=board parent=KF name=Styrelsen
    D0 | 2020-01-01 | | unit.established unit=BUN kind=committee parent=K name=Barnnämnden
    D0 | 2020-01-01 | | unit.established unit=KLF kind=administration parent=KS name=Kansliet
    D0 | 2020-01-01 | | unit.established unit=BUF kind=administration parent=BUN name=Barnförvaltningen
    D0 | 2020-01-01 | | unit.established unit=SKOLA kind=unit parent=BUF name=Skolan
    D0 | 2020-01-01 | | unit.established unit=IT kind=department parent=KLF name=It
    D0 | 2020-01-01 | | unit.established unit=MODER kind=company parent=K name=Moderbolaget
    D0 | 2020-01-01 | | unit.established unit=BOSTAD kind=company parent=MODER name=Bostäder
    D0 | 2020-01-01 | | unit.established unit=HUS kind=department parent=BOSTAD name=Husen
    D0 | 2020-01-01 | | post.established post=KD unit=KLF role=director title=Kommundirektör
    D0 | 2020-01-01 | | post.established post=FC-KLF unit=KLF role=head reports_to=KD title=Förvaltningschef
    D0 | 2020-01-01 | | post.established post=FC-BUF unit=BUF role=head reports_to=KD title=Förvaltningschef
    D0 | 2020-01-01 | | post.established post=REKTOR unit=SKOLA role=manager reports_to=FC-BUF title=Rektor
    D0 | 2020-01-01 | | post.established post=LARARE unit=SKOLA reports_to=REKTOR title=Lärare
    D0 | 2020-01-01 | | post.established post=LEDAMOT unit=BUN role=politician title=Ledamot
    D0 | 2020-01-01 | | post.established post=VD unit=BOSTAD role=head title=Direktör
    D1 | 2021-01-01 | 2021-02-01 | relation.opened relation=support from=IT to=BUF
    D2 | 2021-01-01 | | relation.opened relation=line from=FC-KLF to=KLF
"""
TOLD = folded(TOWN, on="2022-01-01")
P, L, O, S = RelationKind.POLITICAL, RelationKind.LINE, RelationKind.OWNER, RelationKind.SUPPORT  # noqa: E741 – as in the table


@pytest.mark.parametrize(
    ("a", "b", "there"),
    [
        ("KF", "KS", {P}), ("KF", "BUN", {P}), ("BUN", "BUF", {P}), ("KF", "BUF", {P}), ("BUN", "SKOLA", {P}),
        ("BUN", "REKTOR", {P}), ("KS", "BUF", set()), ("KLF", "BUF", {S}), ("IT", "BUF", {S}), ("IT", "SKOLA", {S}),
        ("KS", "SKOLA", set()), ("BUF", "KLF", set()), ("BUF", "SKOLA", {L}), ("BUF", "REKTOR", {L}),
        ("BUF", "FC-BUF", set()), ("FC-BUF", "BUF", {L}), ("FC-BUF", "SKOLA", {L}), ("KD", "BUF", {L}),
        ("KD", "LARARE", {L}), ("REKTOR", "SKOLA", {L}), ("SKOLA", "LARARE", {L}), ("LARARE", "REKTOR", set()),
        ("KLF", "KD", set()), ("FC-KLF", "KD", set()), ("KLF", "IT", {L}), ("KF", "LEDAMOT", set()),
        ("BUN", "LEDAMOT", set()), ("LEDAMOT", "BUF", set()), ("K", "MODER", {O}), ("K", "BOSTAD", {O}),
        ("MODER", "BOSTAD", {O}), ("K", "HUS", {O}), ("MODER", "VD", {O}), ("KF", "MODER", set()), ("K", "BUF", set()),
        ("BOSTAD", "HUS", {L}), ("BOSTAD", "MODER", set()), ("KLF", "KLF", set()),
    ],
)  # fmt: skip
def test_each_kind_of_line_is_there_or_not(a: str, b: str, there: set[RelationKind]) -> None:
    assert {line.kind for line in lines_between(TOLD, a, b).there if line.exists} == there


def test_what_is_decided_goes_before_what_the_tree_says() -> None:
    decided = "D3 | 2021-03-01 | | relation.opened relation=owner from=MODER to=BOSTAD"
    told = folded(TOWN, decided, "D4 | 2021-03-02 | | unit.moved unit=BOSTAD parent=K", on="2022-01-01")

    path = next(line.path for line in lines_between(told, "K", "BOSTAD").there if line.kind is O)

    assert [(step.source, step.target, step.decision) for step in path] == [
        ("K", "MODER", "D0"),
        ("MODER", "BOSTAD", "D3"),
    ]


@pytest.mark.parametrize("codes", [("NO", "BUF"), ("BUF", "NO")])
def test_an_unknown_code_is_told(codes: tuple[str, str]) -> None:
    with pytest.raises(UnknownCode, match="NO"):
        lines_between(TOLD, *codes)


def said(a: str, b: str, found: Organisation = TOLD) -> list[str]:
    return explanation(lines_between(found, a, b), found, {"relation:support:IT:BUF": date(2021, 2, 1)})


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("a", "b", "sentences"),
    [
        ("KLF", "BUF", [
            "No. Kansliet is one of two administrations, and Barnförvaltningen is another.",
            "From Kansliet to Barnförvaltningen there is no political line, no line of officials and no owner line.",
            "There is a line of support: Kansliet → It → Barnförvaltningen. Support is not steering.",
            ("Kommundirektör is placed in Kansliet and has a line of officials to Barnförvaltningen "
            "(Kommundirektör → Förvaltningschef (Barnförvaltningen) → Barnförvaltningen). "
            "But a unit does not steer because of a post that is placed in it."),
            ("This is what steers Barnförvaltningen: politically Barnnämnden; in the line of officials "
            "Förvaltningschef (Barnförvaltningen)."),
        ]),
        ("IT", "BUF", [
            "No. It is a department and Barnförvaltningen is an administration.",
            "From It to Barnförvaltningen there is no political line, no line of officials and no owner line.",
            "There is a line of support since 1 February 2021: It supports Barnförvaltningen. Support is not steering.",
            ("This is what steers Barnförvaltningen: politically Barnnämnden; in the line of officials "
            "Förvaltningschef (Barnförvaltningen)."),
        ]),
        ("KF", "BUF", [
            "Yes. Fullmäktige steers Barnförvaltningen politically.",
            "Political line: Fullmäktige → Barnnämnden → Barnförvaltningen.",
        ]),
        ("BUF", "BUN", [
            "No. It is the other way round: Barnnämnden steers Barnförvaltningen politically.",
            "Political line: Barnnämnden → Barnförvaltningen.",
            "This is what steers Barnnämnden: politically Fullmäktige.",
        ]),
        ("LARARE", "K", [
            "No.",
            "From Lärare to Kommunen there is no political line, no line of officials and no owner line.",
            "Nor is there a line of support.",
            "No decision has put anything over Kommunen.",
        ]),
        ("K", "K", ["You asked about Kommunen twice. Nobody steers themselves."]),
    ],
)  # fmt: skip
def test_the_answer_is_told_in_plain_sentences(a: str, b: str, sentences: list[str]) -> None:
    assert said(a, b) == sentences


CODES = ("A", "B", "C", "D", "E")
POSTS = ("P", "Q", "R", "T")


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    """Any units in a tree, posts in them, and relations between any of these."""
    units = [
        Unit(
            code,
            f"Enhet {code}",
            draw(st.sampled_from(UnitKind)),
            draw(st.sampled_from(CODES[:place])) if place else None,
            "D",
        )
        for place, code in enumerate(CODES)
    ]
    posts = [
        Post(
            code, f"Tjänst {code}", draw(st.sampled_from(CODES)), draw(st.sampled_from(Role)),
            draw(st.sampled_from([None, *POSTS[:place]])), None, "D", "D",
        )
        for place, code in enumerate(POSTS)
    ]  # fmt: skip
    ends = st.sampled_from([*CODES, *POSTS])
    ties = draw(st.sets(st.tuples(st.sampled_from(KINDS), ends, ends), max_size=6))
    relations = [Relation(kind, a, b, "D") for kind, a, b in ties if a != b]
    return gather([*units, *posts, *relations], on=date(2020, 1, 1), known=date(2020, 1, 1))


@given(organisations())
def test_the_answer_is_what_following_all_lines_to_their_end_gives(found: Organisation) -> None:
    reached = {kind: all_reached(found, kind) for kind in KINDS}
    for a, b in product([*CODES, *POSTS], repeat=2):
        for line in lines_between(found, a, b).there:
            assert line.exists == (a != b and (a, b) in reached[line.kind]), (a, b, line)


def all_reached(found: Organisation, kind: RelationKind) -> set[tuple[str, str]]:
    """Every pair with a line, by joining all steps with all steps until there are no more. Knows nothing of paths."""
    parts = closed({(upper, lower) for upper, lower in inside(found)})
    whole = closed(inside(found) | placed(found))
    match kind:
        case RelationKind.LINE:
            return closed(officials(found))
        case RelationKind.SUPPORT:
            helped = said_by_decisions(found, kind)
            before = joined(parts, helped) | helped
            return before | joined(before, whole)
        case _:
            steered = closed(said_by_decisions(found, kind) | said_by_the_tree(found, kind))
            return steered | joined(steered, whole)


def joined(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(a, c) for a, b in one for b2, c in other if b == b2}


def closed(steps: set[tuple[str, str]]) -> set[tuple[str, str]]:
    while not (more := joined(steps, steps)) <= steps:
        steps = steps | more
    return steps


def said_by_decisions(found: Organisation, kind: RelationKind) -> set[tuple[str, str]]:
    return {(each.source, each.target) for each in found.relations if each.kind is kind}


NOT_WHOLE = {UnitKind.MUNICIPALITY, UnitKind.ASSEMBLY, UnitKind.BOARD, UnitKind.COMMITTEE}
POLITICAL = NOT_WHOLE - {UnitKind.MUNICIPALITY}
ELECTED = {Role.POLITICIAN, Role.AUDITOR}


def inside(found: Organisation) -> set[tuple[str, str]]:
    return {
        (unit.parent, unit.code)
        for unit in found.units.values()
        if unit.parent and found.units[unit.parent].kind not in NOT_WHOLE and unit.kind is not UnitKind.COMPANY
    }


def placed(found: Organisation) -> set[tuple[str, str]]:
    posts = [post for post in found.posts.values() if post.role not in ELECTED]
    return {(post.unit, post.code) for post in posts if found.units[post.unit].kind not in NOT_WHOLE}


def said_by_the_tree(found: Organisation, kind: RelationKind) -> set[tuple[str, str]]:
    said = {b for _, b in said_by_decisions(found, kind)}
    pairs = {(unit.parent, unit.code) for unit in found.units.values() if unit.parent and unit.code not in said}
    kinds = {code: unit.kind for code, unit in found.units.items()}
    if kind is RelationKind.OWNER:
        return {(a, b) for a, b in pairs if kinds[b] is UnitKind.COMPANY}
    steered = {(a, b) for a, b in pairs if kinds[a] in POLITICAL and kinds[b] is not UnitKind.COMPANY}
    assemblies = [code for code, each in kinds.items() if each is UnitKind.ASSEMBLY]
    if len(assemblies) == 1:
        beside = {UnitKind.BOARD, UnitKind.COMMITTEE}
        steered |= {(assemblies[0], b) for a, b in pairs if kinds[a] is UnitKind.MUNICIPALITY and kinds[b] in beside}
    employed = [post for post in found.posts.values() if post.role not in ELECTED and kinds[post.unit] in POLITICAL]
    return steered | {(post.unit, post.code) for post in employed}


def officials(found: Organisation) -> set[tuple[str, str]]:
    reports = {(post.reports_to, post.code) for post in found.posts.values() if post.reports_to}
    heads = dict(heads_of(found))
    superiors = closed(reports)
    over = {code: {a for a, b in superiors if b in those} | those for code, those in heads.items()}
    by_tree = {(a, b) for a, b in inside(found) if not over.get(a, set()) & heads.get(b, set())}
    derived = {(post, unit) for unit, those in heads.items() for post in those}
    return said_by_decisions(found, RelationKind.LINE) | reports | by_tree | derived | under_units(found, heads, over)


def heads_of(found: Organisation) -> Iterator[tuple[str, set[str]]]:
    decided = said_by_decisions(found, RelationKind.LINE)
    for code, unit in found.units.items():
        if any(b == code for _, b in decided):
            posts = {a for a, b in decided if b == code and a in found.posts}
            if posts:
                yield code, posts
        elif unit.kind not in NOT_WHOLE:
            managing = [
                post for post in found.posts.values()
                if post.unit == code and post.role in {Role.MANAGER, Role.HEAD, Role.DIRECTOR}
                and not (post.reports_to and found.posts[post.reports_to].unit == code)
            ]  # fmt: skip
            if len(managing) == 1:
                yield code, {managing[0].code}


def under_units(found: Organisation, heads: dict[str, set[str]], over: dict[str, set[str]]) -> set[tuple[str, str]]:
    pairs = set()
    for post in found.posts.values():
        unit = found.units[post.unit]
        is_head = post.code in heads.get(unit.code, set())
        above = unit.parent if is_head else unit.code
        if (
            above is not None
            and found.units[above].kind not in NOT_WHOLE
            and post.role not in ELECTED
            and not (is_head and unit.kind is UnitKind.COMPANY)
            and post.code not in over.get(above, set())
            and (post.reports_to is None or found.within(found.posts[post.reports_to].unit, above))
        ):
            pairs.add((above, post.code))
    return pairs


@pytest.mark.usefixtures("english")
@given(organisations(), st.sampled_from([*CODES, *POSTS]), st.sampled_from([*CODES, *POSTS]))
def test_the_sentences_name_nothing_but_the_two_and_what_stands_in_the_lines(
    found: Organisation, a: str, b: str
) -> None:
    answer = lines_between(found, a, b)
    text = " ".join(explanation(answer, found, {}))
    allowed = {a, b} | in_lines(answer)

    assert label(found, a) in text
    assert label(found, b) in text
    assert {code for code in [*CODES, *POSTS] if label(found, code) in text} <= allowed
    assert text.startswith("Yes") == answer.steers
    assert ("other way round" in text) == (answer.is_steered and not answer.steers)


def in_lines(answer: Lines) -> set[str]:
    steps = [step for line in (*answer.there, *answer.back, *answer.of_managers) for step in line.path]
    return {end for step in [*steps, *(step for _, step in answer.above)] for end in (step.source, step.target)}


ADDRESS = "/organisation/vem-styr-vem"


@pytest.fixture
def _recorded(client: Client) -> None:
    record(TOWN)
    client.cookies["django_language"] = "en"


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
@pytest.mark.parametrize("query", ["a=KLF&b=BUF", "a=kansliet&b=Barnförvaltningen", "a=klf&b=Barnförvaltningen (BUF)"])
def test_the_page_answers_by_code_and_by_name(client: Client, query: str, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(15):
        page = client.get(f"{ADDRESS}?{query}").content.decode()

    assert "Does Kansliet steer Barnförvaltningen?" in page
    assert "Support is not steering." in page
    assert "/beslut/D1" in page


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
def test_the_same_comes_as_json_with_the_decision_of_each_step(client: Client) -> None:
    told = client.get(f"{ADDRESS}.json?a=KLF&b=BUF&on=2022-01-01").json()
    support = next(line for line in told["lines"] if line["kind"] == "support")

    assert (told["steers"], told["is_steered"]) == (False, False)
    assert [line["exists"] for line in told["lines"]] == [False, False, False, True]
    assert support["path"][1] == {
        "source": {"code": "IT", "name": "It"}, "target": {"code": "BUF", "name": "Barnförvaltningen"},
        "via": "relation", "decision": "D1", "since": "2021-02-01",
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("a=Barnfrvaltningen&b=KLF", "Did you mean Barnförvaltningen (BUF)"),
        ("a=KLF&b=Förvaltningschef", "FC-BUF, FC-KLF"),
        ("a=KLF&b=", "This field is required"),
        ("a=KLF&b=<script>alert(1)</script>", "No unit or post is called"),
        ("a=KLF&b=BUF&on=1999-01-01", "No unit or post is called"),
    ],
)
def test_what_is_not_found_is_told_with_what_was_perhaps_meant(client: Client, query: str, told: str) -> None:
    answer = client.get(f"{ADDRESS}?{query}")

    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert client.get(f"{ADDRESS}.json?{query}").status_code == 400


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
def test_before_anything_is_asked_there_is_only_the_question(client: Client) -> None:
    page = client.get(ADDRESS)

    assert page.status_code == 200
    assert "rt-error-summary" not in page.content.decode()
    assert client.get(f"{ADDRESS}?on=1999-01-01").status_code == 200
