"""The wall: migration operations for row-level security and composite foreign keys.

A model says who may see its rows with ``wall = Wall(...)``; its migration builds that wall with
``BuildWall``. A guard test compares the two with what the database really enforces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

ORGANISATION = "(SELECT nullif(current_setting('app.organisation_id', true), '')::uuid)"
PERSON = "(SELECT nullif(current_setting('app.person_id', true), '')::uuid)"


@dataclass(frozen=True, slots=True)
class Wall:
    """The columns that hold the tenant and the person. ``organisation_if`` narrows what the
    organisation may read (writes are not narrowed). ``person_reads`` is a condition for rows that
    a person may read without owning them. All conditions are SQL on this table's columns."""

    organisation: str | None = None
    person: str | None = None
    organisation_if: str | None = None
    person_reads: str | None = None

    def __post_init__(self) -> None:
        if not (self.organisation or self.person):
            raise ValueError("a wall needs an organisation's or a person's column")


class BuildWall(Operation):
    """ENABLE and FORCE row-level security with the policies of ``wall`` on ``table``."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, wall: Wall) -> None:
        self.table = table
        self.wall = wall

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table, self.wall], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Policies are not part of Django's state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        for statement in [*self._enable(), *self._policies()]:
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        for name in (
            "owner_sees_all",
            "organisation",
            "organisation_writes",
            "person",
            "person_reads",
        ):
            schema_editor.execute(f"DROP POLICY IF EXISTS {name} ON {self.table}")
        schema_editor.execute(f"ALTER TABLE {self.table} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {self.table} DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        return f"Wall around {self.table}"

    def _enable(self) -> list[str]:
        return [
            f"ALTER TABLE {self.table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {self.table} FORCE ROW LEVEL SECURITY",
            # Under FORCE the owner sees no rows either; data migrations need them.
            f"CREATE POLICY owner_sees_all ON {self.table} TO CURRENT_USER"
            " USING (true) WITH CHECK (true)",
        ]

    def _policies(self) -> list[str]:
        wall, statements = self.wall, []
        if wall.organisation:
            mine = f"{wall.organisation} = {ORGANISATION}"
            visible = f"{mine} AND ({wall.organisation_if})" if wall.organisation_if else mine
            statements.append(
                f"CREATE POLICY organisation ON {self.table} USING ({visible}) WITH CHECK ({mine})"
            )
        if wall.person:
            statements.append(
                f"CREATE POLICY person ON {self.table} USING ({wall.person} = {PERSON})"
            )
        if wall.person_reads:
            statements.append(
                f"CREATE POLICY person_reads ON {self.table} FOR SELECT USING ({wall.person_reads})"
            )
        return statements


class CompositeForeignKey(Operation):
    """A foreign key that carries the tenant along, since plain ones look past the policies.

    ``columns`` of ``table`` point to ``target_columns`` of ``target``, which get a unique index
    when they have none. Deferred, as Django's own foreign keys are. ``cascades``: the database
    itself deletes the rows with what they point to."""

    reversible = True
    reduces_to_sql = True

    def __init__(
        self,
        table: str,
        columns: tuple[str, str],
        target: str,
        target_columns: tuple[str, str],
        *,
        cascades: bool = False,
    ) -> None:
        self.table, self.columns = table, columns
        self.target, self.target_columns = target, target_columns
        self.cascades = cascades

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (
            self.__class__.__name__,
            [self.table, self.columns, self.target, self.target_columns],
            {"cascades": True} if self.cascades else {},
        )

    @property
    def name(self) -> str:
        return f"{self.table}_{self.columns[1]}_in_tenant"[:63]

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Not part of Django's state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        target_columns = ", ".join(self.target_columns)
        schema_editor.execute(
            f"CREATE UNIQUE INDEX IF NOT EXISTS {self._index()} ON {self.target} ({target_columns})"
        )
        schema_editor.execute(
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name}"
            f" FOREIGN KEY ({', '.join(self.columns)}) "
            f"REFERENCES {self.target} ({target_columns})"
            f"{' ON DELETE CASCADE' if self.cascades else ''} DEFERRABLE INITIALLY DEFERRED"
        )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        schema_editor.execute(f"ALTER TABLE {self.table} DROP CONSTRAINT IF EXISTS {self.name}")

    def describe(self) -> str:
        return f"{self.table} points to {self.target} inside its tenant"

    def _index(self) -> str:
        return f"{self.target}_{'_'.join(self.target_columns)}_key"[:63]
