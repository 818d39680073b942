"""Links that open one thing for one purpose: signed, expiring, and void once their row moved on.

Nothing secret is stored: the link is derived from the row, so that a reminder can send it again and
a stolen database opens nothing."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

_SEAL = 12  # bytes


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


def sign_short(link: Link, *, purpose: str) -> str:
    """Half as long (64 characters), for an address that people see, and for a QR code."""
    fields = link.organisation_id.bytes + link.subject_id.bytes + link.generation.to_bytes(4)
    sealed = fields + _seal(fields, purpose, settings.SECRET_KEY)
    return base64.urlsafe_b64encode(sealed).decode()


def read_short(token: str, *, purpose: str) -> Link:
    """The fields of a short link; raises ``BadLink``."""
    try:
        sealed = base64.b64decode(token.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise BadLink("this link is not one of ours") from error
    fields, seal = sealed[:-_SEAL], sealed[-_SEAL:]
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if len(fields) != 36 or not any(
        hmac.compare_digest(seal, _seal(fields, purpose, key)) for key in keys
    ):
        raise BadLink("this link is not one of ours")
    generation = int.from_bytes(fields[32:])
    return Link(UUID(bytes=fields[:16]), UUID(bytes=fields[16:32]), generation)


def _seal(fields: bytes, purpose: str, key: str) -> bytes:
    salt = f"renown.{purpose}"
    return salted_hmac(salt, fields, secret=key, algorithm="sha256").digest()[:_SEAL]
