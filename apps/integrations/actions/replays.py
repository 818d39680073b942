"""Messages that are sent by hand: a test, and what was sent before once more."""

from __future__ import annotations

from datetime import datetime

from apps.audit.actions import By
from apps.integrations.models import Delivery, Endpoint


def ping(*, endpoint: Endpoint, by: By) -> Delivery:
    """A test message to this webhook alone, tried once, even while the endpoint rests. Refused
    while it is switched off."""
    raise NotImplementedError


def replay(*, delivery: Delivery, by: By) -> Delivery:
    """The same message once more, with the same webhook-id, after what is on its way about the same
    candidate. While one is on its way already, that one. Refused while the endpoint is off."""
    raise NotImplementedError


def replay_since(*, endpoint: Endpoint, since: datetime, missed: bool = True, by: By) -> int:
    """Everything that the webhook is told and that happened since then, in its order, once more;
    how many. ``missed``: leaves out what was delivered. What is on its way is left alone. Refused
    while the endpoint is off."""
    raise NotImplementedError
