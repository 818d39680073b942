from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.callers import Address
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.allowed import may_use
from apps.organisations.models.owned import OrganisationOwned


class ApiScope(models.TextChoices):
    READ = "read", _("Read openings, candidates and scores")
    INVITE = "invite", _("Invite candidates")
    MANAGE = "manage", _("Change openings, decide, set up webhooks")
    ATS = "ats", _("Be called by an applicant tracking system")


OFFERED = (ApiScope.READ, ApiScope.INVITE, ApiScope.MANAGE)  # the other is made by a connection


class Refusal(models.TextChoices):
    """Why a right secret opened nothing. Only the owner is told which."""

    REVOKED = "revoked", _("it is revoked")
    EXPIRED = "expired", _("it has expired")
    NETWORK = "network", _("it came from an address that it is not for")


class ApiKey(OrganisationOwned):
    """Opens the API for one organisation. Shown once; only its SHA-256 is kept.
    ``allowed_networks``: from where it may be used, such as "203.0.113.0/24"; empty: anywhere.
    ``refused_*``: when its secret last opened nothing, why, and from where that came."""

    wall = Wall(organisation="organisation_id")

    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16)
    secret_hash = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=12, choices=ApiScope.choices))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(null=True, blank=True)
    allowed_networks = ArrayField(models.CharField(max_length=43), default=list, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.CharField(max_length=8, choices=Refusal.choices, blank=True)
    refused_from = models.GenericIPAddressField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "secret_hash"], name="one_key_per_secret"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"

    @property
    def is_usable(self) -> bool:
        is_over = self.expires_at is not None and self.expires_at <= timezone.now()
        return self.revoked_at is None and not is_over

    def refusal(self, caller: Address | None) -> Refusal | None:
        """Why it opens nothing for this caller; None where it opens."""
        if self.revoked_at is not None:
            return Refusal.REVOKED
        if not self.is_usable:
            return Refusal.EXPIRED
        return None if may_use(self.allowed_networks, caller) else Refusal.NETWORK

    @property
    def scope_labels(self) -> list[str]:
        return [str(ApiScope(scope).label) for scope in self.scopes]
