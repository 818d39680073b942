"""People whose accounts were read and scored, as rows; and other models to score them under."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from apps.candidates.models import Consent, Opening
from apps.connections.models import (
    Connection,
    Fetch,
    FetchState,
    InteractionObservation,
    PostObservation,
    Snapshot,
)
from apps.connections.observations import Reading
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.scoring.actions import scores
from apps.scoring.engine.kinds import Factor
from apps.scoring.engine.model import ScoreModel, model_text
from apps.scoring.models import Release, Score
from apps.scoring.released import active_model
from tests import factories


@dataclass(frozen=True)
class Scored:
    """``readings`` as they were kept."""

    consent: Consent
    readings: Sequence[Reading]
    score: Score


def read(
    organisation: Organisation, readings: Sequence[Reading], *, opening: Opening | None = None
) -> Consent:
    """Somebody new who agreed, whose accounts read so, and who was not scored yet."""
    person = factories.make_user()
    opening = opening or factories.make_opening(organisation)
    candidate = factories.make_candidate(organisation, opening=opening)
    networks = tuple(reading.network for reading in readings)
    consent = factories.make_consent(candidate, person, opening=opening, networks=networks)
    with tenancy.person(person.pk):
        for reading in readings:
            _keep(reading, person.pk)
    return consent


def scored(
    organisation: Organisation,
    readings: Sequence[Reading],
    *,
    opening: Opening | None = None,
    now: datetime | None = None,
) -> Scored:
    """The same, and who was scored."""
    consent = read(organisation, readings, opening=opening)
    score = compute(consent, now=now)
    assert score is not None
    return Scored(consent, readings, score)


def compute(consent: Consent, *, now: datetime | None = None) -> Score | None:
    with tenancy.person(consent.person_id):
        return scores.compute(
            person_id=consent.person_id, consent_id=consent.pk, now=now or timezone.now()
        )


def _keep(reading: Reading, person_id: Any) -> None:
    of = {"person_id": person_id}
    profile = reading.profile
    linked = Connection.objects.create(
        **of,
        network=reading.network,
        account_key=f"{person_id.hex[-20:]}@{reading.network}",
        sealed_credential=b"-",
    )
    fetch = Fetch.objects.create(**of, connection=linked, state=FetchState.DONE)
    snapshot = Snapshot.objects.create(
        **of,
        connection=linked,
        fetch=fetch,
        network=reading.network,
        taken_at=reading.taken_at,
        reach=profile.reach,
        reach_kind=profile.reach_kind or "",
        posts_total=profile.posts_total,
        account_created_at=profile.created_at,
        not_measured={k.value: v.value for k, v in profile.not_measured.items()},
    )
    mine = {**of, "snapshot": snapshot}
    PostObservation.objects.bulk_create(
        [PostObservation(**mine, **asdict(post)) for post in _by_id(reading)]
    )
    InteractionObservation.objects.bulk_create(
        [
            InteractionObservation(**mine, **{**asdict(act), "post_id": act.post_id or ""})
            for act in reading.interactions
        ],
        ignore_conflicts=True,
    )


def _by_id(reading: Reading) -> list[Any]:
    return [*{post.post_id: post for post in reading.posts}.values()]


def other_model(version: str, **changes: Any) -> ScoreModel:
    """The active model with other weights, or what else is asked for, as a release."""
    base = active_model()
    weights = {Factor.REACH: 0.3, Factor.ENGAGEMENT: 0.9, Factor.NETWORK: 0.5}
    beta = {factor: base.beta[factor] * weights[factor] for factor in base.beta}
    model = replace(base, version=version, **{"beta": beta, **changes})
    content = model_text(model)
    digest = hashlib.sha256(content.encode()).hexdigest()
    Release.objects.create(version=version, content=content, sha256=digest)
    return model
