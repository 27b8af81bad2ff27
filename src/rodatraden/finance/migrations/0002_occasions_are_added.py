"""An occasion may have several rows. What stands is carried over as recorded on the first day of its year."""

from datetime import datetime
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def carry_over(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    zone = timezone.get_default_timezone()
    for row in apps.get_model("finance", "Occasion").objects.all():
        row.recorded_at = min(timezone.now(), datetime(row.year, 1, 1, tzinfo=zone))
        row.save(update_fields=["recorded_at"])


class Migration(migrations.Migration):
    dependencies = [("finance", "0001_initial")]

    operations = [
        migrations.AddField("occasion", "recorded_at", models.DateTimeField("recorded", null=True)),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.AlterField("occasion", "recorded_at", models.DateTimeField("recorded")),
        migrations.AlterField("occasion", "round", models.CharField("round", max_length=64)),
        migrations.AddConstraint(
            "occasion", models.UniqueConstraint(fields=["round", "recorded_at"], name="finance_occasion_once")
        ),
    ]
