"""A server that says what it was told to, one answer after the other."""

from __future__ import annotations

from collections.abc import Sequence

import httpx

from renown import Patience, Renown

AT_ONCE = Patience(first=0.0)


class Scripted:
    """``asked``: the requests that came. An exception in the script is a connection that broke."""

    def __init__(self, *script: httpx.Response | Exception) -> None:
        self.script = list(script)
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        told = self.script.pop(0)
        if isinstance(told, Exception):
            raise told
        return told


def client_of(server: Scripted, *, patience: Patience = AT_ONCE, remember: int = 0) -> Renown:
    return Renown(
        "rnw_key",
        "https://renown.example",
        patience=patience,
        remember=remember,
        http=httpx.Client(transport=httpx.MockTransport(server)),
    )


def page(items: Sequence[object], next_page: str | None = None) -> httpx.Response:
    return httpx.Response(
        200, json={"results": items, "next": next_page, "previous": None, "notice": "Mind this."}
    )


def problem(status: int, code: str = "", **more: object) -> httpx.Response:
    told = {"type": f"/api/problems/{code}", "title": "No", "status": status, "code": code, **more}
    return httpx.Response(
        status, json=told, headers={"Content-Type": "application/problem+json", "X-Request-Id": "7"}
    )
