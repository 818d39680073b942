"""What happened around one candidate, as far as the organisation may know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncWeek
from django.utils.safestring import SafeString

from apps.audit.models import Actor, Event
from apps.candidates.models import (
    Application,
    Candidate,
    Consent,
    Decision,
    Invitation,
    Note,
)
from apps.scoring.actions.looks import SEEN
from apps.scoring.models import Score
from apps.workspace.candidates import trail_words
from apps.workspace.settings import names
from apps.workspace.settings.sentences import NAMELESS

SHOWN = 8
type Naming = Callable[[str, UUID | None], str]


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    text: SafeString


@dataclass(frozen=True, slots=True)
class Trail:
    """``next``: the moment before which the next page begins, None on the last one."""

    lines: Sequence[Line]
    next: datetime | None


def trail(
    candidate: Candidate,
    *,
    scores: Sequence[Score],
    size: int = SHOWN,
    before: datetime | None = None,
) -> Trail:
    """Newest first; constant number of queries. Looks stand together by member and week: ten lines
    that say the same hide the others. Where nothing is shared now, the wall lets nothing through
    that tells that something once was: silence, a refusal and a withdrawal look the same.

    ``scores``: the candidate's history; readings that changed nothing are left out."""
    openings = dict(candidate.applications.values_list("pk", "opening__title"))
    events, looks = _events(candidate, size, before), _looks(candidate, size, before)
    naming = _naming(events, looks)
    lines = [
        *(Line(e.created_at, trail_words.told(e, _who(e, naming), openings)) for e in events),
        *(_look(each, naming) for each in looks),
        *(line for line in _readings(scores) if before is None or line.at < before),
    ]
    lines.sort(key=lambda line: line.at, reverse=True)
    end = _whole(lines, size)
    return Trail(lines[:end], lines[end - 1].at if len(lines) > end else None)


def _whole(lines: Sequence[Line], size: int) -> int:
    """Where a page ends: never between two lines of the same moment."""
    end = min(size, len(lines))
    while 0 < end < len(lines) and lines[end].at == lines[end - 1].at:
        end += 1
    return end


def _events(candidate: Candidate, size: int, before: datetime | None) -> list[Event]:
    here = {"candidate": candidate}
    about = (
        Application.objects.filter(**here)
        .values_list("pk")
        .union(
            Invitation.objects.filter(**here).values_list("pk"),
            Consent.objects.filter(**here).values_list("pk"),
            Note.objects.filter(**here).values_list("pk"),
            Decision.objects.filter(application__candidate=candidate).values_list("pk"),
        )
    )
    keys = [candidate.pk, *(key for (key,) in about)]
    found = Event.objects.filter(subject_id__in=keys).exclude(verb=SEEN)
    found = found.filter(created_at__lt=before) if before else found
    return list(found.newest_first()[: size + 1])


def _looks(candidate: Candidate, size: int, before: datetime | None) -> list[dict[str, Any]]:
    """Weeks with looks, by who looked, as they are counted over all pages."""
    seen = Event.objects.filter(subject_id=candidate.pk, verb=SEEN)
    weeks = seen.order_by().annotate(week=TruncWeek("created_at"))
    found = weeks.values("actor", "actor_id", "week").annotate(
        times=Count("pk"), first=Min("created_at"), last=Max("created_at")
    )
    found = found.filter(last__lt=before) if before else found
    return [{**week} for week in found.order_by("-last")[: size + 1]]


def _look(week: dict[str, Any], naming: Naming) -> Line:
    who = naming(week["actor"], week["actor_id"])
    return Line(week["last"], trail_words.looked(who, week["times"], week["first"], week["last"]))


def _readings(scores: Sequence[Score]) -> Iterable[Line]:
    shown: tuple[Any, ...] | None = None
    for score in sorted(scores, key=lambda score: score.computed_at):
        told = (score.value, score.low, score.high, len(score.networks))
        if told != shown:
            yield Line(score.computed_at, trail_words.read(score))
        shown = told


def _naming(events: Sequence[Event], looks: Sequence[dict[str, Any]]) -> Naming:
    """Names of those who acted, in one query for each kind of actor."""
    actors = [*events, *(Event(actor=each["actor"], actor_id=each["actor_id"]) for each in looks)]
    known: dict[str, dict[UUID, str]] = {
        Actor.USER: names.of_members(actors),
        Actor.PERSON: names.of_persons(actors),
        Actor.API_KEY: names.of_keys(actors),
    }

    def naming(kind: str, key: UUID | None) -> str:
        name = known.get(kind, {}).get(key) if key else None
        return name or str(NAMELESS[kind])

    return naming


def _who(event: Event, naming: Naming) -> str:
    return naming(event.actor, event.actor_id)
