from __future__ import annotations

import secrets
from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from apps.core.models import Base


def code() -> str:
    """Unguessable (80 bits), and easy to type."""
    return secrets.token_hex(10)


class DeletionRequestQuerySet(models.QuerySet["DeletionRequest"]):
    def open(self) -> Self:
        return self.filter(done_at=None)

    def waiting_for(self, *connection_ids: UUID) -> Self:
        return self.open().filter(waiting__overlap=[*connection_ids])

    def settle(self, connection_id: UUID) -> None:
        """What was read from this account is deleted, whoever did it and why."""
        for request in self.waiting_for(connection_id).select_for_update().order_by("pk"):
            request.waiting = [each for each in request.waiting if each != connection_id]
            request.done_at = None if request.waiting else timezone.now()
            request.save(update_fields=["waiting", "done_at"])


class DeletionRequest(Base):
    """A network passed on that somebody wants what was read there deleted. Nothing here says who:
    ``accounts`` is how many it concerned, ``waiting`` the identifiers of those still to do."""

    network = models.CharField(max_length=40)
    code = models.CharField(max_length=20, unique=True, default=code, editable=False)
    accounts = models.PositiveSmallIntegerField()
    waiting = ArrayField(models.UUIDField(), default=list, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DeletionRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(waiting=[], done_at__isnull=False)
                | (~models.Q(waiting=[]) & models.Q(done_at__isnull=True)),
                name="deletion_done_when_none_waits",
            )
        ]

    def __str__(self) -> str:
        return f"deletion request {self.pk}"
