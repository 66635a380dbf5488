"""Events of warnings and what scans saw are never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps as StateApps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("signals_warningevent", "signals_sighting")
SAID = "what happened to a warning is never changed"


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(
            f"""CREATE FUNCTION signals_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{SAID}'; END $$"""
        )
    does = "FOR EACH ROW EXECUTE FUNCTION signals_is_kept()"
    if not postgresql:
        does = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    for table in TABLES:
        what = "" if table == "signals_sighting" else " OF number, kind, code, on, words"
        columns = what.replace(" on,", ' "on",')
        schema_editor.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE{columns} ON {table} {does}"
        )


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        schema_editor.execute(
            f"DROP TRIGGER {table}_is_kept" + (f" ON {table}" if postgresql else "")
        )
    if postgresql:
        schema_editor.execute("DROP FUNCTION signals_is_kept")


class Migration(migrations.Migration):
    dependencies = [("signals", "0001_warnings")]

    operations = [migrations.RunPython(forwards, backwards)]
