from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned
from apps.scoring.models.release import Release


class NoticeKind(models.TextChoices):
    ANNOUNCED = "announced", _("A score model comes")
    STOPPED = "stopped", _("It does not come")
    ROLLED_BACK = "rolled_back", _("It has gone")


class NoticeQuerySet(TenantQuerySet["Notice"]):
    def about(self, release: Release, kind: str) -> Self:
        return self.filter(release=release, round=release.round, kind=kind)

    def free(self, now: datetime) -> Self:
        """Not sent, and no worker is about to."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lte=now), sent_at=None)

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)


class Notice(OrganisationOwned):
    """One owner or admin is told once of what becomes of a release. Until ``claimed_until`` it
    belongs to the worker that mails it."""

    wall = Wall(organisation="organisation_id")

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()  # of the release's announcements
    kind = models.CharField(max_length=12, choices=NoticeKind.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(NoticeQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "release", "round", "kind", "user"], name="told_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.release_id}"
