import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sources.models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0004_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FetchedPage",
            fields=[
                (
                    "id",
                    models.UUIDField(default=sources.models.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("data", models.BinaryField()),
                ("url", models.URLField(max_length=2000, verbose_name="URL")),
                ("requested", models.URLField(max_length=2000, verbose_name="URL that was asked for")),
                ("status", models.PositiveSmallIntegerField(verbose_name="HTTP status")),
                ("media_type", models.CharField(max_length=100, verbose_name="media type")),
                ("fetched_at", models.DateTimeField(db_index=True, verbose_name="fetched at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        help_text="that it was fetched again for",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sources.document",
                    ),
                ),
            ],
            options={
                "verbose_name": "fetched page",
                "verbose_name_plural": "fetched pages",
            },
        ),
    ]
