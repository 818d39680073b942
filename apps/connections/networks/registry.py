"""The networks that Renown knows. Adding one means adding its folder, and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from allauth.socialaccount.models import SocialLogin
from django.conf import settings

from apps.connections.networks.adapter import Adapter, Credential
from apps.connections.networks.wordpress import ADAPTER as WORDPRESS
from apps.connections.networks.x import provider as x_provider
from apps.connections.networks.x.adapter import ADAPTER as X

ADAPTERS: Mapping[str, Adapter] = {each.name: each for each in (WORDPRESS, X)}
# Networks that are linked through allauth: how each reads a finished login.
LOGINS: Mapping[str, Callable[[SocialLogin], Credential]] = {X.name: x_provider.credential_of}


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


def for_employers() -> Sequence[Adapter]:
    """Of these, whose data an operator allowed into a score that an employer sees."""
    return [each for each in offered() if each.name in settings.NETWORKS_FOR_EMPLOYERS]


def is_offered(name: str) -> bool:
    return name in ADAPTERS and bool(settings.NETWORKS.get(name, {}).get("ENABLED"))


def credential_of(login: SocialLogin) -> Credential:
    """What a finished login at a network opened. Raises ``UnknownNetwork``."""
    try:
        read = LOGINS[login.account.provider]
    except KeyError:
        raise UnknownNetwork(login.account.provider) from None
    return read(login)
