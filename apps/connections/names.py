"""By which account an organisation may ask for a candidate: what is hashed, and what is sealed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from apps.connections.networks.adapter import Credential
from apps.connections.networks.keys import account_key
from apps.core import sealing

LARGEST = 10**18 - 1  # as long as the longest that Klout gave


@dataclass(frozen=True, slots=True)
class Account:
    """The network's own id and the screen name without its @, as they were when it was linked."""

    account_id: str
    name: str

    @classmethod
    def of(cls, credential: Credential) -> Account:
        return cls(credential.account_id, credential.label.removeprefix("@"))

    def seal(self, *, owner: UUID) -> bytes:
        return sealing.seal(asdict(self), owner=owner)

    @classmethod
    def unseal(cls, sealed: bytes | memoryview, *, owner: UUID) -> Account:
        """Raises ``sealing.CannotOpen``."""
        return cls(**sealing.unseal(sealed, owner=owner))


def key_of_name(organisation_id: UUID, network: str, name: str) -> str:
    """Keyed hash, another for each organisation; case and a leading @ make no difference."""
    return account_key(f"name {organisation_id} {network}", name.removeprefix("@").casefold())


def key_of_id(organisation_id: UUID, network: str, account_id: str) -> str:
    """Keyed hash, another for each organisation."""
    return account_key(f"id {organisation_id} {network}", account_id)


def number_of(candidate_id: UUID) -> int:
    """Always the same for a candidate, 1 to ``LARGEST``; nobody can tell one from the other."""
    return int(account_key("number", str(candidate_id)), 16) % LARGEST + 1
