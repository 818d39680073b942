from __future__ import annotations

from django.conf import settings
from django.db import models

from apps.core.models import Base


class PersonOwned(Base):
    """A row of one person. No organisation ever reads it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True
