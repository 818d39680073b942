"""Which shadow run says what a release would change today."""

from __future__ import annotations

from apps.scoring.models import Release, Run, RunKind, RunState


def run_beside_active(release: Release) -> Run | None:
    """The newest one over all organisations that ran beside what is active now, not replaced by
    another; None where there is none, or where another model has become active since."""
    active = Release.objects.active().first()
    since = release.shadow_at
    if active and active.activated_at:
        since = max(since, active.activated_at)
    mine = Run.objects.of(RunKind.SHADOW, None).filter(model_version=release.version)
    return mine.exclude(state=RunState.REPLACED).filter(begun_at__gte=since).newest_first().first()
