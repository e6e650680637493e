from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sources.words import kept_words


def keep_words(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    annotations = apps.get_model("annotate", "Annotation").objects
    fields = annotations.values_list("pk", "exact", "rationale", "neutral_wording")
    for pk, *texts in fields.iterator():
        annotations.filter(pk=pk).update(words=kept_words(texts))


class Migration(migrations.Migration):
    """Annotations are found by their words."""

    dependencies = [("annotate", "0003_scheme_and_groups")]

    operations = [
        migrations.AddField("annotation", "words", models.TextField(default="", editable=False)),
        migrations.RunPython(keep_words, migrations.RunPython.noop),
    ]
