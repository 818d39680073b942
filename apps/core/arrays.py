"""Arrays of identifiers as PostgreSQL reads them: one text, where the driver would write each."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID


def of_ids(ids: Iterable[UUID | None]) -> str:
    """For a parameter that is cast to ``uuid[]``."""
    return "{" + ",".join("NULL" if each is None else str(each) for each in ids) + "}"
