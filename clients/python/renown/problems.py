"""What can go wrong, as exceptions. Each carries what the server said (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import httpx


class RenownError(Exception):
    """Everything that this package raises by itself."""


class NotConfigured(RenownError):
    """Key or address is missing or cannot be used."""


class ConnectionFailed(RenownError):
    """No answer, however often it was tried. A write may or may not have been done; sending it
    again with the same ``idempotency_key`` does it once."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a request. One of ``pointer`` (into the body, such as
    "#/people/3/email"), ``parameter`` and ``header`` says where."""

    code: str
    detail: str
    pointer: str = ""
    parameter: str = ""
    header: str = ""


class Problem(RenownError):
    """The server refused. ``code`` is stable, ``detail`` is a sentence for people; ``request_id``
    is what the server's operators find in their log."""

    def __init__(self, status: int, told: Mapping[str, object], request_id: str = "") -> None:
        self.status = status
        self.type = str(told.get("type", "about:blank"))
        self.title = str(told.get("title", ""))
        self.code = str(told.get("code", ""))
        self.detail = str(told.get("detail", ""))
        self.errors = _wrongs(told.get("errors"))
        self.request_id = request_id
        super().__init__(f"{status} {self.code or self.title}: {self.detail}".rstrip(": "))


class BadRequest(Problem):
    """400: ``errors`` names each field, parameter or header that is wrong."""


class Unauthenticated(Problem):
    """401: the key is unknown, revoked, expired, or not for this network."""


class Forbidden(Problem):
    """403: the key lacks the scope."""


class NotFound(Problem):
    """404: the key's organisation has no such thing."""


class Conflict(Problem):
    """409: it does not fit the present state; ``code`` says why."""


class Changed(Problem):
    """412: somebody else changed it in between."""


class TooLarge(Problem):
    """413: the body is too large."""


class KeyReused(Problem):
    """422: this ``idempotency_key`` was used for another request."""


class TooManyRequests(Problem):
    """429: more than the key may, and waiting did not help."""


class ServerError(Problem):
    """5xx: the server's fault."""


_KINDS: Mapping[int, type[Problem]] = {
    400: BadRequest,
    401: Unauthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: Changed,
    413: TooLarge,
    422: KeyReused,
    429: TooManyRequests,
}


def problem_of(response: httpx.Response) -> Problem:
    """Also of an answer that is not the server's own, such as a proxy's page."""
    try:
        told = response.json()
    except ValueError:
        told = None
    kind = _KINDS.get(response.status_code, ServerError if response.is_server_error else Problem)
    known = told if isinstance(told, dict) else {"title": response.reason_phrase}
    return kind(response.status_code, known, response.headers.get("X-Request-Id", ""))


def _wrongs(told: object) -> tuple[Wrong, ...]:
    names = Wrong.__slots__
    listed = [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
    return tuple(Wrong(**{name: str(each.get(name, "")) for name in names}) for each in listed)
