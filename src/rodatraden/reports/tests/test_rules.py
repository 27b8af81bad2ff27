"""What counts as a change between two editions?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from rodatraden.reports import rules
from rodatraden.reports.tests import make

pytestmark = pytest.mark.django_db


def test_a_report_put_together_again_is_the_same() -> None:
    make.norrvik()

    before = make.context()
    after = replace(make.context(), at=make.SIGNED_AT)

    assert rules.is_same(before, after)


def test_counts_what_differs_and_not_what_follows_from_it() -> None:
    make.norrvik()
    before = make.context()
    line = before.operations.lines[0]
    raised = replace(line, forecast=replace(line.forecast, value=Decimal(1)), comment="Nytt")
    after = replace(
        before,
        operations=replace(before.operations, lines=(raised, *before.operations.lines[1:])),
        goals=tuple(replace(goal, assessed=None, reason="") for goal in before.goals),
    )

    assert rules.changes(before, after) == {"amounts": 1, "outcomes": 0, "assessments": 2, "texts": 1}


def test_a_new_reason_for_an_empty_side_is_a_new_report() -> None:
    make.norrvik()
    before = make.context()

    assert not rules.is_same(before, replace(before, empty_side_reason="Allt gick bra."))
