"""What follows when a human answers a contested score."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from apps.audit.actions import By
from apps.candidates.models import Consent
from apps.connections.actions import connections, fetches
from apps.connections.models import Connection
from apps.core import tenancy
from apps.pipeline.retention import end_consents
from apps.scoring.actions import contest_answers, contest_mails
from apps.scoring.models import Contest, Outcome


@transaction.atomic
def answer(*, contest_id: UUID, outcome: str, text: str, by: By) -> Contest:
    """In the organisation's scope. "Recomputed": the accounts are read again now, and the score
    comes anew from what they say. "Removed": what was shared with the organisation ends, as if
    withdrawn, so that no later reading brings the score back."""
    contest, just_now = contest_answers.answer(
        contest_id=contest_id, outcome=outcome, text=text, by=by
    )
    if just_now:
        contest_mails.plan(contest=contest)
    if just_now and outcome == Outcome.RECOMPUTED:
        _read_again(contest)
    if just_now and outcome == Outcome.REMOVED:
        end_consents([contest.candidate])
    return contest


def _read_again(contest: Contest) -> None:
    with tenancy.person(contest.person_id):
        consent = Consent.objects.active().filter(pk=contest.consent_id).first()
        covered = consent.active_networks if consent else []
        for connection in Connection.objects.active().on(*covered).order_by("pk"):
            fetches.start(connection_id=connection.pk, by=By.system())
        connections.score_anew(contest.person_id)
