"""The marks by which decisions with nearly the same reasons find each other."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rodatraden.kernel.likeness import marks


def draw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    decision, mark = apps.get_model("decisions", "Decision"), apps.get_model("decisions", "Mark")
    rows = decision.objects.exclude(reasons="").values_list("pk", "decided_on", "reasons")
    mark.objects.bulk_create(
        (
            mark(decision_id=pk, mark=each, decided_on=decided_on)
            for pk, decided_on, reasons in rows
            for each in marks(reasons)
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.BigIntegerField()),
                ("decided_on", models.DateField()),
                (
                    "decision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("mark", "decided_on", "decision"), name="decisions_mark_once")
                ],
            },
        ),
        migrations.RunPython(draw, migrations.RunPython.noop),
    ]
