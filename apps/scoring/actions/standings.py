"""Standings: where a candidate stands now, as lists sort by it."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from apps.candidates.models import Consent
from apps.connections.permits import counted
from apps.organisations.actions.announcements import announce
from apps.organisations.models.announcement import Kind
from apps.scoring.models import Score, Standing, StandingState
from apps.scoring.models.standing import StandingQuerySet

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
    newer one of the same model stands there. The employer's systems are told of the first score,
    and of each whose number or state differs."""
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
    if begun:
        _tell(Kind.SCORE_COMPUTED, score)
        return
    if _is_newer(standing, score):
        return
    if not standing.score_id:
        _tell(Kind.SCORE_COMPUTED, score)
    elif (standing.value, standing.state) != (score.value, score.state):
        _tell(Kind.SCORE_CHANGED, score)
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
    _take_away(Standing.objects.filter(candidate_id=candidate_id))
    Score.objects.filter(candidate_id=candidate_id).delete()


def drop_uncovered(*, consent: Consent) -> None:
    """In the person's scope: what rests on networks that this consent does not cover goes, or that
    an operator keeps from employers."""
    active = counted(Consent.objects.with_active_networks().get(pk=consent.pk))
    mine = {"candidate_id": consent.candidate_id}
    standing = Standing.objects.filter(**mine)
    _take_away(standing.exclude(networks__contained_by=active))
    Score.objects.filter(**mine).exclude(networks__contained_by=active).delete()
    _take_away(standing.filter(visible_until__lte=timezone.now()))


def _take_away(found: StandingQuerySet) -> None:
    """The employer's systems are told where a score stood there."""
    for standing in found.select_for_update().only("organisation_id", "candidate_id", "score_id"):
        standing.delete()
        if standing.score_id:
            announce(
                organisation_id=standing.organisation_id,
                kind=Kind.SCORE_WITHDRAWN,
                candidate_id=standing.candidate_id,
            )


def _tell(kind: Kind, score: Score) -> None:
    announce(
        organisation_id=score.organisation_id,
        kind=kind,
        candidate_id=score.candidate_id,
        facts={
            "score": str(score.pk),
            "state": score.state,
            "model_version": score.model_version,
        },
    )
