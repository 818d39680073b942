"""The secrets of endpoints and orders are sealed anew with the newest of ``TOKEN_KEYS``, so that
older keys can go. Organisation by organisation behind the wall: it may be stopped and run again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.db import connection

from apps.connections.actions.keys import Found
from apps.core import sealing, tenancy
from apps.core.sealing import Age
from apps.integrations.models import Endpoint, Order

BATCH = 500
FIRST = UUID(int=0)
type Row = Endpoint | Order
SEALED: dict[type[Row], tuple[str, ...]] = {
    Endpoint: ("sealed_secret", "sealed_previous"),
    Order: ("sealed_callback",),
}


def organisations() -> Iterator[UUID]:
    """All that have an endpoint; who has an order has one. Opens no scope."""
    last = FIRST
    while found := _after(last):
        yield from found
        last = found[-1]


def rotate(*, organisation_id: UUID) -> Counter[Found]:
    """Seals what lies under older keys with the newest."""
    with tenancy.organisation(organisation_id):
        return Counter(_rotated(*each) for each in _secrets())


def check(*, organisation_id: UUID) -> Counter[Found]:
    """Which keys the secrets need; changes nothing."""
    with tenancy.organisation(organisation_id):
        return Counter(Found(sealing.age(sealed)) for _, _, sealed in _secrets())


def _secrets() -> Iterator[tuple[Row, str, bytes]]:
    """Row, column and what is sealed there. Locked: who makes another secret waits."""
    for model, columns in SEALED.items():
        for row in model.objects.select_for_update(no_key=True).order_by("pk"):
            for column in columns:
                if sealed := getattr(row, column):
                    yield row, column, bytes(sealed)


def _rotated(row: Row, column: str, sealed: bytes) -> Found:
    age = sealing.age(sealed)
    if age is not Age.OLDER:
        return Found(age)
    setattr(row, column, sealing.reseal(sealed))
    row.save(update_fields=[column])
    return Found.RESEALED


def _after(last: UUID) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM integrations_organisations_with_secrets(%s, %s)", [last, BATCH]
        )
        return [row[0] for row in cursor.fetchall()]
