"""Which organisations a score model concerns: identifiers alone, over the wall."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import connection

BATCH = 500
FIRST = UUID(int=0)


def with_scores() -> Iterator[UUID]:
    """Those who see the score of at least one candidate, in their order."""
    yield from _walk("SELECT * FROM scoring_organisations(%s, %s)", [])


def told_of(release_id: UUID) -> Iterator[UUID]:
    """Those who were told of this release, in their order."""
    yield from _walk("SELECT * FROM scoring_organisations_told(%s, %s, %s)", [release_id])


def _walk(sql: str, words: list[UUID]) -> Iterator[UUID]:
    last = FIRST
    while found := _asked(sql, [*words, last, BATCH]):
        yield from found
        last = found[-1]


def _asked(sql: str, words: list[UUID | int]) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(sql, words)
        return [row[0] for row in cursor.fetchall()]
