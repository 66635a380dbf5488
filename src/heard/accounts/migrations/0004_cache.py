"""Where attempts are counted, for all workers together."""

from typing import Any

from django.core.management import call_command
from django.db import migrations

TABLE = "heard_cache"


def create(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(f"DROP TABLE IF EXISTS {TABLE}")


class Migration(migrations.Migration):

    dependencies = [("accounts", "0003_staff_become_members")]

    operations = [migrations.RunPython(create, drop)]
