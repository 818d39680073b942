"""What Meta posts about one of its users, read and believed; who it is about stays a keyed hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest

from apps.connections.networks.keys import account_key
from apps.connections.networks.meta.signed import LONGEST, payload_of, user_of
from apps.connections.networks.registry import is_linked_by_login

NETWORKS = ("facebook", "instagram")


class TooLarge(ValueError):
    """More than Meta ever sends."""


@dataclass(frozen=True, slots=True)
class Word:
    """``at``: when it was signed, None where it does not say."""

    grantor_key: str
    at: datetime | None


def read(request: HttpRequest, network: str) -> Word:
    """Raises ``TooLarge``, ``BadSignedRequest``, and Http404 for a network that posts nothing."""
    if network not in NETWORKS or not is_linked_by_login(network):
        raise Http404
    if int(request.headers.get("Content-Length") or 0) > 2 * LONGEST:
        raise TooLarge
    signed, secret = request.POST.get("signed_request", ""), _secret(network)
    user_id = user_of(signed, secret=secret)
    return Word(
        account_key(network, user_id), _at(payload_of(signed, secret=secret).get("issued_at"))
    )


def _secret(network: str) -> str:
    return str(settings.NETWORKS[network]["CLIENT_SECRET"])


def _at(seconds: object) -> datetime | None:
    if not isinstance(seconds, int) or not 0 < seconds < 10**11:
        return None
    return datetime.fromtimestamp(seconds, UTC)
