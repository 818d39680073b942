"""How long a token of Meta lasts."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.connections.networks.answers import Body
from apps.connections.networks.tokens import lifetime

LONG = timedelta(days=60)  # "about 60 days"; the example of Meta's page says 5183944 seconds


def expires_at(tokens: Body, *, now: datetime) -> datetime:
    """Of a long-lived token. Where Meta does not say, or says nonsense, 60 days."""
    return now + (lifetime(tokens) or LONG)
