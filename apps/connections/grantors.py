"""Who allowed us at a network. Most networks know one permission of a user for an application: to
revoke it for one account ends it for all, whoever has linked them here. So it is asked over the
wall, by functions of the database that tell no more than they must."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from apps.connections.networks.adapter import Credential
from apps.connections.networks.keys import account_key


def grantor_key(network: str, credential: Credential, *, own: str) -> str:
    """The keyed hash of who allowed the account; ``own`` where that is the account itself."""
    return account_key(network, credential.grantor_id) if credential.grantor_id else own


def shared_grantor_key(network: str, credential: Credential) -> str:
    """Of whom all permissions end with this one; "" where the grant has a name of its own."""
    if credential.grant_id:
        return ""
    return grantor_key(network, credential, own=account_key(network, credential.account_id))


def is_needed(network: str, grantor: str, *, revocation_id: UUID) -> bool:
    """Whether to revoke would cut off an account that is linked here, or end what a younger
    revocation will end anyway."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT connections_grant_is_needed(%s, %s, %s)", [network, grantor, revocation_id]
        )
        (needed,) = cursor.fetchone()
    return bool(needed)


def linked_by(network: str, grantor: str) -> list[tuple[UUID, UUID]]:
    """Person and connection, of each account that this user of the network allowed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, connection_id FROM connections_of_grantor(%s, %s)",
            [network, grantor],
        )
        return [(person_id, connection_id) for person_id, connection_id in cursor.fetchall()]
