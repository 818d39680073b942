"""Links that open one thing for one purpose: signed, expiring, and void once their row moved on.

Nothing secret is stored: the link is derived from the row, so that a reminder can send it again and
a stolen database opens nothing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core import signing


class BadLink(Exception):
    """Not a link of ours, not for this purpose, or changed on its way."""


@dataclass(frozen=True, slots=True)
class Link:
    organisation_id: UUID
    subject_id: UUID
    generation: int


def sign(link: Link, *, purpose: str) -> str:
    """A token for an address (URL-safe, about 120 characters)."""
    fields = [link.organisation_id.hex, link.subject_id.hex, link.generation]
    return signing.Signer(salt=f"renown.{purpose}").sign_object(fields, compress=False)


def read(token: str, *, purpose: str) -> Link:
    """The link's fields; raises ``BadLink``. Expiry and generation are the row's to check."""
    try:
        organisation, subject, generation = signing.Signer(salt=f"renown.{purpose}").unsign_object(
            token
        )
        return Link(UUID(organisation), UUID(subject), int(generation))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadLink("this link is not one of ours") from error
