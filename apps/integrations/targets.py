"""The address of a webhook as a person typed it. What it leads to is checked again at each call."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from apps.core.addresses import check_ip, check_port, check_scheme, is_allowed_private
from apps.core.answers import Refusal, RefusedAddress
from apps.core.refusals import Refused

LONGEST = 500
_LOCAL = ("localhost", ".localhost", ".local", ".internal", ".home.arpa")


def checked(text: str) -> str:
    """The address without what is around it; raises ``Refused`` with the field ``url``."""
    url = text.strip()
    if len(url) > LONGEST or not url.isprintable() or " " in url:
        raise _refused("url_malformed", _("This is no address. Copy it as a whole."))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused("url_malformed", _("This is no address. Copy it as a whole.")) from None
    if not parts.hostname:
        raise _refused("url_malformed", _("Write the whole address, beginning with https://."))
    if parts.fragment:
        raise _refused("url_fragment", _("Leave out what stands behind #."))
    _check(parts, parts.hostname, port)
    return url


def _check(parts: SplitResult, host: str, port: int | None) -> None:
    try:
        check_scheme(parts.scheme, "user" if "@" in parts.netloc else "")
        port = port if port is not None else 443 if parts.scheme == "https" else 80
        if is_allowed_private(host, port, settings.HTTP_ALLOWED_PRIVATE_HOSTS):
            return
        if parts.scheme != "https":
            raise RefusedAddress(Refusal.NOT_HTTP)
        check_port(port)
        _check_host(host)
    except RefusedAddress as refused:
        raise _refused(f"url_{refused.reason.value}", _sentence(refused.reason)) from None


def _check_host(host: str) -> None:
    if host.rstrip(".").endswith(_LOCAL):
        raise RefusedAddress(Refusal.PRIVATE)
    if ":" in host or host.rstrip(".").rpartition(".")[2].isdigit():
        check_ip(host)
    elif "." not in host.rstrip("."):
        raise RefusedAddress(Refusal.BAD_NAME)


def _sentence(reason: Refusal) -> str:
    return {
        Refusal.NOT_HTTP: _("The address has to begin with https://."),
        Refusal.HAS_USER: _("Leave user and password out of the address."),
        Refusal.BAD_NAME: _("This is no name of a server on the internet."),
        Refusal.BAD_PORT: _("Use port 443, or one above 1023 that no other service is known for."),
        Refusal.PRIVATE: _("This address leads into a private network, which we do not call."),
    }[reason]


def _refused(code: str, sentence: str) -> Refused:
    return Refused(code, sentence, field="url")
