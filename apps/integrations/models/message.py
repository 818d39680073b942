from __future__ import annotations

import pgtrigger
from django.db import models

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned
from apps.organisations.models.announcement import Kind


class MessageQuerySet(TenantQuerySet["Message"]):
    def newest_first(self) -> MessageQuerySet:
        return self.order_by("-sequence")

    def happened(self) -> MessageQuerySet:
        """Without those that only tell one order of what had happened before."""
        return self.exclude(facts__has_key="order")


class Message(OrganisationOwned):
    """What the organisation's systems are told: an announcement that was passed on, or a test.
    Identifiers and codes, never a score or a name. ``created_at`` is when it happened,
    ``candidate_id`` is no reference: the message that somebody was erased outlives them."""

    wall = Wall(organisation="organisation_id")

    kind = models.CharField(max_length=40, choices=Kind.choices)
    candidate_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
    sequence = models.BigIntegerField()

    objects = ScopedManager.from_queryset(MessageQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-sequence"], name="message_newest_first"),
            models.Index(fields=["organisation", "candidate_id"], name="message_of_candidate"),
        ]
        triggers = [pgtrigger.Protect(name="message_stays", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
