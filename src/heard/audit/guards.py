"""The database's own refusal to change or remove rows of the log.

Whoever holds the database can lift this; then the chain shows what they did. It is here so that a
mistake, a loose statement or a hole in a page can't.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_entry"
SEALING = ("number", "previous", "digest")
REFUSAL = "The log is only ever added to."
NAMES = ("audit_entry_insert", "audit_entry_update", "audit_entry_delete")

POSTGRES = f"""
CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.number IS NULL THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND OLD.number IS NULL AND NEW.number IS NOT NULL
        AND to_jsonb(OLD) - 'number' - 'previous' - 'digest'
          = to_jsonb(NEW) - 'number' - 'previous' - 'digest' THEN RETURN NEW; END IF;
    IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT 1 FROM {TABLE}) THEN RETURN NULL; END IF;
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_entry_insert BEFORE INSERT ON {TABLE}
    FOR EACH ROW WHEN (NEW.number IS NOT NULL) EXECUTE FUNCTION audit_entry_refuse();
CREATE TRIGGER audit_entry_update BEFORE UPDATE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse();
CREATE TRIGGER audit_entry_delete BEFORE DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse();
CREATE TRIGGER audit_entry_truncate BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse();
"""  # noqa: S608 - only our own names


def guards_set(connection: BaseDatabaseWrapper) -> None:
    """Let the database refuse changes and removals. A migration that remakes the table calls it."""
    guards_lift(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES)
            return
        cursor.execute("SELECT name FROM pragma_table_info(%s)", [TABLE])
        columns = [f'"{name}"' for (name,) in cursor.fetchall() if name not in SEALING]
        for statement in _sqlite(columns):
            cursor.execute(statement)


def guards_lift(connection: BaseDatabaseWrapper) -> None:
    """Take the refusal away, so that the table can be emptied or remade."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in (*NAMES, "audit_entry_truncate"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")
        else:
            for name in (*NAMES, "audit_entry_sealed"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def guards_stand(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database refuses changes now."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger"
                " WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled <> 'D'",
                [TABLE],
            )
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE]
            )
        return set(NAMES) <= {name for (name,) in cursor.fetchall()}


@contextmanager
def guards_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without the refusal for a while, in one transaction."""
    with transaction.atomic(using=connection.alias):
        guards_lift(connection)
        yield
        guards_set(connection)


def _sqlite(columns: list[str]) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    taken = f"SELECT 1 FROM {TABLE} WHERE id = NEW.id"  # noqa: S608 - only our own names
    yield (
        f"CREATE TRIGGER audit_entry_insert BEFORE INSERT ON {TABLE}"
        f" WHEN NEW.number IS NOT NULL OR EXISTS ({taken}) {refuse}"
    )
    yield (
        f"CREATE TRIGGER audit_entry_update BEFORE UPDATE OF {', '.join(columns)} ON {TABLE}"
        f" {refuse}"
    )
    yield (
        f"CREATE TRIGGER audit_entry_sealed BEFORE UPDATE ON {TABLE}"
        f" WHEN OLD.number IS NOT NULL OR NEW.number IS NULL {refuse}"
    )
    yield f"CREATE TRIGGER audit_entry_delete BEFORE DELETE ON {TABLE} {refuse}"
