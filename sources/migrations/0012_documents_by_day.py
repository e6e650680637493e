from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0010_translations"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["published_on"], name="document_of_day"),
        ),
    ]
