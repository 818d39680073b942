from __future__ import annotations

from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models

from apps.candidates.blind import NOTHING
from apps.candidates.models import Candidate, Consent
from apps.connections.models.connection import Connection
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned


class NamedAccountQuerySet(TenantQuerySet["NamedAccount"]):
    def known(self) -> Self:
        """Of candidates whose name nothing hides from the team."""
        return self.filter(candidate__hidden_as=NOTHING)

    def on(self, *networks: str) -> Self:
        return self.filter(network__in=networks)

    def sealed_as(self, sealed: bytes) -> Self:
        return self.filter(sealed_account=sealed)

    def whose(self, number: int) -> Self:
        return self.filter(number=number)

    def newest_first(self) -> Self:
        """A screen name that changed hands is that of who was last known to have it."""
        return self.order_by("-id")

    def under(self, consent_id: UUID) -> Self:
        return self.filter(consent=consent_id)


class NamedAccount(OrganisationOwned):
    """An account by which an organisation may ask for a candidate. ``account_key`` and ``name_key``
    are keyed hashes of the network's id and of the screen name, other ones for each organisation;
    ``number`` stands for the candidate there; what is told back is sealed. The organisation sees
    it only while its consent covers the network; unlinking deletes it."""

    wall = Wall(
        organisation="organisation_id",
        person="person_id",
        organisation_if="network = ANY (candidates_consent_networks(consent_id))",
    )

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, db_constraint=False, related_name="named_accounts"
    )
    consent = models.ForeignKey(
        Consent, on_delete=models.CASCADE, db_constraint=False, related_name="named_accounts"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    connection = models.ForeignKey(
        Connection, on_delete=models.CASCADE, db_constraint=False, related_name="named"
    )
    network = models.CharField(max_length=40)
    number = models.BigIntegerField()
    account_key = models.CharField(max_length=40)
    name_key = models.CharField(max_length=40)
    sealed_account = models.BinaryField()

    objects = ScopedManager.from_queryset(NamedAccountQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "name_key"], name="named_by_name"),
            models.Index(fields=["organisation", "account_key"], name="named_by_account"),
            models.Index(fields=["organisation", "number"], name="named_by_number"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "consent", "network"], name="one_name_a_network"
            )
        ]

    def __str__(self) -> str:
        return f"{self.network} account of candidate {self.candidate_id}"
