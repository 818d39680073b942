from __future__ import annotations

from django.db import models

from apps.connections.models.owned import PersonOwned
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall


class RevocationQuerySet(TenantQuerySet["Revocation"]):
    """Grants that a network has still to be told to forget."""


class Revocation(PersonOwned):
    """All that is left of an unlinked account: its sealed credential, until the network has
    forgotten the grant or was asked in vain often enough."""

    wall = Wall(person="person_id")

    network = models.CharField(max_length=40)
    sealed_credential = models.BinaryField()
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()

    objects = ScopedManager.from_queryset(RevocationQuerySet)()

    def __str__(self) -> str:
        return f"revocation {self.pk}"
