from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models.owned import OrganisationOwned


class ClearingQuerySet(TenantQuerySet["Clearing"]):
    def unfinished(self) -> Self:
        return self.filter(finished_at=None)

    def finished(self) -> Self:
        """Newest first."""
        return self.exclude(finished_at=None).order_by("-finished_at")


class Clearing(OrganisationOwned):
    """One run of the retention: how much was deleted, and no names. It goes on in batches until
    ``finished_at``."""

    wall = Wall(organisation="organisation_id")

    finished_at = models.DateTimeField(null=True, blank=True)
    openings = models.PositiveIntegerField(default=0)
    applications = models.PositiveIntegerField(default=0)
    invitations = models.PositiveIntegerField(default=0)
    candidates = models.PositiveIntegerField(default=0)

    objects = ScopedManager.from_queryset(ClearingQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(finished_at=None), name="one_open_clearing"
            )
        ]

    def __str__(self) -> str:
        return f"clearing {self.pk}"
