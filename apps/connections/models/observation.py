from __future__ import annotations

import pgtrigger
from django.db import models

from apps.connections.models.owned import PersonOwned
from apps.connections.models.snapshot import Snapshot
from apps.connections.observations import Interaction, InteractionKind, Post
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall


class PostObservationQuerySet(TenantQuerySet["PostObservation"]):
    """Posts of a snapshot."""


class InteractionObservationQuerySet(TenantQuerySet["InteractionObservation"]):
    """Interactions of a snapshot."""


class PostObservation(PersonOwned):
    """One post with its counts; None is "not told". No text, no title."""

    wall = Wall(person="person_id")

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="posts")
    post_id = models.CharField(max_length=120)
    published_at = models.DateTimeField()
    likes = models.BigIntegerField(null=True)
    comments = models.BigIntegerField(null=True)
    shares = models.BigIntegerField(null=True)
    views = models.BigIntegerField(null=True)

    objects = ScopedManager.from_queryset(PostObservationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "snapshot", "post_id"], name="one_post_per_snapshot"
            )
        ]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"post of {self.snapshot_id}"

    def as_post(self) -> Post:
        return Post(
            post_id=self.post_id,
            published_at=self.published_at,
            likes=self.likes,
            comments=self.comments,
            shares=self.shares,
            views=self.views,
        )


class InteractionObservation(PersonOwned):
    """One act of one other account, known only by a keyed hash."""

    wall = Wall(person="person_id")

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="interactions")
    post_id = models.CharField(max_length=120, blank=True)
    actor_key = models.CharField(max_length=40)
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    actor_reach = models.BigIntegerField(null=True)
    mutual = models.BooleanField(null=True)

    objects = ScopedManager.from_queryset(InteractionObservationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "snapshot", "post_id", "actor_key", "kind", "at"],
                name="one_interaction_per_snapshot",
            )
        ]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.kind} in {self.snapshot_id}"

    def as_interaction(self) -> Interaction:
        return Interaction(
            actor_key=self.actor_key,
            kind=InteractionKind(self.kind),
            at=self.at,
            post_id=self.post_id or None,
            actor_reach=self.actor_reach,
            mutual=self.mutual,
        )
