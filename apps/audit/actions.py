"""The one way to record an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.utils import timezone
from psycopg.types.json import Jsonb

from apps.audit.models.event import Actor, Event, chain_of
from apps.core import tenancy
from apps.core.arrays import of_ids
from apps.core.models import identifier


@dataclass(frozen=True, slots=True)
class By:
    """Who did it. ``id`` is the user's or the key's, None for Renown itself. ``through``: the key
    by which a program passed on what that user did; the event's facts name it as "key"."""

    actor: Actor
    id: UUID | None = None
    through: UUID | None = None

    @classmethod
    def user(cls, user_id: UUID, *, through: UUID | None = None) -> By:
        return cls(Actor.USER, user_id, through)

    @classmethod
    def person(cls, person_id: UUID) -> By:
        return cls(Actor.PERSON, person_id)

    @classmethod
    def key(cls, key_id: UUID) -> By:
        return cls(Actor.API_KEY, key_id)

    @classmethod
    def operator(cls, user_id: UUID) -> By:
        return cls(Actor.OPERATOR, user_id)

    @classmethod
    def system(cls) -> By:
        return cls(Actor.SYSTEM)

    @property
    def user_id(self) -> UUID | None:
        """The user's id where a user did it, for ``*_by`` columns."""
        return self.id if self.actor in {Actor.USER, Actor.PERSON, Actor.OPERATOR} else None


def record(
    *,
    by: By,
    verb: str,
    subject: models.Model | None = None,
    organisation_id: UUID | None = None,
    person_id: UUID | None = None,
    facts: Mapping[str, object] | None = None,
) -> Event:
    """Appends an event to the open scope's chain. ``facts`` holds identifiers, codes and counts
    only.

    Inside an organisation's scope it is the organisation's event (``person_id`` lets the person see
    it too); inside a person's scope it is the person's own."""
    event = _event(by, verb, subject, facts, organisation_id, person_id)
    event.save(force_insert=True)
    return event


def record_all(
    *, by: By, verb: str, subjects: Iterable[tuple[models.Model, Mapping[str, object]]]
) -> None:
    """``record`` for many subjects, each with its facts, in a few statements."""
    events = [_event(by, verb, subject, facts, None, None) for subject, facts in subjects]
    Event.objects.bulk_create(events, batch_size=500)


def record_for_each(
    *,
    by: By,
    verb: str,
    subject_kind: str,
    subjects: Iterable[tuple[UUID, UUID | None]],
    facts: Mapping[str, object],
) -> None:
    """``record`` of the same about many in one statement, in an organisation's scope: of each the
    subject's id and whose it is. Chains are locked as their events come, at the commit: always in
    one order, so that no two lists wait for each other."""
    organisation_id = tenancy.required().organisation_id
    assert organisation_id is not None
    rows = sorted(
        (chain_of(verb, organisation_id=organisation_id, person_id=person), subject, person)
        for subject, person in subjects
    )
    if not rows:
        return
    chains, ids, people = zip(*rows, strict=True)
    values: dict[str, Any] = {
        "actor": by.actor,
        "actor_id": by.id,
        "verb": verb,
        "kind": subject_kind,
        "facts": Jsonb(facts),
        "at": timezone.now(),
        "organisation": organisation_id,
        "events": of_ids(identifier() for _ in rows),
        "chains": of_ids(chains),
        "subjects": of_ids(ids),
        "people": of_ids(people),
    }
    with connection.cursor() as cursor:
        cursor.execute(_FOR_EACH, values)


_FOR_EACH = """
    INSERT INTO audit_event (actor, actor_id, verb, subject_kind, facts, created_at,
        organisation_id, id, chain_id, subject_id, person_id)
    SELECT %(actor)s, %(actor_id)s::uuid, %(verb)s, %(kind)s, %(facts)s, %(at)s,
        %(organisation)s::uuid, each.id, each.chain, each.subject, each.person
    FROM unnest(%(events)s::uuid[], %(chains)s::uuid[], %(subjects)s::uuid[], %(people)s::uuid[])
        AS each (id, chain, subject, person)
"""


def _event(
    by: By,
    verb: str,
    subject: models.Model | None,
    facts: Mapping[str, object] | None,
    organisation_id: UUID | None,
    person_id: UUID | None,
) -> Event:
    scope = tenancy.required()
    organisation_id = organisation_id or scope.organisation_id
    person_id = person_id or scope.person_id
    return Event(
        chain_id=chain_of(verb, organisation_id=organisation_id, person_id=person_id),
        organisation_id=organisation_id,
        person_id=person_id,
        actor=by.actor,
        actor_id=by.id,
        verb=verb,
        subject_kind=(subject._meta.model_name or "") if subject else "",
        subject_id=subject.pk if subject else None,
        facts=dict(facts or {}) | ({"key": str(by.through)} if by.through else {}),
    )


def record_for_platform(
    *, by: By, verb: str, subject: models.Model, facts: Mapping[str, object]
) -> None:
    """Appends an event to the platform's own chain, which belongs to no organisation and no person.
    Needs no scope. The database's owner alone reads it (``manage.py verify_audit`` checks it)."""
    name = subject._meta.model_name or ""
    values = [identifier(), timezone.now(), by.actor, by.id, verb, name, subject.pk, Jsonb(facts)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_record_for_platform(%s, %s, %s, %s, %s, %s, %s, %s)", values)
