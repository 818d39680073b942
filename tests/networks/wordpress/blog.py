"""What a WordPress would answer, route by route, on a stage."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from apps.connections.networks.adapter import Credential
from tests.http.stage import Script, head

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ME = "wp/v2/users/me"
GRANT = f"{ME}/application-passwords/introspect"
POSTS = "wp/v2/posts"
COMMENTS = "wp/v2/comments"
UUID = "8e9b6315-a952-46a6-aeef-7a32eccf42ce"

type Reply = tuple[int, object] | tuple[int, object, Mapping[str, str]]
type Route = Reply | Callable[[dict[str, str]], Reply]

USUAL: Mapping[str, Route] = {
    ME: (200, {"id": 7, "registered_date": "2025-11-22T12:00:00+00:00"}),
    GRANT: (200, {"uuid": UUID}),
    POSTS: (200, []),
    COMMENTS: (200, []),
}


def blog(routes: Mapping[str, Route]) -> Script:
    """A site at whose ``/wp-json/`` these routes answer, and 404 the others."""

    def script(connection: socket.socket, path: str) -> None:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        route = query.get("rest_route", parts.path.removeprefix("/wp-json")).strip("/")
        found = {**USUAL, **routes}.get(route, error(404, "rest_no_route"))
        play(found(query) if callable(found) else found)(connection, path)

    return script


def play(reply: Reply) -> Script:
    status, body, *more = reply
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json; charset=UTF-8", "Content-Length": str(len(raw))}
    for each in more:
        headers.update(each)

    def script(connection: socket.socket, path: str) -> None:
        connection.sendall(head(status, headers) + raw)

    return script


def error(status: int, code: str) -> Reply:
    return status, {"code": code, "message": "A sentence.", "data": {"status": status}}


def post(number: int, at: str = "2026-11-20T10:00:00") -> dict[str, Any]:
    return {"id": number, "date_gmt": at, "status": "publish", "type": "post"}


def comment(number: int, on: int, **changed: object) -> dict[str, Any]:
    return {
        "id": number,
        "post": on,
        "author": 0,
        "author_name": "Ivo",
        "author_url": "",
        "date_gmt": "2026-11-21T10:00:00",
        "status": "approved",
        "type": "comment",
        **changed,
    }


def credential(url: str) -> Credential:
    return Credential(
        account_id="7",
        label="anna on a blog",
        access_token="abcdefgh",
        site=f"{url}/wp-json/",
        user="anna",
        grant_id=UUID,
    )
