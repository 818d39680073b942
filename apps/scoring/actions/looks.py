"""Every look at a score is an event that the person can see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from apps.audit.actions import By, record_for_each

SEEN = "score.seen"


class Shown(Protocol):
    """A candidate, as a model or as a plain row. ``standing`` is joined already."""

    @property
    def pk(self) -> UUID: ...
    @property
    def person_id(self) -> UUID | None: ...


def record(*, candidates: Iterable[Shown], by: By, where: str) -> None:
    """One event for each candidate whose score was shown. ``where`` is list, candidate, compare,
    export, admin, api, ats or klout. In the organisation's scope; one insert."""
    record_for_each(
        by=by,
        verb=SEEN,
        subject_kind="candidate",
        subjects=[(each.pk, each.person_id) for each in candidates if _shows_a_score(each)],
        facts={"where": where},
    )


def _shows_a_score(candidate: Shown) -> bool:
    standing = getattr(candidate, "standing", None)
    return standing is not None and standing.value is not None
