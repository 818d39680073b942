from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func

from apps.candidates.models.candidate import Candidate
from apps.candidates.models.invitation import Invitation
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned

MADE_UP = "made-up"  # text version of who is made up, for test mode: nobody was shown a text


class ActiveNetworks(Func):
    """The networks of a consent that still count: none once it expired or was withdrawn."""

    function = "candidates_consent_networks"
    output_field = ArrayField(models.TextField())


class ConsentQuerySet(TenantQuerySet["Consent"]):
    def with_active_networks(self) -> Self:
        """Annotates ``active_networks``, a list of network names."""
        return self.annotate(active_networks=ActiveNetworks(F("id")))

    def active(self) -> Self:
        """Not expired and not wholly withdrawn, newest first; carries ``active_networks``."""
        return self.with_active_networks().filter(active_networks__len__gt=0).order_by("-id")

    def covering(self, network: str) -> Self:
        return self.active().filter(active_networks__contains=[network])

    def worded(self, versions: Collection[str]) -> Self:
        """Given to one of these versions of the text: nobody agreed to what theirs did not say."""
        return self.filter(text_version__in=[*versions])


class Consent(OrganisationOwned):
    """What a person granted to one organisation. Immutable; ``Withdrawal`` takes back.

    The organisation sees it only while it is active: afterwards it looks as if never given."""

    wall = Wall(
        organisation="organisation_id",
        person="person_id",
        organisation_if="cardinality(candidates_consent_networks(id)) > 0",
    )

    active_networks: list[str]  # where annotated by ``with_active_networks``

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="consents")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    networks = ArrayField(models.CharField(max_length=40))
    purpose = models.TextField(max_length=1000)  # the opening's reason as it stood
    text_version = models.CharField(max_length=20)
    text_language = models.CharField(max_length=12, default="en")  # in which it was shown
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = ScopedManager.from_queryset(ConsentQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(networks__len__gt=0), name="consent_names_networks"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=F("granted_at")),
                name="consent_ends_after_it_begins",
            ),
        ]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"consent {self.pk}"

    @property
    def is_made_up(self) -> bool:
        return self.text_version == MADE_UP


class WithdrawalQuerySet(TenantQuerySet["Withdrawal"]):
    """What a person took back: theirs to see, never the organisation's."""


class Withdrawal(OrganisationOwned):
    """Takes back one network of a consent, or all of it where ``network`` is empty."""

    wall = Wall(organisation="organisation_id", person="person_id", organisation_if="false")

    CAUSES: Any = [("person", "the person"), ("replaced", "a newer consent")]

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="withdrawals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    network = models.CharField(max_length=40, blank=True)
    cause = models.CharField(max_length=12, choices=CAUSES)

    objects = ScopedManager.from_queryset(WithdrawalQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "consent", "network"], name="one_withdrawal_per_network"
            ),
            models.CheckConstraint(
                condition=models.Q(cause__in=["person", "replaced"]), name="withdrawal_cause_known"
            ),
        ]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"withdrawal {self.pk}"
