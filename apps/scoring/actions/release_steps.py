"""What every step of a release needs: one lock, a note in the platform's trail, and what follows
from it as a ``Due`` row."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from apps.audit.actions import By, record_for_platform
from apps.core import outbox
from apps.core.locks import hold
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.scoring import due
from apps.scoring.models import Release, ReleaseState
from apps.scoring.released import DEFAULT, shipped_path

log = logging.getLogger(__name__)
LEAST_NOTICE = timedelta(days=1)
LOST_MESSAGE = timedelta(seconds=30)  # after that the scheduler sends it again
NOBODY = UUID(int=0)  # whose wall a release's rows open


def lock() -> None:
    """Of all operators and workers one moves a release."""
    hold("score model releases")


def new(text: str, version: str, **fields: str | datetime) -> Release:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Release.objects.create(version=version, content=text, sha256=digest, **fields)


def active_before(release: Release, now: datetime) -> Release | None:
    """The active release; where nothing was active here before, the default gets its row, so that
    it can be rolled back to. None where ``release`` is the default itself."""
    active = Release.objects.active().first()
    if active or release.version == DEFAULT:
        return active
    Release.objects.filter(version=DEFAULT).update(
        state=ReleaseState.ACTIVE, activated_at=now, ended_at=None
    )
    text = shipped_path(DEFAULT).read_text(encoding="utf-8")
    return Release.objects.active().first() or new(
        text, DEFAULT, state=ReleaseState.ACTIVE, activated_at=now
    )


def wake(kind: str, release: Release, *, at: datetime) -> None:
    Due.objects.schedule(kind, WallKind.ORGANISATION, NOBODY, release.pk, at)


def follow_now(kind: str, release: Release) -> None:
    """By a message, and by the scheduler where that is lost."""
    wake(kind, release, at=timezone.now() + LOST_MESSAGE)
    outbox.send(due.TASKS[kind], str(NOBODY), str(release.pk))


def note(verb: str, release: Release, **facts: str) -> None:
    facts |= {"version": release.version, "sha256": release.sha256}
    record_for_platform(by=By.system(), verb=verb, subject=release, facts=facts)
    log.info(verb, extra={"release": str(release.pk), **facts})
