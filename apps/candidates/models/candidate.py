from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned


class CandidateQuerySet(TenantQuerySet["Candidate"]):
    def by_email(self, email: str) -> Self:
        return self.filter(email__iexact=email.strip())


class Candidate(OrganisationOwned):
    """A person as one organisation knows them. ``person`` is set when they consent for the first time."""

    wall = Wall(organisation="organisation_id", person="person_id")

    name = models.CharField(max_length=120)
    email = models.EmailField()
    place = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="candidates",
    )

    objects = ScopedManager.from_queryset(CandidateQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", Lower("email"), name="one_candidate_per_email"),
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=models.Q(person__isnull=False),
                name="one_candidate_per_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name
