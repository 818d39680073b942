from __future__ import annotations

from typing import Self
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from apps.candidates.models.candidate import Candidate
from apps.candidates.models.opening import Opening
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import PERSON, Wall
from apps.organisations.models import OrganisationOwned

LONGEST_NOTE = 5_000  # characters


class NoteQuerySet(TenantQuerySet["Note"]):
    def newest_first(self) -> Self:
        return self.order_by("-id")

    def with_people(self) -> Self:
        return self.select_related("author", "removed_by", "opening")

    def about(self, person_id: UUID) -> Self:
        """What employers noted about a person, as they may read it, newest first."""
        mine = self.filter(candidate__person=person_id, removed_at=None)
        return mine.select_related("organisation", "opening").newest_first()


class Note(OrganisationOwned):
    """What the team writes down about a candidate, perhaps within one opening. The text never
    changes; its author or an admin may remove it, and then the words are gone and the mark stays.
    The person may read it: it is data about them."""

    wall = Wall(
        organisation="organisation_id",
        person_reads="candidate_id IN (SELECT id FROM candidates_candidate"
        f" WHERE person_id = {PERSON})",
    )

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="notes")
    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, null=True, blank=True, related_name="notes"
    )
    text = models.TextField(max_length=LONGEST_NOTE, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(NoteQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "candidate", "-id"], name="note_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) & ~Q(text="")
                | Q(removed_at__isnull=False, text=""),
                name="note_says_something_or_is_removed",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_NOTE), name="note_is_not_too_long"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="frozen",
                operation=pgtrigger.UpdateOf("candidate_id", "opening_id", "created_at"),  # type: ignore[no-untyped-call]  # untyped there
            ),
            pgtrigger.Protect(
                name="words_stay_or_go",
                operation=pgtrigger.UpdateOf("text", "removed_at"),  # type: ignore[no-untyped-call]  # untyped there
                condition=pgtrigger.Q(old__removed_at__isnull=False)
                | pgtrigger.Q(new__removed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"
