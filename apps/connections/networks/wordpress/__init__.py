"""WordPress, self-hosted: linked by an application password that the own site hands out."""

from apps.connections.networks.wordpress.adapter import ADAPTER
from apps.connections.networks.wordpress.discovery import discover
from apps.connections.networks.wordpress.errors import LinkError
from apps.connections.networks.wordpress.linking import (
    app_id,
    authorization_url,
    complete,
)
from apps.connections.networks.wordpress.site import Site

__all__ = [
    "ADAPTER",
    "LinkError",
    "Site",
    "app_id",
    "authorization_url",
    "complete",
    "discover",
]
