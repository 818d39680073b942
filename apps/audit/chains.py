"""Whether chains of events hold: every event sealed, every seal following from the one before.

In an organisation's scope its own chain can be asked about; all chains are seen by the database's
owner alone. A chain proves that nothing inside was changed or taken out. That its end was not cut
off is proven by comparing ``Head`` with one kept elsewhere, such as in an export."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

_HEAD = """SELECT sequence, encode(digest, 'hex') FROM audit_seal
WHERE chain_id = %s ORDER BY sequence DESC LIMIT 1"""
_UNSEALED = """SELECT count(*) FROM audit_event e LEFT JOIN audit_seal s ON s.event_id = e.id
WHERE e.chain_id = %s AND s.event_id IS NULL"""
_ALL = "SELECT chain_id FROM audit_event UNION SELECT chain_id FROM audit_seal ORDER BY 1"
_OWNS = """SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class
WHERE oid = 'audit_seal'::regclass"""


@dataclass(frozen=True, slots=True)
class Head:
    """The last step of a chain: its number and digest (hexadecimal)."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class ChainState:
    """``broken_at``: the first step that does not follow, None where all do. ``unsealed``: events
    outside of the chain; those of the running transaction are, until it commits."""

    chain_id: UUID
    head: Head | None
    broken_at: int | None
    unsealed: int

    @property
    def holds(self) -> bool:
        return self.broken_at is None and not self.unsealed


def state(chain_id: UUID) -> ChainState:
    """Reads the whole chain: about 10 ms for 1,000 events."""
    row = _one(_HEAD, chain_id)
    broken = _one("SELECT audit_broken_link(%s)", chain_id)
    unsealed = _one(_UNSEALED, chain_id)
    assert broken is not None
    assert unsealed is not None
    return ChainState(chain_id, Head(*row) if row else None, broken[0], unsealed[0])


def every_chain() -> list[UUID]:
    """Chains of all organisations, persons and the platform; complete for the owner role alone."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL)
        return [row[0] for row in cursor.fetchall()]


def sees_every_chain() -> bool:
    """Whether this connection may act as the owner of the seals."""
    row = _one(_OWNS)
    return bool(row and row[0])


def _one(sql: str, *parameters: UUID) -> tuple[int, str] | tuple[int] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: tuple[int, str] | tuple[int] | None = cursor.fetchone()
        return found
