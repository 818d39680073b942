"""People of whom nothing changes while a test lasts: the world goes on by the second."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.sandbox.world import Person, Post, Reaction, World

WINDOW = timedelta(days=90)
MOMENT = timedelta(minutes=2)  # longer than any test of one network


def is_still(here: World, person: Person, *, now: datetime, lasts: timedelta = MOMENT) -> bool:
    """Whether the person's posts of 90 days are the same that much later, their numbers too."""
    before, after = (_of_window(here, person, at) for at in (now, now + lasts))
    return before == after and all(
        _told(here, post, now) == _told(here, post, now + lasts) for post in before
    )


def _of_window(here: World, person: Person, now: datetime) -> list[Post]:
    return [post for post in here.posts(person, now=now) if post.at >= now - WINDOW]


def _told(here: World, post: Post, now: datetime) -> list[int]:
    return [here.views(post, now=now), *(here.count(post, kind, now=now) for kind in Reaction)]
