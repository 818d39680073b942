"""Which networks a person shares now, with anybody: the only ones that may be linked and read."""

from __future__ import annotations

from uuid import UUID

from apps.candidates.models import Consent
from apps.connections.permits import is_read
from apps.core import tenancy


def shared_networks() -> list[str]:
    """In the person's scope, by name; also those that are no longer offered here."""
    return sorted({name for each in Consent.objects.active() for name in each.active_networks})


def is_shared(person_id: UUID, network: str) -> bool:
    """Whether the person may link it: shared with somebody, and read here."""
    with tenancy.person(person_id):
        return is_read(network) and Consent.objects.covering(network).exists()
