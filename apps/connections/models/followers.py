from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Self
from uuid import UUID

import pgtrigger
from django.db import models
from django.db.models import F, Q

from apps.connections.models.owned import PersonOwned
from apps.connections.models.snapshot import Snapshot
from apps.connections.observations import SampledFollowers
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall


class FollowersObservationQuerySet(TenantQuerySet["FollowersObservation"]):
    def of(self, connections: Collection[UUID]) -> Self:
        return self.filter(snapshot__connection__in=[*connections])

    def since(self, moment: datetime) -> Self:
        return self.filter(taken_at__gt=moment)

    def newest_each(self) -> Self:
        """One a connection."""
        whose = "snapshot__connection_id"
        return self.order_by(whose, "-taken_at").distinct(whose)


class FollowersObservation(PersonOwned):
    """A sample of an account's followers: how many were looked at, and how many looked authentic by
    the rule of this name. It tells nothing of any one of them. Taken with a snapshot, it counts for
    later ones too, until it is too old."""

    wall = Wall(person="person_id")

    snapshot = models.OneToOneField(Snapshot, on_delete=models.CASCADE, related_name="followers")
    looked_at = models.PositiveIntegerField()
    authentic = models.PositiveIntegerField()
    rule = models.CharField(max_length=40)
    taken_at = models.DateTimeField()

    objects = ScopedManager.from_queryset(FollowersObservationQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(authentic__lte=F("looked_at")), name="authentic_of_those_looked_at"
            )
        ]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"followers of {self.snapshot_id}"

    def as_sample(self) -> SampledFollowers:
        return SampledFollowers(self.looked_at, self.authentic, self.rule)
