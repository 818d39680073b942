"""Requests and answers, without sending: what the sync and the async client share."""

from __future__ import annotations

import json
import os
import uuid
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx

from renown.problems import NotConfigured, RenownError, problem_of

VERSION = "0.1.0"
SAFE = {"GET", "HEAD"}


@dataclass(frozen=True, slots=True)
class Call:
    """One operation. ``path`` has a {} for each of ``ids``; None in ``query`` is left out."""

    method: str
    path: str
    ids: tuple[object, ...] = ()
    query: Mapping[str, Any] = field(default_factory=dict)
    body: object = None
    idempotency_key: str | None = None
    accept: str = "application/json"
    commas: tuple[str, ...] = ()  # lists in ``query`` that are written as one word

    @property
    def address(self) -> str:
        """Path and query."""
        path = self.path.format(*(quote(str(each), safe="") for each in self.ids))
        query = urlencode(_written(self))
        return f"{path}?{query}" if query else path


@dataclass(frozen=True, slots=True)
class Account:
    """Where and as whom. Its key is in no message and no repr."""

    url: str
    key: str = field(repr=False)
    language: str | None = None

    @classmethod
    def of(cls, key: str | None, url: str | None, language: str | None) -> Account:
        """From what is given, else from RENOWN_API_KEY and RENOWN_URL."""
        key = key or os.environ.get("RENOWN_API_KEY", "")
        url = (url or os.environ.get("RENOWN_URL", "")).rstrip("/")
        if not key or not key.isascii() or not key.isprintable():
            raise NotConfigured("give a key, or set RENOWN_API_KEY")
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise NotConfigured("give the server's url, or set RENOWN_URL")
        return cls(url, key, language)

    def request(self, call: Call) -> httpx.Request:
        return httpx.Request(
            call.method,
            self.url + call.address,
            headers=self._headers(call),
            content=_json(call.body) if call.body is not None else None,
        )

    def next_page(self, address: str) -> httpx.Request:
        """Of a page's ``next``: only ever from where the first came, as the key goes along."""
        at, home = urlsplit(address), urlsplit(self.url)
        if (at.scheme, at.netloc) != (home.scheme, home.netloc):
            raise RenownError("the next page is said to be on another server")
        return httpx.Request("GET", address, headers=self._headers(Call("GET", "")))

    def _headers(self, call: Call) -> dict[str, str]:
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Accept": call.accept,
            "User-Agent": f"renown-python/{VERSION}",
        }
        if self.language:
            headers["Accept-Language"] = self.language
        if call.method not in SAFE:  # the same for each try, so that it is done once
            headers["Idempotency-Key"] = call.idempotency_key or str(uuid.uuid4())
        if call.body is not None:
            headers["Content-Type"] = "application/json"
        return headers


class Memory:
    """The newest answers with their ETags, so that what did not change is not sent again."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._known: OrderedDict[str, httpx.Response] = OrderedDict()
        self._lock = Lock()

    def ask(self, request: httpx.Request) -> httpx.Response | None:
        """What is known of this, which the server is told."""
        if request.method != "GET":
            return None
        with self._lock:
            known = self._known.get(_name(request))
        if known:
            request.headers["If-None-Match"] = known.headers["ETag"]
        return known

    def learn(
        self, request: httpx.Request, response: httpx.Response, known: httpx.Response | None
    ) -> httpx.Response:
        """The answer; the known one where the server says that it is the same."""
        if response.status_code == 304 and known:
            return known
        if request.method == "GET" and response.status_code == 200 and "ETag" in response.headers:
            with self._lock:
                self._known.pop(_name(request), None)
                self._known[_name(request)] = response
                while len(self._known) > self.most:
                    self._known.popitem(last=False)
        return response


def read(response: httpx.Response) -> Any:
    """Parsed JSON, bytes of anything else, None of nothing. Raises ``Problem``."""
    if not response.is_success:
        raise problem_of(response)
    if not response.content:
        return None
    if response.headers.get("Content-Type", "").partition(";")[0] != "application/json":
        return response.content
    return response.json()


def _name(request: httpx.Request) -> str:
    return f"{request.headers['Accept']} {request.url}"


def _written(call: Call) -> list[tuple[str, str]]:
    """Lists are repeated, or joined."""
    pairs = []
    for name, value in call.query.items():
        words = [_word(each) for each in (value if isinstance(value, (list, tuple)) else [value])]
        pairs += [(name, each) for each in ([",".join(words)] if name in call.commas else words)]
    return [(name, word) for name, word in pairs if word]


def _word(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else _plain(value)


def _json(body: object) -> bytes:
    """UUIDs and moments are written as the API wants them."""
    return json.dumps(body, default=_plain, ensure_ascii=False, allow_nan=False).encode()


def _plain(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
