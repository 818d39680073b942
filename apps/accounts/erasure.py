"""The proof that somebody had everything about them erased."""

from __future__ import annotations

import secrets
from typing import Self
from uuid import UUID

from django.db import models

from apps.core.models import Base


def number() -> str:
    """Unguessable (80 bits), and easy to type."""
    return secrets.token_hex(10)


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def open(self) -> Self:
        return self.filter(done_at=None)

    def of(self, user_id: UUID) -> Self:
        """What is still being erased of them: afterwards nothing here says whose it was."""
        return self.open().filter(subject=user_id)


class Erasure(Base):
    """All that is left of somebody: that it was asked for, when, when it was done, and how much it
    concerned. ``subject`` is the identifier of the row that is still to go, and ``sealed_address``
    where the confirmation is mailed: both are empty once it is done. ``keeps_account``: they work
    in a hiring team, so their sign-in stays."""

    number = models.CharField(max_length=20, unique=True, default=number, editable=False)
    subject = models.UUIDField(null=True)
    language = models.CharField(max_length=8, blank=True)  # of the letter
    sealed_address = models.BinaryField(null=True)
    accounts = models.PositiveIntegerField()
    employers = models.PositiveIntegerField()
    scores = models.PositiveIntegerField()
    keeps_account = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        app_label = "accounts"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, subject__isnull=False)
                | models.Q(done_at__isnull=False, subject=None, sealed_address=None),
                name="erasure_done_tells_of_nobody",
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(subject__isnull=False),
                name="one_open_erasure",
            ),
        ]

    def __str__(self) -> str:
        return f"erasure {self.number}"
