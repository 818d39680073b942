from __future__ import annotations

import re
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Subquery, Value

from apps.candidates.models.candidate import Candidate
from apps.candidates.models.consent import Consent
from apps.candidates.models.invitation import Invitation
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned

BETWEEN = re.compile(r"""[\s,;:()"'’.@_+/\-]+""")  # as in candidates_words
LAST = "\U0010ffff"  # comes after whatever a word goes on with
MANY_WORDS = 4  # of what somebody types; more would find nobody else


class WordQuerySet(TenantQuerySet["Word"]):
    def beginning(self, text: str) -> Self:
        """A range and no LIKE, which the database would try on every row only after the wall."""
        plain = Func(Value(text), Value(""), function="candidates_plain")
        end = Func(plain, Value(LAST), template="(%(expressions)s)", arg_joiner=" || ")
        return self.filter(word__gte=plain, word__lt=end)

    def findable(self) -> Self:
        """Of people who share something with the organisation now, or whom it invited."""
        here = {"candidate": OuterRef("candidate")}
        invited = Invitation.objects.standing().filter(**here).values("pk")[:1]
        sharing = Consent.objects.filter(**here).values("pk")[:1]
        # Limited subqueries in place of EXISTS, for which the database would read everybody's.
        asked = {"invited": Subquery(invited), "sharing": Subquery(sharing)}
        return self.alias(**asked).filter(Q(invited__isnull=False) | Q(sharing__isnull=False))

    def matching(self, text: str, most: int) -> list[UUID]:
        """Candidates of whom each of the words, or the whole address, begins so; in no order, and
        at most ``most`` + 1. One query."""
        first, *others = _typed(text) or [LAST]
        found = self.beginning(first).findable()
        for other in others:
            same = Word.objects.beginning(other).filter(candidate=OuterRef("candidate"))
            found = found.filter(Exists(same))
        told = found.values_list("candidate", flat=True)
        return [*dict.fromkeys(told[: (most + 1) * MANY_WORDS])][: most + 1]


class Word(OrganisationOwned):
    """A word of a candidate's name or address, without accents and capitals, to search by. The
    database keeps them by itself; of somebody who is hidden there is the code alone."""

    wall = Wall(organisation="organisation_id")

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="words")
    word = models.TextField(db_collation="C")

    objects = ScopedManager.from_queryset(WordQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "candidate", "word"], name="each_word_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "word", "candidate"], name="word_of_candidates")
        ]

    def __str__(self) -> str:
        return f"word of {self.candidate_id}"


def _typed(text: str) -> list[str]:
    """The longest first: it leaves the fewest people to look at."""
    chunks = text.replace("\0", " ").split()
    parts = [[chunk] if "@" in chunk.strip("@") else BETWEEN.split(chunk) for chunk in chunks]
    words = [word for several in parts for word in several if word]
    return sorted(dict.fromkeys(words), key=len, reverse=True)[:MANY_WORDS]
