"""What a webhook is sent: a thin event, signed anew at each try (Standard Webhooks 1.0.0,
standardwebhooks.com)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from standardwebhooks import Webhook as Signer

from apps.integrations import secrets
from apps.integrations.callbacks import Headers, OutgoingRequest
from apps.integrations.models import Delivery, Endpoint, Message
from apps.organisations.models.announcement import Kind

_CANDIDATE, _SCORE = "api_candidate", "api_candidate_score"
_ABOUT_NOBODY = frozenset({Kind.CANDIDATE_ERASED, Kind.PING})


class Webhook:
    """The callback of webhooks."""

    def request(self, delivery: Delivery, endpoint: Endpoint) -> OutgoingRequest | None:
        content = body(delivery.message)
        name = message_name(delivery.message.pk)
        signers = [Signer(secret) for secret in secrets.signing(endpoint, timezone.now())]
        return OutgoingRequest(
            "POST",
            endpoint.url,
            headers={"Content-Type": "application/json"},
            content=content.encode(),
            signed=partial(_signed, signers, name, content),
        )


def message_name(message_id: UUID) -> str:
    """``webhook-id``: the same however often the message is sent."""
    return f"msg_{message_id.hex}"


def body(message: Message) -> str:
    """The same text each time."""
    return json.dumps(event(message), separators=(",", ":"), sort_keys=True)


def event(message: Message) -> dict[str, object]:
    """What happened, when and to whom, never a name or a score's value."""
    return {
        "type": message.kind,
        "timestamp": message.created_at.isoformat(timespec="milliseconds"),
        "data": data(message),
    }


def data(message: Message) -> dict[str, object]:
    """``candidate`` and the facts; ``url``: where the API shows what it is about, if it still
    may."""
    told: dict[str, object] = dict(message.facts)
    if message.candidate_id is None:
        return told
    told["candidate"] = str(message.candidate_id)
    if message.kind not in _ABOUT_NOBODY:
        of_score = message.kind in (Kind.SCORE_COMPUTED, Kind.SCORE_CHANGED)
        path = reverse(_SCORE if of_score else _CANDIDATE, args=[message.candidate_id])
        told["url"] = settings.PUBLIC_URL + path
    return told


def _signed(signers: Sequence[Signer], name: str, content: str) -> Headers:
    now = timezone.now()
    signatures = [signer.sign(name, now, content) for signer in signers]
    return {
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
