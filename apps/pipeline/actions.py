"""The whole flow on one page: consent -> fetch -> score, and back when a consent ends.

Each step can run twice without harm. What has to follow from a step is a ``Due`` row written in its
transaction, so that it follows even where the message about it is lost. Locks are taken in one
order: a consent's row, its connections, its standing."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.utils import timezone

from apps.audit.actions import By
from apps.candidates.actions import consents
from apps.candidates.actions.consents import Withdrawn
from apps.candidates.models import Consent
from apps.connections import due as connection_due
from apps.connections.actions import choices, connections, fetches, named_accounts, reading
from apps.connections.actions.reading import Outcome
from apps.connections.models import Connection
from apps.connections.networks.adapter import Credential
from apps.connections.permits import is_read
from apps.core import tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.organisations.actions.announcements import announce
from apps.organisations.models.announcement import Kind
from apps.pipeline import due
from apps.scoring.actions import scores, standings

log = logging.getLogger(__name__)
BATCH = 100
BATCHES = 10
LEASE = timedelta(minutes=5)  # a task whose message is lost is sent again after that


def begin(*, consent_id: UUID, person_id: UUID) -> None:
    """After a consent was given: reads what is linked already, and scores what was read before.
    What rested on a consent that it replaced, and on no other, goes."""
    with tenancy.person(person_id):
        consent = Consent.objects.active().filter(pk=consent_id).first()
        if consent is None:
            return
        _settle_replaced(consent)
        linked = list(Connection.objects.active().on(*consent.active_networks).order_by("pk"))
        fresh = timezone.now() - settings.FETCH_EVERY
        for connection in linked:
            named_accounts.tell(connection_id=connection.pk)
            if connection.fetched_at is None or connection.fetched_at < fresh:
                fetches.start(connection_id=connection.pk, by=By.system())
        if linked:
            standings.begin(consent=consent)
            connections.score_anew(person_id)


def link(
    *,
    person_id: UUID,
    network: str,
    credential: Credential,
    account_key: str,
    by: By,
    choice_id: UUID | None = None,
) -> Connection:
    """Links an account, and says to those who may know that it is being read. ``choice_id``: the
    login that opened it, which is used by that. Refuses as ``connections.link`` and
    ``choices.take`` do, and then the login still waits."""
    with tenancy.person(person_id):
        if choice_id:
            choices.take(choice_id=choice_id)
        connection = connections.link(
            person_id=person_id,
            network=network,
            credential=credential,
            account_key=account_key,
            by=by,
        )
        _announce(network)
    return connection


def fetch(*, person_id: UUID, connection_id: UUID) -> Outcome:
    """One worker's turn at an account. Its end puts the scoring on the schedule by itself."""
    return reading.run(person_id=person_id, connection_id=connection_id)


def refresh(*, person_id: UUID, connection_id: UUID) -> None:
    """Begins the next day's fetch, while a consent covers the network."""
    with tenancy.person(person_id):
        Due.objects.cancel(connection_due.REFRESH, connection_id)
        if fetches.start(connection_id=connection_id, by=By.system()) is None:
            fetches.ask_again(connection_id=connection_id)


def score(*, person_id: UUID) -> None:
    """Computes under each active consent of the person, each in its own transaction."""
    planned = Due.objects.filter(kind=connection_due.SCORE, subject_id=person_id).first()
    with tenancy.person(person_id):
        consent_ids = list(Consent.objects.active().values_list("pk", flat=True))
    for consent_id in consent_ids:
        with tenancy.person(person_id):
            scores.compute(person_id=person_id, consent_id=consent_id, now=timezone.now())
    if planned:  # what was planned since then came with newer readings
        Due.objects.filter(pk=planned.pk, due_at=planned.due_at).delete()


def withdraw(*, person_id: UUID, consent_id: UUID, network: str = "") -> Withdrawn:
    """Takes effect at once: score and standing go in the same transaction, accounts that nobody may
    read any more are unlinked, and what remains is scored anew."""
    with tenancy.person(person_id):
        by = By.person(person_id)
        withdrawn = consents.withdraw(consent_id=consent_id, network=network, by=by)
        if not withdrawn.networks:
            return withdrawn  # the second click, or a consent that a newer one replaced
        _release(withdrawn.networks, by)
        named_accounts.forget(consent_id=consent_id, networks=withdrawn.networks)
        standings.forget(candidate_id=withdrawn.candidate_id)
        if withdrawn.remaining:
            begin(consent_id=consent_id, person_id=person_id)
        else:
            _tell_of_end(withdrawn.organisation_id, withdrawn.candidate_id)
    return withdrawn


def end(*, person_id: UUID, consent_id: UUID) -> None:
    """A consent's time is over: as if withdrawn."""
    with tenancy.person(person_id):
        consent = Consent.objects.with_active_networks().filter(pk=consent_id).first()
        if consent and consent.active_networks:
            _end_later(consent)
            return
        is_first = Due.objects.cancel(due.CONSENT_EXPIRY, consent_id)
        if consent is None:
            return
        _release(consent.networks, By.system())
        named_accounts.forget(consent_id=consent_id, networks=consent.networks)
        same = Consent.objects.active().filter(candidate_id=consent.candidate_id)
        if not same.exists():
            standings.forget(candidate_id=consent.candidate_id)
            if is_first:
                _tell_of_end(consent.organisation_id, consent.candidate_id)


def release(*, person_id: UUID, connection_id: UUID) -> None:
    """Unlinks an account that no consent covers."""
    with tenancy.person(person_id):
        connections.release(connection_id=connection_id, by=By.system())


def erase(*, person_id: UUID, fetch_id: UUID) -> None:
    """Deletes what was read longer ago than it may be kept."""
    with tenancy.person(person_id):
        fetches.erase(fetch_id=fetch_id, now=timezone.now())


def dispatch(*, limit: int = BATCH * BATCHES) -> int:
    """Sends a task for everything that is due; how many. Two at once share the rows."""
    sent = 0
    while sent < limit:
        rows = Due.objects.claim(now=timezone.now(), lease=LEASE, limit=BATCH)
        _send(rows)
        sent += len(rows)
        if len(rows) < BATCH:
            break
    return sent


def _end_later(consent: Consent) -> None:
    """The database says when a consent is over, and its clock may be behind ours."""
    at = max(consent.expires_at, timezone.now() + timedelta(minutes=1))
    person_id = consent.person_id
    Due.objects.schedule(due.CONSENT_EXPIRY, WallKind.PERSON, person_id, consent.pk, at)


def _tell_of_end(organisation_id: UUID, candidate_id: UUID) -> None:
    """The employer's systems are told that nothing is shared any more, and not why."""
    announce(
        organisation_id=organisation_id, kind=Kind.CONSENT_WITHDRAWN, candidate_id=candidate_id
    )


def _announce(network: str) -> None:
    if is_read(network):
        for consent in Consent.objects.covering(network).order_by("pk"):
            standings.begin(consent=consent)


def _settle_replaced(consent: Consent) -> None:
    """Waits for computations under the candidate's older consents and takes away their results."""
    same = Consent.objects.filter(candidate_id=consent.candidate_id).order_by("pk")
    older = [each for each in same.select_for_update() if each.pk != consent.pk]
    for each in older:
        _release(each.networks, By.system())
        named_accounts.forget(consent_id=each.pk, networks=each.networks)
    if older:
        standings.drop_uncovered(consent=consent)


def _release(networks: Sequence[str], by: By) -> None:
    for connection in Connection.objects.on(*networks).order_by("pk"):
        connections.release(connection_id=connection.pk, by=by)


def _send(rows: Iterable[Due]) -> None:
    for row in rows:
        task = due.TASKS.get(row.kind)
        if task is None:
            log.error("nothing to do for what is due", extra={"kind": row.kind})
            continue
        current_app.send_task(task, args=(str(row.wall_id), str(row.subject_id)))
