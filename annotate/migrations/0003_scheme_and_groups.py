from django.db import migrations

from annotate.scheme import load_default_scheme
from sources.people import MODERATORS, REVIEWERS, TEACHERS


def enter(apps, schema_editor):
    load_default_scheme(apps.get_model("annotate", "Scheme").objects, apps.get_model("annotate", "Label").objects)
    for name in (REVIEWERS, TEACHERS, MODERATORS):
        apps.get_model("auth", "Group").objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("annotate", "0002_initial"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
