"""The paper for letters to candidates: the employer's name, language, time, colour and logo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from apps.organisations.branding import attach_logo, brand_of
from apps.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Sheet:
    """``template``: the name of two files, .txt and .html, in templates/email."""

    template: str
    subject: str
    to: str
    headers: dict[str, str] = field(default_factory=dict)


def language_of(organisation: Organisation) -> str:
    """In which the organisation writes to people who chose no language."""
    wanted = organisation.language or settings.LANGUAGE_CODE
    return wanted if wanted in settings.PAGE_LANGUAGES else settings.PAGE_LANGUAGES[0]


@contextmanager
def speaking(language: str, organisation: Organisation) -> Iterator[None]:
    """Texts are in this language, dates in the organisation's time."""
    with translation.override(language), timezone.override(ZoneInfo(organisation.time_zone)):
        yield


def write(
    sheet: Sheet, organisation: Organisation, context: dict[str, Any]
) -> EmailMultiAlternatives:
    """The message in the language that is spoken at the moment. ``context`` goes to the templates,
    with ``organisation`` (the name on one line), ``brand`` and ``has_logo`` beside it. In test mode
    it is addressed to nobody: sending it sends nothing."""
    name = one_line(organisation.name)
    brand = brand_of(organisation)
    said = {
        **context,
        "organisation": name,
        "brand": brand,
        "has_logo": bool(organisation.logo_digest),
    }
    contact = organisation.privacy_contact
    message = EmailMultiAlternatives(
        subject=sheet.subject,
        body=render_to_string(f"email/{sheet.template}.txt", said),
        from_email=formataddr((f"{name} via Renown", _sender())),
        to=[] if organisation.is_test else [sheet.to],
        reply_to=[contact] if contact else None,
        headers={
            "Auto-Submitted": "auto-generated",
            "Content-Language": translation.get_language() or settings.LANGUAGE_CODE,
            **sheet.headers,
        },
    )
    html = render_to_string(f"email/{sheet.template}.html", said)
    message.attach_alternative(html, "text/html")
    attach_logo(message, organisation)
    return message


def addressed(name: str, email: str) -> str:
    """A recipient, whose name adds no header and no other recipient."""
    return formataddr((one_line(name), email))


def one_line(text: str) -> str:
    """On one line: a header must not begin another."""
    return " ".join(text.split())


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
