"""A goal contributes to several others, goes on from earlier ones, and is judged on the scale of its time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("steering", "0004_rows_are_added")]

    operations = [
        migrations.AddField("goal", "also", models.JSONField("contributes to also", default=list, blank=True)),
        migrations.AddField(
            "goal", "continues", models.JSONField("goes on from the earlier goals", default=list, blank=True)
        ),
        migrations.AddField(
            "goal",
            "carriers",
            models.JSONField("units that carry it as it is, without a goal of their own", default=list, blank=True),
        ),
        migrations.AddField("goal", "judged_by", models.TextField("how it is judged without an indicator", blank=True)),
        migrations.AddField(
            "assessment",
            "step",
            models.CharField("step of the scale in force; empty: the first of its status", max_length=64, blank=True),
        ),
    ]
