from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from apps.candidates.models import Candidate, Consent
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned


class ScoreState(models.TextChoices):
    SCORED = "scored", _("Scored")
    PROVISIONAL = "provisional", _("Provisional")
    TOO_LITTLE = "too_little", _("Too little to score")


HISTORY = timedelta(weeks=12)


class ScoreQuerySet(TenantQuerySet["Score"]):
    def newest_first(self) -> Self:
        return self.order_by("-id")

    def of_opening(self, opening_id: UUID) -> Self:
        """Of whoever is in it."""
        return self.filter(candidate__applications__opening=opening_id)

    def history(self, candidate_id: UUID, *, now: datetime) -> Self:
        """The last twelve weeks, oldest first, the last score of each day, or the one that is shown
        now (after a rollback there are newer ones); without the big columns."""
        return (
            self.filter(candidate_id=candidate_id, computed_at__gt=now - HISTORY)
            .annotate(day=TruncDate("computed_at"))
            .order_by("day", F("standing__pk").desc(nulls_last=True), "-computed_at")
            .distinct("day")
            .defer("draws", "amounts", "result")
        )

    def without_draws(self) -> Self:
        return self.defer("draws", "amounts")


class Score(OrganisationOwned):
    """The result for one candidate under one consent and one score model. Immutable; a newer one
    replaces it. The organisation sees it only while its consent stands: withdrawing deletes it,
    ``visible_until`` (the consent's end) hides it by itself."""

    wall = Wall(
        organisation="organisation_id", person="person_id", organisation_if="visible_until > now()"
    )

    contested: bool  # where annotated by ``apps.scoring.models.contest.with_contested``

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="scores")
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="scores")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    model_version = models.CharField(max_length=40)
    inputs_digest = models.CharField(max_length=64)  # same inputs, same model: the same score, once
    state = models.CharField(max_length=12, choices=ScoreState.choices)
    value = models.PositiveSmallIntegerField(null=True)
    low = models.PositiveSmallIntegerField(null=True)
    high = models.PositiveSmallIntegerField(null=True)
    reach = models.SmallIntegerField(null=True)  # points
    engagement = models.SmallIntegerField(null=True)  # points
    network = models.SmallIntegerField(null=True)  # points
    percentile = models.PositiveSmallIntegerField(null=True)
    networks = ArrayField(models.CharField(max_length=40))
    result = models.JSONField()  # apps.scoring.engine.result.ScoreResult
    draws = models.BinaryField(null=True)  # 400 draws, uint16 little-endian, hundredths of a point
    # What the formulas start from: float64 little-endian, one a leaf of the model, in its order
    amounts = models.BinaryField(null=True)
    computed_at = models.DateTimeField()
    visible_until = models.DateTimeField()

    objects = ScopedManager.from_queryset(ScoreQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "candidate", "-id"], name="score_history")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="too_little", value=None)
                | Q(state__in=["scored", "provisional"], value__range=(1, 100))
                & Q(
                    low__gte=1,
                    high__lte=100,
                    low__lte=models.F("value"),
                    high__gte=models.F("value"),
                ),
                name="score_is_1_to_100_in_its_interval",
            ),
            models.UniqueConstraint(
                fields=["organisation", "consent", "model_version", "inputs_digest"],
                name="one_score_per_inputs",
            ),
        ]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"score {self.value}"
