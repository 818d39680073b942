"""Who stands in a comparison: adding, taking off, swapping and moving people are addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from apps.candidates.models import Candidate, Opening
from apps.scoring.comparison import FEWEST, MOST
from apps.scoring.listing import listed

FOUND = 12


@dataclass(frozen=True, slots=True)
class Way:
    """The address of a comparison of these people, with where one came from."""

    slug: str
    opening: Opening | None
    ids: Sequence[UUID]

    def to(self, ids: Sequence[UUID], *, name: str = "compare", **more: str) -> str:
        place = {"opening": self.opening.pk} if self.opening else {}
        query = urlencode({**place, "candidate": ids, **more}, doseq=True)
        return f"{reverse(name, args=[self.slug])}?{query}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """``earlier`` and ``without`` are empty for the first person and for the last two."""

    name: str
    earlier: str
    without: str
    swap: str


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody with a score; ``url`` is the comparison with them."""

    name: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """``instead`` and ``swap``: whose place the next person takes, by name and by key; empty where
    the next one is added. ``looking``: the person is choosing right now. ``more``: there are more
    people than ``others``."""

    ids: Sequence[UUID]
    chosen: Sequence[Chosen]
    full: bool
    instead: str
    swap: str
    find: str
    looking: bool
    others: Sequence[Other]
    more: bool
    stay: str


def choice(
    way: Way, people: Sequence[Candidate], *, swap: str = "", find: str | None = None
) -> Choice:
    """Of the people of an address; one query. ``find`` is None where nobody is looked for."""
    leaving = next((person for person in people if str(person.pk) == swap), None)
    full = len(people) >= MOST and leaving is None
    words = (find or "").strip()
    found = [] if full else list(_others(way, words)[: FOUND + 1])
    return Choice(
        ids=way.ids,
        chosen=[_chosen(way, index, person) for index, person in enumerate(people)],
        full=full,
        instead=leaving.shown_name if leaving else "",
        swap=str(leaving.pk) if leaving else "",
        find=words,
        looking=not full and (find is not None or leaving is not None),
        others=[_other(way, person, leaving) for person in found[:FOUND]],
        more=len(found) > FOUND,
        stay=way.to(way.ids),
    )


def _chosen(way: Way, index: int, person: Candidate) -> Chosen:
    ids = [*way.ids]
    before, after = ids[:index], ids[index + 1 :]
    return Chosen(
        name=person.shown_name,
        earlier=way.to([*before[:-1], person.pk, *before[-1:], *after]) if before else "",
        without=way.to([*before, *after]) if len(ids) > FEWEST else "",
        swap=way.to(ids, swap=str(person.pk)),
    )


def _other(way: Way, person: Candidate, leaving: Candidate | None) -> Other:
    ids = [*way.ids, person.pk]
    if leaving:
        ids = [person.pk if key == leaving.pk else key for key in way.ids]
    return Other(person.shown_name, person.shown_place, way.to(ids))


def _others(way: Way, find: str) -> QuerySet[Candidate]:
    """By name; without a word to look for, those of the same opening."""
    here = way.opening.pk if way.opening and not find else None
    scored = listed(here).filter(standing__value__isnull=False)
    named = scored.called(find) if find else scored  # type: ignore[attr-defined]  # a queryset of ours
    return named.exclude(pk__in=way.ids).order_by("sorted_name", "id")
