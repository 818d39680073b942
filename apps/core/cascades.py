"""References inside a tenant by which the database itself deletes: rows that an organisation may
not see go with what they belong to, although its own transaction cannot find them."""

from __future__ import annotations

from django.db.migrations import RunSQL


def cascading(table: str, column: str, target: str, *, forgets: bool = False) -> RunSQL:
    """Lets the ``CompositeForeignKey`` of organisation and ``column`` to ``target`` cascade.
    ``forgets``: the row stays and only its reference goes."""
    on_delete = f"ON DELETE SET NULL ({column})" if forgets else "ON DELETE CASCADE"
    return RunSQL(_anew(table, column, target, on_delete), _anew(table, column, target, ""))


def _anew(table: str, column: str, target: str, on_delete: str) -> str:
    name = f"{table}_{column}_in_tenant"[:63]
    return (
        f"ALTER TABLE {table} DROP CONSTRAINT {name}, ADD CONSTRAINT {name}"
        f" FOREIGN KEY (organisation_id, {column}) REFERENCES {target} (organisation_id, id)"
        f" {on_delete} DEFERRABLE INITIALLY DEFERRED"
    )
