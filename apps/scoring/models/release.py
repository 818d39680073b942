from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.models import Base


class ReleaseState(models.TextChoices):
    SHADOW = "shadow", _("Running in the shadow")
    ANNOUNCED = "announced", _("Announced")
    ACTIVE = "active", _("Active")
    REPLACED = "replaced", _("Replaced")
    ROLLED_BACK = "rolled_back", _("Rolled back")
    STOPPED = "stopped", _("Stopped")


class ReleaseQuerySet(models.QuerySet["Release"]):
    def active(self) -> Self:
        return self.filter(state=ReleaseState.ACTIVE)

    def announced(self) -> Self:
        return self.filter(state=ReleaseState.ANNOUNCED)

    def told_of(self) -> Self:
        """Those that organisations have to know of, oldest first."""
        return self.filter(announced_at__isnull=False).order_by("announced_at")

    def newest_first(self) -> Self:
        return self.order_by("-id")


def _at(*states: ReleaseState, begun: bool, over: bool) -> Q:
    """Which times the states have."""
    reached = Q(state__in=[state.value for state in states])
    return reached & Q(activated_at__isnull=not begun, ended_at__isnull=not over)


class Release(Base):
    """One score model on its way to everybody's scores, or past it. The file's text never changes;
    the state moves by conditional updates (``apps.scoring.actions.releases``).

    ``round`` counts the announcements: what is stopped may be announced again. ``replaces`` is what
    was active before. ``because``: why it came without notice; ``ended_because``: why it ended."""

    version = models.CharField(max_length=40, unique=True)
    content = models.TextField()  # the model file, character by character: JSONB reorders it
    sha256 = models.CharField(max_length=64)  # of the content
    state = models.CharField(
        max_length=12, choices=ReleaseState.choices, default=ReleaseState.SHADOW
    )
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    round = models.PositiveSmallIntegerField(default=0)
    shadow_at = models.DateTimeField(default=timezone.now)
    announced_at = models.DateTimeField(null=True)
    activates_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=500, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="active"), name="one_active_release"
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="announced"), name="one_announced_release"
            ),
            models.CheckConstraint(
                condition=_at(ReleaseState.SHADOW, begun=False, over=False) & Q(announced_at=None)
                | _at(ReleaseState.ANNOUNCED, begun=False, over=False)
                & Q(announced_at__isnull=False)
                | _at(ReleaseState.ACTIVE, begun=True, over=False)
                | _at(ReleaseState.REPLACED, ReleaseState.ROLLED_BACK, begun=True, over=True)
                | _at(ReleaseState.STOPPED, begun=False, over=True),
                name="release_times_are_its_states",
            ),
            models.CheckConstraint(
                condition=Q(announced_at=None, activates_at=None)
                | Q(announced_at__isnull=False, activates_at__gte=F("announced_at"), round__gte=1),
                name="release_announced_for_a_time",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="frozen",
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]  # untyped there
                    "version", "content", "sha256"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_state_display().lower()}"
