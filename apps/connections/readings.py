"""Snapshots as the score reads them: four queries a person, however many accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from apps.connections.models import (
    FollowersObservation,
    InteractionObservation,
    PostObservation,
    Snapshot,
)
from apps.connections.networks.registry import adapter
from apps.connections.observations import (
    Interaction,
    Metric,
    Post,
    Profile,
    Reading,
    Reason,
    SampledFollowers,
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A reading, and the snapshot that it comes from."""

    snapshot_id: UUID
    reading: Reading


def newest(networks: Collection[str], *, followers_since: datetime | None) -> list[Stored]:
    """In the person's scope: the newest complete snapshot of each connection on these networks,
    with the newest sample of its followers that was taken since then (None: with none)."""
    snapshots = Snapshot.objects.newest().filter(network__in=networks).select_related("connection")
    found = sorted(snapshots, key=lambda each: each.pk)
    posts, acts = _posts(found), _interactions(found)
    samples = _followers(found, followers_since) if followers_since else {}
    return [
        Stored(
            each.pk,
            _reading(each, posts[each.pk], acts[each.pk], samples.get(each.connection_id)),
        )
        for each in found
    ]


def _reading(
    snapshot: Snapshot,
    posts: list[Post],
    acts: list[Interaction],
    followers: SampledFollowers | None,
) -> Reading:
    return Reading(
        network=snapshot.network,
        taken_at=snapshot.taken_at,
        profile=_profile(snapshot, followers),
        posts=tuple(posts),
        interactions=tuple(acts),
        followers=followers,
    )


def _profile(snapshot: Snapshot, followers: SampledFollowers | None) -> Profile:
    """The sample may be older than the snapshot, which thus cannot say whether there is one."""
    told = snapshot.as_profile()
    missing, metric = dict(told.not_measured), Metric.FOLLOWER_SAMPLE
    if followers is not None:
        missing.pop(metric, None)
    elif adapter(snapshot.network).sample_followers is not None:
        missing.setdefault(metric, Reason.NOT_READ)
    return replace(told, not_measured=missing)


def _followers(snapshots: Collection[Snapshot], since: datetime) -> dict[UUID, SampledFollowers]:
    """By connection. Where nobody could be looked at, there is no sample."""
    connections = [each.connection_id for each in snapshots]
    rows = FollowersObservation.objects.of(connections).since(since).newest_each()
    return {
        row.snapshot.connection_id: row.as_sample()
        for row in rows.select_related("snapshot")
        if row.looked_at
    }


def _posts(snapshots: Collection[Snapshot]) -> dict[UUID, list[Post]]:
    found: dict[UUID, list[Post]] = defaultdict(list)
    rows = PostObservation.objects.filter(snapshot__in=snapshots).order_by(
        "-published_at", "post_id"
    )
    for row in rows.iterator(chunk_size=2000):
        found[row.snapshot_id].append(row.as_post())
    return found


def _interactions(snapshots: Collection[Snapshot]) -> dict[UUID, list[Interaction]]:
    found: dict[UUID, list[Interaction]] = defaultdict(list)
    rows = InteractionObservation.objects.filter(snapshot__in=snapshots).order_by("at", "id")
    for row in rows.iterator(chunk_size=2000):
        found[row.snapshot_id].append(row.as_interaction())
    return found
