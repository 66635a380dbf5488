"""Create the tables of an app in one go.

Django works out anew how every model hangs together for each table, field and constraint that a
migration adds. With some hundred and fifty tables, nearly all referring to people, that is most
of the time that an empty store takes to set up. Here it is worked out once for tables created one
after another, and each is created with the fields, constraints and indexes that follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.operations.base import Operation
    from django.db.migrations.state import ProjectState

ADDS = migrations.AddField, migrations.AddConstraint, migrations.AddIndex


def _runs(operations: Iterable[Operation]) -> Iterator[tuple[bool, list[Operation]]]:
    """Operations in their order, those together that do nothing but create tables.

    What is added to a table that the same run creates belongs to it.
    """
    run: list[Operation] = []
    created: set[str] = set()
    for operation in operations:
        if type(operation) is migrations.CreateModel:
            creates = True
        else:
            creates = isinstance(operation, ADDS) and operation.model_name.lower() in created
        if run and creates is not bool(created):
            yield bool(created), run
            run, created = [], set()
        if type(operation) is migrations.CreateModel:
            created.add(operation.name.lower())
        run.append(operation)
    if run:
        yield bool(created), run


class CreatedTogether(migrations.Migration):
    """A migration whose tables, where created one after another, are created together and whole."""

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,  # as Django calls it
    ) -> ProjectState:
        """As Django applies it, with the same tables in the same order."""
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        for together, operations in _runs(self.operations):
            if together:
                project_state.__dict__.pop("apps", None)
                for operation in operations:
                    operation.state_forwards(self.app_label, project_state)
                for operation in operations:
                    if type(operation) is migrations.CreateModel:
                        operation.database_forwards(
                            self.app_label, schema_editor, project_state, project_state
                        )
            else:
                part = type("Part", (migrations.Migration,), {"operations": operations})
                project_state = part(self.name, self.app_label).apply(project_state, schema_editor)
        return project_state
