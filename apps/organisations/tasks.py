"""Mail about the team."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from apps.core import tenancy
from apps.organisations import letters
from apps.organisations.actions import kept_answers
from apps.organisations.actions.second_factor import is_missing
from apps.organisations.models import Membership, TeamInvitation


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


@shared_task(
    name="organisations.tell_of_second_factor",
    autoretry_for=(OSError,),
    retry_backoff=10,
    retry_kwargs={"max_retries": 6},
)
def tell_of_second_factor(organisation_id: str, membership_id: str) -> None:
    """Mails a member that a second factor is needed.

    Idempotent: a second run mails the same again, or nothing once none is missing."""
    with tenancy.organisation(UUID(organisation_id)):
        member = Membership.objects.with_names().filter(pk=UUID(membership_id)).first()
        mail = letters.second_factor(member) if member and is_missing(member) else None
    if mail:
        mail.send()


@shared_task(name="organisations.forget_answers")
def forget_answers(organisation_id: str, subject_id: str) -> None:
    """Deletes answers to programs that are a day old.

    Idempotent: it deletes by age."""
    kept_answers.forget_old(organisation_id=UUID(organisation_id))
