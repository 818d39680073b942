"""The post office of the tests: sends what is waiting and looks into the mailbox."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core import mail
from django.db.models import F
from django.utils import timezone

from apps.candidates.actions import mailings
from apps.candidates.actions.mailings import Outcome
from apps.candidates.models import Invitation
from apps.core import tenancy


def post(invitation: Invitation) -> Outcome:
    return mailings.send_invitation(
        organisation_id=invitation.organisation_id, invitation_id=invitation.pk
    )


def post_reminder(invitation: Invitation) -> Outcome:
    return mailings.send_reminder(
        organisation_id=invitation.organisation_id, invitation_id=invitation.pk
    )


def fresh(invitation: Invitation) -> Invitation:
    with tenancy.organisation(invitation.organisation_id):
        return Invitation.objects.with_people().get(pk=invitation.pk)


def days_pass(invitation: Invitation, days: float) -> None:
    """Everything about the invitation happened that much earlier."""
    step = timedelta(days=days)
    with tenancy.organisation(invitation.organisation_id):
        Invitation.objects.filter(pk=invitation.pk).update(
            sent_at=F("sent_at") - step,
            reminded_at=F("reminded_at") - step,
            next_reminder_at=F("next_reminder_at") - step,
            expires_at=F("expires_at") - step,
        )


def expire(invitation: Invitation) -> None:
    with tenancy.organisation(invitation.organisation_id):
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())


def tokens() -> list[str]:
    """The tokens of all letters so far, oldest first."""
    return [_token(str(message.body)) for message in mail.outbox]


def _token(body: str) -> str:
    found = re.search(r"/i/([^/\s]+)/", body)
    assert found
    return found[1]
