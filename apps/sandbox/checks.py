"""The sandbox lets anybody be anybody: it must never stand in production."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


def sandbox_is_off_in_production(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    if settings.ENVIRONMENT != "production" or not settings.SANDBOX_ENABLED:
        return []
    return [
        Error(
            "The sandbox is on in production: anybody could sign in as anybody.",
            hint="Unset RENOWN_SANDBOX.",
            id="sandbox.E001",
        )
    ]


def connect() -> None:
    register(sandbox_is_off_in_production, Tags.security)
