"""Mail about score models, to an organisation's owners and admins. Built inside the organisation's
scope, sent outside of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from apps.accounts.preferences import read_by
from apps.organisations.models import Organisation
from apps.scoring.changes import FAR, changes, tally
from apps.scoring.models import Notice, NoticeKind
from apps.scoring.released import before_of


def notice(owed: Notice) -> EmailMultiAlternatives:
    """Complete before it is sent, of one Message-ID, as its receiver reads. ``user``,
    ``organisation`` and ``release`` are joined."""
    home = owed.organisation
    with read_by(owed.user, language=home.language, time_zone=home.time_zone):
        return _notice(owed)


def _notice(owed: Notice) -> EmailMultiAlternatives:
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
    named = {"model": release.version}
    if owed.kind == NoticeKind.ANNOUNCED:
        day = date_format(localtime(release.activates_at), "DATE_FORMAT")
        return _("A new score model on %(day)s: %(model)s") % {"day": day, **named}
    if owed.kind == NoticeKind.STOPPED:
        return _("The score model %(model)s does not come") % named
    return _("The score model %(model)s was taken back") % named


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
        "action_label": _("See your candidates"),
        "why_you": _("You got this mail because you look after %(organisation)s on Renown.")
        % {"organisation": organisation.name},
    }


def _page(organisation: Organisation) -> str:
    return settings.PUBLIC_URL + reverse("people", args=[organisation.slug])


def _host() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"
