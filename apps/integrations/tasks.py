"""Telling the organisations' systems, by identifiers."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from apps.integrations.actions import clearing, delivering, offering, spreading, telling_teams


@shared_task(name="integrations.spread")
def spread(organisation_id: str) -> None:
    """Passes on what was announced.

    Idempotent: one at a time turns an announcement into a message, and removes it with that."""
    spreading.spread(organisation_id=UUID(organisation_id))


@shared_task(name="integrations.spread_again")
def spread_again(organisation_id: str, same_id: str) -> None:
    """Looks for what was announced or waits, and whose task was lost.

    Idempotent: it passes on what is there, and moves its own time ahead."""
    spreading.look_again(organisation_id=UUID(organisation_id))


@shared_task(name="integrations.deliver")
def deliver(organisation_id: str, endpoint_id: str) -> None:
    """Sends what is due to one endpoint.

    Idempotent: a delivery is claimed by a conditional update, and keeps its name if sent again."""
    delivering.deliver(organisation_id=UUID(organisation_id), endpoint_id=UUID(endpoint_id))


@shared_task(name="integrations.tell_disabled")
def tell_disabled(organisation_id: str, endpoint_id: str) -> None:
    """Mails owners and admins that an endpoint was switched off.

    Idempotent: the mail is claimed by a conditional update, and a copy has the same Message-ID."""
    telling_teams.tell_disabled(
        organisation_id=UUID(organisation_id), endpoint_id=UUID(endpoint_id)
    )


@shared_task(name="integrations.clear_messages")
def clear_messages(organisation_id: str, same_id: str) -> None:
    """Deletes messages whose time is over.

    Idempotent: it deletes by age, and what is gone stays gone."""
    clearing.clear(organisation_id=UUID(organisation_id))


@shared_task(name="integrations.offer_openings")
def offer_openings(organisation_id: str, same_id: str) -> None:
    """Sets what can be ordered where a system keeps a copy.

    Idempotent: the whole list takes the place of the one before."""
    offering.offer(organisation_id=UUID(organisation_id))
