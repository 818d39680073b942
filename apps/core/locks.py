"""One at a time, for what no single row stands for."""

from __future__ import annotations

from django.db import connection


def hold(*words: object) -> None:
    """Waits for the lock that these words name and holds it until the transaction ends."""
    assert connection.in_atomic_block, "the lock ends with the transaction"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name_of(*words)])


def try_hold(*words: object) -> bool:
    """``hold`` without waiting; False where somebody else holds it."""
    assert connection.in_atomic_block, "the lock ends with the transaction"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name_of(*words)]
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def name_of(*words: object) -> str:
    """What is hashed, for statements that take the lock themselves."""
    return " ".join(str(word) for word in words)
