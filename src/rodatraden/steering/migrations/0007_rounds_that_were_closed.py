"""A round was closed when the whole municipality's own contribution was approved: now that is told by itself."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def close(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Every round whose whole was approved last is closed, since that instant."""
    roots = apps.get_model("organisation", "Municipality").objects.values_list("root", flat=True)
    said = apps.get_model("steering", "Submission").objects.filter(unit__in=[*roots])
    last = {row.round: row for row in said.order_by("recorded_at", "pk")}
    closing = apps.get_model("steering", "Closing")
    closing.objects.bulk_create(
        closing(round=row.round, is_closed=True, recorded_at=row.recorded_at, post=row.post)
        for row in last.values()
        if row.stage == "approved"
    )


class Migration(migrations.Migration):
    dependencies = [("steering", "0006_levels_questions_and_closing"), ("organisation", "0001_initial")]

    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
