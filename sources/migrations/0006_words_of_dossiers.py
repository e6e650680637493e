from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sources.words import kept_words


def keep_words(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    dossiers = apps.get_model("sources", "Dossier").objects
    for pk, *texts in dossiers.values_list("pk", "title", "instructions"):
        dossiers.filter(pk=pk).update(words=kept_words(texts))


class Migration(migrations.Migration):
    """Dossiers are found by their words."""

    dependencies = [("sources", "0005_fetched_pages")]

    operations = [
        migrations.AddField("dossier", "words", models.TextField(default="", editable=False)),
        migrations.RunPython(keep_words, migrations.RunPython.noop),
    ]
