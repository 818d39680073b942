from __future__ import annotations

import uuid
from typing import Self

import pgtrigger
from django.db import models

from apps.core.models import Base, ScopedManager, TenantQuerySet
from apps.core.walls import Wall

PLATFORM_CHAIN = uuid.UUID(int=0)


class Actor(models.TextChoices):
    USER = "user", "a member of the team"
    PERSON = "person", "the candidate"
    API_KEY = "api_key", "an API key"
    OPERATOR = "operator", "a platform operator"
    SYSTEM = "system", "Renown"


class EventQuerySet(TenantQuerySet["Event"]):
    def about(self, subject_id: uuid.UUID) -> Self:
        return self.filter(subject_id=subject_id)

    def newest_first(self) -> Self:
        return self.order_by("-id")


class Event(Base):
    """Something that happened, once and for good. Holds identifiers, never personal data."""

    wall = Wall(organisation="organisation_id", person="person_id")

    chain_id = models.UUIDField()  # the organisation, else the person, else the platform
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
