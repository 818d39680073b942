from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.utils import timezone

from apps.core.models import Base


class NetworkDecisionQuerySet(models.QuerySet["NetworkDecision"]):
    def on(self, network: str) -> Self:
        return self.filter(network=network)

    def newest_first(self) -> Self:
        return self.order_by("-id")

    def newest_each(self) -> Self:
        """One a network: the one that counts."""
        return self.order_by("network", "-id").distinct("network")


class NetworkDecision(Base):
    """An operator decided whether a network's data may enter a score that an employer sees. A fact:
    a newer one replaces it. ``agreement`` names what was agreed with the network; ``decided_by`` is
    the operator's identifier, kept where their account is gone."""

    network = models.CharField(max_length=40)
    allowed = models.BooleanField()
    agreement = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField(default=timezone.now)

    objects = NetworkDecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "-id"], name="decision_newest")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.network} {'allowed' if self.allowed else 'refused'}"
