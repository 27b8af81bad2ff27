"""A question tells the post that asked it, as every row that is added does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("steering", "0008_words_beside"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="post",
            field=models.CharField(blank=True, max_length=64, verbose_name="by"),
        ),
    ]
