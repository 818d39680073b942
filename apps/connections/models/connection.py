from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.connections.models.owned import PersonOwned
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall


class ConnectionState(models.TextChoices):
    ACTIVE = "active", _("Linked")
    NEEDS_REAUTH = "needs_reauth", _("Has to be linked again")


class ConnectionQuerySet(TenantQuerySet["Connection"]):
    def active(self) -> Self:
        return self.filter(state=ConnectionState.ACTIVE)

    def on(self, *networks: str) -> Self:
        return self.filter(network__in=networks)

    def unasked(self, since: datetime) -> Self:
        """Nobody has mailed, or been about to mail, since then that they have to link again."""
        return self.filter(Q(relink_asked_at=None) | Q(relink_asked_at__lte=since))

    def sealed_as(self, sealed: bytes) -> Self:
        """Whose credential nobody has replaced since it was read."""
        return self.filter(sealed_credential=sealed)


class Connection(PersonOwned):
    """A person's linked account. ``account_key`` is the keyed hash of the network's id,
    ``grantor_key`` of who allowed it there (the same, where that is the account itself); the
    credential and the account's label are sealed. Unlinking deletes the row."""

    wall = Wall(person="person_id")

    network = models.CharField(max_length=40)
    account_key = models.CharField(max_length=40)
    grantor_key = models.CharField(max_length=40)
    state = models.CharField(
        max_length=16, choices=ConnectionState.choices, default=ConnectionState.ACTIVE
    )
    sealed_credential = models.BinaryField()
    credential_expires_at = models.DateTimeField(null=True, blank=True)
    renewing_until = models.DateTimeField(null=True, blank=True)  # one worker renews at a time
    relink_asked_at = models.DateTimeField(null=True, blank=True)  # the one e-mail about it
    fetched_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager.from_queryset(ConnectionQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["network", "grantor_key"], name="connection_by_grantor")]
        constraints = [
            # Across persons on purpose: one account counts for one person only. What is told to the
            # second is no more than "this account is linked elsewhere".
            models.UniqueConstraint(
                fields=["network", "account_key"], name="one_person_per_account"
            ),
            models.UniqueConstraint(fields=["person", "network"], name="one_account_per_network"),
            models.CheckConstraint(
                condition=Q(state__in=ConnectionState.values), name="connection_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network} connection {self.pk}"
