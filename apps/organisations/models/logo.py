from __future__ import annotations

from django.db import models

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models.organisation import Organisation
from apps.organisations.models.owned import OrganisationOwned


class LogoQuerySet(TenantQuerySet["Logo"]):
    """One at most."""


class Logo(OrganisationOwned):
    """An organisation's picture: a PNG that was drawn anew from what was uploaded, so that it holds
    nothing but its pixels. ``digest``: SHA-256 of ``content``."""

    wall = Wall(organisation="organisation_id")

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    objects = ScopedManager.from_queryset(LogoQuerySet)()

    def __str__(self) -> str:
        return f"logo {self.digest[:8]}"
