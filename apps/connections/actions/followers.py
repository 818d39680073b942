"""A sample of an account's followers: when one is due, how it is asked for, and what is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from apps.candidates.consent_text import TELL_OF_FOLLOWERS
from apps.candidates.models import Consent
from apps.connections.actions.ahead import aside
from apps.connections.actions.fetches import Claimed
from apps.connections.models import FollowersObservation, Snapshot
from apps.connections.networks import budget
from apps.connections.networks.errors import NetworkError, QuotaExhausted
from apps.connections.observations import SampledFollowers

log = logging.getLogger(__name__)


def are_due(connection_id: UUID, network: str) -> bool:
    """In the person's scope: whether to look at some of them now."""
    # Readings come a day apart, now and then a little sooner.
    last = timezone.now() - settings.FOLLOWERS_EVERY + settings.FETCH_EVERY / 2
    if FollowersObservation.objects.of([connection_id]).since(last).exists():
        return False
    return is_agreed(network)


def is_agreed(network: str) -> bool:
    """Whether a consent of the scope's person covers the network and tells of the sample."""
    return Consent.objects.covering(network).worded(TELL_OF_FOLLOWERS).exists()


def asked(claimed: Claimed, ask: Callable[[], SampledFollowers | None]) -> SampledFollowers | None:
    """What the network tells. None where it cannot be had now, whatever is in the way: all else is
    read by then and counts, and the next reading asks again."""
    try:
        return aside(ask)
    except NetworkError as error:
        if isinstance(error, QuotaExhausted):
            budget.refused(claimed.network, claimed.account_key, error)
        log.info("no sample of followers", extra={"network": claimed.network, "code": error.code})
        return None


def add(fetch_id: UUID, found: SampledFollowers) -> None:
    """To the fetch's snapshot, in the person's scope. Twice is once."""
    snapshot = Snapshot.objects.get(fetch=fetch_id)
    row = FollowersObservation(
        person_id=snapshot.person_id,
        snapshot=snapshot,
        looked_at=found.looked_at,
        authentic=found.authentic,
        rule=found.rule,
        taken_at=timezone.now(),
    )
    FollowersObservation.objects.bulk_create([row], ignore_conflicts=True)
