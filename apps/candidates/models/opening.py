from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, ExpressionWrapper, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import PERSON, Wall
from apps.organisations.models import OrganisationOwned

WEIGHT_BOUNDS = (Decimal("0.50"), Decimal("2.00"))


class OpeningQuerySet(TenantQuerySet["Opening"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-id")

    def asked_for(self, consent_id: UUID) -> Self:
        """The one that this consent was given for."""
        return self.filter(invitations__consents=consent_id)

    def with_end(self, months: int) -> Self:
        """Closed ones, each with ``ends_at``: so many months after it was closed."""
        later = Func(
            Value(months),
            template="make_interval(months => %(expressions)s)",
            output_field=models.DurationField(),
        )
        ends_at = ExpressionWrapper(F("closed_at") + later, output_field=models.DateTimeField())
        return self.exclude(closed_at=None).annotate(ends_at=ends_at)

    def ended(self, months: int, now: datetime) -> Self:
        return self.with_end(months).filter(ends_at__lte=now)

    def ending(self, months: int, now: datetime) -> Self:
        """Those that end later, the next one first."""
        return self.with_end(months).filter(ends_at__gt=now).order_by("ends_at")

    def open_first(self) -> Self:
        """Those that are open, the newest first, then the closed ones."""
        return self.order_by(F("closed_at").desc(nulls_first=True), "-id")

    def named(self, words: str) -> Self:
        """Whose title or place has all of these words."""
        found = self
        for word in words.split():
            found = found.filter(Q(title__icontains=word) | Q(place__icontains=word))
        return found

    def with_counts(self) -> Self:
        """Annotates how many are in the opening (``people``) and share a score now (``sharing``),
        how many were asked (``invited``) and may still answer (``waiting``)."""
        # Only active consents are visible to the organisation: the wall does the filtering.
        sharing = Q(candidate__consents__isnull=False)
        standing = Q(revoked_at=None)
        open_ended = standing & Q(expires_at__gt=Now(), candidate__consents=None)
        return self.annotate(
            people=_count("Application"),
            sharing=_count("Application", sharing),
            invited=_count("Invitation", standing),
            waiting=_count("Invitation", open_ended),
        )


def _count(model: str, condition: Q | None = None) -> Coalesce:
    """Candidates among the opening's rows of another table, each once."""
    rows = apps.get_model("candidates", model).objects.filter(opening=OuterRef("pk"))
    rows = rows.filter(condition) if condition else rows
    people = rows.order_by().values("opening").annotate(n=Count("candidate", distinct=True))
    return Coalesce(Subquery(people.values("n")), 0)


class Opening(OrganisationOwned):
    """A job that is being filled. ``reason`` says why online influence matters to it; without a
    reason nobody can be invited."""

    wall = Wall(
        organisation="organisation_id",
        person_reads="id IN (SELECT a.opening_id FROM candidates_application a"
        " JOIN candidates_candidate c ON c.id = a.candidate_id"
        f" WHERE c.person_id = {PERSON})",
    )

    # Where annotated by ``with_counts``:
    people: int
    sharing: int
    invited: int
    waiting: int

    ends_at: datetime  # where annotated by ``with_end``

    title = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True, max_length=1000)
    reach_weight = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal("1.00"))
    engagement_weight = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal("1.00"))
    network_weight = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal("1.00"))
    weights_reason = models.TextField(blank=True, max_length=1000)
    blind = models.BooleanField(default=False)  # see apps/candidates/blind.py
    weights_fixed_at = models.DateTimeField(null=True, blank=True)  # first score of a candidate
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(OpeningQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reach_weight__range=WEIGHT_BOUNDS)
                & Q(engagement_weight__range=WEIGHT_BOUNDS)
                & Q(network_weight__range=WEIGHT_BOUNDS),
                name="weights_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(reach_weight=1, engagement_weight=1, network_weight=1)
                | ~Q(weights_reason=""),
                name="weights_have_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="weights_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__weights_fixed_at__isnull=False)
                & (
                    pgtrigger.Q(old__reach_weight__df=pgtrigger.F("new__reach_weight"))
                    | pgtrigger.Q(old__engagement_weight__df=pgtrigger.F("new__engagement_weight"))
                    | pgtrigger.Q(old__network_weight__df=pgtrigger.F("new__network_weight"))
                    | pgtrigger.Q(old__weights_reason__df=pgtrigger.F("new__weights_reason"))
                    | pgtrigger.Q(old__weights_fixed_at__df=pgtrigger.F("new__weights_fixed_at"))
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_own_weights(self) -> bool:
        return any(weight != 1 for _, weight in self._weights())

    @property
    def weights_in_words(self) -> str:
        """ "Reach counts 2 times and Network counts 0.5 times", without what counts as always."""
        own = [
            _("%(factor)s counts %(times)s times")
            % {"factor": factor, "times": number_format(weight.normalize())}
            for factor, weight in self._weights()
            if weight != 1
        ]
        return get_text_list(own, _("and"))

    def _weights(self) -> list[tuple[str, Decimal]]:
        return [
            (_("Reach"), self.reach_weight),
            (_("Engagement"), self.engagement_weight),
            (_("Network"), self.network_weight),
        ]

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None
