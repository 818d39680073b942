"""The one HTTP client: limits on time, size and redirects, no call inside a transaction, no secret
in errors or logs. ``GuardedClient`` is for addresses that a person supplied."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from typing import Self, TypedDict
from urllib.parse import urlencode

import httpx
from django.conf import settings
from django.db import connections

from apps.core import tenancy
from apps.core.addresses import (
    Resolver,
    check_ip,
    check_port,
    check_scheme,
    is_allowed_private,
    resolve,
)
from apps.core.answers import (
    Answer,
    BadBody,
    CutBody,
    Headers,
    HttpError,
    NetworkInTransaction,
    Refusal,
    RefusedAddress,
    TimedOut,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from apps.core.bodies import unpacked
from apps.core.lines import HUNG_UP, Auth, Line, Origin, drain, kept_line, raw

__all__ = [
    "Answer",
    "BadBody",
    "CutBody",
    "GuardedClient",
    "HttpClient",
    "HttpError",
    "NetworkInTransaction",
    "Params",
    "Refusal",
    "RefusedAddress",
    "TimedOut",
    "TooLarge",
    "TooManyRedirects",
    "Unreachable",
]

type Params = Mapping[str, str | int | Sequence[str] | Sequence[int]]


class _Body(TypedDict):
    data: Mapping[str, str] | None
    json: object
    content: bytes | None


_NO_BODY: _Body = {"data": None, "json": None, "content": None}

TEXT_TYPES = ("text/", "application/json", "application/xhtml+xml", "application/xml")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HARMLESS = frozenset({"accept", "accept-language", "user-agent", "accept-encoding"})

# These two write whole addresses, with the tokens in them, at INFO and DEBUG.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class HttpClient:
    """A connection to one server whose address we configured ourselves.

    ``timeout``: seconds for a whole call, redirects included. ``max_bytes``: of the decompressed
    body. Redirects are followed for GET only; with ``max_redirects=0`` they are answers like any
    other. An HTTP status never raises. ``headers`` and ``auth`` go to the server of ``base_url``
    (or of the address asked for) and never on to another one. ``keep``: the connection stays open
    for the thread's next client to the same server; cookies are forgotten. ``only_status``: what
    the body says does not matter; at most ``max_bytes`` of it are read, and thrown away.
    """

    _guarded = False

    def __init__(
        self,
        base_url: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        timeout: float = 15.0,
        max_bytes: int = 10_000_000,
        max_redirects: int = 0,
        content_types: Collection[str] | None = None,
        resolver: Resolver = resolve,
        keep: bool = False,
        only_status: bool = False,
    ) -> None:
        self._base = base_url
        self._own = _origin(_parsed(base_url)) if base_url else None
        self._headers = dict(headers or {})
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._max_redirects = max_redirects
        self._content_types = tuple(content_types) if content_types is not None else None
        self._only_status = only_status
        self._kept = keep
        self._line = self._kept_line() if keep else Line(resolver, self._check_addresses)

    def _kept_line(self) -> Line:
        assert self._own is not None, "only to a server that is known beforehand"
        return kept_line(self._own)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._kept:
            self._line.client.close()

    def get(
        self,
        path: str,
        *,
        params: Params | None = None,
        headers: Mapping[str, str] | None = None,
        auth: Auth | None = None,
    ) -> Answer:
        return self._call("GET", path, params, headers, auth)

    def post(
        self,
        path: str,
        *,
        params: Params | None = None,
        data: Mapping[str, str] | None = None,
        json: object = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        auth: Auth | None = None,
    ) -> Answer:
        """``data`` is sent as a form, ``json`` as JSON, ``content`` as it is (a signed body)."""
        body: _Body = {"data": data, "json": json, "content": content}
        return self._call("POST", path, params, headers, auth, body)

    def send(
        self,
        method: str,
        path: str,
        *,
        json: object = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        auth: Auth | None = None,
    ) -> Answer:
        """POST, PUT or PATCH, with either body or none."""
        body: _Body = {"data": None, "json": json, "content": content}
        return self._call(method, path, None, headers, auth, body)

    def delete(
        self,
        path: str,
        *,
        params: Params | None = None,
        headers: Mapping[str, str] | None = None,
        auth: Auth | None = None,
    ) -> Answer:
        return self._call("DELETE", path, params, headers, auth)

    def _call(
        self,
        method: str,
        path: str,
        params: Params | None,
        headers: Mapping[str, str] | None,
        auth: Auth | None,
        body: _Body | None = None,
    ) -> Answer:
        _refuse_in_transaction()
        self._line.deadline.start(self._timeout)
        url = _parsed(_joined(self._base, path, params))
        own = self._own is None or _origin(url) == self._own
        sent = {**(self._headers if own else {}), **(headers or {})}
        answer = self._once(method, url, sent, auth, body)
        return self._followed(answer, sent, auth) if method == "GET" else answer

    def _followed(self, answer: Answer, headers: Mapping[str, str], auth: Auth | None) -> Answer:
        for hop in range(self._max_redirects + 1):
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target or not self._max_redirects:
                return answer
            if hop == self._max_redirects:
                break
            here = httpx.URL(answer.url)
            there = _parsed(target, base=here)
            if _origin(there) != _origin(here):
                auth = None
                headers = {k: v for k, v in headers.items() if k.lower() in _HARMLESS}
            try:
                answer = self._once("GET", there, headers, auth, None)
            except RefusedAddress as refused:
                raise RefusedAddress(refused.reason, redirected=True) from None
        raise TooManyRedirects("too many redirects")

    def _once(
        self,
        method: str,
        url: httpx.URL,
        headers: Mapping[str, str],
        auth: Auth | None,
        body: _Body | None,
    ) -> Answer:
        self._check_url(url)
        request = self._line.client.build_request(
            method, url, headers=dict(headers), timeout=self._timeout, **(body or _NO_BODY)
        )
        try:
            answer = self._line.send(request, auth)
        except httpx.TimeoutException:
            raise TimedOut("no answer in time") from None
        except HUNG_UP as error:
            raise Unreachable(f"no answer ({type(error).__name__})", sent=True) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unreachable(f"no answer ({type(error).__name__})") from None
        try:
            return self._read(answer)
        finally:
            answer.close()

    def _read(self, answer: httpx.Response) -> Answer:
        headers = Headers(answer.headers.multi_items())
        if self._only_status:
            drain(answer, self._max_bytes)
            return Answer(answer.status_code, headers, b"", str(answer.url))
        if answer.status_code not in _REDIRECTS:
            self._check_type(headers.get("content-type", ""))
        chunks = unpacked(raw(answer), headers.get("content-encoding", ""), self._max_bytes)
        return Answer(answer.status_code, headers, b"".join(chunks), str(answer.url))

    def _check_type(self, content_type: str) -> None:
        kind = content_type.partition(";")[0].strip().lower()
        if self._content_types is None or not kind or kind.endswith("+json"):
            return
        if not kind.startswith(self._content_types):
            raise BadBody("another type of content than asked for")

    def _check_url(self, url: httpx.URL) -> None:
        check_scheme(url.scheme, url.userinfo)

    def _check_addresses(self, host: str, port: int, addresses: Sequence[str]) -> None:
        """An address of our own configuration may lead wherever it says."""


class GuardedClient(HttpClient):
    """The same for an address that a person supplied. Refuses with ``RefusedAddress`` whatever is
    not on the public internet, after each look-up and each redirect, and connects to exactly the
    address that it checked. ``settings.HTTP_ALLOWED_PRIVATE_HOSTS`` names the exceptions."""

    def __init__(
        self,
        base_url: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        timeout: float = 15.0,
        max_bytes: int = 5_000_000,
        max_redirects: int = 3,
        content_types: Collection[str] | None = TEXT_TYPES,
        resolver: Resolver = resolve,
        only_status: bool = False,
    ) -> None:
        super().__init__(
            base_url,
            headers=headers,
            timeout=timeout,
            max_bytes=max_bytes,
            max_redirects=max_redirects,
            content_types=content_types,
            resolver=resolver,
            only_status=only_status,
        )

    def _check_url(self, url: httpx.URL) -> None:
        super()._check_url(url)
        usual = 443 if url.scheme == "https" else 80
        port = usual if url.port is None else url.port
        if not _is_exception(url.host, port):
            check_port(port)

    def _check_addresses(self, host: str, port: int, addresses: Sequence[str]) -> None:
        if _is_exception(host, port):
            return
        for address in addresses:
            check_ip(address)


def _joined(base: str, path: str, params: Params | None) -> str:
    whole = path.lower().startswith(("http://", "https://")) or not base
    url = path if whole else f"{base.rstrip('/')}/{path.lstrip('/')}" if path else base
    if not params:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(params, doseq=True)}"


def _parsed(text: str, *, base: httpx.URL | None = None) -> httpx.URL:
    """Raises ``RefusedAddress`` where this is no address (also a name that IDNA forbids)."""
    try:
        url = base.join(text) if base is not None else httpx.URL(text)
        host = url.raw_host
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError):
        raise RefusedAddress(Refusal.BAD_NAME, redirected=base is not None) from None
    if url.scheme in ("http", "https") and not host:
        raise RefusedAddress(Refusal.BAD_NAME, redirected=base is not None)
    return url


def _origin(url: httpx.URL) -> Origin:
    return url.scheme, url.raw_host, url.port


def _is_exception(host: str, port: int) -> bool:
    allowed: Collection[str] = settings.HTTP_ALLOWED_PRIVATE_HOSTS
    return is_allowed_private(host, port, allowed)


def _refuse_in_transaction() -> None:
    """A slow network must never hold a transaction, its locks and its pooled connection."""
    if tenancy.current() is not None:
        raise NetworkInTransaction("a network call while a tenancy is set")
    for connection in connections.all(initialized_only=True):
        # A test's own wrapping is no transaction of ours; Django marks it so for ``durable``.
        if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
            raise NetworkInTransaction("a network call inside a transaction")
