from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import ApiKey, OrganisationOwned

KEPT_WHILE_OFF = timedelta(days=3)  # what waits for an endpoint that was switched off for failing


class System(models.TextChoices):
    """Who listens: an address of the organisation's own, or an applicant tracking system, which is
    called by its name in every language."""

    WEBHOOK = "webhook", _("Webhook")
    GREENHOUSE = "greenhouse"
    ASHBY = "ashby"
    RECRUITEE = "recruitee"
    KOMBO = "kombo"


class DisabledBecause(models.TextChoices):
    MEMBER = "member", _("Switched off by a member of the team")
    GONE = "gone", _("It answered that it is gone (410)")
    FAILING = "failing", _("Nothing reached it for days")


class EndpointQuerySet(TenantQuerySet["Endpoint"]):
    def enabled(self) -> Self:
        return self.filter(disabled_at=None)

    def told(self, now: datetime) -> Self:
        """Those for whom messages are kept: enabled, or failing and perhaps repaired in time."""
        failing = Q(disabled_because=DisabledBecause.FAILING, disabled_at__gt=now - KEPT_WHILE_OFF)
        return self.filter(Q(disabled_at=None) | failing)

    def webhooks(self) -> Self:
        return self.filter(system=System.WEBHOOK)

    def tracking_systems(self) -> Self:
        return self.exclude(system=System.WEBHOOK)


class Endpoint(OrganisationOwned):
    """A system of the organisation that is told what happens.

    ``url``: of a webhook, empty where it asks for its events itself. ``kinds``: what a webhook is
    told, empty for everything. ``sealed_secret``: the signing secret, or what we show to the
    tracking system; ``sealed_previous`` signs beside it until ``previous_until``. ``api_key``: with
    which a tracking system calls us. ``options``: the fields of a tracking system that are no
    secret. ``failing_since``, ``failures``: since the last success, in a row; ``resting_until``:
    nothing is sent before. ``mailed_at``: when the team was mailed that it was switched off;
    ``mailing_until``: a worker is at it."""

    wall = Wall(organisation="organisation_id")

    system = models.CharField(max_length=12, choices=System.choices)
    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500, blank=True)
    kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    sealed_secret = models.BinaryField(null=True)
    sealed_previous = models.BinaryField(null=True)
    previous_until = models.DateTimeField(null=True, blank=True)
    api_key = models.OneToOneField(
        ApiKey, on_delete=models.PROTECT, null=True, blank=True, related_name="endpoint"
    )
    options = models.JSONField(default=dict, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    resting_until = models.DateTimeField(null=True, blank=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_because = models.CharField(
        max_length=12, choices=DisabledBecause.choices, blank=True, default=""
    )
    mailed_at = models.DateTimeField(null=True, blank=True)
    mailing_until = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(EndpointQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(system__in=System.values), name="endpoint_system_known"
            ),
            models.CheckConstraint(
                condition=Q(disabled_at=None, disabled_because="")
                | (Q(disabled_at__isnull=False) & ~Q(disabled_because="")),
                name="endpoint_disabled_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_polled(self) -> bool:
        """A webhook without an address: nobody calls it, it asks."""
        return self.is_webhook and not self.url

    def wants(self, kind: str) -> bool:
        """Whether a webhook is told this."""
        return not self.kinds or kind in self.kinds

    def starts_at(self, now: datetime) -> datetime | None:
        """From when on something is sent to it, None from now on."""
        if self.disabled_at:
            return self.disabled_at + KEPT_WHILE_OFF  # or is dropped
        return self.resting_until if self.resting_until and self.resting_until > now else None

    def is_abandoned(self, now: datetime) -> bool:
        """Nobody repaired it in time: what waited for it is dropped."""
        return self.disabled_at is not None and self.disabled_at <= now - KEPT_WHILE_OFF

    @property
    def is_webhook(self) -> bool:
        return self.system == System.WEBHOOK

    @property
    def is_enabled(self) -> bool:
        return self.disabled_at is None
