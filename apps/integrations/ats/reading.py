"""Reading what a tracking system sent: strict about what we need, silent about what we do not.
Vendors may add fields at any time. Raises ``Refused`` with the path of what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from apps.core.addresses import is_allowed_private
from apps.core.refusals import Refused

LONGEST = 200
LONGEST_ADDRESS = 2000


def part(body: object, name: str = "", *, of: str = "") -> Mapping[str, Any]:
    """The object itself, or the object under this name."""
    found = part(body).get(name) if name else body
    if not isinstance(found, dict):
        path = f"{of}.{name}" if of else name
        raise Refused("invalid", _("An object is expected here."), field=path or "body")
    return found


def text(body: Mapping[str, Any], name: str, *, of: str = "", most: int = LONGEST) -> str:
    """A text that is not empty. Numbers are taken as texts: vendors write identifiers as either."""
    found = body.get(name)
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 2**63:
        found = str(found)
    path = f"{of}.{name}" if of else name
    if not isinstance(found, str) or not found.strip():
        raise Refused("invalid", _("A text is expected here."), field=path)
    if len(found) > most or "\x00" in found or not _encodes(found):
        raise Refused("invalid", _("This text cannot be taken."), field=path)
    return found.strip()


def optional_text(body: Mapping[str, Any], name: str, *, of: str = "", most: int = LONGEST) -> str:
    """The same, empty where it is missing, null or empty."""
    return "" if body.get(name) in (None, "") else text(body, name, of=of, most=most)


def address(body: Mapping[str, Any], name: str, *, of: str = "") -> str:
    """An https address (http only to hosts that an operator named)."""
    found = text(body, name, of=of, most=LONGEST_ADDRESS)
    if not is_https(found):
        path = f"{of}.{name}" if of else name
        raise Refused("invalid", _("An https address is expected here."), field=path)
    return found


def is_https(found: str) -> bool:
    try:
        parts = urlsplit(found)
        host, port = parts.hostname or "", parts.port or 80
    except ValueError:
        return False
    if not host or parts.username is not None:
        return False
    allowed = settings.HTTP_ALLOWED_PRIVATE_HOSTS
    is_exception = parts.scheme == "http" and is_allowed_private(host, port, allowed)
    return parts.scheme == "https" or is_exception


def full_name(first: str, last: str) -> str:
    """As candidates are called here."""
    return " ".join(f"{first} {last}".split())[:120]


def _encodes(found: str) -> bool:
    """Not so with half of a surrogate pair, which JSON can hold and no database."""
    try:
        found.encode()
    except UnicodeEncodeError:
        return False
    return True
