"""Mail about a contested score, to the person alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from apps.accounts.preferences import read_by
from apps.scoring.models import Contest, Outcome


def answered(contest: Contest) -> EmailMultiAlternatives:
    """Complete before it is sent, of one Message-ID, as its receiver reads. ``person`` and
    ``organisation`` are joined. Says what became of the score; neither the score nor the answer's
    words, for others may read a mail too."""
    home = contest.organisation
    with read_by(contest.person, language=home.language, time_zone=home.time_zone):
        return _answered(contest)


def _answered(contest: Contest) -> EmailMultiAlternatives:
    named = {"employer": " ".join(contest.organisation.name.split())}
    context = {
        **named,
        "contest": contest,
        "became": _became(contest.outcome) % named,
        "action_url": f"{settings.PUBLIC_URL}/me/scores/{contest.consent_id}/contest/",
        "action_label": _("Read the answer"),
        "why_you": _("You got this mail because you contested your score at %(employer)s.") % named,
    }
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=_("%(employer)s answered your contest") % named,
        body=render_to_string("email/contest_answered.txt", context),
        to=[] if contest.organisation.is_test else [contest.person.email],
        headers={"Message-ID": f"<contest.{contest.pk}@{host}>"},
    )
    html = render_to_string("email/contest_answered.html", context)
    message.attach_alternative(html, "text/html")
    return message


def _became(outcome: str) -> str:
    if outcome == Outcome.RECOMPUTED:
        return _("The accounts that you share are read again, and the score comes anew from them.")
    if outcome == Outcome.REMOVED:
        return _(
            "The score is no longer used, and %(employer)s sees nothing of your accounts any more."
        )
    return _("The score stands, and is no longer marked as contested.")
