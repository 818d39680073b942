"""Work is sent when the transaction has committed: by name, with identifiers only."""

from __future__ import annotations

from functools import partial

from celery import current_app
from django.db import transaction


def send(task: str, *ids: str, countdown: float | None = None) -> None:
    """Queues ``task`` on commit; nothing is sent when the transaction rolls back.

    A broker that is away is logged, and the request goes on: what has to happen all the same has a
    ``Due`` row beside it."""
    sending = partial(current_app.send_task, task, args=ids, countdown=countdown)
    transaction.on_commit(sending, robust=True)
