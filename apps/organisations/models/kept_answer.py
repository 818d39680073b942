from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models.owned import OrganisationOwned

KEPT_FOR = timedelta(hours=24)


class KeptAnswerQuerySet(TenantQuerySet["KeptAnswer"]):
    def fresh(self) -> Self:
        return self.filter(created_at__gt=timezone.now() - KEPT_FOR)

    def old(self) -> Self:
        return self.filter(created_at__lte=timezone.now() - KEPT_FOR)

    def about_any(self, ids: Collection[UUID]) -> Self:
        return self.filter(about__overlap=[*ids])


class KeptAnswer(OrganisationOwned):
    """What a program was answered when it changed something, for it to ask again without changing
    it twice. Written in the transaction of the change, and gone after a day. ``name``: SHA-256 of
    the API key and the program's own word; ``asked``: SHA-256 of the request; ``sealed``: status,
    headers and body; ``about``: every id in it, so that it goes with the candidate."""

    wall = Wall(organisation="organisation_id")

    name = models.CharField(max_length=64)
    asked = models.CharField(max_length=64)
    sealed = models.BinaryField()
    about = ArrayField(models.UUIDField(), default=list)

    objects = ScopedManager.from_queryset(KeptAnswerQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_answer_per_name")
        ]

    def __str__(self) -> str:
        return f"Answer of {self.created_at:%Y-%m-%d %H:%M}"
