"""Connections: a person links an account, and unlinks it."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.candidates.models import Consent
from apps.connections import due, grantors
from apps.connections.actions import fetches, named_accounts, renewals, revocations
from apps.connections.credentials import seal, unseal
from apps.connections.models import Connection, ConnectionState, DeletionRequest
from apps.connections.networks.adapter import Credential
from apps.connections.networks.registry import adapter, is_offered
from apps.core import outbox, tenancy
from apps.core.locks import hold
from apps.core.models import Due, identifier
from apps.core.models.due import WallKind
from apps.core.refusals import Refused
from apps.core.sealing import CannotOpen

log = logging.getLogger(__name__)
UNCOVERED = timedelta(days=1)  # an account that no consent came to cover is released after that


def link(
    *, person_id: UUID, network: str, credential: Credential, account_key: str, by: By
) -> Connection:
    """Opens the person's scope. The same account again replaces the credential; twice is once.

    ``account_key`` is that of the adapter's profile. Reading begins only where an active consent
    covers the network. Refuses with "not_offered", "other_account", "account_taken"."""
    if not is_offered(network):
        raise Refused("not_offered", _("This network cannot be linked here. Choose another one."))
    with tenancy.person(person_id):
        hold("link", person_id, network)
        connection = Connection.objects.on(network).first()
        if connection is None:
            connection = _create(person_id, network, credential, account_key)
            record(by=by, verb="connection.linked", subject=connection, facts={"network": network})
        else:
            _relink(connection, credential, account_key, by)
        named_accounts.tell(connection_id=connection.pk)
        now = timezone.now()
        at = renewals.next_time(credential, now, now)
        renewals.plan(person_id=person_id, connection_id=connection.pk, at=at)
        if fetches.start(connection_id=connection.pk, by=by) is None:
            at = now + UNCOVERED
            Due.objects.schedule(due.RELEASE, WallKind.PERSON, person_id, connection.pk, at)
    return connection


def _create(person_id: UUID, network: str, credential: Credential, account_key: str) -> Connection:
    key = identifier()
    connection = Connection(
        id=key,
        person_id=person_id,
        network=network,
        account_key=account_key,
        grantor_key=grantors.grantor_key(network, credential, own=account_key),
        sealed_credential=seal(credential, owner=key, issued_at=timezone.now()),
        credential_expires_at=credential.expires_at,
    )
    try:
        with transaction.atomic():
            connection.save(force_insert=True)
    except IntegrityError:  # the wall hides whose it is, and so do we
        raise Refused(
            "account_taken",
            _("This account is linked elsewhere. Unlink it there first, or link another account."),
        ) from None
    return connection


def _relink(connection: Connection, credential: Credential, account_key: str, by: By) -> None:
    if connection.account_key != account_key:
        label = adapter(connection.network).label
        raise Refused(
            "other_account",
            _("You have linked another %(label)s account. Unlink it first, then link this one.")
            % {"label": label},
        )
    hold("connection", connection.pk)
    connection.refresh_from_db()
    network, grantor = connection.network, connection.grantor_key
    connection.grantor_key = grantors.grantor_key(network, credential, own=account_key)
    before = _opened(connection)
    if before and (before.grant_id, grantor) != (credential.grant_id, connection.grantor_key):
        revocations.ask(person_id=connection.person_id, network=network, credential=before)
    connection.sealed_credential = seal(credential, owner=connection.pk, issued_at=timezone.now())
    connection.credential_expires_at = credential.expires_at
    connection.state = ConnectionState.ACTIVE
    connection.renewing_until = connection.relink_asked_at = None
    connection.save()
    Due.objects.cancel(due.RELINK_MAIL, connection.pk)
    record(by=by, verb="connection.relinked", subject=connection, facts={"network": network})


def unlink(*, connection_id: UUID, by: By) -> None:
    """In the person's scope: everything read there is deleted at once; a sealed copy of the
    credential stays until the network has forgotten the grant. Twice is once."""
    person_id = tenancy.required().person_id
    assert person_id is not None, "only a person's scope sees connections"
    hold("connection", connection_id)
    connection = Connection.objects.filter(pk=connection_id).first()
    if connection is None:
        return
    held = _opened(connection)
    if held:
        revocations.ask(person_id=person_id, network=connection.network, credential=held)
    facts = {"network": connection.network}
    record(by=by, verb="connection.unlinked", subject=connection, facts=facts)
    _forget(connection)
    score_anew(person_id)


def release(*, connection_id: UUID, by: By) -> bool:
    """In the person's scope: unlinks where no active consent covers the network. True if it did."""
    Due.objects.cancel(due.RELEASE, connection_id)
    connection = Connection.objects.filter(pk=connection_id).first()
    if connection is None or Consent.objects.covering(connection.network).exists():
        return False
    unlink(connection_id=connection_id, by=by)
    return True


def _opened(connection: Connection) -> Credential | None:
    """None where no key opens it any more: a lost key must keep nobody from taking back."""
    try:
        return unseal(connection.sealed_credential, owner=connection.pk).credential
    except CannotOpen:
        log.warning("credential cannot be opened", extra={"connection": str(connection.pk)})
        return None


def _forget(connection: Connection) -> None:
    subjects = [connection.pk, *connection.fetches.values_list("pk", flat=True)]
    Due.objects.filter(subject_id__in=subjects, kind__in=[*due.TASKS]).delete()
    DeletionRequest.objects.settle(connection.pk)
    connection.delete()


def score_anew(person_id: UUID) -> None:
    """Has the person's scores computed: on commit, or by the scheduler if that message is lost."""
    at = timezone.now() + fetches.LOST_MESSAGE
    Due.objects.schedule(due.SCORE, WallKind.PERSON, person_id, person_id, at)
    outbox.send(due.TASKS[due.SCORE], str(person_id), str(person_id))
