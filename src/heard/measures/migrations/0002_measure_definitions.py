"""Put the measures that ship with Heard into the store."""

from django.db import migrations

from heard.measures.definitions import definitions_load


def load(apps, schema_editor):
    definitions_load(apps.get_model("measures", "Measure"))


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
