"""What is peculiar about the people of the world on Instagram."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.sandbox.world import Kind, Person

PERSONAL_FROM = 240  # the last of the silent ones never made their account a professional one
HIDE_EVERY = 7
TURNED_AFTER = timedelta(days=7)


def professional_id(person: Person) -> str:
    """The account's own id. ``person.id`` is its owner's towards this application."""
    return f"17841{int(person.id):012d}"


def is_personal(person: Person) -> bool:
    return person.kind is Kind.SILENT and person.number >= PERSONAL_FROM


def hides_likes(person: Person) -> bool:
    return person.number % HIDE_EVERY == 0


def professional_since(person: Person) -> datetime:
    """Those whose account is young began with a personal one: of the posts from then, Instagram
    tells no insights."""
    since = person.created_at
    return since + TURNED_AFTER if person.kind is Kind.FRESH else since
