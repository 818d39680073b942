"""Rolling back: what was active before is active again at once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from apps.core.refusals import Refused
from apps.scoring import due
from apps.scoring.actions import releases, runs
from apps.scoring.actions.release_steps import follow_now, lock, note
from apps.scoring.models import Release, ReleaseState, RunKind


@transaction.atomic
def roll_back(*, because: str = "", to: str = "") -> Release:
    """Everybody is scored anew by what was active before, and all scores are kept. Returns what is
    active now, whose ``activated_at`` is the moment. What was announced is stopped: it was compared
    with what has gone. One step; a second one right after it has to name its aim (``to``), so that
    a command given twice goes back once. Refuses with "nothing_before", "rolled_back_already",
    "not_before"."""
    lock()
    active = Release.objects.active().select_related("replaces").first()
    before = active.replaces if active else None
    if active is None or before is None or before.state != ReleaseState.REPLACED:
        raise Refused("nothing_before", _nothing_before(active))
    _refuse(active, before, to)
    for waiting in Release.objects.announced():
        releases.end_waiting(waiting, because=f"{active.version} was rolled back.")
    _exchange(active, before, because.strip())
    runs.begin(kind=RunKind.RESCORE, model_version=before.version)
    follow_now(due.RELEASE_NEWS, active)
    note("score_model.rolled_back", active, to=before.version, because=because.strip())
    before.refresh_from_db()
    return before


def _nothing_before(active: Release | None) -> str:
    if active is None:
        return "Nothing was released here, so there is nothing to roll back to."
    return f"{active.version} is active, and there is nothing before it to roll back to."


def _refuse(active: Release, before: Release, to: str) -> None:
    if to and to != before.version:
        raise Refused(
            "not_before", f"Before {active.version} {before.version} was active, not {to}."
        )
    gone = Release.objects.filter(state=ReleaseState.ROLLED_BACK, replaces=active)
    last = gone.filter(ended_at=active.activated_at).first()
    if last and not to:
        raise Refused(
            "rolled_back_already",
            f"{last.version} was rolled back on {last.ended_at:%Y-%m-%d %H:%M} UTC, and"
            f" {active.version} is active again. To go back one more: --to {before.version}",
        )


def _exchange(active: Release, before: Release, because: str) -> None:
    now = timezone.now()
    Release.objects.active().filter(pk=active.pk).update(
        state=ReleaseState.ROLLED_BACK, ended_at=now, ended_because=because
    )
    Release.objects.filter(pk=before.pk, state=ReleaseState.REPLACED).update(
        state=ReleaseState.ACTIVE, activated_at=now, ended_at=None
    )
