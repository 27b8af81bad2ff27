"""Does revoking a decision on which later ones build name them, and can the chain be revoked together?"""

from datetime import date

import pytest

from rodatraden.decisions import actions as register
from rodatraden.decisions.models import Decision
from rodatraden.organisation import queries
from rodatraden.organisation.tests.make import MUNICIPALITY, record

pytestmark = pytest.mark.django_db

CHAIN = """
    D1 | 2021-01-01 | | unit.established unit=NY parent=BUF
    D2 | 2021-02-01 | | unit.established unit=UNDER parent=NY
    D3 | 2021-03-01 | | post.established post=CHEF unit=UNDER reports_to=KD
    D4 | 2021-04-01 | | post.retitled post=CHEF title=Chef
    D5 | 2021-05-01 | | unit.renamed unit=KLF name=Stab
"""


@pytest.fixture(autouse=True)
def chain() -> None:
    record(MUNICIPALITY, CHAIN)


def refused(*tables: str) -> list[tuple[str, tuple[str, ...]]]:
    with pytest.raises(register.BuiltUpon) as found:
        record(*tables)
    assert Decision.objects.count() == 6
    return [(found.value.code, found.value.by)]


@pytest.mark.parametrize(
    ("revoked", "by"),
    [
        ("D1", ("D2", "D3", "D4")),
        ("D1 from 2021-06-01", ("D2", "D3")),
        ("D2", ("D3", "D4")),
        ("D3", ("D4",)),
        ("D3 from 2021-01-01", ("D4",)),
    ],
)
def test_all_that_builds_on_a_revoked_decision_is_named(revoked: str, by: tuple[str, ...]) -> None:
    assert refused(f"D9 | 2021-12-01 | | revokes {revoked}") == [("D9", by)]


def test_the_chain_can_be_revoked_together() -> None:
    record(*(f"D9 | 2021-12-01 | | revokes D{number}" for number in (1, 2, 3, 4)))

    found = queries.organisation(on=date(2022, 1, 1), known=date(2022, 1, 1))
    assert "NY" not in found.units
    assert "CHEF" not in found.posts
    assert found.units["KLF"].name == "Stab"


def test_what_nobody_builds_on_can_be_revoked_alone() -> None:
    record("D9 | 2021-12-01 | | revokes D5")

    assert queries.organisation(on=date(2022, 1, 1), known=date(2022, 1, 1)).units["KLF"].name == "KLF"


def test_of_two_revocations_the_one_that_takes_the_ground_away_is_told() -> None:
    assert refused("D8 | 2021-12-01 | | revokes D5", "D9 | 2021-12-01 | | revokes D3") == [("D9", ("D4",))]


def test_a_contradiction_that_has_nothing_to_do_with_it_is_told_as_one() -> None:
    tried = None
    with pytest.raises(register.Contradicted):
        tried = record("D9 | 2021-12-01 | | revokes D5", "D9 | 2021-12-01 | | unit.renamed unit=NOWHERE name=X")

    assert tried is None
