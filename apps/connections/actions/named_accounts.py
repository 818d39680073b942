"""Named accounts: by which account an organisation may ask for a candidate."""

from __future__ import annotations

import logging
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from apps.candidates.consent_text import TELL_OF_SCREEN_NAMES, WITH_SCREEN_NAMES
from apps.candidates.models import Consent
from apps.connections.credentials import unseal
from apps.connections.models import Connection, NamedAccount
from apps.connections.names import Account, key_of_id, key_of_name, number_of
from apps.core.locks import hold
from apps.core.models import identifier
from apps.core.sealing import CannotOpen

log = logging.getLogger(__name__)


@transaction.atomic
def tell(*, connection_id: UUID) -> None:
    """In the person's scope: employers may ask by this account as far as the person shares it with
    them now, under a text that said so. Twice is once."""
    hold("connection", connection_id)
    connection = Connection.objects.on(*WITH_SCREEN_NAMES).filter(pk=connection_id).first()
    account = connection and _account(connection)
    if not connection or not account:
        return
    NamedAccount.objects.filter(connection=connection).delete()
    shared = Consent.objects.covering(connection.network).worded(TELL_OF_SCREEN_NAMES)
    NamedAccount.objects.bulk_create([_named(connection, account, each) for each in shared])


def forget(*, consent_id: UUID, networks: Collection[str]) -> None:
    """In the person's scope: the wall hides these already from the employer."""
    NamedAccount.objects.under(consent_id).on(*networks).delete()


def _account(connection: Connection) -> Account | None:
    try:
        held = unseal(connection.sealed_credential, owner=connection.pk)
    except CannotOpen:
        log.warning("credential cannot be opened", extra={"connection": str(connection.pk)})
        return None
    return Account.of(held.credential)


def _named(connection: Connection, account: Account, consent: Consent) -> NamedAccount:
    key, network, employer = identifier(), connection.network, consent.organisation_id
    return NamedAccount(
        id=key,
        organisation_id=employer,
        candidate_id=consent.candidate_id,
        consent=consent,
        person_id=consent.person_id,
        connection=connection,
        network=network,
        number=number_of(consent.candidate_id),
        account_key=key_of_id(employer, network, account.account_id),
        name_key=key_of_name(employer, network, account.name),
        sealed_account=account.seal(owner=key),
    )
