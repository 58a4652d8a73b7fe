"""Makes tables whose key is all that they hold: on SQLite one B-tree in the order of that key.

Rows with numbers of their own would need a second tree beside it, of twice the size, and each key
that is written would change a page of both.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState


def create_model(editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    """As the editor does, but for models whose key is several columns."""
    usual = editor.sql_create_table
    whole = isinstance(model._meta.pk, models.CompositePrimaryKey)
    if whole and editor.connection.vendor == "sqlite":
        editor.sql_create_table = f"{usual} WITHOUT ROWID"
    try:
        editor.create_model(model)
    finally:
        editor.sql_create_table = usual


class CreateOneTree(CreateModel):
    """The same in a migration."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the table."""
        model: Any = to_state.apps.get_model(app_label, self.name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            create_model(schema_editor, model)
