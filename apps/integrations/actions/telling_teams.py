"""The letter that an endpoint was switched off, to each owner and admin.

A worker claims the letters of an endpoint with a lease, sends them outside of any transaction, then
notes it: one that dies in between leaves copies, which carry the same Message-ID."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.utils import timezone

from apps.core import tenancy
from apps.core.models import Due
from apps.integrations import letters
from apps.integrations.models import DisabledBecause, Endpoint
from apps.organisations import due
from apps.organisations.models import Membership
from apps.organisations.models.membership import Role

LEASE = timedelta(minutes=4)  # a mail server that hangs is given up sooner


def tell_disabled(*, organisation_id: UUID, endpoint_id: UUID) -> int:
    """How many letters. A mail server that refuses gives the claim back: the scheduler tries again.
    Call it outside of scopes."""
    with tenancy.organisation(organisation_id):
        composed = _claimed(endpoint_id)
    try:
        for letter in composed:
            letter.send()
    except OSError:  # smtplib's errors among them
        with tenancy.organisation(organisation_id):
            Endpoint.objects.filter(pk=endpoint_id).update(mailing_until=None)
        raise
    if composed:
        with tenancy.organisation(organisation_id):
            Endpoint.objects.filter(pk=endpoint_id).update(mailed_at=timezone.now())
            Due.objects.cancel(due.TELL_DISABLED, endpoint_id)
    return len(composed)


def _claimed(endpoint_id: UUID) -> list[EmailMultiAlternatives]:
    now = timezone.now()
    owed = Endpoint.objects.exclude(disabled_because__in=["", DisabledBecause.MEMBER])
    owed = owed.filter(pk=endpoint_id, mailed_at=None)
    heads = Membership.objects.filter(role__in=[Role.OWNER, Role.ADMIN], user__is_active=True)
    if not owed.exists() or not heads.exists():
        Due.objects.cancel(due.TELL_DISABLED, endpoint_id)
        return []
    free = Q(mailing_until=None) | Q(mailing_until__lte=now)
    if not owed.filter(free).update(mailing_until=now + LEASE):
        return []
    endpoint = Endpoint.objects.select_related("organisation").get(pk=endpoint_id)
    return [letters.disabled(endpoint, each) for each in heads.select_related("user")]
