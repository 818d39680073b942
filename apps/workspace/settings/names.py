"""Names of those who appear in events, as the organisation knows them today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Expression, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext, pgettext

from apps.accounts.models import User
from apps.audit.models import Actor, Event
from apps.candidates.blind import name_in_sql
from apps.candidates.models import (
    Application,
    Candidate,
    Consent,
    Decision,
    Invitation,
    Note,
    Opening,
    PublicLink,
)
from apps.integrations.models import Endpoint, Order
from apps.organisations.models import ApiKey, TeamInvitation
from apps.scoring.models import Score

type Naming = Callable[[], str | Expression]


def _for_opening() -> Expression:
    return Concat(
        name_in_sql("candidate__"),
        Value(pgettext("a person for an opening", " for ")),
        "opening__title",
    )


def _of_candidate() -> Expression:
    return name_in_sql("candidate__")


def _of_applicant() -> Expression:
    return name_in_sql("application__candidate__")


def _of_ordered() -> Expression:
    """Nothing where the candidate is gone: an order names them by an identifier alone."""
    ordered = Candidate.objects.filter(pk=OuterRef("candidate_id")).annotate(called=name_in_sql())
    return Coalesce(Subquery(ordered.values("called")), Value(gettext("somebody who is gone")))


_SUBJECTS: dict[str, tuple[Callable[[], QuerySet[Model]], Naming]] = {
    "apikey": (lambda: ApiKey.objects.all(), lambda: "name"),
    "application": (lambda: Application.objects.all(), _for_opening),
    "candidate": (lambda: Candidate.objects.all(), name_in_sql),
    "endpoint": (lambda: Endpoint.objects.all(), lambda: "name"),
    "order": (lambda: Order.objects.all(), _of_ordered),
    "decision": (lambda: Decision.objects.all(), _of_applicant),
    "note": (lambda: Note.objects.all(), _of_candidate),
    "consent": (lambda: Consent.objects.all(), _of_candidate),
    "invitation": (lambda: Invitation.objects.all(), _for_opening),
    "opening": (lambda: Opening.objects.all(), lambda: "title"),
    "publiclink": (lambda: PublicLink.objects.all(), lambda: "opening__title"),
    "score": (lambda: Score.objects.all(), _of_candidate),
    "teaminvitation": (lambda: TeamInvitation.objects.all(), lambda: "email"),
}


def of_members(events: Iterable[Event]) -> dict[UUID, str]:
    """Users who acted for the team or whose membership changed. Nobody else's account is looked up:
    the organisation knows candidates by the names that it gave them."""
    ids = _actors(events, Actor.USER)
    ids |= {UUID(str(event.facts["user"])) for event in events if event.facts.get("user")}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}


def of_persons(events: Iterable[Event]) -> dict[UUID, str]:
    known = Candidate.objects.filter(person_id__in=_actors(events, Actor.PERSON))
    return dict(known.values_list("person_id", name_in_sql()))


def of_keys(events: Iterable[Event]) -> dict[UUID, str]:
    """Those that acted, and those through which a member did."""
    through = {UUID(str(event.facts["key"])) for event in events if is_through_a_key(event)}
    known = ApiKey.objects.filter(pk__in=_actors(events, Actor.API_KEY) | through)
    return dict(known.values_list("pk", "name"))


def is_through_a_key(event: Event) -> bool:
    return event.actor == Actor.USER and "key" in event.facts


def of_subjects(events: Iterable[Event]) -> dict[UUID, str]:
    """What it happened to, where it is still there; one query a kind."""
    ids = {event.subject_id for event in events if event.subject_id}
    found: dict[UUID, str] = {}
    for kind in {event.subject_kind for event in events} & _SUBJECTS.keys():
        rows, naming = _SUBJECTS[kind]
        found |= dict(rows().filter(pk__in=ids).values_list("pk", naming()))
    return found


def _actors(events: Iterable[Event], kind: Actor) -> set[UUID]:
    return {event.actor_id for event in events if event.actor == kind and event.actor_id}
