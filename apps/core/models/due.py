from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import connection, models

from apps.core.models.base import Base


class WallKind(StrEnum):
    ORGANISATION = "organisation"
    PERSON = "person"


class DueQuerySet(models.QuerySet["Due"]):
    def schedule(
        self, kind: str, wall: WallKind, wall_id: uuid.UUID, subject_id: uuid.UUID, at: datetime
    ) -> None:
        """Puts the subject's next time; one row per kind and subject, so twice is once."""
        self.schedule_all(kind, wall, [(wall_id, subject_id, at)])

    def schedule_all(
        self, kind: str, wall: WallKind, rows: Iterable[tuple[uuid.UUID, uuid.UUID, datetime]]
    ) -> None:
        """Of each row whose wall it is, the subject and its next time; no subject twice."""
        self.bulk_create(
            [
                Due(kind=kind, wall=wall, wall_id=wall_id, subject_id=subject_id, due_at=at)
                for wall_id, subject_id, at in rows
            ],
            update_conflicts=True,
            unique_fields=["kind", "subject_id"],
            update_fields=["due_at", "wall", "wall_id"],
        )

    def cancel(self, kind: str, subject_id: uuid.UUID) -> bool:
        """Whether something was planned."""
        return bool(self.filter(kind=kind, subject_id=subject_id).delete()[0])

    def claim(self, *, now: datetime, lease: timedelta, limit: int) -> list[Due]:
        """What is due, pushed ahead by the lease so that a lost task comes back by itself."""
        sql = f"""
            UPDATE {Due._meta.db_table} SET due_at = %s WHERE id IN (
                SELECT id FROM {Due._meta.db_table} WHERE due_at <= %s
                ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED)
            RETURNING id, kind, wall, wall_id, subject_id, due_at"""
        with connection.cursor() as cursor:
            cursor.execute(sql, [now + lease, now, limit])
            columns = ("id", "kind", "wall", "wall_id", "subject_id", "due_at")
            return [Due(**dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]


class Due(Base):
    """What the scheduler reads across tenants: nothing but identifiers and a time."""

    kind = models.CharField(max_length=40)
    wall = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in WallKind])
    wall_id = models.UUIDField()
    subject_id = models.UUIDField()
    due_at = models.DateTimeField(db_index=True)

    objects = DueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="due_once_per_subject"),
            models.CheckConstraint(
                condition=models.Q(wall__in=[kind.value for kind in WallKind]),
                name="due_wall_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.due_at:%Y-%m-%d %H:%M}"
