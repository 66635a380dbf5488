"""Create the tables of an app in one go.

Django works out anew how every model hangs together for each table that a migration creates. With
some hundred and fifty tables, nearly all of which refer to people, that is most of the time that an
empty store takes to set up. Here it is worked out once for tables created one after another.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.operations.base import Operation
    from django.db.migrations.state import ProjectState


def _creates(operation: Operation) -> bool:
    return type(operation) is migrations.CreateModel


class CreatedTogether(migrations.Migration):
    """A migration whose tables, where created one after another, are created together."""

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,  # as Django calls it
    ) -> ProjectState:
        """As Django applies it, with the same tables in the same order."""
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        for together, run in groupby(self.operations, _creates):
            operations = list(run)
            if together:
                project_state.__dict__.pop("apps", None)
                for operation in operations:
                    operation.state_forwards(self.app_label, project_state)
                for operation in operations:
                    operation.database_forwards(
                        self.app_label, schema_editor, project_state, project_state
                    )
            else:
                part = type("Part", (migrations.Migration,), {"operations": operations})
                project_state = part(self.name, self.app_label).apply(project_state, schema_editor)
        return project_state
