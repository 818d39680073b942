"""From where a request comes."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

type Address = IPv4Address | IPv6Address


def address_of(request: HttpRequest) -> Address | None:
    """Of who asks, past as many proxies of ours as ``TRUSTED_PROXIES`` says; what stands before
    those in X-Forwarded-For anybody may have written. None where nothing says it."""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(passed) >= proxies and passed[-proxies]:
        return _read(passed[-proxies])
    return _read(request.META.get("REMOTE_ADDR") or "")


def _read(text: str) -> Address | None:
    try:
        found = ip_address(text.removeprefix("[").partition("]")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
