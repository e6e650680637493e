import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was searched is protected: the rows stay where Django made a table for them, now with a model of ours."""

    dependencies = [
        ("annotate", "0004_words_of_annotations"),
        ("sources", "0007_documents_by_outlet_and_day"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SearchedText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="annotate.evidence"),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sources.text"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "texts searched",
                        "verbose_name_plural": "texts searched",
                        "db_table": "annotate_evidence_searched_texts",
                        "unique_together": {("evidence", "text")},
                    },
                ),
                migrations.AlterField(
                    model_name="evidence",
                    name="searched_texts",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        through="annotate.SearchedText",
                        to="sources.text",
                        verbose_name="texts searched",
                    ),
                ),
            ],
        ),
        migrations.RenameModel("HistoricalEvidence_searched_texts", "HistoricalSearchedText"),
        migrations.AlterModelOptions("HistoricalSearchedText", {"verbose_name": "HistoricalSearchedText"}),
        *(
            migrations.AlterField(
                "HistoricalSearchedText",
                name,
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=model,
                ),
            )
            for name, model in (("evidence", "annotate.evidence"), ("text", "sources.text"))
        ),
    ]
