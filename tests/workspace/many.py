"""Many people in one opening, made quickly: with standings of all kinds, and without."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from apps.candidates.models import Application, Candidate
from apps.candidates.models.application import Status
from apps.core import tenancy
from apps.scoring.models import Standing, StandingState
from tests.workspace.hiring import Hiring

NETWORKS = ("x", "youtube", "wordpress")
SHOWN = (StandingState.SCORED, StandingState.PROVISIONAL)


def many_people(halden: Hiring, number: int, *, seed: int = 1) -> list[Candidate]:
    """Two of three have a score, the others are read, have too little, or share nothing."""
    chance = Random(seed)
    owner = {"organisation": halden.organisation}
    people = [
        Candidate(
            **owner, name=f"{chance.choice('AÄbcÇ')}. Person {n}", email=f"p{n}@people.example"
        )
        for n in range(number)
    ]
    kinds = [chance.choice([*SHOWN, *SHOWN, "too_little", "reading", ""]) for _ in people]
    with tenancy.organisation(halden.organisation.pk):
        Candidate.objects.bulk_create(people)
        Application.objects.bulk_create(
            Application(
                **owner, candidate=person, opening=halden.opening, status=chance.choice(STATUSES)
            )
            for person in people
        )
        Standing.objects.bulk_create(
            Standing(**owner, candidate=person, person=halden.olga, **_numbers(kind, chance))
            for person, kind in zip(people, kinds, strict=True)
            if kind
        )
    return people


STATUSES = [str(status) for status in (Status.NEW, Status.IN_REVIEW, Status.INTERVIEW)]


def _numbers(kind: str, chance: Random) -> dict[str, Any]:
    now = timezone.now()
    known: dict[str, Any] = {"state": kind, "visible_until": now + timedelta(days=60)}
    if kind != StandingState.READING:
        known["networks"] = chance.sample(NETWORKS, chance.randint(1, 3))
        known["computed_at"] = now - timedelta(days=chance.randint(0, 20))
    if kind in SHOWN:
        known["value"] = chance.randint(20, 40)  # many share a number
        known["low"] = known["value"] - chance.randint(1, 10)
        known["high"] = known["value"] + chance.randint(1, 10)
        known["reach"] = chance.choice([None, *range(15)])
        known["engagement"], known["network"] = chance.randint(0, 15), chance.randint(0, 15)
    return known
