"""How a run is cut into chunks: by identifiers, over the wall, without looking at anything else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from uuid import UUID

from django.db import connection

from apps.scoring.models import Chunk, Run, RunKind

PEOPLE = 500  # in a chunk of people, who are scored one by one
CANDIDATES = 16_384  # in a chunk of one organisation's candidates, who are scored all at once
FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)

Cut = tuple[UUID, UUID, int]  # whose wall, the last one, how many up to there on this side of it


def of(run: Run) -> list[Chunk]:
    """The chunks of one wall follow each other without a gap, from the first identifier that there
    can be to the last, so that who comes meanwhile has a place."""
    cuts = _candidates(run) if run.kind == RunKind.SHADOW else _people(run)
    chunks: list[Chunk] = []
    for wall_id, ends in groupby(cuts, key=lambda cut: cut[0]):
        chunks += _behind(wall_id, list(ends))
    for number, chunk in enumerate(chunks):
        chunk.run, chunk.number = run, number
    return chunks


def _behind(wall_id: UUID, ends: list[Cut]) -> Iterator[Chunk]:
    after, before = FIRST, 0
    for _, last, place in ends:
        until = LAST if last == ends[-1][1] else last
        yield Chunk(wall_id=wall_id, after=after, cursor=after, until=until, total=place - before)
        after, before = last, place


def _candidates(run: Run) -> list[Cut]:
    sql = "SELECT employer, last, place FROM scoring_cut_candidates(%s, %s)"
    return _asked(sql, run.one_employer, CANDIDATES)


def _people(run: Run) -> list[Cut]:
    sql = "SELECT %s::uuid, last, place FROM scoring_cut_people(%s, %s)"
    return _asked(sql, run.pk, run.one_employer, PEOPLE)


def people(one_employer: UUID | None, *, after: UUID, until: UUID, most: int) -> list[UUID]:
    """The next people who have a score, in the order of their identifiers."""
    sql = "SELECT p FROM scoring_people_between(%s, %s, %s, %s) p"
    return [row[0] for row in _asked(sql, one_employer, after, until, most)]


def _asked(sql: str, *values: UUID | int | None) -> list[tuple[UUID, UUID, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
