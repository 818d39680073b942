"""Who can see a person's score: which accounts, until when, and who looked last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.audit.models import Actor, Event
from apps.candidates.models import Consent
from apps.scoring.engine.phrases import account, listing

_NAMELESS: dict[str, str] = {
    Actor.API_KEY: "by a program of theirs",
    Actor.OPERATOR: "by whoever runs this installation",
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """``seen_by`` is empty where nobody of the team is named; ``seen_at`` None: not opened yet."""

    consent_id: UUID
    employer: str
    opening: str
    accounts: str
    until: datetime
    seen_at: datetime | None
    seen_by: str


def active_consents() -> QuerySet[Consent]:
    """In the person's scope, newest first, with employer and opening."""
    return Consent.objects.active().select_related("organisation", "invitation__opening")


def viewers(consents: Sequence[Consent]) -> list[Viewer]:
    """Two queries, however many employers."""
    looks = _last_looks({consent.organisation_id for consent in consents})
    people = names_of(look.actor_id for look in looks.values() if look.actor == Actor.USER)
    return [_viewer(each, looks.get(each.organisation_id), people) for each in consents]


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Of the people who looked, as their colleagues call them."""
    keys = {key for key in ids if key}
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}


def _last_looks(organisations: Collection[UUID]) -> dict[UUID | None, Event]:
    seen = Event.objects.filter(verb="score.seen", organisation_id__in=organisations)
    newest = seen.order_by("organisation_id", "-id").distinct("organisation_id")
    return {event.organisation_id: event for event in newest}


def _viewer(consent: Consent, look: Event | None, people: dict[UUID, str]) -> Viewer:
    since = look if look and look.created_at >= consent.granted_at else None
    return Viewer(
        consent_id=consent.pk,
        employer=consent.organisation.name,
        opening=consent.invitation.opening.title,
        accounts=listing([account(name) for name in consent.active_networks]),
        until=consent.expires_at,
        seen_at=since.created_at if since else None,
        seen_by=_who(since, people) if since else "",
    )


def _who(look: Event, people: dict[UUID, str]) -> str:
    name = people.get(look.actor_id) if look.actor_id else None
    return f"by {name}" if name else _NAMELESS.get(look.actor, "")
