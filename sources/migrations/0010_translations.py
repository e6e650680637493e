from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import sources.search


def index_all(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The index of 0004, where it has been made just now: what fills it asks for the language of a text."""
    if (
        apps.get_model("sources", "Document").objects.exists()
        and not apps.get_model("sources", "Indexed").objects.exists()
    ):
        sources.search.rebuild()


class Migration(migrations.Migration):
    """A wording may be a translation."""

    dependencies = [("sources", "0009_dictionaries")]

    operations = [
        migrations.AddField(
            model_name="text",
            name="language",
            field=models.CharField(
                blank=True,
                help_text="empty: in the language of the document",
                max_length=12,
                verbose_name="translated into",
            ),
        ),
        migrations.RunPython(index_all, migrations.RunPython.noop),
    ]
