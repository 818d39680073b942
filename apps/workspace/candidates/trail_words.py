"""What happened around one candidate, as sentences. "{who}" did it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.audit.models import Event
from apps.candidates.models import Kind
from apps.candidates.models.application import Status
from apps.scoring.engine.phrases import account
from apps.scoring.models import Score
from apps.workspace.settings.sentences import NAMELESS

SENTENCES = {
    "application.added": gettext_lazy("{who} added this person to {opening}"),
    "application.status_set": gettext_lazy("{who} set the status to {status} in {opening}"),
    "candidate.added": gettext_lazy("{who} added this person"),
    "consent.granted": gettext_lazy("{who} shared {accounts}"),
    "decision.made": gettext_lazy("{who} decided in {opening}: {decision}"),
    "invitation.created": gettext_lazy("{who} invited this person"),
    "invitation.joined": gettext_lazy("{who} came by the public link"),
    "invitation.reminded": gettext_lazy("{who} saw to the reminder"),
    "invitation.reminder_asked": gettext_lazy("{who} asked for a reminder"),
    "invitation.resent": gettext_lazy("{who} sent the invitation again"),
    "invitation.revoked": gettext_lazy("{who} took back the invitation"),
    "invitation.sent": gettext_lazy("{who} saw to the invitation"),
    "note.added": gettext_lazy("{who} wrote a note"),
    "note.removed": gettext_lazy("{who} removed a note"),
    "score.contested": gettext_lazy("{who} contested the score"),
    "score.contest_answered": gettext_lazy("{who} answered the contest"),
    "score.contest_taken_back": gettext_lazy("{who} took the contest back"),
}
DECIDED = {
    Kind.ADVANCE: gettext_lazy("invited to an interview"),
    Kind.HOLD: gettext_lazy("put on hold"),
    Kind.REJECT: gettext_lazy("rejected"),
    Kind.HIRE: gettext_lazy("hired"),
}


def told(event: Event, who: str, openings: Mapping[UUID, str]) -> SafeString:
    """``openings``: titles by application."""
    template = SENTENCES.get(event.verb)
    if template is None:
        return format_html(_("{who} did this: {what}"), who=_bold(who), what=event.verb)
    here = event.facts.get("application") or event.subject_id
    return format_html(
        str(template),
        who=_bold(who),
        opening=openings.get(UUID(str(here)), _("an opening that is gone")) if here else "",
        status=_status(str(event.facts.get("to"))),
        decision=_decision(str(event.facts.get("kind"))),
        accounts=_accounts(event.facts.get("networks") or []),
    )


def looked(who: str, times: int, first: datetime, last: datetime) -> SafeString:
    """All looks of one week by one of the team as one sentence."""
    if times == 1:
        return format_html(_("{who} looked at the score"), who=_bold(who))
    since, until = _day(first), _day(last)
    if since == until:
        sentence = _("{who} looked at the score {times} times on {until}")
    else:
        sentence = _("{who} looked at the score {times} times between {since} and {until}")
    return format_html(sentence, who=_bold(who), times=times, since=since, until=until)


def read(score: Score) -> SafeString:
    count = len(score.networks)
    words = {"who": _bold(str(NAMELESS["system"])), "count": count}
    if score.value is None:
        sentence = ngettext(
            "{who} read {count} account: too little to score",
            "{who} read {count} accounts: too little to score",
            count,
        )
        return format_html(sentence, **words)
    sentence = ngettext(
        "{who} read {count} account, score {value} ({low}–{high})",
        "{who} read {count} accounts, score {value} ({low}–{high})",
        count,
    )
    return format_html(sentence, value=score.value, low=score.low, high=score.high, **words)


def _bold(name: str) -> SafeString:
    return format_html("<b>{}</b>", name)


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "MONTH_DAY_FORMAT")


def _status(value: str) -> str:
    return str(Status(value).label) if value in Status.values else value


def _decision(value: str) -> str:
    return str(DECIDED[Kind(value)]) if value in Kind.values else value


def _accounts(networks: Collection[str]) -> str:
    return get_text_list([account(name) for name in networks], _("and"))
