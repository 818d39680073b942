"""What happened around one candidate, as far as the organisation may know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from apps.audit.models import Event
from apps.candidates.models import Application, Candidate, Consent, Invitation
from apps.candidates.models.application import Status
from apps.scoring.engine.phrases import account, count_of, listing
from apps.scoring.models import Score
from apps.workspace.settings.sentences import Line, lines

SHOWN = 8
READ = 60
READINGS_SHOWN = 3
PHRASES = {
    "candidate.added": "added this person",
    "invitation.created": "invited this person",
    "invitation.reminded": "saw to the reminder",
    "invitation.reminder_asked": "asked for a reminder",
    "invitation.resent": "sent the invitation again",
    "invitation.revoked": "took back the invitation",
    "invitation.sent": "saw to the invitation",
}


@dataclass(frozen=True, slots=True)
class Trail:
    lines: Sequence[Line]
    more: bool


def trail(
    candidate: Candidate,
    *,
    applications: Iterable[Application],
    invitations: Iterable[Invitation],
    consents: Iterable[Consent],
    scores: Sequence[Score],
) -> Trail:
    """Newest first. Where nothing is shared now, the wall lets nothing through that tells that
    something once was: the page is the same for silence, a refusal and a withdrawal."""
    about = [candidate.pk, *_keys(applications), *_keys(invitations), *_keys(consents)]
    newest = list(Event.objects.filter(subject_id__in=about).newest_first()[: READ + 1])
    told = _told(_without_repetition(newest[:READ]))
    merged = sorted([*told, *_readings(scores)], key=lambda line: line.at, reverse=True)
    return Trail(merged[:SHOWN], len(merged) > SHOWN or len(newest) > READ)


def _keys(rows: Iterable[Application | Invitation | Consent]) -> list[UUID]:
    return [row.pk for row in rows]


def _without_repetition(events: Iterable[Event]) -> list[Event]:
    """Of the looks of one member on one day only the newest: ten lines that say the same hide the
    others. The full trail holds them all."""
    kept, seen = [], set()
    for event in events:
        look = (event.actor_id, event.created_at.date())
        if event.verb != "score.seen" or look not in seen:
            kept.append(event)
        if event.verb == "score.seen":
            seen.add(look)
    return kept


def _told(events: Sequence[Event]) -> list[Line]:
    return [
        Line(line.at, line.actor, _phrase(event) or line.phrase)
        for event, line in zip(events, lines(events), strict=True)
    ]


def _phrase(event: Event) -> str:
    if event.verb == "application.status_set":
        return f"set the status to {_status(str(event.facts.get('to')))}"
    if event.verb == "consent.granted":
        return f"shared {_accounts(event.facts.get('networks') or [])}"
    if event.verb == "score.seen":
        return "looked at the score"
    return PHRASES.get(event.verb, "")


def _status(value: str) -> str:
    return str(Status(value).label) if value in Status.values else value


def _readings(scores: Sequence[Score]) -> list[Line]:
    newest = sorted(scores, key=lambda score: score.computed_at, reverse=True)[:READINGS_SHOWN]
    return [Line(score.computed_at, "Renown", _reading(score)) for score in newest]


def _reading(score: Score) -> str:
    read = f"read {count_of(len(score.networks), 'account')}"
    if score.value is None:
        return f"{read}: too little to score"
    return f"{read}, score {score.value} ({score.low}–{score.high})"


def _accounts(networks: Collection[str]) -> str:
    return listing([account(name) for name in networks])
