"""The first layer of tenancy: which organisation's or person's rows this transaction may see.

The wall itself is row-level security in the database. It reads two settings that live only as long
as the transaction: ``app.organisation_id`` and ``app.person_id``. Entering a scope opens a
transaction and sets them; leaving it restores what was set before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction


class NoScope(RuntimeError):
    """A walled table was queried outside of ``tenancy.organisation`` or ``tenancy.person``."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Exactly one of the two is set."""

    organisation_id: UUID | None = None
    person_id: UUID | None = None


_current: ContextVar[Scope | None] = ContextVar("tenancy", default=None)


def current() -> Scope | None:
    """The open scope, None outside of one."""
    return _current.get()


def required() -> Scope:
    """The open scope; raises ``NoScope`` where there is none."""
    scope = _current.get()
    if scope is None:
        raise NoScope("open tenancy.organisation(...) or tenancy.person(...) first")
    return scope


@contextmanager
def organisation(organisation_id: UUID) -> Iterator[Scope]:
    """A transaction that sees this organisation's rows and no others."""
    with _enter(Scope(organisation_id=organisation_id)) as scope:
        yield scope


@contextmanager
def person(person_id: UUID) -> Iterator[Scope]:
    """A transaction that sees what belongs to this person and nothing else."""
    with _enter(Scope(person_id=person_id)) as scope:
        yield scope


@contextmanager
def _enter(scope: Scope) -> Iterator[Scope]:
    before = _current.get()
    is_inner = connection.in_atomic_block  # else the settings end with the transaction
    with transaction.atomic():
        _announce(scope)
        token = _current.set(scope)
        try:
            yield scope
        finally:
            _current.reset(token)
        # After an error the savepoint's rollback restores the settings by itself.
        if is_inner and not connection.needs_rollback:
            _announce(before)


def _announce(scope: Scope | None) -> None:
    organisation_id = str(scope.organisation_id) if scope and scope.organisation_id else ""
    person_id = str(scope.person_id) if scope and scope.person_id else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.organisation_id', %s, true),"
            " set_config('app.person_id', %s, true)",
            [organisation_id, person_id],
        )
