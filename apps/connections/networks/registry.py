"""The networks that Renown knows. Adding one means adding its folder, and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings

from apps.connections.networks.adapter import Adapter, LinkFlow
from apps.connections.networks.budget import Ledger
from apps.connections.networks.facebook.adapter import ADAPTER as FACEBOOK
from apps.connections.networks.instagram.adapter import ADAPTER as INSTAGRAM
from apps.connections.networks.wordpress import ADAPTER as WORDPRESS
from apps.connections.networks.wordpress_com.adapter import ADAPTER as WORDPRESS_COM
from apps.connections.networks.x.adapter import ADAPTER as X
from apps.connections.networks.x.spending import ledger as x_ledger
from apps.connections.networks.youtube.adapter import ADAPTER as YOUTUBE
from apps.connections.networks.youtube.quota import ledger as youtube_ledger

ADAPTERS: Mapping[str, Adapter] = {
    each.name: each for each in (FACEBOOK, INSTAGRAM, WORDPRESS, WORDPRESS_COM, X, YOUTUBE)
}

# Of networks that cost units.
LEDGERS: Mapping[str, Callable[[], Ledger]] = {"x": x_ledger, "youtube": youtube_ledger}


class UnknownNetwork(LookupError):
    """No adapter has this name."""


def adapter(name: str) -> Adapter:
    """Also of a network that is switched off: what was linked there has to be revoked there."""
    try:
        return ADAPTERS[name]
    except KeyError:
        raise UnknownNetwork(name) from None


def offered() -> Sequence[Adapter]:
    """What a person can link here, by name."""
    return [each for name, each in sorted(ADAPTERS.items()) if is_offered(name)]


def is_offered(name: str) -> bool:
    return name in ADAPTERS and bool(settings.NETWORKS.get(name, {}).get("ENABLED"))


def is_linked_by_login(name: str) -> bool:
    """Whether linking goes through allauth."""
    return name in ADAPTERS and ADAPTERS[name].flow is LinkFlow.OAUTH
