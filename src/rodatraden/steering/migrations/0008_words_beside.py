"""What someone was writing where another's text stood is kept beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("steering", "0007_rounds_that_were_closed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Aside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.CharField(max_length=64, verbose_name="round")),
                ("unit", models.CharField(max_length=64, verbose_name="unit")),
                ("goal", models.CharField(blank=True, max_length=64, verbose_name="goal")),
                ("question", models.CharField(blank=True, max_length=64, verbose_name="question")),
                ("account", models.CharField(max_length=254, verbose_name="account")),
                ("post", models.CharField(blank=True, max_length=64, verbose_name="by")),
                ("text", models.TextField(verbose_name="text")),
                ("is_met", models.BooleanField(default=False, verbose_name="taken care of")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "unit", "goal", "question", "account"), name="steering_one_aside_a_writer"
                    )
                ],
            },
        ),
    ]
