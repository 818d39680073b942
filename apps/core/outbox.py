"""Work is sent when the transaction has committed: by name, with identifiers only."""

from __future__ import annotations

from functools import partial

from celery import current_app
from django.db import transaction


def send(task: str, *ids: str, countdown: float | None = None) -> None:
    """Queues ``task`` on commit; nothing is sent when the transaction rolls back."""
    transaction.on_commit(partial(current_app.send_task, task, args=ids, countdown=countdown))
