"""What creates tables goes together, whatever else a migration does."""

from __future__ import annotations

from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from heard.migrating import CreatedTogether


def create(name):
    return migrations.CreateModel(name, fields=[("id", models.BigAutoField(primary_key=True))])


def add(model, name):
    return migrations.AddField(model, name, models.CharField(max_length=5, default=name))


def limit(model, name):
    condition = models.Q(**{f"{name}__gt": ""})
    return migrations.AddConstraint(
        model, models.CheckConstraint(condition=condition, name=f"{model}_{name}")
    )


NAMED = models.Index(fields=["name"], name="weir_name_idx")
OPERATIONS = [
    create("Lock"),
    create("Weir"),
    add("weir", "name"),
    limit("weir", "name"),
    migrations.AddIndex("weir", NAMED),
    migrations.RunSQL("INSERT INTO trial_weir (name) VALUES ('first')"),
    add("lock", "code"),
    create("Gate"),
    limit("lock", "code"),
    add("gate", "side"),
]


def tables(kind):
    """What the migration makes, as the database describes it."""
    migration = type("Migration", (kind,), {"operations": OPERATIONS})("0001", "trial")
    with connection.schema_editor(atomic=True) as editor:
        state = migration.apply(ProjectState(), editor)
    with connection.cursor() as cursor:
        found = {
            name: (
                [
                    (column.name, column.type_code, column.null_ok)
                    for column in connection.introspection.get_table_description(cursor, name)
                ],
                connection.introspection.get_constraints(cursor, name),
            )
            for name in ("trial_lock", "trial_weir", "trial_gate")
        }
        cursor.execute("SELECT name FROM trial_weir")
        rows = cursor.fetchall()
        for name in found:
            cursor.execute(f"DROP TABLE {name}")
    return found, rows, sorted(state.models)


def test_tables_are_those_that_django_makes_one_step_at_a_time(transactional_db):
    plain, together = (tables(kind) for kind in (migrations.Migration, CreatedTogether))
    assert together == plain
    assert {"weir_name", "weir_name_idx"} <= set(together[0]["trial_weir"][1])
    assert together[1] == [("first",)]
