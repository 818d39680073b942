"""Another secret for a webhook, while the receiver still knows the old one."""

from __future__ import annotations

from django.utils import timezone

from apps.audit.actions import By, record
from apps.core import tenancy
from apps.integrations import secrets
from apps.integrations.models import Endpoint


def rotate_secret(*, endpoint: Endpoint, by: By) -> str:
    """The new secret, which nobody can ever read again. For a day both sign; an older one that
    still did no longer does."""
    secret = secrets.new_secret()
    with tenancy.organisation(endpoint.organisation_id):
        locked = Endpoint.objects.webhooks().select_for_update(no_key=True).get(pk=endpoint.pk)
        locked.sealed_previous = locked.sealed_secret
        locked.previous_until = timezone.now() + secrets.BOTH_SIGN
        locked.sealed_secret = secrets.sealed(secret, endpoint_id=locked.pk)
        locked.save(update_fields=["sealed_previous", "previous_until", "sealed_secret"])
        record(by=by, verb="webhook.secret_rotated", subject=locked)
    return secret
