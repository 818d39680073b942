from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from apps.connections.models.owned import PersonOwned
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall


class RevocationQuerySet(TenantQuerySet["Revocation"]):
    """Grants that a network has still to be told to forget."""

    def waiting(self, now: datetime) -> Self:
        """Nobody was told to forget anything yet, and will not be for a while."""
        return self.filter(attempts=0, due_at__gt=now)

    def sealed_as(self, sealed: bytes) -> Self:
        """Whose credential nobody has replaced since it was read."""
        return self.filter(sealed_credential=sealed)


class Revocation(PersonOwned):
    """A sealed credential, until the network has forgotten its grant or was asked in vain often
    enough: all that is left of an unlinked account, or a login that nothing is linked to yet.

    ``grantor_key`` is empty where revoking ends this one grant alone; elsewhere a network ends all
    that its user ever allowed us."""

    wall = Wall(person="person_id")

    network = models.CharField(max_length=40)
    grantor_key = models.CharField(max_length=40, blank=True)
    sealed_credential = models.BinaryField()
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()

    objects = ScopedManager.from_queryset(RevocationQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["network", "grantor_key"], name="revocation_by_grantor")]

    def __str__(self) -> str:
        return f"revocation {self.pk}"
