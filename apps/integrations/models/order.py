from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.candidates.models import Candidate
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import PERSON, Wall
from apps.integrations.models.endpoint import Endpoint
from apps.organisations.models import Announcement, OrganisationOwned


class OrderState(models.TextChoices):
    """What the tracking system knows of an order. Whoever declines looks like who never answers."""

    SENT = "sent", _("Sent")
    COMPLETE = "complete", _("Complete")
    WITHDRAWN = "withdrawn", _("No longer shared")
    CANCELLED = "cancelled", _("Cancelled")


class OrderQuerySet(TenantQuerySet["Order"]):
    def open(self) -> Self:
        return self.exclude(state=OrderState.CANCELLED)

    def told(self) -> Self:
        """Those whose system is told news: a cancelled one only where it holds a result."""
        return self.exclude(state=OrderState.CANCELLED, completed_at=None)

    def named(self, endpoint: Endpoint, external_id: str) -> Self:
        """The newest first: before it there may be cancelled ones of the same name."""
        return self.filter(endpoint=endpoint, external_id=external_id).order_by("-id")

    def wanting(self, candidate_id: object, opening_id: object) -> Self:
        return self.filter(candidate_id=candidate_id, opening_id=opening_id)

    def over(self) -> Self:
        """About somebody who is gone, with nothing on its way or announced any more."""
        pending = self.filter(deliveries__state="pending").values("pk")
        announced = Announcement.objects.values("candidate_id")
        gone = ~Q(candidate_id__in=Candidate.objects.values("pk")) | Q(erased_at__isnull=False)
        return self.filter(gone).exclude(pk__in=pending).exclude(candidate_id__in=announced)


OF_THE_PERSON = f"candidate_id IN (SELECT id FROM candidates_candidate WHERE person_id = {PERSON})"


class Order(OrganisationOwned):
    """A tracking system asked for somebody's score. ``external_id`` is its name for the order, one
    per endpoint but for cancelled ones. ``sealed_callback``: where it wants to be told.
    ``details``: identifiers that the system wants back, never a name. What it points to is named by
    identifiers alone: the order outlives an erased candidate until the system was told.
    ``invitation_id``: the one that this order sent. ``state`` is what it was told last;
    ``completed_at``: since when there was a first result to tell."""

    wall = Wall(organisation="organisation_id", person_reads=OF_THE_PERSON)

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
    erased_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(OrderQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "candidate_id"], name="order_of_candidate"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "endpoint", "external_id"],
                condition=~Q(state="cancelled"),
                name="one_order_per_name",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OrderState.values), name="order_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"order {self.pk}"

    @property
    def is_cancelled(self) -> bool:
        return self.state == OrderState.CANCELLED
