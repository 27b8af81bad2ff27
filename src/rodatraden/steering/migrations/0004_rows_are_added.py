"""A goal and a round may have several rows, and codes take the place of keys."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("steering", "0003_carry_over")]

    operations = [
        migrations.RemoveConstraint("goal", "steering_goal_not_above_itself"),
        migrations.RemoveConstraint("text", "steering_one_text_an_instant"),
        migrations.RemoveConstraint("text", "steering_one_unit_text_an_instant"),
        migrations.RemoveConstraint("assessment", "steering_one_assessment_an_instant"),
        migrations.RemoveConstraint("submission", "steering_one_stage_an_instant"),
        migrations.DeleteModel("GoalIndicator"),
        migrations.RemoveField("goal", "parent"),
        migrations.RemoveField("text", "round"),
        migrations.RemoveField("text", "goal"),
        migrations.RemoveField("assessment", "round"),
        migrations.RemoveField("assessment", "goal"),
        migrations.RemoveField("submission", "round"),
        migrations.RenameField("goal", "parent_code", "parent"),
        migrations.RenameField("text", "round_code", "round"),
        migrations.RenameField("text", "goal_code", "goal"),
        migrations.RenameField("assessment", "round_code", "round"),
        migrations.RenameField("assessment", "goal_code", "goal"),
        migrations.RenameField("submission", "round_code", "round"),
        migrations.AlterField("goal", "code", models.CharField("code", max_length=64)),
        migrations.AlterField("goal", "parent", models.CharField("under", max_length=64, blank=True)),
        migrations.AlterField(
            "goal", "indicators", models.JSONField("indicators, each with its place", default=dict, blank=True)
        ),
        migrations.AlterField("goal", "recorded_at", models.DateTimeField("recorded")),
        migrations.AlterField("round", "code", models.CharField("code", max_length=64)),
        migrations.AlterField("round", "recorded_at", models.DateTimeField("recorded")),
        migrations.AlterField("text", "round", models.CharField("round", max_length=64)),
        migrations.AlterField("text", "goal", models.CharField("goal", max_length=64, blank=True)),
        migrations.AlterField("assessment", "round", models.CharField("round", max_length=64)),
        migrations.AlterField("assessment", "goal", models.CharField("goal", max_length=64)),
        migrations.AlterField("submission", "round", models.CharField("round", max_length=64)),
        migrations.AddIndex("assessment", models.Index(fields=["goal"], name="steering_assessment_goal")),
        migrations.AddConstraint(
            "goal", models.UniqueConstraint(fields=["code", "recorded_at"], name="steering_one_wording_an_instant")
        ),
        migrations.AddConstraint(
            "goal",
            models.CheckConstraint(condition=~models.Q(parent=models.F("code")), name="steering_goal_not_under_itself"),
        ),
        migrations.AddConstraint(
            "round", models.UniqueConstraint(fields=["code", "recorded_at"], name="steering_one_round_an_instant")
        ),
        migrations.AddConstraint(
            "text",
            models.UniqueConstraint(
                fields=["round", "unit", "goal", "recorded_at"], name="steering_one_text_an_instant"
            ),
        ),
        migrations.AddConstraint(
            "assessment",
            models.UniqueConstraint(fields=["round", "goal", "recorded_at"], name="steering_one_assessment_an_instant"),
        ),
        migrations.AddConstraint(
            "submission",
            models.UniqueConstraint(fields=["round", "unit", "recorded_at"], name="steering_one_stage_an_instant"),
        ),
    ]
