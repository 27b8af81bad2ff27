"""Rounds with levels, questions and a closing of their own; reminders; and the ladder of gender equality."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("steering", "0005_goals_in_models"),
    ]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.CharField(max_length=64, verbose_name="round")),
                ("is_closed", models.BooleanField(verbose_name="closed")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("post", models.CharField(blank=True, max_length=64, verbose_name="by")),
            ],
        ),
        migrations.CreateModel(
            name="EqualityStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit", models.CharField(max_length=64, verbose_name="unit")),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "NONE"),
                            (1, "UNDERSTAND"),
                            (2, "EXAMINE"),
                            (3, "PLAN"),
                            (4, "TAKE_STOCK"),
                            (5, "ANALYSE"),
                            (6, "AIM"),
                            (7, "CARRY_OUT"),
                            (8, "EVALUATE"),
                        ],
                        verbose_name="step",
                    ),
                ),
                ("evidence", models.TextField(blank=True, verbose_name="what shows it")),
                ("judged_on", models.DateField(verbose_name="judged on")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("post", models.CharField(blank=True, max_length=64, verbose_name="by")),
            ],
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.CharField(max_length=64, verbose_name="round")),
                ("code", models.CharField(max_length=64, verbose_name="code")),
                (
                    "ask",
                    models.CharField(
                        choices=[("whole", "whole"), ("comment", "comment"), ("causes", "causes"), ("own", "own")],
                        max_length=10,
                        verbose_name="asks for",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="question")),
                ("help", models.TextField(blank=True, verbose_name="instructions")),
                ("kinds", models.CharField(blank=True, max_length=200, verbose_name="of units of the kinds")),
                ("is_required", models.BooleanField(default=True, verbose_name="must be answered")),
                ("is_asked", models.BooleanField(default=True, verbose_name="is asked")),
                ("position", models.PositiveIntegerField(verbose_name="place")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
            ],
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.CharField(max_length=64, verbose_name="round")),
                ("unit", models.CharField(max_length=64, verbose_name="unit")),
                ("post", models.CharField(max_length=64, verbose_name="to the post")),
                ("account", models.CharField(max_length=254, verbose_name="account")),
                (
                    "nudge",
                    models.CharField(
                        choices=[
                            ("untouched", "untouched"),
                            ("due_soon", "due_soon"),
                            ("late", "late"),
                            ("asked", "asked"),
                        ],
                        max_length=10,
                        verbose_name="reminds of",
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="sent on")),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                ("sent_by", models.CharField(blank=True, max_length=254, verbose_name="sent by")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
            ],
        ),
        migrations.CreateModel(
            name="TimesRead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.CharField(max_length=64, verbose_name="round")),
                ("unit", models.CharField(max_length=64, verbose_name="unit")),
                ("times", models.PositiveIntegerField(default=0, verbose_name="times")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="text",
            name="steering_one_text_an_instant",
        ),
        migrations.AddField(
            model_name="round",
            name="levels",
            field=models.CharField(
                blank=True, default="", max_length=100, verbose_name="levels that approve, from below"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="due",
            field=models.DateField(blank=True, null=True, verbose_name="last day of its own"),
        ),
        migrations.AddField(
            model_name="submission",
            name="level",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="approved by the level"),
        ),
        migrations.AddField(
            model_name="submission",
            name="minutes",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes it took"),
        ),
        migrations.AddField(
            model_name="text",
            name="question",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="question"),
        ),
        migrations.AddConstraint(
            model_name="text",
            constraint=models.UniqueConstraint(
                fields=("round", "unit", "goal", "question", "recorded_at"), name="steering_one_text_an_instant"
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(fields=("round", "recorded_at"), name="steering_one_closing_an_instant"),
        ),
        migrations.AddConstraint(
            model_name="equalitystep",
            constraint=models.UniqueConstraint(fields=("unit", "recorded_at"), name="steering_one_step_an_instant"),
        ),
        migrations.AddConstraint(
            model_name="equalitystep",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__in", [0, 1, 2, 3, 4, 5, 6, 7, 8])), name="steering_known_step"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                fields=("round", "code", "recorded_at"), name="steering_one_question_an_instant"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("ask__in", ["whole", "comment", "causes", "own"])), name="steering_known_ask"
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("round", "unit", "account", "nudge", "sent_on"), name="steering_reminded_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("nudge__in", ["untouched", "due_soon", "late", "asked"])),
                name="steering_known_nudge",
            ),
        ),
        migrations.AddConstraint(
            model_name="timesread",
            constraint=models.UniqueConstraint(fields=("round", "unit"), name="steering_one_count_a_contribution"),
        ),
    ]
