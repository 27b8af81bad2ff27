"""Whose words count when two write at once, what does a proposal lack, and what does it cost?"""

from datetime import date
from decimal import Decimal

import pytest

from rodatraden.matters.rules.effects import Step, effect
from rodatraden.matters.rules.proposals import Clash, Lacks, fingerprint, lacking, merge, next_code
from rodatraden.organisation.rules.things import Organisation
from rodatraden.organisation.tests.make import MUNICIPALITY, folded


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], "F-2026-001"),
        (["F-2026-001", "F-2026-009", "F-2025-044"], "F-2026-010"),
        (["F-2026-999"], "F-2026-1000"),
        (["F-2026-x", "F-2026-", "KD-2026-004"], "F-2026-001"),
    ],
)
def test_the_next_code_follows_those_of_the_year(codes: list[str], expected: str) -> None:
    assert next_code(codes, letter="F", year=2026) == expected


STORED = {"title": "Flytta", "reasons": "Därför."}


@pytest.mark.parametrize(
    ("given", "seen", "taken", "clashing"),
    [
        ({"title": "Flytta"}, {"title": "Flytta"}, {}, []),
        ({"title": "Stäng"}, {"title": "Flytta"}, {"title": "Stäng"}, []),
        ({"title": "Stäng"}, {}, {"title": "Stäng"}, []),
        ({"title": "Slå ihop"}, {"title": "Slå ihop"}, {}, []),  # theirs came meanwhile; the writer has not touched it
        ({"title": "Stäng"}, {"title": "Slå ihop"}, {}, ["title"]),
        ({"title": "Flytta"}, {"title": "Slå ihop"}, {}, []),  # both wrote the same
        (
            {"title": "Stäng", "reasons": "Nej."},
            {"title": "Förr", "reasons": "Därför."},
            {"reasons": "Nej."},
            ["title"],
        ),
    ],
)
def test_what_the_writer_has_not_touched_is_left_and_what_both_have_clashes(
    given: dict[str, str], seen: dict[str, str], taken: dict[str, str], clashing: list[str]
) -> None:
    merged = merge(STORED, given, {name: fingerprint(value) for name, value in seen.items()})

    assert merged.taken == taken
    assert merged.clashes == tuple(Clash(name, STORED[name], given[name]) for name in clashing)


def test_a_proposal_lacks_what_is_empty() -> None:
    whole = {"title": "T", "decided_by": "KD", "right": "own", "reasons": "R"}

    assert lacking(whole) == ()
    assert lacking({**whole, "reasons": "  ", "decided_by": ""}) == (Lacks.DECIDER, Lacks.REASONS)


BASE = f"""{MUNICIPALITY}
    D0 | 2020-01-01 | | post.established post=P unit=KLF yearly_cost=600000
    D0 | 2020-01-01 | | unit.staffed unit=KLF headcount=10
"""


def steps(*changes: tuple[str, str]) -> list[Step]:
    """The organisation without and with some changes, on each of their days."""
    lines = [f"F | 2024-01-01 | {on} | {change}" for on, change in changes]
    days = sorted({on for on, _change in changes})
    return [Step(date.fromisoformat(day), folded(BASE, on=day), folded(BASE, *lines, on=day)) for day in days]


@pytest.mark.parametrize(
    ("changes", "this_year", "full_year", "posts", "missing"),
    [
        ([("2024-11-18", "post.costed post=P yearly_cost=966000")], "44000.00", "366000", 0, 0),
        ([("2025-01-01", "post.closed post=P")], "-600000.00", "-600000", -1, 0),
        ([("2025-12-31", "post.established post=Q unit=KLF yearly_cost=365000")], "1000.00", "365000", 1, 0),
        ([("2025-01-01", "post.established post=Q unit=KLF")], "0.00", "0", 1, 1),
        ([("2025-01-01", "post.costed post=KD yearly_cost=1000000")], "0.00", "0", 0, 1),
        ([("2025-01-01", "post.retitled post=P title=Strateg")], "0.00", "0", 0, 0),
        (
            [
                ("2025-01-01", "post.costed post=P yearly_cost=700000"),
                ("2026-01-01", "post.costed post=P yearly_cost=900000"),
            ],
            "100000.00",
            "300000",
            0,
            0,
        ),
        (
            [
                ("2025-01-01", "post.established post=Q unit=KLF yearly_cost=365000"),
                ("2025-12-31", "post.closed post=Q"),
            ],
            "364000.00",
            "0",
            0,
            0,
        ),
    ],
)
def test_the_cost_this_year_counts_the_days_that_are_left(
    changes: list[tuple[str, str]], this_year: str, full_year: str, posts: int, missing: int
) -> None:
    found = effect(steps(*changes))

    assert found is not None
    assert (found.this_year, found.full_year) == (Decimal(this_year), Decimal(full_year))
    assert (found.posts, len(found.missing)) == (posts, missing)


def test_the_days_are_counted_with_the_first_and_a_leap_year_has_366() -> None:
    found = effect(steps(("2024-11-18", "post.costed post=P yearly_cost=700000")))

    assert found is not None
    assert (found.year, found.days, found.days_of_year) == (2024, 44, 366)
    assert effect([]) is None


@pytest.mark.parametrize(
    ("changes", "employees"),
    [
        ([("2025-01-01", "unit.staffed unit=KLF headcount=12")], 2),
        ([("2025-01-01", "unit.staffed unit=BUF headcount=5")], None),
        ([("2025-01-01", "post.closed post=P")], None),
    ],
)
def test_the_number_of_employees_is_told_only_when_it_is_known_on_both_sides(
    changes: list[tuple[str, str]], employees: int | None
) -> None:
    found = effect(steps(*changes))

    assert found is not None
    assert found.employees == employees


def test_without_a_difference_there_is_nothing_to_pay() -> None:
    same = Organisation(date(2025, 1, 1), date(2025, 1, 1))
    found = effect([Step(date(2025, 1, 1), same, same)])

    assert found is not None
    assert (found.this_year, found.full_year, found.posts) == (Decimal(), Decimal(), 0)
    assert found.employees is None
