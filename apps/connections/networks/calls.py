"""What went wrong below HTTP, as an error of the family that all networks share."""

from __future__ import annotations

from collections.abc import Callable

from apps.connections.networks.errors import NotThisNetwork, Transient
from apps.core.http import Answer, CutBody, HttpError, TimedOut, Unreachable


def send(call: Callable[[], Answer]) -> Answer:
    """Makes the call. Raises ``Transient`` where a second try may help, else ``NotThisNetwork``."""
    try:
        return call()
    except (TimedOut, Unreachable, CutBody) as error:
        raise Transient(error.code) from None
    except HttpError as error:
        raise NotThisNetwork(error.code) from None
