import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE sources_words"
        " USING fts5(title, about, body, content='', tokenize='unicode61 remove_diacritics 2')",
        # Words are gathered in memory up to this many bytes: a bulk import writes fewer pieces, and merges fewer.
        "INSERT INTO sources_words (sources_words, rank) VALUES ('hashsize', 16777216)",
        "INSERT INTO sources_words (sources_words, rank) VALUES ('rank', 'bm25(8.0, 3.0, 1.0)')",
    ),
    "postgresql": (
        "CREATE TABLE sources_words (rowid bigint PRIMARY KEY REFERENCES sources_indexed (id) ON DELETE CASCADE,"
        " sources_words tsvector NOT NULL)",
        "CREATE INDEX sources_words_found ON sources_words USING gin (sources_words)",
    ),
}


def make_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in TABLE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE sources_words")


class Migration(migrations.Migration):
    """The index of words. 0010 fills it with the documents that are there: `search` asks what that adds."""

    dependencies = [("sources", "0003_originals_from_the_web")]

    operations = [
        migrations.CreateModel(
            name="Indexed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indexed", to="sources.document"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IndexedWords",
            fields=[
                (
                    "indexed",
                    models.OneToOneField(
                        db_column="rowid",
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="sources.indexed",
                    ),
                ),
                ("words", models.TextField(db_column="sources_words")),
            ],
            options={"managed": False, "db_table": "sources_words"},
        ),
        migrations.RunPython(make_table, drop_table),
    ]
