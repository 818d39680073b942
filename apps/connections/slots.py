"""When an account is read again: each has its own time of the day, so that the load is even, and
stays so however long a reading takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def next_slot(connection_id: UUID, now: datetime) -> datetime:
    """The account's next time that is at least half a period (``FETCH_EVERY``) away, and less than
    one and a half."""
    every: timedelta = settings.FETCH_EVERY
    first = EPOCH + timedelta(seconds=connection_id.int % int(every.total_seconds()))
    periods = -((first - now - every / 2) // every)  # rounded up
    return first + periods * every
