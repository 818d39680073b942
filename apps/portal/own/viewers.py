"""Who can see a person's score: which accounts, until when, and who has looked how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.audit.models import Actor, Event
from apps.candidates.models import Consent
from apps.core.phrases import listing
from apps.scoring.engine.phrases import account


@dataclass(frozen=True, slots=True)
class Look:
    """How often one of them looked. ``who`` is a name, or what stands for who has none."""

    who: str
    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Viewer:
    """``looks``: the newest first; empty where nobody looked yet. ``listens``: systems of the
    employer are told that there is news, never the score."""

    consent_id: UUID
    employer: str
    opening: str
    accounts: str
    until: datetime
    looks: Sequence[Look]
    listens: bool

    @property
    def seen(self) -> Look | None:
        return self.looks[0] if self.looks else None


def active_consents() -> QuerySet[Consent]:
    """In the person's scope, newest first, with employer and opening."""
    return Consent.objects.active().select_related("organisation", "invitation__opening")


def viewers(consents: Sequence[Consent]) -> list[Viewer]:
    """Two queries, however many employers."""
    looks = _looks(consents)
    return [_viewer(each, looks.get(each.organisation_id, ())) for each in consents]


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Of the people who looked, as their colleagues call them."""
    keys = {key for key in ids if key}
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}


def _looks(consents: Sequence[Consent]) -> Mapping[UUID, Sequence[Look]]:
    """By organisation, since its present consent was given; everybody who looked once."""
    if not consents:
        return {}
    since = Q()
    for each in consents:
        since |= Q(organisation_id=each.organisation_id, created_at__gte=each.granted_at)
    seen = Event.objects.filter(since, verb="score.seen").order_by()
    by_whom = seen.values("organisation_id", "actor", "actor_id")
    rows = list(by_whom.annotate(times=Count("pk"), last_at=Max("created_at")).order_by("-last_at"))
    people = names_of(row["actor_id"] for row in rows if row["actor"] == Actor.USER)
    found: dict[UUID, list[Look]] = defaultdict(list)
    for row in rows:
        if organisation_id := row["organisation_id"]:
            look = Look(_who(row, people), row["times"], row["last_at"])
            found[organisation_id].append(look)
    return found


def _who(row: Mapping[str, Any], people: Mapping[UUID, str]) -> str:
    match row["actor"]:
        case Actor.API_KEY:
            return _("a program of theirs")
        case Actor.OPERATOR:
            return _("whoever runs this installation")
        case _:
            return people.get(row["actor_id"]) or _("somebody of theirs")


def _viewer(consent: Consent, looks: Sequence[Look]) -> Viewer:
    return Viewer(
        consent_id=consent.pk,
        employer=consent.organisation.name,
        opening=consent.invitation.opening.title,
        accounts=listing([account(name) for name in consent.active_networks]),
        until=consent.expires_at,
        looks=looks,
        listens=consent.organisation.listens,
    )
