from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.models import Base


class RunKind(models.TextChoices):
    RESCORE = "rescore", _("Everybody is scored anew")
    SHADOW = "shadow", _("Another model in the shadow")


class RunState(models.TextChoices):
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    REPLACED = "replaced", _("Replaced by a newer run")


class ChunkState(models.TextChoices):
    WAITING = "waiting", _("Its turn comes")
    QUEUED = "queued", _("A worker has been asked")
    DONE = "done", _("Done")


class RunQuerySet(models.QuerySet["Run"]):
    def open(self) -> Self:
        return self.filter(state=RunState.RUNNING)

    def of(self, kind: str, organisation_id: UUID | None) -> Self:
        return self.filter(kind=kind, one_employer=organisation_id)

    def newest_first(self) -> Self:
        return self.order_by("-id")


class Run(Base):
    """Everybody's scores are gone through once, in chunks. Holds identifiers and numbers only.

    ``one_employer``: the organisation whose candidates alone are meant, None for all. ``total``,
    ``done`` and ``failed`` are written with its end; until then its chunks know (``progress``)."""

    kind = models.CharField(max_length=12, choices=RunKind.choices)
    model_version = models.CharField(max_length=40)
    one_employer = models.UUIDField(null=True)
    state = models.CharField(max_length=12, choices=RunState.choices, default=RunState.RUNNING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "one_employer"],
                condition=Q(state="running"),
                nulls_distinct=False,
                name="one_open_run",
            ),
            models.CheckConstraint(condition=Q(kind__in=RunKind.values), name="run_kind_known"),
            models.CheckConstraint(
                condition=Q(state="running", finished_at=None)
                | Q(state__in=["done", "replaced"], finished_at__isnull=False),
                name="run_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} under {self.model_version}"


class ChunkQuerySet(models.QuerySet["Chunk"]):
    def free(self, now: datetime) -> Self:
        """Not done, and held by nobody (any more). Asks the row itself alone, so that of two who
        claim it at once one finds it taken."""
        return self.open().filter(Q(claim=None) | Q(lease_until__lte=now))

    def open(self) -> Self:
        return self.filter(state__in=[ChunkState.WAITING, ChunkState.QUEUED])

    def held_by(self, claim: UUID) -> Self:
        return self.filter(claim=claim)

    def in_turn(self) -> Self:
        return self.order_by("number")

    def sums(self) -> dict[str, int]:
        """``total``, ``done`` and ``failed`` people. Who came meanwhile belongs to the total."""
        of_each = Greatest(F("total"), F("done") + F("failed"))
        return self.aggregate(
            total=Coalesce(Sum(of_each), 0),
            done=Coalesce(Sum("done"), 0),
            failed=Coalesce(Sum("failed"), 0),
        )


class Chunk(Base):
    """A part of a run, for one worker at a time, gone with a run that was replaced: whose
    identifiers come after ``after`` and no
    later than ``until``. ``wall_id``: the organisation whose candidates they are, or the run's
    own where they are people of all organisations. Up to ``cursor`` it is done; ``attempts`` counts
    the claims since the last step."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    wall_id = models.UUIDField()
    after = models.UUIDField()
    until = models.UUIDField()
    cursor = models.UUIDField()
    state = models.CharField(max_length=12, choices=ChunkState.choices, default=ChunkState.WAITING)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    claim = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = ChunkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="chunk_once_a_run"),
            models.CheckConstraint(
                condition=Q(claim=None, lease_until=None)
                | Q(claim__isnull=False, lease_until__isnull=False),
                name="chunk_claim_has_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False, claim=None)
                | Q(state__in=["waiting", "queued"], done_at=None),
                name="chunk_is_done_once",
            ),
        ]

    def __str__(self) -> str:
        return f"chunk {self.number}"
