"""When the keys of the installation change, webhooks and tracking systems keep their secrets."""

from __future__ import annotations

from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from pytest_django import Settings

from apps.integrations import secrets
from apps.integrations.actions import rotating
from apps.integrations.models import Endpoint
from tests.integrations.receiver import listening_at

pytestmark = pytest.mark.django_db(transaction=True)
OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
URL = "https://hooks.employer.example/"


def rotate(*options: str) -> str:
    out = StringIO()
    call_command("rotate_token_keys", *options, stdout=out)
    return out.getvalue()


def test_after_a_rotation_the_new_key_alone_opens_every_secret(settings: Settings) -> None:
    settings.TOKEN_KEYS = [OLD]
    employers = [listening_at(URL) for _ in range(2)]
    newer = rotating.rotate_secret(endpoint=employers[0].endpoint, by=employers[0].by)
    settings.TOKEN_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match="still needed"):
        rotate("--check")
    assert "3 sealed anew" in rotate()
    settings.TOKEN_KEYS = [NEW]
    assert "not needed any more" in rotate("--check")
    first, second = (each.now() for each in employers)
    assert _opened(first, first.sealed_secret) == newer
    assert _opened(first, first.sealed_previous) == employers[0].secret
    assert _opened(second, second.sealed_secret) == employers[1].secret


def _opened(endpoint: Endpoint, sealed: bytes | memoryview | None) -> str:
    assert sealed is not None
    return secrets.opened(sealed, endpoint_id=endpoint.pk)
