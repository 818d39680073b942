from __future__ import annotations

import uuid

import uuid_utils.compat
from django.db import models
from django.utils import timezone


def identifier() -> uuid.UUID:
    """UUID version 7: unguessable enough for an address, ordered by time for the index."""
    return uuid_utils.compat.uuid7()


class Base(models.Model):
    """Every row has an unguessable key and the time of its birth."""

    id = models.UUIDField(primary_key=True, default=identifier, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
