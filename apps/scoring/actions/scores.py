"""Scores: computed from what was read, under one consent, once for the same inputs and day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from apps.audit.actions import By, record
from apps.candidates.actions import openings
from apps.candidates.consent_text import TELL_OF_FOLLOWERS
from apps.candidates.models import Consent, Opening
from apps.connections import made_up, readings
from apps.connections.models import Fetch
from apps.connections.permits import counted
from apps.connections.readings import Stored
from apps.scoring.actions import standings
from apps.scoring.engine.audience import FollowerSample
from apps.scoring.engine.candidate import score_candidate
from apps.scoring.engine.kinds import FACTORS, Factor
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.weights import FactorWeights, within_bounds
from apps.scoring.models import Score
from apps.scoring.released import active_model


@dataclass(frozen=True, slots=True)
class _Inputs:
    """Everything that a score depends on besides the score model."""

    consent: Consent
    networks: tuple[str, ...]
    stored: Sequence[Stored]
    weights: FactorWeights | None
    now: datetime

    @property
    def samples(self) -> dict[str, FollowerSample]:
        """Of the followers, by the account's key."""
        return {
            each.reading.profile.account_key: FollowerSample(found.looked_at, found.authentic)
            for each in self.stored
            if (found := each.reading.followers) is not None
        }

    def digest(self, version: str) -> str:
        facts = [
            version,
            self.networks,
            sorted(str(each.snapshot_id) for each in self.stored),
            sorted((key, str(sample)) for key, sample in self.samples.items()),
            str(self.weights),
            self.now.date().isoformat(),  # acts fade with the days
        ]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


@transaction.atomic
def compute(*, person_id: UUID, consent_id: UUID, now: datetime) -> Score | None:
    """In the person's scope. None where the consent counts no more, or nothing was read: then
    what stood there goes, unless an account is still being read.

    The consent's row stays locked to the end: of two workers the second finds the first one's
    score, and a withdrawal comes either before it or after it."""
    consent = _locked(consent_id, person_id)
    if consent is None:
        return None
    standings.drop_uncovered(consent=consent)
    inputs = _inputs(consent, now)
    if not inputs.stored:
        _nothing_read(consent)
        return None
    score = _once(_with_fixed_weights(inputs))
    standings.show(score=score)
    return score


def _locked(consent_id: UUID, person_id: UUID) -> Consent | None:
    """The consent with ``active_networks`` as they are once the lock is ours."""
    mine = Consent.objects.filter(pk=consent_id, person_id=person_id)
    if not mine.select_for_update().exists():
        return None
    return Consent.objects.active().filter(pk=consent_id).first()


def _inputs(consent: Consent, now: datetime) -> _Inputs:
    networks = tuple(counted(consent))
    return _Inputs(consent, networks, _stored(consent, networks, now), _weights(consent), now)


def _stored(consent: Consent, networks: tuple[str, ...], now: datetime) -> Sequence[Stored]:
    if consent.is_made_up:
        return made_up.readings_of(consent.candidate.email, networks, now)
    return readings.newest(networks, followers_since=_followers_since(consent, now))


def _followers_since(consent: Consent, now: datetime) -> datetime | None:
    """None where this consent says nothing of a sample: another one may, and this score is not its
    own."""
    if consent.text_version not in TELL_OF_FOLLOWERS:
        return None
    since: datetime = now - settings.FOLLOWERS_COUNT_FOR
    return since


def _weights(consent: Consent) -> FactorWeights | None:
    """Those of the opening that the consent was given for; None for the standard ones, also where
    the candidate is in that opening no more."""
    opening = Opening.objects.filter(invitations=consent.invitation_id).first()
    if opening is None:
        return None
    weights = FactorWeights(
        float(opening.reach_weight), float(opening.engagement_weight), float(opening.network_weight)
    )
    return None if weights == FactorWeights() else weights


def _with_fixed_weights(inputs: _Inputs) -> _Inputs:
    """Weights are fixed before they are read: whoever changes them at this moment comes before or
    is refused, so that no score is counted by other weights than stand there afterwards."""
    openings.fix_weights(candidate_id=inputs.consent.candidate_id)
    return replace(inputs, weights=_weights(inputs.consent))


def _nothing_read(consent: Consent) -> None:
    if not Fetch.objects.open().exists():
        standings.forget(candidate_id=consent.candidate_id)


def _once(inputs: _Inputs) -> Score:
    model = active_model()
    digest = inputs.digest(model.version)
    known = Score.objects.filter(
        organisation_id=inputs.consent.organisation_id,
        consent=inputs.consent,
        model_version=model.version,
        inputs_digest=digest,
    ).first()
    return known or _compute(inputs, digest, model)


def _compute(inputs: _Inputs, digest: str, model: ScoreModel) -> Score:
    score = _store(inputs, digest, _result(inputs, model))
    _record(score)
    return score


def _result(inputs: _Inputs, model: ScoreModel) -> ScoreResult:
    return score_candidate(
        [each.reading for each in inputs.stored],
        model=model,
        key=str(inputs.consent.person_id),
        now=inputs.now,
        networks_consented=inputs.networks,
        weights=within_bounds(inputs.weights, model) if inputs.weights else None,
        samples=inputs.samples,
    )


def under(*, score: Score, model: ScoreModel) -> ScoreResult | None:
    """In the person's scope, and nothing is kept: what the score would have been under another
    model, from what was read and at its own time. None where its consent counts no more, or
    nothing that was read is left."""
    consent = Consent.objects.active().filter(pk=score.consent_id).first()
    inputs = consent and _inputs(consent, score.computed_at)
    return _result(inputs, model) if inputs and inputs.stored else None


def _record(score: Score) -> None:
    facts: dict[str, str | int | list[str] | None] = {
        "model": score.model_version,
        "state": score.state,
        "networks": score.networks,
    }
    record(by=By.system(), verb="score.computed", subject=score, facts=facts)


def _store(inputs: _Inputs, digest: str, result: ScoreResult) -> Score:
    consent = inputs.consent
    return Score.objects.create(
        organisation_id=consent.organisation_id,
        candidate_id=consent.candidate_id,
        consent=consent,
        person_id=consent.person_id,
        model_version=result.model,
        inputs_digest=digest,
        state=result.state,
        value=result.value,
        low=result.low,
        high=result.high,
        percentile=result.percentile,
        networks=sorted({each.reading.network for each in inputs.stored}),
        result=result.to_json(),
        draws=result.draws or None,
        amounts=result.amounts or None,
        computed_at=inputs.now,
        visible_until=consent.expires_at,
        **points(result),
    )


def points(result: ScoreResult) -> dict[str, int | None]:
    """None for a factor that was not measured: unknown is never 0."""
    points: dict[Factor, int] = {
        each.factor: each.points for each in result.factors if each.measured
    }
    return {str(factor): points.get(factor) for factor in FACTORS}
