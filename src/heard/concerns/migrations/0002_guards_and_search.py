"""Events are never changed, and the search has an index of its own kind on each store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps as StateApps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    """CREATE TRIGGER concerns_event_is_kept BEFORE UPDATE ON concerns_event
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    """CREATE VIRTUAL TABLE concerns_search USING fts5(
        text, content='concerns_searchentry', content_rowid='concern_id',
        tokenize="unicode61 remove_diacritics 2", prefix='3')""",
    """CREATE TRIGGER concerns_search_added AFTER INSERT ON concerns_searchentry BEGIN
        INSERT INTO concerns_search(rowid, text) VALUES (new.concern_id, new.text); END""",
    """CREATE TRIGGER concerns_search_removed AFTER DELETE ON concerns_searchentry BEGIN
        INSERT INTO concerns_search(concerns_search, rowid, text)
        VALUES ('delete', old.concern_id, old.text); END""",
    """CREATE TRIGGER concerns_search_changed AFTER UPDATE ON concerns_searchentry BEGIN
        INSERT INTO concerns_search(concerns_search, rowid, text)
        VALUES ('delete', old.concern_id, old.text);
        INSERT INTO concerns_search(rowid, text) VALUES (new.concern_id, new.text); END""",
)
SQLITE_BACK = (
    "DROP TRIGGER concerns_search_changed",
    "DROP TRIGGER concerns_search_removed",
    "DROP TRIGGER concerns_search_added",
    "DROP TABLE concerns_search",
    "DROP TRIGGER concerns_event_is_kept",
)
POSTGRESQL = (
    """CREATE FUNCTION concerns_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'events are never changed'; END $$""",
    """CREATE TRIGGER concerns_event_is_kept BEFORE UPDATE ON concerns_event
    FOR EACH ROW EXECUTE FUNCTION concerns_event_is_kept()""",
    """CREATE INDEX concerns_search ON concerns_searchentry
    USING gin (to_tsvector('simple', text))""",
)
POSTGRESQL_BACK = (
    "DROP INDEX concerns_search",
    "DROP TRIGGER concerns_event_is_kept ON concerns_event",
    "DROP FUNCTION concerns_event_is_kept",
)


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_BACK if postgresql else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0001_concerns")]

    operations = [migrations.RunPython(forwards, backwards)]
