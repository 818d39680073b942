from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.candidates.models.opening import Opening
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned


class PublicLinkQuerySet(TenantQuerySet["PublicLink"]):
    """Public links of openings."""


class PublicLink(OrganisationOwned):
    """An address for a job advert: whoever opens it can ask for an invitation to the opening.
    Raising ``generation`` voids the older address and begins to count anew."""

    wall = Wall(organisation="organisation_id")

    opening = models.OneToOneField(Opening, on_delete=models.CASCADE, related_name="public_link")
    generation = models.PositiveIntegerField(default=1)
    ends_at = models.DateTimeField()
    most_people = models.PositiveIntegerField()
    people = models.PositiveIntegerField(default=0)  # who came by the present address
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(PublicLinkQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(most_people__gt=0), name="public_link_lets_some_in")
        ]

    def __str__(self) -> str:
        return f"public link {self.pk}"

    @property
    def is_ended(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_full(self) -> bool:
        return self.people >= self.most_people

    @property
    def is_open(self) -> bool:
        """Whether it lets anybody in, as far as it knows itself; its opening may be closed."""
        return not (self.closed_at or self.is_ended or self.is_full)
