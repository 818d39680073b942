from __future__ import annotations

from typing import Self
from uuid import UUID

import pgtrigger
from django.db import models

from apps.connections.models.connection import Connection
from apps.connections.models.fetch import Fetch, FetchState
from apps.connections.models.owned import PersonOwned
from apps.connections.observations import Metric, Profile, ReachKind, Reason
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall


class SnapshotQuerySet(TenantQuerySet["Snapshot"]):
    def complete(self) -> Self:
        return self.filter(fetch__state=FetchState.DONE)

    def of(self, connection_id: UUID) -> Self:
        return self.filter(connection_id=connection_id)

    def newest(self) -> Self:
        """One a connection: the newest that was read to its end."""
        return self.complete().order_by("connection_id", "-taken_at").distinct("connection_id")


class Snapshot(PersonOwned):
    """What a network said about a connection at one moment. Immutable; its observations are rows of
    their own, written page by page, each page once."""

    wall = Wall(person="person_id")

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="snapshots")
    fetch = models.OneToOneField(Fetch, on_delete=models.CASCADE, related_name="snapshot")
    network = models.CharField(max_length=40)
    taken_at = models.DateTimeField()
    reach = models.BigIntegerField(null=True)
    reach_kind = models.CharField(max_length=12, blank=True)
    posts_total = models.BigIntegerField(null=True)
    account_created_at = models.DateTimeField(null=True)
    not_measured = models.JSONField(default=dict)  # metric -> reason

    objects = ScopedManager.from_queryset(SnapshotQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["person", "network", "-taken_at"], name="snapshot_newest")]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"snapshot {self.pk}"

    def as_profile(self) -> Profile:
        """Needs ``connection``."""
        return Profile(
            account_key=self.connection.account_key,
            reach=self.reach,
            reach_kind=ReachKind(self.reach_kind) if self.reach_kind else None,
            posts_total=self.posts_total,
            created_at=self.account_created_at,
            not_measured={Metric(k): Reason(v) for k, v in sorted(self.not_measured.items())},
        )
