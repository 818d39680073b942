"""A person goes: what they gave to organisations goes with them, what those wrote down stays."""

from __future__ import annotations

from uuid import UUID

from apps.candidates.models import Candidate, Consent, Decline, Invitation, SeenScore, Withdrawal
from apps.core import tenancy


def forget(*, person_id: UUID) -> None:
    """In the person's scope, after all that rests on consents has gone. Candidates stay the
    organisations' own, without the person behind them and without a trace of an answer; no letter
    goes to them any more. Twice is once."""
    for candidate in Candidate.objects.order_by("organisation_id"):
        with tenancy.organisation(candidate.organisation_id):
            _untie(candidate)
    SeenScore.objects.filter(person_id=person_id).delete()
    Withdrawal.objects.filter(person_id=person_id).delete()
    Consent.objects.filter(person_id=person_id).delete()


def _untie(candidate: Candidate) -> None:
    Candidate.objects.filter(pk=candidate.pk).update(person=None)
    quiet = [
        Decline(organisation_id=each.organisation_id, candidate=candidate, invitation=each)
        for each in Invitation.objects.pending().filter(candidate=candidate)
    ]
    # No RETURNING: the organisation's scope may write refusals, never read them.
    Decline.objects.bulk_create(quiet)
