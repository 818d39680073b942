"""Which addresses a stranger may make this server talk to. Pure apart from the one look-up."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection, Sequence

from apps.core.answers import Refusal, RefusedAddress

type Resolver = Callable[[str, int], Sequence[str]]

# Networks that ``is_global`` lets through, or through which an IPv4 address could be reached
# by another name (translated, tunnelled, mapped).
_REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # the metadata and health service inside Azure
        "192.0.0.0/24",  # protocol assignments, RFC 6890; metadata inside Oracle's cloud
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "2001::/23",  # Teredo and protocol assignments, RFC 2928
        "2001:db8::/32",  # documentation, RFC 3849
        "2002::/16",  # 6to4, RFC 3056
        "3fff::/20",  # documentation, RFC 9637
    )
)
_UNICAST_IPV6 = ipaddress.IPv6Network("2000::/3")  # leaves out mapped, NAT64, local, multicast

# Ports above 1023 on which something else than a web server is usually listening.
_SERVICE_PORTS = frozenset(
    {
        1433,
        1521,
        1723,
        2049,
        2181,
        2375,
        2376,
        2379,
        2380,
        3306,
        3389,
        3659,
        4045,
        4190,
        5060,
        5061,
    }
    | {
        5432,
        5672,
        5984,
        6000,
        6379,
        6443,
        6566,
        6665,
        6666,
        6667,
        6668,
        6669,
        6679,
        6697,
        9092,
    }
    | {9200, 9300, 10080, 10250, 11211, 15672, 27017, 50070}
)


def check_scheme(scheme: str, userinfo: bytes | str) -> None:
    """Raises ``RefusedAddress`` unless it is plain http or https without a user inside."""
    if scheme not in ("http", "https"):
        raise RefusedAddress(Refusal.NOT_HTTP)
    if userinfo:
        raise RefusedAddress(Refusal.HAS_USER)


def check_port(port: int) -> None:
    """80, 443, and those above 1023 that belong to no other well-known service."""
    if port in (80, 443) or (1024 <= port <= 65535 and port not in _SERVICE_PORTS):
        return
    raise RefusedAddress(Refusal.BAD_PORT)


def check_ip(text: str) -> None:
    """Raises ``RefusedAddress`` unless this is an ordinary address of the public internet."""
    try:
        ip = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        raise RefusedAddress(Refusal.BAD_NAME) from None
    if not _is_public(ip):
        raise RefusedAddress(Refusal.PRIVATE)


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _UNICAST_IPV6:
        return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_unspecified:
        return False
    return not any(ip in network for network in _REFUSED_NETWORKS)


def is_allowed_private(host: str, port: int, allowed: Collection[str]) -> bool:
    """Whether an operator named this "host" or "host:port" as an exception."""
    name = host.lower().strip("[]").rstrip(".")
    known = {entry.lower() for entry in allowed}
    return not known.isdisjoint({name, f"{name}:{port}", f"[{name}]:{port}"})


def resolve(host: str, port: int) -> Sequence[str]:
    """Every IP address of this name, in the system's order. Raises OSError or UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
