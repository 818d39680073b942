"""Mail about the team."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from apps.core import tenancy
from apps.organisations import letters
from apps.organisations.models import TeamInvitation


@shared_task(
    name="organisations.send_team_invitation",
    autoretry_for=(OSError,),
    retry_backoff=10,
    retry_kwargs={"max_retries": 6},
)
def send_team_invitation(organisation_id: str, invitation_id: str) -> None:
    """Mails the link of an open team invitation.

    Idempotent: a second run mails the same link again, or nothing once it opens nothing."""
    with tenancy.organisation(UUID(organisation_id)):
        invitation = TeamInvitation.objects.filter(pk=UUID(invitation_id)).first()
        mail = letters.team_invitation(invitation) if invitation else None
    if mail:
        mail.send()
