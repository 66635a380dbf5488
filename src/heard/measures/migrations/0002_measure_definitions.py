"""Put the measures that ship with Heard into the store."""

from typing import Any

from django.db import migrations

from heard.measures.definitions import definitions_load


def load(apps: Any, schema_editor: Any) -> None:
    definitions_load(apps.get_model("measures", "Measure"))


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
