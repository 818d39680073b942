"""Which networks a consent may name: enabled here, and allowed into what an employer sees."""

from __future__ import annotations

from django.conf import settings


def offered_networks() -> tuple[str, ...]:
    """Names in the order of the settings."""
    networks = settings.NETWORKS
    return tuple(
        name
        for name in settings.NETWORKS_FOR_EMPLOYERS
        if name in networks and networks[name]["ENABLED"]
    )
