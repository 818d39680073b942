from __future__ import annotations

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Base, ScopedManager, TenantQuerySet
from apps.core.walls import Wall

PLATFORM_CHAIN = uuid.UUID(int=0)


def chain_of(
    verb: str, *, organisation_id: uuid.UUID | None, person_id: uuid.UUID | None
) -> uuid.UUID:
    """The organisation's, else the person's, else the platform's. What tells of sharing is in the
    person's: in the organisation's it would leave a gap once the organisation may not read it."""
    if person_id and verb.partition(".")[0] in TELLS_OF_SHARING:
        return person_id
    return organisation_id or person_id or PLATFORM_CHAIN


class Actor(models.TextChoices):
    USER = "user", _("a member of the team")
    PERSON = "person", _("the candidate")
    API_KEY = "api_key", _("an API key")
    OPERATOR = "operator", _("a platform operator")
    SYSTEM = "system", "Renown"


class EventQuerySet(TenantQuerySet["Event"]):
    def about(self, subject_id: uuid.UUID) -> Self:
        return self.filter(subject_id=subject_id)

    def newest_first(self) -> Self:
        return self.order_by("-id")

    def outside(self, chain_id: uuid.UUID) -> Self:
        """Those that are sealed in another chain."""
        return self.exclude(chain_id=chain_id)


# Granting and looking: an organisation knows of them while it may see the score, and no longer.
TELLS_OF_SHARING = ("consent", "score")
_SHARED_NOW = (
    "split_part(verb, '.', 1) NOT IN ('consent', 'score') OR EXISTS ("
    "SELECT 1 FROM candidates_consent c"
    " WHERE (c.id = audit_event.subject_id OR c.candidate_id = audit_event.subject_id)"
    " AND c.granted_at <= audit_event.created_at)"
)


class Event(Base):
    """Something that happened, once and for good. Holds identifiers, never personal data.

    What tells that a candidate shared is in the person's chain, and the organisation reads it under
    the consent that it happened under: an ended one looks as if never given."""

    wall = Wall(organisation="organisation_id", person="person_id", organisation_if=_SHARED_NOW)

    chain_id = models.UUIDField()  # see ``chain_of``
    organisation_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    actor = models.CharField(max_length=12, choices=Actor.choices)
    actor_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)

    objects = ScopedManager.from_queryset(EventQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "subject_id", "-id"], name="event_of_subject"),
            models.Index(fields=["organisation_id", "-id"], name="event_of_organisation"),
            models.Index(fields=["person_id", "-id"], name="event_of_person"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.verb
