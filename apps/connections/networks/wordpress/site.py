"""Where a site's REST API is, in one of its two forms. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

REST_ROUTE = "?rest_route=/"


@dataclass(frozen=True, slots=True)
class Site:
    """``root``: what a route is appended to (``https://b.example/wp-json/`` or
    ``https://b.example/?rest_route=/``). ``url``: WordPress's own ``site_url()``, which it sends
    back after the person approved. ``authorization``: where the person approves."""

    root: str
    url: str
    authorization: str


def canonical_root(url: str) -> str:
    """The root at which the index was found, free of our own parameters."""
    parts = urlsplit(url)
    base = f"{parts.scheme}://{parts.netloc}{parts.path or '/'}"
    if "rest_route=" in parts.query:
        return base + REST_ROUTE
    return base if base.endswith("/") else base + "/"


def site_key(root: str) -> str:
    """What tells one site from another, whatever the scheme and the form of the root."""
    return "/".join(part for part in place(root.removesuffix(REST_ROUTE)) if part).removesuffix(
        "/wp-json"
    )


def host(url: str) -> str:
    """Host and port for people to read."""
    return urlsplit(url).netloc.lower()


def place(url: str) -> tuple[str, str]:
    """Host with an unusual port, and path: the same for http and https, with or without slash.

    Raises ValueError where the address has no host or a broken port."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("no address of a site")
    port = parts.port
    usual = port in (None, 443 if parts.scheme == "https" else 80)
    name = parts.hostname.rstrip(".").lower()
    path = parts.path.strip("/").removesuffix("index.php").strip("/")
    return (name if usual else f"{name}:{port}"), path
