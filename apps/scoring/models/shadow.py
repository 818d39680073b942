from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.candidates.models import Candidate
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned
from apps.scoring.models.score import Score


class ShadowScoreQuerySet(TenantQuerySet["ShadowScore"]):
    def under(self, model_version: str) -> Self:
        return self.filter(model_version=model_version)

    def current(self) -> Self:
        """Beside the scores that count now; a candidate has one of these a model at most."""
        return self.filter(score__standing__isnull=False)


class ShadowScore(OrganisationOwned):
    """What a score would have been under another model: value and points of the three factors,
    None where the score has none. A fact beside its score; the database deletes it with that."""

    wall = Wall(
        organisation="organisation_id", person="person_id", organisation_if="visible_until > now()"
    )

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Its constraint, which deletes, comes with the migration.
    score = models.ForeignKey(
        Score,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="shadows",
    )
    model_version = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField(null=True)
    reach = models.SmallIntegerField(null=True)
    engagement = models.SmallIntegerField(null=True)
    network = models.SmallIntegerField(null=True)
    visible_until = models.DateTimeField()

    objects = ScopedManager.from_queryset(ShadowScoreQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "score", "model_version"], name="one_shadow_a_model"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__range=(1, 100)), name="shadow_is_1_to_100"
            ),
        ]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.value} under {self.model_version}"
