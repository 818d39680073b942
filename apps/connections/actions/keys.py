"""Keys: credentials are sealed anew with the newest of ``TOKEN_KEYS``, so that older ones can go.

Person by person behind the wall, each in a transaction of its own: it may be stopped at any time
and begun again. Where a worker stores another credential meanwhile, that one stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

from django.db import connection

from apps.connections.models import Connection, NamedAccount, Revocation
from apps.core import sealing, tenancy
from apps.core.sealing import Age

BATCH = 500
FIRST = UUID(int=0)
type Row = Connection | Revocation | NamedAccount


class Found(StrEnum):
    """What became of a secret."""

    NEWEST = "newest"  # needs no other key
    OLDER = "older"  # found under an older key and left there
    RESEALED = "resealed"
    REPLACED = "replaced"  # by somebody else at the same time
    LOST = "lost"  # no key opens it


def people() -> Iterator[UUID]:
    """Everybody who has something sealed here. Opens no scope."""
    last = FIRST
    while found := _people_after(last):
        yield from found
        last = found[-1]


def rotate(*, person_id: UUID) -> Counter[Found]:
    """Seals what the person has under older keys with the newest."""
    with tenancy.person(person_id):
        return Counter(_rotated(row) for row in _rows())


def check(*, person_id: UUID) -> Counter[Found]:
    """Which keys the person's secrets need; changes nothing."""
    with tenancy.person(person_id):
        return Counter(Found(sealing.age(getattr(row, _column(row)))) for row in _rows())


def _rows() -> list[Row]:
    """Who has a named account has its connection too, and so is found by that."""
    return [
        *Connection.objects.order_by("pk"),
        *Revocation.objects.order_by("pk"),
        *NamedAccount.objects.order_by("pk"),
    ]


def _column(row: Row) -> str:
    return "sealed_account" if isinstance(row, NamedAccount) else "sealed_credential"


def _rotated(row: Row) -> Found:
    before = bytes(getattr(row, _column(row)))
    age = sealing.age(before)
    if age is not Age.OLDER:
        return Found(age)
    same = type(row).objects.filter(pk=row.pk).sealed_as(before)
    changed = same.update(**{_column(row): sealing.reseal(before)})
    return Found.RESEALED if changed else Found.REPLACED


def _people_after(last: UUID) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM connections_people_with_secrets(%s, %s)", [last, BATCH])
        return [row[0] for row in cursor.fetchall()]
