"""A definition and a target may have several rows, and codes take the place of keys."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_carry_over")]

    operations = [
        migrations.RemoveConstraint("target", "indicators_one_target_a_period"),
        migrations.RemoveConstraint("reading", "indicators_one_reading_an_instant"),
        migrations.RemoveField("target", "indicator"),
        migrations.RemoveField("reading", "indicator"),
        migrations.RenameField("target", "indicator_code", "indicator"),
        migrations.RenameField("reading", "indicator_code", "indicator"),
        migrations.AlterField("target", "indicator", models.CharField("indicator", max_length=64)),
        migrations.AlterField("reading", "indicator", models.CharField("indicator", max_length=64)),
        migrations.AlterField("indicator", "code", models.CharField("code", max_length=64)),
        migrations.AlterField("indicator", "recorded_at", models.DateTimeField("recorded")),
        migrations.AlterField("target", "recorded_at", models.DateTimeField("recorded")),
        migrations.AddConstraint(
            "indicator",
            models.UniqueConstraint(fields=["code", "recorded_at"], name="indicators_one_definition_an_instant"),
        ),
        migrations.AddConstraint(
            "target",
            models.UniqueConstraint(
                fields=["indicator", "period", "recorded_at"], name="indicators_one_target_an_instant"
            ),
        ),
        migrations.AddConstraint(
            "reading",
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "recorded_at"], name="indicators_one_reading_an_instant"
            ),
        ),
    ]
