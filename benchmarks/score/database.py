"""From database to database: the real shadow run against a bare COPY of the same rows.

The bare side is two COPYs in binary: the columns that the run reads, of everybody at once, out of
the same tables and thrown away; and the rows that the run wrote, into a table with the same
columns, indexes and constraints, from memory. It computes nothing and has no wall (COPY into a
walled table is refused). The run's time has everything in it: cutting into chunks, claims, reading,
scoring, temporary tables, writing through the wall, and the audit's events.
"""

from __future__ import annotations

import hashlib
import os
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import psycopg

from apps.scoring.engine.model import ScoreModel
from benchmarks.score import rows
from benchmarks.score.rows import Link

BOUND = 2.0
TARGET, BARE = "scoring_shadowscore", "bare_shadowscore"
OTHER = "benchmark-1"
OUT = """COPY (
    SELECT t.candidate_id, t.person_id, t.score_id, s.visible_until, s.model_version, s.value,
        s.reach, s.engagement, s.network, s.amounts
    FROM scoring_standing t JOIN scoring_score s ON s.id = t.score_id
) TO STDOUT (FORMAT binary)"""


@dataclass(frozen=True)
class Times:
    """Seconds, medians of runs that took turns."""

    people: int
    run: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.run / self.bare


def measure(model: ScoreModel, sizes: Sequence[int], rounds: Sequence[int]) -> Iterator[Times]:
    """One entry a size, the rows of the former ones among them."""
    with _database() as url, psycopg.connect(url, autocommit=True) as owner:
        rows.prepare(owner, model)
        _release(model)
        _copy_of_the_table(owner)
        before = 0
        for people, times in zip(sizes, rounds, strict=True):
            rows.fill(owner, model, before, people)
            before = people
            yield _compare(owner, people, times)


def _compare(owner: Link, people: int, rounds: int) -> Times:
    _run(owner, people)  # warms up, and leaves the rows that the other side copies
    written = _read(owner, f"COPY {TARGET} TO STDOUT (FORMAT binary)")
    pairs = [(_bare(owner, written), _run(owner, people)) for _ in range(rounds)]
    bare, run = (statistics.median(side) for side in zip(*pairs, strict=True))
    return Times(people, run, bare)


def _run(owner: Link, people: int) -> float:
    """One whole shadow run in this process, as a single worker would do it."""
    from apps.pipeline import runs as pipeline  # noqa: PLC0415  # after django.setup
    from apps.scoring.actions import runs  # noqa: PLC0415
    from apps.scoring.models import RunKind  # noqa: PLC0415

    owner.execute(f"TRUNCATE {TARGET}")
    start = time.perf_counter()
    run = runs.begin(kind=RunKind.SHADOW, model_version=OTHER)
    while chunk := runs.next_free(run):
        pipeline.work(chunk_id=chunk)
    taken = time.perf_counter() - start
    found = runs.progress(run)
    if (found.done, found.failed, found.finished) != (people, 0, True):
        raise SystemExit(f"the run did not do its work: {found}")
    return taken


def _bare(owner: Link, written: bytes) -> float:
    owner.execute(f"TRUNCATE {BARE}")
    start = time.perf_counter()
    with owner.cursor() as cursor, cursor.copy(OUT) as copied:
        for _ in copied:
            pass
    with owner.cursor() as cursor, cursor.copy(f"COPY {BARE} FROM STDIN (FORMAT binary)") as to:
        to.write(written)
    return time.perf_counter() - start


def _read(owner: Link, statement: str) -> bytes:
    with owner.cursor() as cursor, cursor.copy(statement.encode()) as copied:
        return b"".join(copied)


def _release(model: ScoreModel) -> None:
    """Another model that starts from the same amounts: other weights."""
    from apps.scoring.engine.model import model_text  # noqa: PLC0415  # after django.setup
    from apps.scoring.models import Release  # noqa: PLC0415

    other = replace(model, version=OTHER, beta={f: b / 2 for f, b in model.beta.items()})
    content = model_text(other)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    Release.objects.create(version=OTHER, content=content, sha256=sha256)


def _copy_of_the_table(owner: Link) -> None:
    """The same columns, indexes and constraints, without the wall and its triggers."""
    owner.execute(f"CREATE TABLE {BARE} (LIKE {TARGET} INCLUDING ALL)")
    references = owner.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
        f" WHERE contype = 'f' AND conrelid = '{TARGET}'::regclass"
    ).fetchall()
    for (definition,) in references:
        owner.execute(f"ALTER TABLE {BARE} ADD {definition}".encode())


@contextmanager
def _database() -> Iterator[str]:
    """A database of its own, dropped again; the address of its owner. Messages go nowhere."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("RENOWN_ENV", "test")
    os.environ["CELERY_BROKER_URL"] = "memory://"
    import django  # noqa: PLC0415  # the environment comes first

    django.setup()
    from tests import database  # noqa: PLC0415  # the settings come first

    drop = database.make_database("score_bench")
    try:
        yield database.owner_conninfo()
    finally:
        drop()
