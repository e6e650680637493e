from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sources.outlets import load_outlets


def enter(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    load_outlets(apps.get_model("sources", "Outlet").objects, apps.get_model("sources", "OutletName").objects)


class Migration(migrations.Migration):
    """Outlets that the registry file has got since 0002, for installations that are older."""

    dependencies = [("sources", "0012_documents_by_day")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
