"""Standings: where a candidate stands now, as lists sort by it."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from apps.candidates.models import Consent
from apps.connections.permits import names_for_employers
from apps.scoring.models import Score, Standing, StandingState

NUMBERS = ("value", "low", "high", "reach", "engagement", "network", "networks", "computed_at")


def begin(*, consent: Consent) -> Standing:
    """In the person's scope: says that accounts are being read, where nothing is shown yet. What
    rests on networks that it does not cover goes at once."""
    drop_uncovered(consent=consent)
    standing, begun = Standing.objects.get_or_create(
        candidate_id=consent.candidate_id,
        defaults={
            "organisation_id": consent.organisation_id,
            "person_id": consent.person_id,
            "visible_until": consent.expires_at,
        },
    )
    if not begun and standing.visible_until != consent.expires_at:
        Standing.objects.filter(pk=standing.pk).update(visible_until=consent.expires_at)
    return standing


def show(*, score: Score) -> None:
    """In the person's scope: repeats the numbers of a score of the active score model, unless a
    newer one of the same model stands there."""
    numbers = {name: getattr(score, name) for name in NUMBERS}
    standing, begun = Standing.objects.select_for_update().get_or_create(
        candidate_id=score.candidate_id,
        defaults={
            **numbers,
            "organisation_id": score.organisation_id,
            "person_id": score.person_id,
            "score": score,
            "state": score.state,
            "visible_until": score.visible_until,
        },
    )
    if begun or _is_newer(standing, score):
        return
    for name, number in numbers.items():
        setattr(standing, name, number)
    standing.score, standing.state = score, StandingState(score.state)
    standing.visible_until = score.visible_until
    standing.save()


def _is_newer(standing: Standing, score: Score) -> bool:
    """What another model computed is not: after a rollback an earlier score counts again."""
    if not standing.score_id or not standing.computed_at:
        return False
    if standing.computed_at <= score.computed_at:
        return False
    shown = Score.objects.filter(pk=standing.score_id, model_version=score.model_version)
    return shown.exists()


def forget(*, candidate_id: UUID) -> None:
    """In the person's scope: nothing is shared with this organisation any more."""
    Standing.objects.filter(candidate_id=candidate_id).delete()
    Score.objects.filter(candidate_id=candidate_id).delete()


def drop_uncovered(*, consent: Consent) -> None:
    """In the person's scope: what rests on networks that this consent does not cover goes, or that
    an operator keeps from employers."""
    consented = Consent.objects.with_active_networks().get(pk=consent.pk).active_networks
    active = sorted(set(consented) & set(names_for_employers()))
    mine = {"candidate_id": consent.candidate_id}
    Standing.objects.filter(**mine).exclude(networks__contained_by=active).delete()
    Score.objects.filter(**mine).exclude(networks__contained_by=active).delete()
    Standing.objects.filter(**mine, visible_until__lte=timezone.now()).delete()
