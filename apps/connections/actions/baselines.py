"""Baselines: what the reading before knows already, and what of it counts on.

A fetch asks only for what can have changed: the profile, the posts with their counts, what people
did to posts whose counts have moved, and of streams what is new. The rest is carried over from the
snapshot before, so that each snapshot is complete by itself. What counts cannot tell (an act taken
back while another came, the reach of people who reacted) is seen by the next whole reading."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from apps.connections.credentials import unseal
from apps.connections.models import (
    Connection,
    Fetch,
    InteractionObservation,
    PostObservation,
    Snapshot,
)
from apps.connections.networks.registry import adapter
from apps.connections.observations import InteractionKind, Metric, Post
from apps.core.sealing import CannotOpen

READING = 1  # raised where snapshots begin to hold something else: then all is read anew
OVERLAP = timedelta(hours=1)  # what was shown late, and clocks that differ

# The streams' newest acts, as many as there is room for, and what was done to unchanged posts. What
# was just read stands already and is newer.
CARRY_OVER = """
INSERT INTO connections_interactionobservation
    (id, created_at, person_id, snapshot_id, post_id, actor_key, kind, at, actor_reach, mutual)
SELECT gen_random_uuid(), %(now)s, person_id, %(into)s,
    post_id, actor_key, kind, at, actor_reach, mutual
FROM (
    SELECT * FROM connections_interactionobservation
    WHERE snapshot_id = %(baseline)s AND at >= %(since)s
      AND kind <> ALL(%(streams)s) AND post_id = ANY(%(seen)s)
    UNION ALL (
        SELECT * FROM connections_interactionobservation o
        WHERE snapshot_id = %(baseline)s AND at >= %(since)s AND kind = ANY(%(streams)s)
          AND (post_id = '' OR post_id = ANY(%(posts)s))
          AND NOT EXISTS (
            SELECT 1 FROM connections_interactionobservation n
            WHERE n.snapshot_id = %(into)s
              AND (n.post_id, n.actor_key, n.kind, n.at) = (o.post_id, o.actor_key, o.kind, o.at))
        ORDER BY at DESC, actor_key, post_id LIMIT %(room)s)
) known
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What of ``baseline`` a fetch need not ask for again: the reactions to the posts ``seen``, and
    the streams until ``until``."""

    baseline: Snapshot
    seen: frozenset[str]
    until: datetime


def choose(fetch: Fetch) -> None:
    """With the first claim: how this fetch reads, in all of its turns. Needs ``connection``."""
    if fetch.read_as:
        return
    fetch.read_as = _read_as(fetch.connection)
    fetch.baseline = _trusted(fetch)
    fetch.save(update_fields=["read_as", "baseline"])


def known(fetch: Fetch, snapshot: Snapshot, posts: Collection[Post]) -> Known | None:
    """Once all posts are read. None where everything has to be read: so it was chosen, or the
    baseline was erased since then, or the network tells another part than it told there."""
    if fetch.baseline is None:
        return None
    baseline = Snapshot.objects.select_related("fetch").filter(pk=fetch.baseline).first()
    if baseline is None or baseline.not_measured != snapshot.not_measured:
        return None
    assert baseline.fetch.started_at is not None
    seen = frozenset(_unchanged(baseline, posts))
    return Known(baseline, seen, baseline.fetch.started_at - OVERLAP)


def carry_over(known: Known, snapshot: Snapshot, *, since: datetime) -> None:
    """Copies what ``known`` holds since then into the snapshot; twice is once."""
    parameters: dict[str, Any] = {
        "now": timezone.now(),
        "into": snapshot.pk,
        "baseline": known.baseline.pk,
        "since": since,
        "streams": _streams(snapshot.network),
        "seen": [*known.seen],
        "posts": [*snapshot.posts.values_list("post_id", flat=True)],
        "room": _room(snapshot),
    }
    with connection.cursor() as cursor:
        cursor.execute(CARRY_OVER, parameters)


def _read_as(of: Connection) -> str:
    try:
        scopes = unseal(of.sealed_credential, owner=of.pk).credential.scopes
    except CannotOpen:
        return "unknown"  # and nothing will be read with it
    words = "\n".join([str(READING), *sorted(scopes)])
    return hashlib.sha256(words.encode()).hexdigest()


def _trusted(fetch: Fetch) -> UUID | None:
    """The id of the newest complete snapshot, if it was read in the same way and the last whole
    reading is not too long ago."""
    assert fetch.started_at is not None
    # Readings come a day apart, now and then a little sooner: the seventh is the whole one.
    begun = fetch.started_at - settings.FETCH_WHOLE_EVERY + settings.FETCH_EVERY / 2
    before = Fetch.objects.done().filter(connection_id=fetch.connection_id)
    last = Snapshot.objects.of(fetch.connection_id).newest().select_related("fetch").first()
    if last is None or last.fetch.read_as != fetch.read_as:
        return None
    return last.pk if before.whole().filter(started_at__gt=begun).exists() else None


def _unchanged(baseline: Snapshot, posts: Collection[Post]) -> list[str]:
    rows = PostObservation.objects.filter(snapshot=baseline)
    before = {row.post_id: row.as_post() for row in rows}
    told = _told(baseline)
    asked = _asked(baseline)
    return [
        post.post_id
        for post in posts
        if (earlier := before.get(post.post_id))
        and told
        and None not in (counts := [getattr(post, name) for name in told])
        and counts == [getattr(earlier, name) for name in told]
        and (post.post_id in asked or not any(counts))
    ]


_COUNTS = {
    InteractionKind.LIKE: (Metric.LIKES, "likes"),
    InteractionKind.COMMENT: (Metric.COMMENTS, "comments"),
    InteractionKind.SHARE: (Metric.SHARES, "shares"),
}


def _told(baseline: Snapshot) -> list[str]:
    """The counts that say whether there is somebody new to be named for a post."""
    named = adapter(baseline.network).by_post
    return [
        name
        for kind, (metric, name) in _COUNTS.items()
        if kind in named and metric not in baseline.not_measured
    ]


def _asked(baseline: Snapshot) -> set[str]:
    """Posts that people were read for. An adapter may leave posts out, to spare calls: what was not
    asked then is not known now."""
    acts = InteractionObservation.objects.filter(snapshot=baseline)
    of_posts = acts.exclude(kind__in=_streams(baseline.network)).exclude(post_id="")
    return set(of_posts.values_list("post_id", flat=True).distinct())


def _streams(network: str) -> list[str]:
    return [str(kind) for kind in adapter(network).by_time]


def _room(snapshot: Snapshot) -> int | None:
    """For how many acts of the streams there is room beside those just read: a snapshot holds no
    more than one that was read whole. None without a bound."""
    capability = adapter(snapshot.network).capabilities().get(Metric.INTERACTORS)
    if capability is None or capability.most is None:
        return None
    acts = InteractionObservation.objects.filter(snapshot=snapshot)
    return max(0, capability.most - acts.filter(kind__in=_streams(snapshot.network)).count())
