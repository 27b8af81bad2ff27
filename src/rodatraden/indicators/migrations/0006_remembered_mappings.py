"""How a file of a shape was read is remembered for the next one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0005_what_a_measure_is")]

    operations = [
        migrations.CreateModel(
            name="SheetReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shape", models.CharField(max_length=64, verbose_name="shape")),
                ("said", models.JSONField(verbose_name="mapping")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
            ],
        ),
        migrations.AddConstraint(
            model_name="sheetreading",
            constraint=models.UniqueConstraint(
                fields=("shape", "recorded_at"), name="indicators_one_mapping_an_instant"
            ),
        ),
    ]
