from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.connections.models.connection import Connection
from apps.connections.models.owned import PersonOwned
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall


class FetchState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Reading")
    WAITING = "waiting", _("Waiting to continue")
    DONE = "done", _("Read")
    FAILED = "failed", _("Failed")


class Stage(models.TextChoices):
    """What is read, in this order."""

    PROFILE = "profile", _("Profile")
    POSTS = "posts", _("Posts")
    INTERACTIONS = "interactions", _("Interactions")
    FOLLOWERS = "followers", _("A sample of the followers")
    END = "end", _("Everything is read")


OPEN_STATES = [FetchState.QUEUED, FetchState.RUNNING, FetchState.WAITING]


class FetchQuerySet(TenantQuerySet["Fetch"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def ripe(self, now: datetime) -> Self:
        """Open, held by nobody (any more), and not to wait any longer."""
        free = Q(claim=None) | Q(lease_until__lte=now)
        due = Q(next_try_at=None) | Q(next_try_at__lte=now)
        return self.open().filter(free, due)

    def held_by(self, claim: UUID) -> Self:
        return self.open().filter(claim=claim)

    def newest_each(self) -> Self:
        """The newest of each connection: what a page shows of its progress."""
        return self.order_by("connection_id", "-id").distinct("connection_id")

    def newest_first(self) -> Self:
        return self.order_by("-id")

    def done(self) -> Self:
        return self.filter(state=FetchState.DONE)

    def whole(self) -> Self:
        """Those that asked for everything and trusted no earlier snapshot."""
        return self.filter(baseline=None)


class Fetch(PersonOwned):
    """One run of reading an account: claimed by one worker at a time, resumed after its cursor.

    ``stage`` and ``cursor`` say where to go on; ``lease_until`` when another worker may take over;
    ``attempts`` counts the claims since the last page, ``errors`` all faults of the network.

    How it reads is chosen with the first claim: ``baseline`` is the snapshot whose unchanged part
    is carried over (None: everything is read), ``read_as`` what has to be the same for that."""

    wall = Wall(person="person_id")

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="fetches")
    state = models.CharField(max_length=12, choices=FetchState.choices, default=FetchState.QUEUED)
    stage = models.CharField(max_length=16, choices=Stage.choices, default=Stage.PROFILE)
    cursor = models.TextField(blank=True)
    read_as = models.CharField(max_length=64, blank=True)
    baseline = models.UUIDField(null=True, blank=True)  # no reference: it may be erased meanwhile
    pages = models.PositiveIntegerField(default=0)
    items = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=40, blank=True)
    claim = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager.from_queryset(FetchQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "connection"],
                condition=Q(state__in=["queued", "running", "waiting"]),
                name="one_open_fetch",
            ),
            models.CheckConstraint(
                condition=Q(state__in=FetchState.values), name="fetch_state_known"
            ),
            models.CheckConstraint(
                condition=Q(claim=None, lease_until=None)
                | Q(claim__isnull=False, lease_until__isnull=False),
                name="claim_has_a_lease",
            ),
        ]

    def __str__(self) -> str:
        return f"fetch {self.pk}"
