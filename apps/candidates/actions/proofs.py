"""Sending the letter that proves an address."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.cache import cache

from apps.candidates.actions import joining
from apps.candidates.models import PublicLink
from apps.candidates.proof_letters import compose_proof
from apps.core import tenancy


def send_proof(*, key: str) -> bool:
    """Whether a letter went out. Call it outside of scopes; raises ``OSError`` where the mail
    server is away, and may then be called again. Otherwise the second call sends nothing."""
    asking = joining.asking_of(key)
    sent, lifetime = f"proof-sent:{key}", settings.PUBLIC_LINK_PROOF_LIFETIME.total_seconds()
    if asking is None or not cache.add(sent, 1, lifetime):
        return False
    with tenancy.organisation(UUID(asking.organisation_id)):
        known = PublicLink.objects.select_related("organisation", "opening")
        link = known.filter(pk=UUID(asking.link_id)).first()
    if link is None:
        return False
    try:
        compose_proof(link, asking.email, joining.proof(key), asking.language).send()
    except OSError:
        cache.delete(sent)
        raise
    return True
