from __future__ import annotations

import pgtrigger
from django.db import models

from apps.audit.models.event import Event
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall


class SealQuerySet(TenantQuerySet["Seal"]):
    def in_order(self) -> models.QuerySet[Seal]:
        return self.select_related("event").order_by("sequence")


class Seal(models.Model):
    """An event's place in its chain. Written by the database itself when the transaction commits:
    ``digest = sha256(previous digest || the event as canonical JSON)``. The application
    may read it, never write it."""

    wall = Wall(organisation="chain_id", person="person_id")

    event = models.OneToOneField(
        Event, on_delete=models.DO_NOTHING, primary_key=True, related_name="seal"
    )
    chain_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    sequence = models.BigIntegerField()
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    objects = ScopedManager.from_queryset(SealQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain_id", "sequence"], name="one_seal_per_step")
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.chain_id}/{self.sequence}"
