"""Names of those who appear in events, as the organisation knows them today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Model, QuerySet, Value
from django.db.models.functions import Concat

from apps.accounts.models import User
from apps.audit.models import Actor, Event
from apps.candidates.models import Application, Candidate, Consent, Invitation, Opening
from apps.organisations.models import ApiKey, TeamInvitation
from apps.scoring.models import Score

_FOR_OPENING = Concat("candidate__name", Value(" for "), "opening__title")
_SUBJECTS: dict[str, tuple[Callable[[], QuerySet[Model]], str | Concat]] = {
    "apikey": (lambda: ApiKey.objects.all(), "name"),
    "application": (lambda: Application.objects.all(), _FOR_OPENING),
    "candidate": (lambda: Candidate.objects.all(), "name"),
    "consent": (lambda: Consent.objects.all(), "candidate__name"),
    "invitation": (lambda: Invitation.objects.all(), _FOR_OPENING),
    "opening": (lambda: Opening.objects.all(), "title"),
    "score": (lambda: Score.objects.all(), "candidate__name"),
    "teaminvitation": (lambda: TeamInvitation.objects.all(), "email"),
}


def of_members(events: Iterable[Event]) -> dict[UUID, str]:
    """Users who acted for the team or whose membership changed. Nobody else's account is looked up:
    the organisation knows candidates by the names that it gave them."""
    ids = _actors(events, Actor.USER)
    ids |= {UUID(str(event.facts["user"])) for event in events if event.facts.get("user")}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}


def of_persons(events: Iterable[Event]) -> dict[UUID, str]:
    known = Candidate.objects.filter(person_id__in=_actors(events, Actor.PERSON))
    return dict(known.values_list("person_id", "name"))


def of_keys(events: Iterable[Event]) -> dict[UUID, str]:
    known = ApiKey.objects.filter(pk__in=_actors(events, Actor.API_KEY))
    return dict(known.values_list("pk", "name"))


def of_subjects(events: Iterable[Event]) -> dict[UUID, str]:
    """What it happened to, where it is still there; one query a kind."""
    ids = {event.subject_id for event in events if event.subject_id}
    found: dict[UUID, str] = {}
    for kind in {event.subject_kind for event in events} & _SUBJECTS.keys():
        rows, name = _SUBJECTS[kind]
        found |= dict(rows().filter(pk__in=ids).values_list("pk", name))
    return found


def _actors(events: Iterable[Event], kind: Actor) -> set[UUID]:
    return {event.actor_id for event in events if event.actor == kind and event.actor_id}
