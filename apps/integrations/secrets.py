"""The secrets of endpoints: ``whsec_`` and 32 random bytes in base64, as Standard Webhooks writes
them. At rest they are sealed for the endpoint; who made one sees it once."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from apps.core.sealing import seal, unseal
from apps.integrations.models import Endpoint

PREFIX = "whsec_"
BYTES = 32  # the standard allows 24 to 64
BOTH_SIGN = timedelta(hours=24)  # after a rotation


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def sealed(secret: str, *, endpoint_id: UUID) -> bytes:
    return seal({"secret": secret}, owner=endpoint_id)


def opened(sealed_secret: bytes | memoryview, *, endpoint_id: UUID) -> str:
    """Raises ``CannotOpen``."""
    return str(unseal(sealed_secret, owner=endpoint_id)["secret"])


def signing(endpoint: Endpoint, now: datetime) -> list[str]:
    """The secrets that sign now, the present one first. Raises ``CannotOpen``."""
    kept = [endpoint.sealed_secret]
    if endpoint.previous_until and endpoint.previous_until > now:
        kept.append(endpoint.sealed_previous)
    return [opened(each, endpoint_id=endpoint.pk) for each in kept if each is not None]
