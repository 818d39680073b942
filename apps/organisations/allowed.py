"""From where a key of the API may be used: networks such as 203.0.113.0/24 or 2001:db8::/32."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import ip_network

from django.utils.translation import gettext as _

from apps.core.callers import Address
from apps.core.refusals import Refused

MOST = 20


def networks(written: Iterable[str]) -> list[str]:
    """Each as networks are written, once. A single address is a network of one. Raises
    ``Refused``."""
    found: list[str] = []
    for text in written:
        try:
            network = str(ip_network(_without_zone(text.strip()), strict=False))
        except ValueError:
            told = _("%(text)s is no address and no network like 203.0.113.0/24.")
            raise Refused(
                "network_wrong", told % {"text": text.strip()[:60]}, field="networks"
            ) from None
        if network not in found:
            found.append(network)
    if len(found) > MOST:
        told = _("Name at most %(most)s networks.") % {"most": MOST}
        raise Refused("networks_many", told, field="networks")
    return found


def _without_zone(text: str) -> str:
    if "%" in text:
        raise ValueError("a zone is of one machine alone")
    return text


def may_use(allowed: Sequence[str], caller: Address | None) -> bool:
    """Without networks everybody may, else whoever is in one of them."""
    if not allowed:
        return True
    return caller is not None and any(caller in ip_network(each) for each in allowed)
