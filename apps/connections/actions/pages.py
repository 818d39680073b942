"""Pages: what a network answered becomes rows, and the fetch moves on, in one short transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from apps.connections.actions import baselines, followers, observed
from apps.connections.actions.fetches import Claimed, confirm, held
from apps.connections.models import Fetch, PostObservation, Snapshot, Stage
from apps.connections.observations import Interaction, Post, Profile, SampledFollowers
from apps.core import tenancy

type Meanwhile = Callable[[], None]


def nothing() -> None:
    """Nothing else to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fetch goes on: after ``cursor`` in ``stage``."""

    stage: str
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about interactions: of ``posts`` but those ``seen``, of streams ``since``, and
    where it goes on."""

    posts: Sequence[Post]
    seen: frozenset[str]
    since: datetime
    cursor: str


def keep_profile(claimed: Claimed, profile: Profile, *, meanwhile: Meanwhile = nothing) -> Place:
    """``meanwhile`` is begun once it is sure that the account may still be read."""
    with tenancy.person(claimed.person_id):
        fetch = held(claimed)
        meanwhile()
        if not Snapshot.objects.filter(fetch=fetch).exists():
            _snapshot(fetch, profile)
        return _move(claimed, Place(Stage.POSTS), items=1)


def keep_posts(
    claimed: Claimed, posts: Sequence[Post], place: Place, *, meanwhile: Meanwhile = nothing
) -> Place:
    """``meanwhile`` is begun once it is sure that the account may still be read."""
    with tenancy.person(claimed.person_id):
        confirm(claimed)
        meanwhile()
        observed.add_posts(claimed.fetch_id, posts)
        return _move(claimed, place, items=len(posts))


def keep_interactions(
    claimed: Claimed, acts: Sequence[Interaction], place: Place, *, meanwhile: Meanwhile = nothing
) -> Place:
    """``meanwhile`` is begun once it is sure that the account may still be read."""
    with tenancy.person(claimed.person_id):
        confirm(claimed)
        meanwhile()
        observed.add_interactions(claimed.fetch_id, acts)
        if place.stage != Stage.INTERACTIONS:
            place = _complete(claimed) or _where_due(claimed, place)
        return _move(claimed, place, items=len(acts))


def followers_are_due(claimed: Claimed) -> bool:
    """For who comes to that stage when another worker has found so some time ago."""
    with tenancy.person(claimed.person_id):
        confirm(claimed)
        return followers.are_due(claimed.connection_id, claimed.network)


def keep_followers(claimed: Claimed, found: SampledFollowers | None) -> Place:
    """What is agreed to no more is not kept."""
    with tenancy.person(claimed.person_id):
        confirm(claimed)
        if found is not None and followers.is_agreed(claimed.network):
            followers.add(claimed.fetch_id, found)
        return _move(claimed, Place(Stage.END), items=0)


def question(claimed: Claimed) -> Question:
    """Where no earlier reading can be trusted (any more), everything is asked for, from the
    beginning."""
    with tenancy.person(claimed.person_id):
        fetch = held(claimed)
        snapshot = Snapshot.objects.get(fetch=fetch)
        posts = _posts(snapshot)
        known = baselines.known(fetch, snapshot, posts)
        if known is None and fetch.baseline:
            _read_whole(fetch)
        if known is None:
            return Question(posts, frozenset(), claimed.since, fetch.cursor)
        since = max(claimed.since, known.until)
        return Question(posts, known.seen, since, fetch.cursor)


def _complete(claimed: Claimed) -> Place | None:
    """Adds what was not asked for; the place to go on at where it is there no more."""
    snapshot = Snapshot.objects.select_related("fetch").get(fetch=claimed.fetch_id)
    fetch = snapshot.fetch
    if not fetch.baseline:
        return None
    known = baselines.known(fetch, snapshot, _posts(snapshot))
    if known is None:
        _read_whole(fetch)
        return Place(Stage.INTERACTIONS)
    baselines.carry_over(known, snapshot, since=claimed.since)
    return None


def _where_due(claimed: Claimed, place: Place) -> Place:
    if place.stage != Stage.FOLLOWERS or followers.are_due(claimed.connection_id, claimed.network):
        return place
    return Place(Stage.END)


def _read_whole(fetch: Fetch) -> None:
    fetch.baseline, fetch.cursor = None, ""
    fetch.save(update_fields=["baseline", "cursor"])


def _posts(snapshot: Snapshot) -> list[Post]:
    """Newest first."""
    rows = PostObservation.objects.filter(snapshot=snapshot)
    return [row.as_post() for row in rows.order_by("-published_at", "post_id")]


def _move(claimed: Claimed, place: Place, *, items: int) -> Place:
    Fetch.objects.filter(pk=claimed.fetch_id).update(
        stage=place.stage,
        cursor=place.cursor,
        pages=F("pages") + 1,
        items=F("items") + items,
        attempts=0,
        error_code="",
        lease_until=timezone.now() + settings.FETCH_LEASE,
    )
    return place


def _snapshot(fetch: Fetch, profile: Profile) -> None:
    Snapshot.objects.create(
        person_id=fetch.person_id,
        connection_id=fetch.connection_id,
        fetch=fetch,
        network=fetch.connection.network,
        taken_at=timezone.now(),
        reach=profile.reach,
        reach_kind=profile.reach_kind or "",
        posts_total=profile.posts_total,
        account_created_at=profile.created_at,
        not_measured={str(metric): str(why) for metric, why in profile.not_measured.items()},
    )
