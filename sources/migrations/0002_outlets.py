from django.db import migrations

from sources.outlets import load_outlets


def enter(apps, schema_editor):
    load_outlets(apps.get_model("sources", "Outlet").objects, apps.get_model("sources", "OutletName").objects)


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
