from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import PERSON, Wall
from apps.organisations.models.owned import OrganisationOwned


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    RECRUITER = "recruiter", _("Recruiter")
    VIEWER = "viewer", _("Viewer")


class MembershipQuerySet(TenantQuerySet["Membership"]):
    def owners(self) -> Self:
        return self.filter(role=Role.OWNER)

    def with_names(self) -> Self:
        return self.select_related("user", "organisation").order_by("user__name", "user__email")


class Membership(OrganisationOwned):
    """A user in an organisation, with a role."""

    wall = Wall(organisation="organisation_id", person_reads=f"user_id = {PERSON}")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=12, choices=Role.choices)
    # How this member likes to see lists: None are the usual columns.
    list_columns = ArrayField(models.CharField(max_length=20), null=True, blank=True)
    list_size = models.PositiveSmallIntegerField(default=25)

    objects = ScopedManager.from_queryset(MembershipQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], name="one_membership_per_user"
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} as {self.role}"
