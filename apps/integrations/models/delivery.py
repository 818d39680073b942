from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.integrations.models.endpoint import Endpoint
from apps.integrations.models.message import Message
from apps.integrations.models.order import Order
from apps.organisations.models import OrganisationOwned


class DeliveryState(models.TextChoices):
    PENDING = "pending", _("On its way")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Given up")
    DROPPED = "dropped", _("Not sent: the endpoint was switched off")


class Outcome(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    TIMED_OUT = "timed_out", _("No answer in time")
    UNREACHABLE = "unreachable", _("Not reached")
    FORBIDDEN_ADDRESS = "forbidden_address", _("Not an address of the public internet")
    BAD_ANSWER = "bad_answer", _("An answer that could not be read")
    NO_KEY = "no_key", _("Its secret can no longer be read here")


class DeliveryQuerySet(TenantQuerySet["Delivery"]):
    def pending(self) -> Self:
        return self.filter(state=DeliveryState.PENDING)

    def newest_first(self) -> Self:
        return self.order_by("-id")


class Delivery(OrganisationOwned):
    """A message on its way to one endpoint; to a tracking system, about one ``order``.

    Those about one candidate go in the order of ``sequence``: the next waits until the one before
    is over. ``due_at``: the next try; ``leased_until``: a worker is at it. ``replay_of``: asked for
    again by hand."""

    wall = Wall(organisation="organisation_id")

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, null=True, related_name="deliveries")
    replay_of = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replays"
    )
    candidate_id = models.UUIDField(null=True)
    sequence = models.BigIntegerField()
    state = models.CharField(
        max_length=12, choices=DeliveryState.choices, default=DeliveryState.PENDING
    )
    attempted = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(DeliveryQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "endpoint", "candidate_id", "sequence"],
                name="delivery_pending_in_order",
                condition=models.Q(state="pending"),
            ),
            models.Index(
                fields=["organisation", "endpoint", "due_at"],
                name="delivery_due",
                condition=models.Q(state="pending"),
            ),
            models.Index(fields=["organisation", "endpoint", "-id"], name="delivery_of_endpoint"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "endpoint", "message", "order"],
                condition=models.Q(replay_of=None),
                nulls_distinct=False,
                name="one_delivery_per_message",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=DeliveryState.values), name="delivery_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} delivery {self.pk}"


class AttemptQuerySet(TenantQuerySet["Attempt"]):
    def in_order(self) -> Self:
        return self.order_by("number")


class Attempt(OrganisationOwned):
    """One try of a delivery: when, how long in milliseconds, and what came of it."""

    wall = Wall(organisation="organisation_id")

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    milliseconds = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    status = models.PositiveSmallIntegerField(null=True)

    objects = ScopedManager.from_queryset(AttemptQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="attempt_newest_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "delivery", "number"], name="attempt_counted_once"
            )
        ]
        triggers = [pgtrigger.Protect(name="attempt_stays", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"attempt {self.number}: {self.outcome}"
