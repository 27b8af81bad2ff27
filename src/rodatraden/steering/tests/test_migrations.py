"""Is what stood before rows were added instead of altered still there, as it stood?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from rodatraden.indicators import queries as indicators
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import models, queries

AT = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
BEFORE = [("steering", "0001_initial"), ("indicators", "0001_initial")]


def migrate(to: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return executor.loader.project_state(to).apps


@pytest.fixture
def before(transactional_db: None) -> Iterator[Any]:
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield migrate(BEFORE)
    migrate(latest)


def filled(apps: Any) -> None:
    """A goal under another, its indicator with target and reading, and what was said of it in a round."""
    common = {"unit": "BUN", "valid_from": date(2025, 1, 1)}
    indicator = apps.get_model("indicators", "Indicator").objects.create(
        code="betyg", name="Betyg", direction="up", **common
    )
    indicator.targets.create(period="2025", operator=">=", value=Decimal(88))
    indicator.readings.create(unit="BUN", period="2025", value=Decimal(86), recorded_at=AT)
    goal = apps.get_model("steering", "Goal").objects
    vision = goal.create(code="vision", title="Vision", position=0, **common)
    lyckas = goal.create(code="lyckas", title="Alla lyckas", parent=vision, position=1, **common)
    goal.create(code="sedan", title="Sedan", position=2, unit="BUN", valid_from=date(2190, 1, 1))
    apps.get_model("steering", "GoalIndicator").objects.create(goal=lyckas, indicator=indicator, position=3)
    followed = apps.get_model("steering", "Round").objects.create(
        code="u-1", title="April", period="2026-04", year=2026, previous_year=2025, measured_period="2025", deadline=AT
    )
    said = {"unit": "BUN", "recorded_at": AT}
    followed.texts.create(text="Helheten.", **said)
    followed.texts.create(text="Målet.", goal=lyckas, **said)
    followed.assessments.create(goal=lyckas, status="partly", **said)
    followed.submissions.create(stage="draft", **said)


def test_what_stood_is_carried_over_and_known_from_its_first_day(before: Any) -> None:
    filled(before)
    migrate(
        [(app, name) for app, name in MigrationExecutor(connection).loader.graph.leaf_nodes() if app in dict(BEFORE)]
    )

    goals = queries.by_code()
    assert {code: (goal.parent, goal.indicators) for code, goal in goals.items()} == {
        "vision": ("", {}),
        "lyckas": ("vision", {"betyg": 3}),
        "sedan": ("", {}),
    }
    assert timezone.localtime(goals["lyckas"].recorded_at) == datetime(
        2025, 1, 1, tzinfo=timezone.get_default_timezone()
    )
    assert timezone.now() - goals["sedan"].recorded_at < timedelta(minutes=5)
    assert set(models.Text.objects.values_list("round", "goal", "text")) == {
        ("u-1", "", "Helheten."),
        ("u-1", "lyckas", "Målet."),
    }
    assert models.Assessment.objects.get().goal == "lyckas"
    assert models.Submission.objects.get().round == "u-1"
    for known in (date(2026, 1, 1), FOREVER):
        told = indicators.measured(["betyg"], period="2025", known=known)["betyg"]
        assert told.target is not None
        assert (told.target.value, told.outcome.value) == (Decimal(88), None if known.year == 2026 else Decimal(86))
        assert queries.round_with("u-1", known=known) is not None
