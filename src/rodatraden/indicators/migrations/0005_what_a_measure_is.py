"""Base value, owner, source, consolidation and sunset of an indicator; tolerance; gender, standing, state and count of a reading.

What stood before is published, of all people, and makes no whole of its parts.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0004_rows_are_added"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="reading",
            name="indicators_one_reading_an_instant",
        ),
        migrations.AddField(
            model_name="indicator",
            name="base_period",
            field=models.CharField(blank=True, max_length=10, verbose_name="base period"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="base_value",
            field=models.DecimalField(
                blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="base value"
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="consolidation",
            field=models.CharField(
                choices=[("none", "none"), ("sum", "sum"), ("weighted_mean", "weighted_mean")],
                default="none",
                max_length=13,
                verbose_name="how parts make a whole",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="gender_split",
            field=models.BooleanField(default=False, verbose_name="women and men apart"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="post",
            field=models.CharField(blank=True, max_length=64, verbose_name="post that owns it"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="source_key",
            field=models.CharField(blank=True, max_length=300, verbose_name="its name there"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="source_kind",
            field=models.CharField(
                choices=[
                    ("hand", "hand"),
                    ("spreadsheet", "spreadsheet"),
                    ("kolada", "kolada"),
                    ("scb", "scb"),
                    ("survey", "survey"),
                    ("ledger", "ledger"),
                    ("computed", "computed"),
                ],
                default="hand",
                max_length=11,
                verbose_name="kind of source",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="sunset",
            field=models.DateField(blank=True, null=True, verbose_name="to be reconsidered"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="weights",
            field=models.CharField(blank=True, max_length=64, verbose_name="weighed by the indicator"),
        ),
        migrations.AddField(
            model_name="reading",
            name="count",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="how many it rests on"),
        ),
        migrations.AddField(
            model_name="reading",
            name="gender",
            field=models.CharField(
                choices=[("T", "T"), ("K", "K"), ("M", "M")], default="T", max_length=1, verbose_name="gender"
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="standing",
            field=models.CharField(
                choices=[("published", "published"), ("computed", "computed")],
                default="published",
                max_length=9,
                verbose_name="standing",
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="state",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", ""),
                    ("preliminary", "preliminary"),
                    ("missing", "missing"),
                    ("suppressed", "suppressed"),
                ],
                max_length=11,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="tolerance",
            field=models.DecimalField(decimal_places=6, default=0, max_digits=24, verbose_name="tolerance"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("consolidation__in", ["none", "sum", "weighted_mean"])),
                name="indicators_known_consolidation",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source_kind__in", ["hand", "spreadsheet", "kolada", "scb", "survey", "ledger", "computed"])
                ),
                name="indicators_known_source_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(
                fields=("indicator", "unit", "period", "gender", "standing", "recorded_at"),
                name="indicators_one_reading_of_a_sort_an_instant",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(("gender__in", ["T", "K", "M"])), name="indicators_known_gender"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing__in", ["published", "computed"])), name="indicators_known_standing"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["", "preliminary"]),
                    models.Q(("state__in", ["missing", "suppressed"]), ("value", None)),
                    _connector="OR",
                ),
                name="indicators_what_is_hidden_has_no_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("tolerance__gte", 0)), name="indicators_tolerance_is_no_less_than_0"
            ),
        ),
    ]
