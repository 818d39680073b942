"""Letters to candidates, by identifiers."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from apps.candidates.actions import mailings, proofs


@shared_task(name="candidates.send_invitation")
def send_invitation(organisation_id: str, invitation_id: str) -> None:
    """Mails an invitation that has not been mailed yet.

    Idempotent: the action claims the invitation by a conditional update and notes what was sent."""
    mailings.send_invitation(
        organisation_id=UUID(organisation_id), invitation_id=UUID(invitation_id)
    )


@shared_task(name="candidates.send_reminder")
def send_reminder(organisation_id: str, invitation_id: str) -> None:
    """Mails the reminder that is due.

    Idempotent: the action claims the invitation by a conditional update and moves it on."""
    mailings.send_reminder(organisation_id=UUID(organisation_id), invitation_id=UUID(invitation_id))


@shared_task(
    name="candidates.send_proof",
    autoretry_for=(OSError,),
    retry_backoff=10,
    retry_kwargs={"max_retries": 6},
)
def send_proof(key: str) -> None:
    """Mails the letter that proves an address.

    Idempotent: the action notes what was sent and sends it once."""
    proofs.send_proof(key=key)
