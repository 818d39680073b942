from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F
from django.db.models.expressions import CombinedExpression, Func
from django.utils.translation import gettext_lazy as _

from apps.candidates.models import Candidate
from apps.core.models import ScopedManager, StoredColumn, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned
from apps.scoring.models.score import Score

FACTORS = ("reach", "engagement", "network")
# What lists walk along in this order: each has an index that ends with the candidate.
WALKED = ("value", "width", *FACTORS, "accounts", "computed_at", "state")


class StandingState(models.TextChoices):
    READING = "reading", _("Reading now")
    SCORED = "scored", _("Scored")
    PROVISIONAL = "provisional", _("Provisional")
    TOO_LITTLE = "too_little", _("Too little to score")


class StandingQuerySet(TenantQuerySet["Standing"]):
    def with_score(self) -> Self:
        """With the explanation, without the draws (which comparing needs)."""
        return self.select_related("candidate", "score").defer("score__draws", "score__amounts")

    def scored(self) -> Self:
        return self.filter(value__isnull=False)

    def ranked_by(self, factor: str) -> Self:
        """Highest first; people without a number last."""
        column = "value" if factor == "score" else factor
        return self.order_by(models.F(column).desc(nulls_last=True), "candidate_id")


class Standing(OrganisationOwned):
    """Where a candidate stands now: being read, or the numbers of the newest score, repeated
    here so
    that lists sort and filter on one index. No row: nothing is shared. Withdrawal deletes it."""

    wall = Wall(
        organisation="organisation_id", person="person_id", organisation_if="visible_until > now()"
    )

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="standing")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    score = models.OneToOneField(
        Score, on_delete=models.CASCADE, null=True, related_name="standing"
    )
    state = models.CharField(
        max_length=12, choices=StandingState.choices, default=StandingState.READING
    )
    value = models.PositiveSmallIntegerField(null=True)
    low = models.PositiveSmallIntegerField(null=True)
    high = models.PositiveSmallIntegerField(null=True)
    reach = models.SmallIntegerField(null=True)
    engagement = models.SmallIntegerField(null=True)
    network = models.SmallIntegerField(null=True)
    width = StoredColumn(
        expression=CombinedExpression(F("high"), "-", F("low")),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    networks = ArrayField(models.CharField(max_length=40), default=list)
    accounts = StoredColumn(
        expression=Func(F("networks"), function="cardinality"),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    computed_at = models.DateTimeField(null=True)
    visible_until = models.DateTimeField()

    objects = ScopedManager.from_queryset(StandingQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "candidate"], name="standing_in_order"),
            *(
                models.Index(
                    fields=["organisation", column, "candidate"], name=f"standing_by_{column}"
                )
                for column in WALKED
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=StandingState.values), name="standing_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.value or ''}".strip()
