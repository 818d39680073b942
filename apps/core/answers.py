"""What a server answered, and the errors where it did not. Pure: no Django, no network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn


class Headers(Mapping[str, str]):
    """Headers without regard to case; one that comes twice is joined with a comma."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._values: dict[str, str] = {}
        for name, value in pairs:
            key = name.lower()
            before = self._values.get(key)
            self._values[key] = value if before is None else f"{before}, {value}"

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """A whole answer. ``url`` is where it came from, after redirects; ``body`` is decompressed."""

    status: int
    headers: Headers
    body: bytes
    url: str

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> object:
        """The parsed body. Raises ``BadBody`` where it is no JSON (RFC 8259: NaN is none)."""
        try:
            parsed: object = json.loads(self.body, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise BadBody("the body is no JSON") from None
        return parsed

    def __repr__(self) -> str:
        return f"Answer({self.status}, {len(self.body)} bytes)"


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


class HttpError(Exception):
    """No usable answer. The message never holds an address, a header or a body."""

    code = "http_error"


class TimedOut(HttpError):
    """The time for the whole exchange was over, whatever had arrived."""

    code = "timed_out"


class Unreachable(HttpError):
    """No such name, no connection, no valid certificate, or no HTTP. ``sent``: the call may have
    arrived, since there was a connection and it ended before an answer began."""

    code = "unreachable"

    def __init__(self, message: str, *, sent: bool = False) -> None:
        super().__init__(message)
        self.sent = sent


class CutBody(HttpError):
    """The answer ended before its end."""

    code = "cut_body"


class TooLarge(HttpError):
    """The answer, once decompressed, was larger than the limit."""

    code = "too_large"


class BadBody(HttpError):
    """Not the kind of content that was asked for, or broken inside."""

    code = "bad_body"


class TooManyRedirects(HttpError):
    code = "too_many_redirects"


class Refusal(StrEnum):
    """Why an address was refused before anything was sent to it."""

    NOT_HTTP = "not_http"  # another scheme than http or https
    HAS_USER = "has_user"  # user or password inside the address
    BAD_NAME = "bad_name"  # no name of a host
    BAD_PORT = "bad_port"  # a port on which no web server is expected
    PRIVATE = "private"  # it leads into a private, local or reserved network


class RefusedAddress(HttpError):
    """The address was refused; nothing was sent to it. ``redirected`` says if the person's own
    address was fine and led there."""

    code = "refused_address"

    def __init__(self, reason: Refusal, *, redirected: bool = False) -> None:
        super().__init__(f"refused address: {reason.value}")
        self.reason = reason
        self.redirected = redirected


class NetworkInTransaction(RuntimeError):
    """A mistake in our own code: a network call while a database transaction was open."""
