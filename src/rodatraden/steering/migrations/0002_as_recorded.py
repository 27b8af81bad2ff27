"""Room for when a goal and a round were recorded, for a goal's indicators in its own row, and for codes for keys."""

from typing import Any

from django.db import migrations, models


def code(name: str) -> "models.CharField[Any, Any]":
    return models.CharField(name, max_length=64, default="")


class Migration(migrations.Migration):
    dependencies = [("steering", "0001_initial")]

    operations = [
        migrations.RemoveField("goal", "indicators"),
        migrations.AddField("goal", "indicators", models.JSONField("indicators, each with its place", default=dict)),
        migrations.AddField("goal", "recorded_at", models.DateTimeField("recorded", null=True)),
        migrations.AddField("goal", "parent_code", code("under")),
        migrations.AddField("round", "recorded_at", models.DateTimeField("recorded", null=True)),
        migrations.AddField("text", "round_code", code("round")),
        migrations.AddField("text", "goal_code", code("goal")),
        migrations.AddField("assessment", "round_code", code("round")),
        migrations.AddField("assessment", "goal_code", code("goal")),
        migrations.AddField("submission", "round_code", code("round")),
    ]
