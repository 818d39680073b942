"""Scores of candidates leave the house as a file: who took it, and whose scores are in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from apps.audit.actions import By, record
from apps.candidates.models import Candidate, Opening
from apps.scoring.actions import looks
from apps.scoring.listing import Order
from apps.scoring.narrowing import Narrowing

MOST = 10_000  # people in one file
AT_ONCE = 500


def taken(
    people: QuerySet[Candidate], narrowing: Narrowing, *, order: Order, descending: bool, by: By
) -> Iterator[Sequence[Candidate]]:
    """``people`` as ``apps.scoring.listing.listed`` gives them, page by page, ``MOST`` at most;
    each score that is taken along is a look. Follow with ``note_list``."""
    cursor, rest = None, MOST
    while rest:
        page = narrowing.page(
            people, order=order, descending=descending, size=min(AT_ONCE, rest), cursor=cursor
        )
        looks.record(candidates=page.rows, by=by, where="export")
        yield page.rows
        cursor, rest = page.next, rest - len(page.rows)
        if not cursor:
            return


@transaction.atomic
def note(*, candidates: Sequence[Candidate], by: By, kind: str) -> None:
    """Notes one export of these people (``standing`` is joined), and one look at each score that
    is in it. ``kind`` is csv, xlsx, pdf or hrxml. In the organisation's scope."""
    looks.record(candidates=candidates, by=by, where="export")
    record(by=by, verb="candidates.exported", facts={"people": len(candidates), "format": kind})


def note_list(
    *,
    opening: Opening | None,
    people: int,
    columns: Iterable[str],
    filters: Mapping[str, Any],
    by: By,
    kind: str,
) -> None:
    """The same for a list that was too long to hold at once: each look is recorded already. What
    ``filters`` searched for is somebody's name, so it is kept only that they searched."""
    codes = {name: _plain(value) for name, value in filters.items() if name != "q"}
    searched = {"q": True} if "q" in filters else {}
    facts = {"people": people, "format": kind, "columns": [*columns], "filters": codes | searched}
    record(by=by, verb="candidates.exported", subject=opening, facts=facts)


def _plain(value: Any) -> object:
    return [str(each) for each in value] if isinstance(value, list) else str(value)
