"""What the clients of all networks do alike: hold a connection, name what went wrong below HTTP,
and try again what may pass by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import stamina

from apps.connections.networks.errors import NotThisNetwork, Transient
from apps.connections.networks.options import Registered
from apps.core.http import Answer, CutBody, HttpClient, HttpError, TimedOut, Unreachable

MAX_BYTES = 5_000_000  # ten times the biggest page that any of the networks gives


class NeverSent(Transient):
    """There was no connection, so there was no call."""


class Client:
    """A network's client, as a context that closes its connection."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def __enter__(self) -> Self:
        self._http.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.__exit__()


def server_of(own: Registered, token: str = "", *, keep: bool = False) -> HttpClient:
    """A connection to the network as an operator has set it, with this token."""
    return HttpClient(
        own.api_url,
        headers=bearer(token),
        timeout=own.timeout,
        max_bytes=MAX_BYTES,
        keep=keep,
    )


def bearer(token: str) -> dict[str, str]:
    """The header of a call with this token; none without one."""
    return {"Authorization": f"Bearer {token}"} if token else {}


def send(call: Callable[[], Answer]) -> Answer:
    """Makes the call. Raises ``Transient`` where a second try may help, ``NeverSent`` of them where
    nothing was sent, else ``NotThisNetwork``."""
    try:
        return call()
    except Unreachable as error:
        raise (Transient if error.sent else NeverSent)(error.code) from None
    except (TimedOut, CutBody) as error:
        raise Transient(error.code) from None
    except HttpError as error:
        raise NotThisNetwork(error.code) from None


def tried[T](call: Callable[[], T]) -> T:
    """Makes the call up to three times, while it raises ``Transient``."""
    for attempt in stamina.retry_context(
        on=Transient, attempts=3, timeout=60.0, wait_initial=0.3, wait_max=2.0
    ):
        with attempt:
            return call()
    raise AssertionError("stamina returns or raises")  # pragma: no cover
