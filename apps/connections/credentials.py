"""A credential as it lies in the database: sealed, bound to its row, with the time of its issue."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from apps.connections.networks.adapter import Credential
from apps.core import sealing

RENEW_AFTER = 0.8  # of its life


@dataclass(frozen=True, slots=True)
class Held:
    """An opened credential, and the sealed bytes that it came from."""

    credential: Credential
    issued_at: datetime
    sealed: bytes

    @property
    def due_at(self) -> datetime | None:
        """When 80 % of its life are over; None where it has no end."""
        expires_at = self.credential.expires_at
        if expires_at is None:
            return None
        return self.issued_at + (expires_at - self.issued_at) * RENEW_AFTER

    def is_due(self, now: datetime) -> bool:
        return self.due_at is not None and now >= self.due_at

    def is_over(self, now: datetime) -> bool:
        expires_at = self.credential.expires_at
        return expires_at is not None and now >= expires_at

    def is_same(self, other: Held) -> bool:
        """Also where keys were rotated in between: that seals it anew and changes nothing."""
        return (self.credential, self.issued_at) == (other.credential, other.issued_at)


def seal(credential: Credential, *, owner: UUID, issued_at: datetime) -> bytes:
    plain: dict[str, Any] = {f.name: getattr(credential, f.name) for f in fields(Credential)}
    plain["scopes"] = sorted(credential.scopes)
    plain["expires_at"] = credential.expires_at.isoformat() if credential.expires_at else None
    payload = {"credential": plain, "issued_at": issued_at.isoformat()}
    return sealing.seal(payload, owner=owner)


def unseal(sealed: bytes | memoryview, *, owner: UUID) -> Held:
    """Raises ``sealing.CannotOpen`` for the bytes of another row."""
    payload = sealing.unseal(bytes(sealed), owner=owner)
    plain = payload["credential"]
    expires_at = plain["expires_at"]
    credential = Credential(
        **{
            **plain,
            "scopes": frozenset(plain["scopes"]),
            "expires_at": datetime.fromisoformat(expires_at) if expires_at else None,
        }
    )
    return Held(credential, datetime.fromisoformat(payload["issued_at"]), bytes(sealed))
