"""How an organisation looks to those whom it asks: name, logo and colour, on pages and in mail.

Pages include components/brand_style.html in their head and components/brand.html where the name
stands; mail uses ``accent.light.colour`` inline, since it has no stylesheet, and may carry the logo
along with ``attach_logo``, so that opening the mail asks no server for a picture."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.message import MIMEPart

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from apps.core import tenancy
from apps.organisations.colours import Shades, shades
from apps.organisations.models import Logo, Organisation

LOGO_CID = "logo"  # <img src="cid:logo"> in mail


@dataclass(frozen=True, slots=True)
class Brand:
    """``logo_url`` and ``stylesheet_url`` are paths, "" where there is no logo or no colour."""

    name: str
    logo_url: str
    stylesheet_url: str
    accent: Shades | None


def brand_of(organisation: Organisation) -> Brand:
    """Queries nothing."""
    accent = shades(organisation.accent) if organisation.accent else None
    return Brand(
        name=organisation.name,
        logo_url=_url("brand_logo", organisation, organisation.logo_digest),
        stylesheet_url=_url("brand_style", organisation, digest_of(stylesheet(accent))),
        accent=accent,
    )


def stylesheet(accent: Shades | None) -> str:
    """Sets ``--accent`` for the page; "" without a colour."""
    if accent is None:
        return ""
    light, dark = accent.light.colour, accent.dark.colour
    return f"@layer tokens {{ :root {{ --accent: light-dark({light}, {dark}); }} }}\n"


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def attach_logo(message: EmailMultiAlternatives, organisation: Organisation) -> bool:
    """Puts the logo into the mail as ``cid:logo``; False where there is none. Call it inside or
    outside of scopes; it opens the organisation's."""
    if not organisation.logo_digest:
        return False
    with tenancy.organisation(organisation.pk):
        logo = Logo.objects.first()
    if logo is None:
        return False
    part = MIMEPart()
    part.set_content(bytes(logo.content), "image", "png", cid=f"<{LOGO_CID}>", disposition="inline")
    message.attach(part)
    return True


def _url(name: str, organisation: Organisation, digest: str) -> str:
    return reverse(name, args=[organisation.pk, digest]) if digest else ""
