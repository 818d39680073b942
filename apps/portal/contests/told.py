"""What became of a person's contests, for their own page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.candidates.models import Consent
from apps.portal.own.viewers import names_of
from apps.scoring.models import Contest, Standing


@dataclass(frozen=True, slots=True)
class Told:
    """``open`` waits for an answer; ``past`` were answered or taken back, newest first. ``can``:
    there is a score that nobody contests. Each past one comes with the name of who answered."""

    open: Contest | None
    past: Sequence[tuple[Contest, str]]
    can: bool


def told(consent: Consent) -> Told:
    """In the person's scope, with ``active_networks``. Three queries at most."""
    found = list(Contest.objects.under(consent.pk).newest_first())
    waiting = next((each for each in found if each.is_open), None)
    people = names_of(each.answered_by_id for each in found)
    past = [
        (each, people.get(each.answered_by_id, "") if each.answered_by_id else "")
        for each in found
        if not each.is_open
    ]
    return Told(waiting, past, waiting is None and _has_score(consent))


def _has_score(consent: Consent) -> bool:
    if not consent.active_networks:
        return False
    mine = Standing.objects.filter(candidate_id=consent.candidate_id)
    return mine.filter(score__isnull=False).exists()
