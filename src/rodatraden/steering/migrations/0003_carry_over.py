"""What stands already is carried over as recorded on its first day: nobody noted when it was written down.

A page of the past then says what it said before. What is to come counts as recorded now.
"""

from collections import defaultdict
from datetime import date, datetime, time
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Coalesce
from django.utils import timezone


def carry_over(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    now = timezone.now()

    def recorded(first_day: date) -> datetime:
        return min(now, datetime.combine(first_day, time(), timezone.get_default_timezone()))

    goal, described = apps.get_model("steering", "Goal"), apps.get_model("steering", "Round")
    places: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for link in apps.get_model("steering", "GoalIndicator").objects.select_related("indicator"):
        places[link.goal_id][link.indicator.code] = link.position
    for row in goal.objects.select_related("parent"):
        row.recorded_at, row.indicators = recorded(row.valid_from), places[row.pk]
        row.parent_code = row.parent.code if row.parent else ""
        row.save(update_fields=["recorded_at", "indicators", "parent_code"])
    for row in described.objects.all():
        row.recorded_at = recorded(date(int(row.period[:4]), 1, 1))
        row.save(update_fields=["recorded_at"])

    round_code = models.Subquery(described.objects.filter(pk=models.OuterRef("round_id")).values("code"))
    goal_code = models.Subquery(goal.objects.filter(pk=models.OuterRef("goal_id")).values("code"))
    for name in ("Text", "Assessment", "Submission"):
        apps.get_model("steering", name).objects.update(round_code=round_code)
    for name in ("Text", "Assessment"):
        apps.get_model("steering", name).objects.update(goal_code=Coalesce(goal_code, models.Value("")))


class Migration(migrations.Migration):
    dependencies = [("steering", "0002_as_recorded")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
