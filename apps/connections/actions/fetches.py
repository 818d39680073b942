"""Fetches: one run of reading an account, by one worker at a time, and never lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection as database
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.audit.actions import By, record
from apps.candidates.models import Consent
from apps.connections import due
from apps.connections.actions import baselines
from apps.connections.models import Connection, Fetch, FetchState, Snapshot, Stage
from apps.connections.models.fetch import OPEN_STATES
from apps.connections.networks.registry import adapter
from apps.connections.permits import is_read
from apps.connections.slots import next_slot
from apps.core import outbox, tenancy
from apps.core.locks import hold, name_of
from apps.core.models import Due
from apps.core.models.due import WallKind

TRIES = 6  # claims without a single page between them
LONGEST = timedelta(days=2)  # from the first claim, all waiting included
LOST_MESSAGE = timedelta(seconds=30)  # after that the scheduler sends it again
SWITCHED_OFF = "switched_off"
# Locks as ``hold`` does, then asks the same as Fetch's ``held_by`` and Consent's ``covering``. It
# is asked with each page, and to put those into SQL takes longer than the answer.
CONFIRM = "SELECT * FROM connections_confirm(%s, %s, %s, %s, %s, %s)"


class ClaimLost(Exception):
    """Another worker holds the fetch now, or it is gone. What was read since must not be kept."""


class ConsentEnded(Exception):
    """The person took the consent back while the account was being read."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a worker needs to read on outside of any transaction."""

    person_id: UUID
    connection_id: UUID
    fetch_id: UUID
    claim: UUID
    network: str
    account_key: str
    stage: str
    cursor: str
    started_at: datetime
    attempts: int
    pages: int

    @property
    def since(self) -> datetime:
        """The same in every turn of one fetch."""
        window: timedelta = settings.FETCH_WINDOW
        return self.started_at - window


def start(*, connection_id: UUID, by: By) -> Fetch | None:
    """Queues a fetch in the person's scope; one that is open already is the same fetch.

    None where no active consent covers the network, before which nothing is read, or where it is
    switched off or kept from scores."""
    hold("connection", connection_id)
    connection = Connection.objects.active().filter(pk=connection_id).first()
    if connection is None or _forbidden(connection.network):
        return None
    fetch, begun = Fetch.objects.open().get_or_create(
        connection=connection, defaults={"person_id": connection.person_id}
    )
    if begun:
        record(by=by, verb="fetch.started", subject=fetch, facts={"network": connection.network})
    wake(fetch, at=timezone.now() + LOST_MESSAGE)
    Due.objects.cancel(due.REFRESH, connection_id)
    outbox.send(due.TASKS[due.FETCH], str(connection.person_id), str(connection_id))
    return fetch


def claim(*, person_id: UUID, connection_id: UUID) -> Claimed | None:
    """The connection's open fetch, for this worker alone until its lease ends. None where there is
    nothing to do now: then the scheduler is told when there will be."""
    with tenancy.person(person_id):
        hold("connection", connection_id)
        claimed = _claim(connection_id)
        if claimed is None:
            _sleep(person_id, connection_id)
        return claimed


def _claim(connection_id: UUID) -> Claimed | None:
    now, token = timezone.now(), uuid4()
    ripe = Fetch.objects.ripe(now).filter(connection_id=connection_id)
    if not ripe.update(
        claim=token,
        lease_until=now + settings.FETCH_LEASE,
        state=FetchState.RUNNING,
        attempts=F("attempts") + 1,
        started_at=Coalesce("started_at", now),
        next_try_at=None,
    ):
        return None
    fetch = Fetch.objects.select_related("connection").get(claim=token)
    wake(fetch, at=now + settings.FETCH_LEASE)
    if why := _why_not(fetch, now):
        fail(fetch, code=why)
        return None
    baselines.choose(fetch)
    return _claimed(fetch)


def _why_not(fetch: Fetch, now: datetime) -> str:
    """A code where this fetch must not go on."""
    if why := _forbidden(fetch.connection.network):
        return why
    assert fetch.started_at is not None
    if fetch.attempts > TRIES or now - fetch.started_at > LONGEST:
        return fetch.error_code or "interrupted"
    return ""


def _forbidden(network: str) -> str:
    """A code where nothing may be read from this network for the person of the open scope."""
    if not is_read(network):
        return SWITCHED_OFF
    return "" if Consent.objects.covering(network).exists() else "consent_ended"


def _claimed(fetch: Fetch) -> Claimed:
    assert fetch.claim is not None
    assert fetch.started_at is not None
    return Claimed(
        person_id=fetch.person_id,
        connection_id=fetch.connection_id,
        fetch_id=fetch.pk,
        claim=fetch.claim,
        network=fetch.connection.network,
        account_key=fetch.connection.account_key,
        stage=fetch.stage,
        cursor=fetch.cursor,
        started_at=fetch.started_at,
        attempts=fetch.attempts,
        pages=fetch.pages,
    )


def _sleep(person_id: UUID, connection_id: UUID) -> None:
    fetch = Fetch.objects.open().filter(connection_id=connection_id).first()
    at = fetch and (fetch.lease_until or fetch.next_try_at)
    if fetch is None:
        Due.objects.cancel(due.FETCH, connection_id)
    elif at:
        wake(fetch, at=at)


def wake(fetch: Fetch, *, at: datetime) -> None:
    Due.objects.schedule(due.FETCH, WallKind.PERSON, fetch.person_id, fetch.connection_id, at)


def mine(claimed: Claimed) -> Fetch:
    """The fetch, locked, in the person's scope; raises ``ClaimLost`` where it is ours no longer."""
    hold("connection", claimed.connection_id)
    fetches = Fetch.objects.held_by(claimed.claim).select_related("connection")
    fetch = fetches.filter(pk=claimed.fetch_id).first()
    if fetch is None:
        raise ClaimLost
    return fetch


def held(claimed: Claimed) -> Fetch:
    """The same, to keep what was read; raises ``ConsentEnded`` where it may not be kept."""
    confirm(claimed)
    return Fetch.objects.select_related("connection").get(pk=claimed.fetch_id)


def confirm(claimed: Claimed) -> None:
    """Locks the fetch, without reading it; raises as ``held`` does."""
    lock, states = name_of("connection", claimed.connection_id), [*map(str, OPEN_STATES)]
    whose = (claimed.person_id, claimed.network)
    with database.cursor() as cursor:
        cursor.execute(CONFIRM, [lock, claimed.fetch_id, claimed.claim, states, *whose])
        is_ours, is_covered = cursor.fetchone()
    if not is_ours:
        raise ClaimLost
    if not is_covered:
        raise ConsentEnded


def wait(claimed: Claimed, *, until: datetime, code: str, counts: bool) -> None:
    """Gives the claim back until then. ``counts``: as one of the tries in vain. After a wait that
    is longer than a fetch may take, what was read before it would be old: all is read anew."""
    with tenancy.person(claimed.person_id):
        fetch = mine(claimed)
        if until - claimed.started_at > LONGEST:
            _start_over(fetch)
        fetch.errors += 1 if code else 0
        fetch.attempts = fetch.attempts if counts else 0
        fetch.state, fetch.error_code, fetch.next_try_at = FetchState.WAITING, code, until
        _let_go(fetch)
        wake(fetch, at=until)
        if until <= timezone.now():
            outbox.send(due.TASKS[due.FETCH], str(fetch.person_id), str(fetch.connection_id))


def _start_over(fetch: Fetch) -> None:
    Snapshot.objects.filter(fetch=fetch).delete()
    fetch.stage, fetch.cursor, fetch.started_at = Stage.PROFILE, "", None
    fetch.pages = fetch.items = 0
    fetch.read_as, fetch.baseline = "", None  # chosen anew


def finish(claimed: Claimed) -> None:
    """Everything is read: the snapshot counts from now on."""
    with tenancy.person(claimed.person_id):
        fetch, now = held(claimed), timezone.now()
        fetch.state, fetch.error_code = FetchState.DONE, ""
        _end(fetch, now)
        Connection.objects.filter(pk=claimed.connection_id).update(fetched_at=now)
        facts: dict[str, str | int | list[str] | None] = {
            "network": claimed.network,
            "pages": fetch.pages,
            "items": fetch.items,
            "how": "changes" if fetch.baseline else "whole",
        }
        record(by=By.system(), verb="fetch.finished", subject=fetch, facts=facts)


def fail(fetch: Fetch, *, code: str, again: bool = True) -> None:
    """Ends the fetch in the open scope. ``again``: it is tried anew the next day."""
    fetch.errors += 1
    fetch.state, fetch.error_code = FetchState.FAILED, code
    _end(fetch, timezone.now(), again=again)
    facts = {"network": fetch.connection.network, "code": code}
    record(by=By.system(), verb="fetch.failed", subject=fetch, facts=facts)


def _end(fetch: Fetch, now: datetime, *, again: bool = True) -> None:
    fetch.finished_at = now
    _let_go(fetch)
    schedule, person_id = Due.objects.schedule, fetch.person_id
    Due.objects.cancel(due.FETCH, fetch.connection_id)
    kept = adapter(fetch.connection.network).kept
    schedule(due.ERASE, WallKind.PERSON, person_id, fetch.pk, now + kept)
    schedule(due.SCORE, WallKind.PERSON, person_id, person_id, now + LOST_MESSAGE)
    outbox.send(due.TASKS[due.SCORE], str(person_id), str(person_id))
    if again:
        _next_day(person_id, fetch.connection_id, now)


def ask_again(*, connection_id: UUID) -> None:
    """The next day, for an account whose network is switched off now though a consent covers it."""
    connection = Connection.objects.active().filter(pk=connection_id).first()
    if connection and _forbidden(connection.network) == SWITCHED_OFF:
        _next_day(connection.person_id, connection_id, timezone.now())


def _next_day(person_id: UUID, connection_id: UUID, now: datetime) -> None:
    at = next_slot(connection_id, now)
    Due.objects.schedule(due.REFRESH, WallKind.PERSON, person_id, connection_id, at)


def _let_go(fetch: Fetch) -> None:
    fetch.claim = fetch.lease_until = None
    fetch.save()


def erase(*, fetch_id: UUID, now: datetime) -> None:
    """Deletes a fetch whose reading may be kept no longer, with its snapshot and observations."""
    fetch = Fetch.objects.select_related("connection").filter(pk=fetch_id).first()
    if fetch:
        before = now - adapter(fetch.connection.network).kept
        Fetch.objects.filter(pk=fetch_id, finished_at__lte=before).delete()
    Due.objects.cancel(due.ERASE, fetch_id)
