"""X as if one login there opened several accounts, the login's own one first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from apps.connections.networks.adapter import Account, Credential
from apps.connections.networks.errors import NetworkError
from apps.connections.networks.keys import account_key
from apps.connections.networks.x.adapter import XAdapter
from apps.core import tenancy

NO_ACCOUNT = "This login opens nothing that could be read."


class Several(XAdapter):
    """``extra``: names of accounts beside the login's own; ``faults`` are raised, one a call."""

    no_account = NO_ACCOUNT

    def __init__(self, *extra: str) -> None:
        self.extra = [*extra]
        self.has_own = True
        self.faults: list[NetworkError] = []
        self.revoked: list[str] = []

    def accounts(self, credential: Credential) -> Sequence[Account]:
        assert tenancy.current() is None, "no network call in a scope"
        if self.faults:
            raise self.faults.pop(0)
        own = [Account(credential, "Yours")] if self.has_own else []
        return own + [Account(self.of(credential, name), f"Page {name}") for name in self.extra]

    def of(self, credential: Credential, name: str) -> Credential:
        return replace(
            credential, account_id=name, label=f"Page of {name}", grantor_id=credential.account_id
        )

    def revoke(self, credential: Credential) -> None:
        self.revoked.append(credential.account_id)
        super().revoke(credential)


def key(name: str) -> str:
    return account_key("x", name)
