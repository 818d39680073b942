"""Codes, access tokens and refresh tokens of one network. All tokens of one grant share a chain,
and closing the chain ends them all."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict
from typing import Any

from apps.sandbox.standin.rules import (
    DAY,
    Grant,
    GrantError,
    Refusal,
    Renewal,
    Request,
    Rules,
    Tokens,
    TokenState,
    challenge_of,
)
from apps.sandbox.standin.store import Store, digest

REMEMBERED = 365 * DAY  # what was closed or used stays so for longer than any token lasts


class Grants:
    def __init__(self, network: str, rules: Rules) -> None:
        self._store, self.rules = Store(network), rules

    def issue_code(self, account_id: str, request: Request) -> str:
        code = secrets.token_urlsafe(60)
        grant = self.open_grant(account_id, request.scopes, offline=request.offline)
        record = {"grant": asdict(grant), "request": asdict(request)}
        self._store.put(f"code:{digest(code)}", record, seconds=self.rules.code_seconds)
        return code

    def open_grant(
        self, account_id: str, scopes: tuple[str, ...], *, offline: bool | None = None
    ) -> Grant:
        if offline is None:
            offline = not self.rules.offline_scope or self.rules.offline_scope in scopes
        grant = Grant(secrets.token_hex(12), account_id, tuple(scopes), offline)
        chains = [*(self._store.get(f"chains:{account_id}") or []), grant.chain]
        self._store.put(f"chains:{account_id}", chains, seconds=REMEMBERED)
        return grant

    def redeem(self, code: str, *, verifier: str = "", redirect_uri: str) -> Tokens:
        """Raises ``GrantError``. A code shown twice closes what the first showing opened."""
        key = digest(code)
        record = self._store.take(f"code:{key}")
        if record is None:
            if chain := self._store.get(f"spent:{key}"):
                self.close(chain)
            raise GrantError(Refusal.CODE)
        request, grant = record["request"], _grant(record["grant"])
        self._store.put(f"spent:{key}", grant.chain, seconds=DAY)
        if redirect_uri != request["redirect_uri"]:
            raise GrantError(Refusal.ADDRESS)
        if request["challenge"] and challenge_of(verifier) != request["challenge"]:
            raise GrantError(Refusal.VERIFIER)
        return self.issue_tokens(grant)

    def refresh(self, token: str) -> Tokens:
        """Raises ``GrantError``."""
        key = digest(token)
        record = self._store.get(f"refresh:{key}")
        if record is None:
            raise GrantError(Refusal.TOKEN)
        grant, rotates = _grant(record), self.rules.renewal is Renewal.ROTATES
        if rotates and not self._store.put_new(f"used:{key}", 1, seconds=REMEMBERED):
            self.close(grant.chain)
        if self.is_closed(grant.chain):
            raise GrantError(Refusal.TOKEN)
        return self.issue_tokens(grant) if rotates else self._access(grant)

    def exchange(self, access: str, *, seconds: int) -> Tokens:
        """A longer access token for one that is still good, as Meta's networks renew. Raises
        ``GrantError``."""
        grant = self.grant_of(access)
        if grant is None:
            raise GrantError(Refusal.TOKEN)
        return self._access(grant, seconds)

    def issue_tokens(self, grant: Grant) -> Tokens:
        access = self._access(grant)
        if self.rules.renewal is Renewal.NONE or not grant.offline:
            return access
        renewal, seconds = self.rules.new_token(), self.rules.refresh_seconds
        self._store.put(f"refresh:{digest(renewal)}", asdict(grant), seconds=seconds)
        return Tokens(access.access, renewal, grant, access.seconds)

    def _access(self, grant: Grant, seconds: int | None = None) -> Tokens:
        """Kept for longer than it is good, so that an expired token can be told from none."""
        seconds = self.rules.access_seconds if seconds is None else seconds
        access = self.rules.new_token()
        record = asdict(grant) | {
            "until": None if seconds is None else time.time() + seconds,
            "era": self._era(grant.account_id),
        }
        kept = None if seconds is None else seconds + DAY
        self._store.put(f"access:{digest(access)}", record, seconds=kept)
        return Tokens(access, "", grant, seconds)

    def look(self, access: str) -> tuple[Grant | None, TokenState]:
        """The grant of a good token; of any other, why it is none."""
        if not access:
            return None, TokenState.MISSING
        record = self._store.get(f"access:{digest(access)}")
        if record is None:
            return None, TokenState.UNKNOWN
        if self.is_closed(record["chain"]):
            return None, TokenState.REVOKED
        until = record["until"]
        is_over = until is not None and until <= time.time()
        if is_over or record["era"] < self._era(record["account_id"]):
            return None, TokenState.EXPIRED
        return _grant(record), TokenState.GOOD

    def grant_of(self, access: str) -> Grant | None:
        return self.look(access)[0]

    def owner_of(self, token: str) -> str:
        """The account whose token of either kind this is or was, "" where it is nobody's."""
        record = self._record(token)
        return str(record["account_id"]) if record else ""

    def is_open(self, token: str) -> bool:
        """Whether a token of either kind belongs to a grant that nobody has ended."""
        record = self._record(token)
        return record is not None and not self.is_closed(record["chain"])

    def expire(self, account_id: str) -> None:
        """All access tokens of the account end now; renewing goes on."""
        self._store.put(f"era:{account_id}", self._era(account_id) + 1, seconds=REMEMBERED)

    def close_by(self, token: str) -> None:
        """Revocation by either token ends the whole grant; an unknown one changes nothing."""
        if record := self._record(token):
            self.close(record["chain"])

    def close_account(self, account_id: str) -> None:
        """The person took the application off the list of connected apps: all grants are over."""
        for chain in self._store.get(f"chains:{account_id}") or []:
            self.close(chain)
        self._store.drop(f"chains:{account_id}")

    def has_open(self, account_id: str) -> bool:
        """Whether any grant of the account stands."""
        chains = self._store.get(f"chains:{account_id}") or []
        return any(not self.is_closed(chain) for chain in chains)

    def close(self, chain: str) -> None:
        self._store.put(f"closed:{chain}", 1, seconds=REMEMBERED)

    def is_closed(self, chain: str) -> bool:
        return bool(self._store.get(f"closed:{chain}"))

    def _record(self, token: str) -> dict[str, Any] | None:
        key = digest(token)
        record: dict[str, Any] | None = self._store.get(f"refresh:{key}")
        return record or self._store.get(f"access:{key}")

    def _era(self, account_id: str) -> int:
        return int(self._store.get(f"era:{account_id}") or 0)


def _grant(record: dict[str, Any]) -> Grant:
    return Grant(record["chain"], record["account_id"], tuple(record["scopes"]), record["offline"])
