"""Graph's HTTP interface, raw pages out. A call is tried three times where the fault may pass by
itself; limits are asked before and learned after."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from apps.connections.networks import budget
from apps.connections.networks.answers import Body
from apps.connections.networks.calls import MAX_BYTES, Client, bearer, send, tried
from apps.connections.networks.keys import account_key
from apps.connections.networks.meta import usage
from apps.connections.networks.meta.refusals import body_of, tokens_of
from apps.core.http import Answer, HttpClient

TIMEOUT = 15.0  # seconds


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the network, with which token, for which account (its own limit). With
    ``app_secret`` each call proves that it comes from the application's own server."""

    network: str
    api_url: str
    access_token: str = field(default="", repr=False)
    account_id: str = ""
    app_secret: str = field(default="", repr=False)
    timeout: float = TIMEOUT


class GraphClient(Client):
    """Calls of one caller. Raises only ``NetworkError``."""

    def __init__(self, caller: Caller) -> None:
        token = caller.access_token
        self._proof = _proof(token, caller.app_secret) if token and caller.app_secret else {}
        whose = caller.account_id or secrets.token_hex(8)  # a login shares no account's limit
        whose = account_key(caller.network, whose)
        self._account, self._app = budget.whole(caller.network, whose)
        super().__init__(
            HttpClient(
                caller.api_url,
                headers=bearer(token),
                timeout=caller.timeout,
                max_bytes=MAX_BYTES,
            )
        )

    def get(self, path: str, params: Mapping[str, str]) -> Body:
        """A node or one page of an edge."""
        return tried(lambda: self._once(path, params))

    def _once(self, path: str, params: Mapping[str, str]) -> Body:
        answer = self._send(lambda: self._http.get(path, params={**params, **self._proof}))
        return body_of(answer, now=datetime.now(UTC))

    def get_tokens(self, path: str, params: Mapping[str, str]) -> Body:
        """A token endpoint that reads the query, asked once."""
        answer = self._send(lambda: self._http.get(path, params={**params, **self._proof}))
        return tokens_of(answer, now=datetime.now(UTC))

    def post_tokens(self, path: str, form: Mapping[str, str]) -> Body:
        """A token endpoint that reads a form, asked once: a code works once."""
        answer = self._send(lambda: self._http.post(path, data=form))
        return tokens_of(answer, now=datetime.now(UTC))

    def delete(self, path: str) -> Body:
        answer = self._send(lambda: self._http.delete(path, params=self._proof))
        return body_of(answer, now=datetime.now(UTC))

    def _send(self, call: Callable[[], Answer]) -> Answer:
        budget.check(self._app, self._account)
        answer = send(call)
        usage.learn(answer.headers, app=self._app, account=self._account, now=datetime.now(UTC))
        return answer


def paged(params: dict[str, str], after: str) -> dict[str, str]:
    """``after``: the token of a page, "" for the first."""
    return {**params, "after": after} if after else params


def _proof(token: str, secret: str) -> dict[str, str]:
    """https://developers.facebook.com/docs/graph-api/guides/secure-requests"""
    proof = hmac.new(secret.encode(), token.encode(), hashlib.sha256)
    return {"appsecret_proof": proof.hexdigest()}
