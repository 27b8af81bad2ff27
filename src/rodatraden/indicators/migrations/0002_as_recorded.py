"""Room for when a definition and a target were recorded, and for codes in place of keys."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [
        migrations.AddField("indicator", "recorded_at", models.DateTimeField("recorded", null=True)),
        migrations.AddField("target", "recorded_at", models.DateTimeField("recorded", null=True)),
        migrations.AddField("target", "indicator_code", models.CharField("indicator", max_length=64, default="")),
        migrations.AddField("reading", "indicator_code", models.CharField("indicator", max_length=64, default="")),
    ]
