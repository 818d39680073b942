from __future__ import annotations

from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from apps.candidates.models import Candidate, Consent
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned
from apps.scoring.models.score import Score

LONGEST = 2_000  # characters, of the contest and of its answer


class Outcome(models.TextChoices):
    UPHELD = "upheld", _("The score stands")
    RECOMPUTED = "recomputed", _("The score was worked out anew")
    REMOVED = "removed", _("The score is no longer used")


class ContestQuerySet(TenantQuerySet["Contest"]):
    def open(self) -> Self:
        """Neither answered nor taken back."""
        return self.filter(answered_at=None, taken_back_at=None)

    def answered(self) -> Self:
        return self.filter(answered_at__isnull=False)

    def unclaimed(self, now: datetime) -> Self:
        """No worker is about to mail that it was answered."""
        return self.filter(Q(mailing_until=None) | Q(mailing_until__lte=now))

    def under(self, consent_id: object) -> Self:
        return self.filter(consent=consent_id)

    def newest_first(self) -> Self:
        return self.order_by("-id")


class Contest(OrganisationOwned):
    """A person says that a score about them is wrong. Until a human of the organisation answered,
    or the person took it back, every score under the consent is marked as contested.

    ``score`` is the one that stood there; it may be gone meanwhile. ``answered_by`` is empty where
    that account has gone. Until ``mailing_until`` the news of the answer belongs to the worker that
    mails it. The organisation sees it only while its consent is active."""

    wall = Wall(
        organisation="organisation_id",
        person="person_id",
        organisation_if="cardinality(candidates_consent_networks(consent_id)) > 0",
    )

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="contests")
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="contests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    score = models.ForeignKey(Score, on_delete=models.SET_NULL, null=True, related_name="contests")
    text = models.TextField(max_length=LONGEST)
    contested_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answer = models.TextField(max_length=LONGEST, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    mailing_until = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(ContestQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "candidate"],
                condition=Q(answered_at=None, taken_back_at=None),
                name="open_contest_of_candidate",
            ),
            models.Index(fields=["person", "-id"], name="contest_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "consent"],
                condition=Q(answered_at=None, taken_back_at=None),
                name="one_open_contest_per_consent",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="", outcome="")
                | Q(answered_at__isnull=False, outcome__in=Outcome.values) & ~Q(answer=""),
                name="contest_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(taken_back_at=None),
                name="contest_ends_one_way",
            ),
            models.CheckConstraint(
                condition=~Q(text="")
                & Q(LessThanOrEqual(Length("text"), LONGEST))
                & Q(LessThanOrEqual(Length("answer"), LONGEST)),
                name="contest_says_something",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="frozen",
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]  # untyped there
                    "consent_id", "person_id", "text", "contested_at"
                ),
            ),
            pgtrigger.Protect(
                name="ended",
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]  # untyped there
                    "taken_back_at", "answered_at", "answer", "outcome"
                ),
                condition=pgtrigger.Q(old__answered_at__isnull=False)
                | pgtrigger.Q(old__taken_back_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"contest {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.taken_back_at is None


def with_contested[Rows: models.QuerySet[Any]](queryset: Rows, **where: str) -> Rows:
    """Annotates ``contested``: whether an open contest matches, such as ``candidate="pk"``: its
    column, and the queryset's."""
    matching = {name: OuterRef(column) for name, column in where.items()}
    return queryset.annotate(contested=Exists(Contest.objects.open().filter(**matching)))
