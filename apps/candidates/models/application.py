from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.candidates.models.candidate import Candidate
from apps.candidates.models.opening import Opening
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import PERSON, Wall
from apps.organisations.models import OrganisationOwned


class Status(models.TextChoices):
    NEW = "new", _("New")
    IN_REVIEW = "in_review", _("In review")
    INTERVIEW = "interview", _("Interview")
    ON_HOLD = "on_hold", _("On hold")
    REJECTED = "rejected", _("Rejected")
    HIRED = "hired", _("Hired")

    @property
    def is_end(self) -> bool:
        """Reached, and left, by a decision alone: by a named person, with a reason."""
        return self in ENDS


ENDS = frozenset({Status.REJECTED, Status.HIRED})
ON_THE_WAY = [status for status in Status if status not in ENDS]


class ApplicationQuerySet(TenantQuerySet["Application"]):
    """Candidates of an opening."""


class Application(OrganisationOwned):
    """A candidate in an opening."""

    wall = Wall(
        organisation="organisation_id",
        person_reads="candidate_id IN (SELECT id FROM candidates_candidate"
        f" WHERE person_id = {PERSON})",
    )

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="applications")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="applications")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NEW)

    objects = ScopedManager.from_queryset(ApplicationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "candidate", "opening"], name="one_application_per_opening"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="application_status_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "opening", "candidate"], name="application_of_opening"
            ),
            models.Index(
                fields=["organisation", "opening", "status", "candidate"],
                name="application_by_status",
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"
