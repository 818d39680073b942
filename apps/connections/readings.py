"""Snapshots as the score reads them: three queries a person, however many accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from apps.connections.models import InteractionObservation, PostObservation, Snapshot
from apps.connections.observations import Interaction, Post, Reading


@dataclass(frozen=True, slots=True)
class Stored:
    """A reading, and the snapshot that it comes from."""

    snapshot_id: UUID
    reading: Reading


def newest(networks: Collection[str]) -> list[Stored]:
    """In the person's scope: the newest complete snapshot of each connection on these networks."""
    snapshots = Snapshot.objects.newest().filter(network__in=networks).select_related("connection")
    found = sorted(snapshots, key=lambda each: each.pk)
    posts, acts = _posts(found), _interactions(found)
    return [Stored(each.pk, _reading(each, posts[each.pk], acts[each.pk])) for each in found]


def _reading(snapshot: Snapshot, posts: list[Post], acts: list[Interaction]) -> Reading:
    return Reading(
        network=snapshot.network,
        taken_at=snapshot.taken_at,
        profile=snapshot.as_profile(),
        posts=tuple(posts),
        interactions=tuple(acts),
    )


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
