from __future__ import annotations

from django.db import models

from apps.core.models import Base
from apps.organisations.models.organisation import Organisation


class OrganisationOwned(Base):
    """A row of one organisation. Its wall stands on ``organisation_id``."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True
