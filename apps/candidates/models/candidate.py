from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Value
from django.db.models.functions import Lower

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned


class CandidateQuerySet(TenantQuerySet["Candidate"]):
    def by_email(self, email: str) -> Self:
        """At most one; the database compares, as its unique index does."""
        lowered = self.annotate(lowered_email=Lower("email"))
        return lowered.filter(lowered_email=Lower(Value(email.strip())))

    def by_emails(self, emails: Iterable[str]) -> Self:
        lowered = self.annotate(lowered_email=Lower("email"))
        return lowered.filter(lowered_email__in=[email.strip().lower() for email in emails])


class Candidate(OrganisationOwned):
    """A person as one organisation knows them. ``person`` is set when they first consent."""

    wall = Wall(organisation="organisation_id", person="person_id")

    lowered_email: str  # where annotated by ``by_email`` and ``by_emails``

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
