from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower

from apps.candidates.blind import NOTHING, pseudonym
from apps.core.models import ScopedManager, StoredColumn, TenantQuerySet
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

    def called(self, text: str) -> Self:
        """Whose name or address holds this; of those who are hidden, whose pseudonym does."""
        code = text.split()[-1] if text.split() else ""
        known = Q(hidden_as=NOTHING) & (Q(name__icontains=text) | Q(email__icontains=text))
        return self.filter(known | ~Q(hidden_as=NOTHING) & Q(hidden_as__icontains=code))


class Candidate(OrganisationOwned):
    """A person as one organisation knows them. ``person`` is set when they first consent."""

    wall = Wall(organisation="organisation_id", person="person_id")

    lowered_email: str  # where annotated by ``by_email`` and ``by_emails``
    contested: bool  # where annotated by ``apps.scoring.listing``

    name = models.CharField(max_length=120)
    email = models.EmailField()
    place = models.CharField(max_length=120, blank=True)
    # Filled while a blind opening waits for a decision about them: see apps/candidates/blind.py
    hidden_as = models.CharField(max_length=12, blank=True, default=NOTHING, editable=False)
    sorted_name = StoredColumn(
        expression=Func(F("name"), F("hidden_as"), function="candidates_plain"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
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
        indexes = [
            models.Index(fields=["organisation", "sorted_name", "id"], name="candidate_by_name")
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def is_hidden(self) -> bool:
        return self.hidden_as != NOTHING

    @property
    def shown_name(self) -> str:
        """What the team calls them now; the REST API and letters to themselves say the name."""
        return pseudonym(self.hidden_as) if self.is_hidden else self.name

    @property
    def shown_email(self) -> str:
        return "" if self.is_hidden else self.email

    @property
    def shown_place(self) -> str:
        return "" if self.is_hidden else self.place
