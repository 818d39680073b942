"""Mail about score models, to an organisation's owners and admins. Built inside the organisation's
scope, sent outside of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from apps.organisations.models import Organisation
from apps.scoring.changes import FAR, changes, tally
from apps.scoring.models import Notice, NoticeKind
from apps.scoring.released import before_of


def notice(owed: Notice) -> EmailMultiAlternatives:
    """Complete before it is sent, and of one Message-ID. ``user``, ``organisation`` and
    ``release`` are joined."""
    context = _context(owed)
    message = EmailMultiAlternatives(
        subject=_subject(owed),
        body=render_to_string(f"email/score_model_{owed.kind}.txt", context),
        to=[owed.user.email],
        headers={"Message-ID": f"<score-model.{owed.pk}@{_host()}>"},
    )
    html = render_to_string(f"email/score_model_{owed.kind}.html", context)
    message.attach_alternative(html, "text/html")
    return message


def _subject(owed: Notice) -> str:
    release = owed.release
    if owed.kind == NoticeKind.ANNOUNCED:
        return f"A new score model on {release.activates_at:%-d %B %Y}: {release.version}"
    if owed.kind == NoticeKind.STOPPED:
        return f"The score model {release.version} does not come"
    return f"The score model {release.version} was taken back"


def _context(owed: Notice) -> dict[str, Any]:
    release, organisation = owed.release, owed.organisation
    before = before_of(release)
    is_announced = owed.kind == NoticeKind.ANNOUNCED
    counts = tally(changes(before=before, after=release.version)) if is_announced else None
    return {
        "release": release,
        "before": before,
        "counts": counts,
        "far": FAR,
        "card_url": settings.SCORE_CARD_URL,
        "is_over": release.activated_at is not None,
        "action_url": _page(organisation),
        "action_label": "See your candidates",
        "why_you": f"You got this mail because you look after {organisation.name} on Renown.",
    }


def _page(organisation: Organisation) -> str:
    return settings.PUBLIC_URL + reverse("people", args=[organisation.slug])


def _host() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"
