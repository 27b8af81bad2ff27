"""What stands already is carried over as recorded on its first day: nobody noted when it was written down.

A page of the past then says what it said before. What is to come counts as recorded now.
"""

from datetime import date, datetime, time
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def carry_over(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    now = timezone.now()

    def recorded(first_day: date) -> datetime:
        return min(now, datetime.combine(first_day, time(), timezone.get_default_timezone()))

    indicator, target = apps.get_model("indicators", "Indicator"), apps.get_model("indicators", "Target")
    for row in indicator.objects.all():
        row.recorded_at = recorded(row.valid_from)
        row.save(update_fields=["recorded_at"])
    for row in target.objects.all():
        row.recorded_at = recorded(date(int(row.period[:4]), 1, 1))
        row.save(update_fields=["recorded_at"])
    code = indicator.objects.filter(pk=models.OuterRef("indicator_id")).values("code")
    for model in (target, apps.get_model("indicators", "Reading")):
        model.objects.update(indicator_code=models.Subquery(code))


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_as_recorded")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
