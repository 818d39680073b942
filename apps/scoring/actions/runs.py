"""Runs: everybody's scores are gone through in chunks, by any number of workers, and no chunk is
lost with its worker.

A chunk's task is sent by name, with a ``Due`` row behind it. Only so many chunks are asked for at
once, so that readings and mails find workers too; the end of one asks for the next."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID, uuid4

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import F
from django.utils import timezone

from apps.audit.actions import By, record_for_platform
from apps.core import outbox
from apps.core.locks import hold
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.scoring import cuts, due
from apps.scoring.models import Chunk, ChunkState, Run, RunKind, RunState
from apps.scoring.released import released_model

log = logging.getLogger(__name__)
LANES = 8  # chunks asked for at once
LEASE = timedelta(minutes=6)  # above the longest task: a worker that lives has not lost its chunk
TRIES = 6  # claims without a step between them: something there kills its worker
LOST_MESSAGE = timedelta(seconds=30)  # after that the scheduler sends it again


class ClaimLost(Exception):
    """Another worker holds the chunk now, or a newer run has replaced this one."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a worker needs to go on with a chunk."""

    run_id: UUID
    chunk_id: UUID
    claim: UUID
    kind: RunKind
    model_version: str
    one_employer: UUID | None
    wall_id: UUID
    cursor: UUID
    until: UUID
    deadly: bool  # the next step has killed every worker so far


@dataclass(frozen=True, slots=True)
class Progress:
    """Of ``total`` people ``done`` are done and ``failed`` could not be."""

    total: int
    done: int
    failed: int
    finished: bool

    @property
    def left(self) -> int:
        return self.total - self.done - self.failed


@transaction.atomic
def begin(*, kind: RunKind, model_version: str, organisation_id: UUID | None = None) -> Run:
    """An open run of the same kind, version and people is given back; another one of the same kind
    and people ends as replaced. Raises UnknownModel."""
    released_model(model_version)
    hold("run", kind, organisation_id)
    known = Run.objects.open().of(kind, organisation_id).first()
    if known and known.model_version == model_version:
        return known
    if known:
        _replace(known)
    run = Run.objects.create(kind=kind, model_version=model_version, one_employer=organisation_id)
    Chunk.objects.bulk_create(cuts.of(run), batch_size=1000)
    _record("run.begun", run)
    for _ in range(LANES):
        _ask_for_next(run)
    _end_if_through(run)
    return run


def progress(run: Run) -> Progress:
    """As it stands now in the database."""
    run.refresh_from_db()
    if run.finished_at:
        return Progress(run.total, run.done, run.failed, finished=True)
    return Progress(**run.chunks.sums(), finished=False)


@transaction.atomic
def claim(*, chunk_id: UUID) -> Claimed | None:
    """The chunk, for this worker alone until its lease ends; None where there is nothing to do."""
    token, until = uuid4(), timezone.now() + LEASE
    mine = Chunk.objects.free(timezone.now()).filter(pk=chunk_id)
    if not mine.update(
        claim=token, lease_until=until, state=ChunkState.QUEUED, attempts=F("attempts") + 1
    ):
        _sleep(chunk_id)
        return None
    chunk = Chunk.objects.select_related("run").get(claim=token)
    _wake(chunk, at=until)
    run = chunk.run
    return Claimed(
        run_id=run.pk,
        chunk_id=chunk.pk,
        claim=token,
        kind=RunKind(run.kind),
        model_version=run.model_version,
        one_employer=run.one_employer,
        wall_id=chunk.wall_id,
        cursor=chunk.cursor,
        until=chunk.until,
        deadly=chunk.attempts > TRIES,
    )


def hold_chunk(claimed: Claimed) -> None:
    """In a transaction: nobody else moves the chunk until it ends. Raises ClaimLost."""
    mine = Chunk.objects.held_by(claimed.claim).filter(pk=claimed.chunk_id)
    if not mine.select_for_update().exists():
        raise ClaimLost


def keep(claimed: Claimed, *, cursor: UUID, done: int, failed: int = 0) -> None:
    """Up to ``cursor`` it is done; the lease begins anew. Raises ClaimLost."""
    mine = Chunk.objects.held_by(claimed.claim).filter(pk=claimed.chunk_id)
    if not mine.update(
        cursor=cursor,
        done=F("done") + done,
        failed=F("failed") + failed,
        attempts=0,
        lease_until=timezone.now() + LEASE,
    ):
        raise ClaimLost


@transaction.atomic
def put_back(claimed: Claimed) -> None:
    """The worker's turn is over and the chunk is not: the next worker goes on. Raises ClaimLost."""
    hold_chunk(claimed)
    chunk = Chunk.objects.get(pk=claimed.chunk_id)
    Chunk.objects.filter(pk=chunk.pk).update(claim=None, lease_until=None)
    _ask_for(chunk)


@transaction.atomic
def finish(claimed: Claimed) -> None:
    """The chunk is through, and another one's turn has come. Raises ClaimLost."""
    run = Run.objects.select_for_update().get(pk=claimed.run_id)
    mine = Chunk.objects.held_by(claimed.claim).filter(pk=claimed.chunk_id)
    if not mine.update(
        state=ChunkState.DONE,
        claim=None,
        lease_until=None,
        done_at=timezone.now(),
        total=F("done") + F("failed"),
    ):
        raise ClaimLost
    Due.objects.cancel(due.CHUNK, claimed.chunk_id)
    _ask_for_next(run)
    _end_if_through(run)


def attempt[T](work: Callable[[], T], *, person_id: UUID) -> T | Literal[False]:
    """What ``work`` answers; False where it failed for this person alone, which is logged without
    a word of the error. Raises where the database is away: then nobody's turn is over."""
    try:
        return work()
    except Exception as error:  # whatever it is, the others' turn comes
        if isinstance(error, DatabaseError | InterfaceError) and not connection.is_usable():
            raise
        log.error("person %s could not be scored: %s", person_id, type(error).__name__)
        return False


def skip(*, person_id: UUID) -> None:
    """Says whom a run leaves out because each worker that tried has died."""
    log.error("person %s could not be scored: %s workers have died", person_id, TRIES)


def next_free(run: Run) -> UUID | None:
    """A chunk that somebody may claim now."""
    free = Chunk.objects.free(timezone.now()).filter(run=run)
    return free.in_turn().values_list("pk", flat=True).first()


def _replace(run: Run) -> None:
    """Workers notice with their next step that their chunk is gone."""
    Run.objects.select_for_update().get(pk=run.pk)
    _end(run, RunState.REPLACED)
    left = [chunk.pk for chunk in run.chunks.open().order_by("pk").select_for_update()]
    Chunk.objects.filter(pk__in=left).delete()
    Due.objects.filter(kind=due.CHUNK, subject_id__in=left).delete()


def _end_if_through(run: Run) -> None:
    if not run.chunks.exclude(state=ChunkState.DONE).exists():
        _end(run, RunState.DONE)


def _end(run: Run, state: RunState) -> None:
    ended = Run.objects.open().filter(pk=run.pk)
    if ended.update(state=state, finished_at=timezone.now(), **run.chunks.sums()):
        run.refresh_from_db()
        _record(f"run.{state}", run)


def _ask_for_next(run: Run) -> None:
    waiting = run.chunks.filter(state=ChunkState.WAITING).in_turn().first()
    if waiting:
        Chunk.objects.filter(pk=waiting.pk).update(state=ChunkState.QUEUED)
        _ask_for(waiting)


def _ask_for(chunk: Chunk) -> None:
    _wake(chunk, at=timezone.now() + LOST_MESSAGE)
    outbox.send(due.TASKS[due.CHUNK], str(chunk.wall_id), str(chunk.pk))


def _sleep(chunk_id: UUID) -> None:
    """Whoever holds it may die: then it is asked for again."""
    held = Chunk.objects.open().filter(pk=chunk_id, claim__isnull=False)
    chunk = held.select_related("run").first()
    if chunk and chunk.lease_until:
        _wake(chunk, at=chunk.lease_until)
    else:
        Due.objects.cancel(due.CHUNK, chunk_id)


def _wake(chunk: Chunk, *, at: datetime) -> None:
    wall = WallKind.ORGANISATION if chunk.run.kind == RunKind.SHADOW else WallKind.PERSON
    Due.objects.schedule(due.CHUNK, wall, chunk.wall_id, chunk.pk, at)


def _record(verb: str, run: Run) -> None:
    facts = {"model": run.model_version, "people": run.total, "done": run.done}
    facts |= {"failed": run.failed}
    record_for_platform(by=By.system(), verb=verb, subject=run, facts=facts)
    log.info("%s: %s under %s", verb, run.kind, run.model_version)
