"""What a person allowed at a network, against what the consent page names."""

from __future__ import annotations

from django.utils.translation import gettext

from apps.connections.networks.adapter import Adapter, Credential


def is_enough(network: Adapter, credential: Credential) -> bool:
    """Whether all is allowed without which nothing can be read."""
    return set(refused(network, credential)) <= set(network.costs)


def costs(network: Adapter, credential: Credential) -> list[str]:
    """What is not measured for want of a permission, as sentences; permissions that cost the same
    are told once."""
    missing = refused(network, credential)
    return [
        *dict.fromkeys(gettext(network.costs[scope]) for scope in missing if scope in network.costs)
    ]


def refused(network: Adapter, credential: Credential) -> list[str]:
    """None where the network does not tell what was allowed."""
    if not credential.scopes:
        return []
    return [scope for scope in network.scopes if scope not in credential.scopes]
