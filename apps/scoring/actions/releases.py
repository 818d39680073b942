"""Releases: a score model runs in the shadow, is announced, becomes active, or is stopped before.

Each step is a conditional update under one lock, and what has to follow from it a ``Due`` row in
its transaction: twice is once, and two operators do not meet in the middle."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from apps.core.models import Due
from apps.core.refusals import Refused
from apps.scoring import due
from apps.scoring.actions import runs
from apps.scoring.actions.release_steps import (
    LEAST_NOTICE,
    active_before,
    follow_now,
    lock,
    note,
    wake,
)
from apps.scoring.models import Release, ReleaseState, RunKind, RunState
from apps.scoring.shadowed import run_beside_active

WAITING = (ReleaseState.SHADOW, ReleaseState.ANNOUNCED)


@transaction.atomic
def announce(*, release_id: UUID, at: datetime | None = None, because: str = "") -> Release:
    """Organisations are told, and at ``at`` it becomes active by itself; None: after the usual
    notice. Without ``because`` that is a day ahead or more; with it, it may be now. The same again,
    within a day, is the same announcement. Refuses with "announced_already", "not_waiting",
    "another_announced", "shadow_unfinished", "too_soon"."""
    lock()
    now, release = timezone.now(), Release.objects.get(pk=release_id)
    if release.state in {ReleaseState.ANNOUNCED, ReleaseState.ACTIVE}:
        return _same(release, at)
    at = at or now + settings.SCORE_MODEL_NOTICE
    _refuse(release, at, now, because.strip())
    at = max(at, now)
    Release.objects.filter(pk=release.pk, state=ReleaseState.SHADOW).update(
        state=ReleaseState.ANNOUNCED,
        announced_at=now,
        activates_at=at,
        because=because.strip(),
        round=F("round") + 1,
    )
    release.refresh_from_db()
    wake(due.RELEASE_START, release, at=at)
    follow_now(due.RELEASE_NEWS, release)
    note("score_model.announced", release, at=at.isoformat(), because=release.because)
    return release


def _same(release: Release, at: datetime | None) -> Release:
    for_when = release.activates_at
    is_waiting = release.state == ReleaseState.ANNOUNCED
    if is_waiting and at and for_when and abs(for_when - at) >= LEAST_NOTICE:
        raise Refused(
            "announced_already",
            f"{release.version} is announced for {for_when:%Y-%m-%d %H:%M} UTC. To move that, stop"
            " it and begin again.",
        )
    return release


def _refuse(release: Release, at: datetime, now: datetime, because: str) -> None:
    if release.state != ReleaseState.SHADOW:
        raise Refused("not_waiting", f"{release}. It cannot be announced.")
    other = Release.objects.announced().first()
    if other:
        raise Refused("another_announced", f"{other.version} is announced: stop it first.")
    run = run_beside_active(release)
    if run is None or run.state != RunState.DONE:
        raise Refused("shadow_unfinished", "Its shadow run beside the active model is not done.")
    if not because and at < now + LEAST_NOTICE:
        raise Refused(
            "too_soon", "Organisations are told a day ahead at least. In an emergency: --now."
        )


@transaction.atomic
def activate(*, release_id: UUID) -> bool:
    """Makes an announced release active when its time has come, and begins to score everybody
    anew. False where there is nothing to do: too early, stopped, or done."""
    lock()
    now, release = timezone.now(), Release.objects.get(pk=release_id)
    if release.state != ReleaseState.ANNOUNCED or release.activates_at is None:
        Due.objects.cancel(due.RELEASE_START, release.pk)
        return False
    if release.activates_at > now:
        wake(due.RELEASE_START, release, at=release.activates_at)
        return False
    before = active_before(release, now)
    Release.objects.active().update(state=ReleaseState.REPLACED, ended_at=now)
    Release.objects.announced().filter(pk=release.pk).update(
        state=ReleaseState.ACTIVE, activated_at=now, replaces=before
    )
    Due.objects.cancel(due.RELEASE_START, release.pk)
    runs.begin(kind=RunKind.RESCORE, model_version=release.version)
    note("score_model.activated", release, before=before.version if before else "")
    return True


@transaction.atomic
def stop(*, version: str, because: str = "") -> Release:
    """Ends a release before it is active, and who was told of it is told. Twice is once. Refuses
    with "unknown", "not_waiting"."""
    lock()
    release = Release.objects.filter(version=version).first()
    if release is None:
        raise Refused("unknown", f"There is no release of {version}.")
    if release.state not in {*WAITING, ReleaseState.STOPPED}:
        raise Refused("not_waiting", f"{release}. Only what is not active yet can be stopped.")
    end_waiting(release, because=because)
    return release


def end_waiting(release: Release, *, because: str) -> None:
    """With the lock held."""
    waiting = Release.objects.filter(pk=release.pk, state__in=WAITING)
    ended = {"ended_at": timezone.now(), "ended_because": because.strip()}
    if not waiting.update(state=ReleaseState.STOPPED, **ended):
        return
    release.refresh_from_db()
    Due.objects.cancel(due.RELEASE_START, release.pk)
    if release.announced_at:
        follow_now(due.RELEASE_NEWS, release)
    note("score_model.stopped", release, because=release.ended_because)
