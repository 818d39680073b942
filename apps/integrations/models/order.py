from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.integrations.models.endpoint import Endpoint
from apps.organisations.models import OrganisationOwned


class OrderState(models.TextChoices):
    """What the tracking system knows of an order. Whoever declines looks like who never answers."""

    SENT = "sent", _("Sent")
    COMPLETE = "complete", _("Complete")
    WITHDRAWN = "withdrawn", _("No longer shared")
    CANCELLED = "cancelled", _("Cancelled")


class OrderQuerySet(TenantQuerySet["Order"]):
    def of_candidate(self, candidate_id: object) -> Self:
        return self.filter(candidate_id=candidate_id)

    def open(self) -> Self:
        return self.exclude(state=OrderState.CANCELLED)


class Order(OrganisationOwned):
    """A tracking system asked for somebody's score. ``external_id`` is its name for the order, one
    per endpoint. ``sealed_callback``: where it wants to be told. ``details``: identifiers that the
    system wants back, never a name. What it points to is named by identifiers alone: the order
    outlives an erased candidate until the system was told. ``state`` is what it was told last."""

    wall = Wall(organisation="organisation_id")

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="orders")
    external_id = models.CharField(max_length=200)
    candidate_id = models.UUIDField()
    opening_id = models.UUIDField()
    invitation_id = models.UUIDField(null=True)
    sealed_callback = models.BinaryField(null=True)
    details = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=OrderState.choices, default=OrderState.SENT)
    completed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(OrderQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "candidate_id"], name="order_of_candidate"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "endpoint", "external_id"], name="one_order_per_name"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OrderState.values), name="order_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"order {self.pk}"
