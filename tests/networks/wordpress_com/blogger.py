"""People of the world who are read on WordPress.com."""

from __future__ import annotations

from datetime import UTC, datetime

from apps.sandbox.wordpress_com.sites import Role, sites
from apps.sandbox.wordpress_com.standin import STANDIN
from apps.sandbox.world import Kind, Person, Reaction
from tests.sandbox.still import WINDOW, is_still


def blogger(*, jetpack: bool = False) -> Person:
    """The first ordinary person with posts of 90 days that people liked and commented on, and of
    which nothing changes while a test lasts. ``jetpack``: with a site elsewhere beside it."""
    return next(
        person
        for person in STANDIN.world().people
        if person.kind is Kind.ORDINARY
        and any(site.role is Role.JETPACK for site in sites(person)) is jetpack
        and 500 < person.followers < 5_000
        and _is_read(person)
    )


def _is_read(person: Person) -> bool:
    here, now = STANDIN.world(), datetime.now(UTC)
    posts = [post for post in here.posts(person, now=now) if post.at > now - WINDOW]
    return (
        len(posts) > 2
        and all(
            any(here.count(post, kind, now=now) for post in posts)
            for kind in (Reaction.LIKE, Reaction.REPLY)
        )
        and is_still(here, person, now=now)
    )
