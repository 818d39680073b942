from __future__ import annotations

from django.db import models

from apps.core.models import Base, ScopedManager, TenantQuerySet
from apps.core.walls import PERSON, Wall


class OrganisationQuerySet(TenantQuerySet["Organisation"]):
    """An organisation sees itself; a person sees those where they are a member or a candidate."""


class Organisation(Base):
    """A tenant: one employer."""

    wall = Wall(
        organisation="id",
        person_reads="id IN (SELECT organisation_id FROM organisations_membership"
        f" WHERE user_id = {PERSON})",
    )

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    privacy_contact = models.EmailField(blank=True)

    objects = ScopedManager.from_queryset(OrganisationQuerySet)()

    def __str__(self) -> str:
        return self.name
