"""Every network: all of 90 days is read, once, whatever happens to the worker in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings

from apps.accounts.models import User
from apps.connections.actions.reading import Outcome
from apps.connections.models import (
    FetchState,
    FollowersObservation,
    InteractionObservation,
    PostObservation,
    Snapshot,
)
from apps.connections.observations import Metric, Reason
from apps.core import tenancy
from apps.sandbox.world import Person, Post, Reaction, World
from tests.networks.suite import (
    WINDOW,
    Trial,
    fetches,
    next_day,
    own_posts,
    stored_acts,
    stored_posts,
)
from tests.networks.watched import Watched
from tests.pipeline.people import rows_read, work

pytestmark = pytest.mark.django_db(transaction=True)
MOST_DEATHS = 200
PAGE = 100  # items; no network gives more on one


def snapshot_of(person: User) -> Snapshot:
    with tenancy.person(person.pk):
        return Snapshot.objects.get(fetch=fetches(person)[0])


def test_everything_is_read_as_the_world_has_it(trial: Trial) -> None:
    linked, before = trial.linked(), datetime.now(UTC)
    assert linked.read() is Outcome.DONE
    assert fetches(linked.person)[0].state == FetchState.DONE
    assert_posts_are_those_of(trial, trial.ada, linked.person, since=before)
    assert_comments_are_those_of(trial, trial.ada, linked.person, since=before)
    snapshot = snapshot_of(linked.person)
    reach = trial.kit.rounds(trial.ada.followers)
    assert snapshot.reach == reach or str(Metric.REACH) in snapshot.not_measured


def test_what_is_older_than_90_days_is_not_read(trial: Trial) -> None:
    linked = trial.linked()
    assert linked.read() is Outcome.DONE
    now = datetime.now(UTC)
    older = [p for p in trial.here.posts(trial.ada, now=now) if p.at < now - WINDOW]
    oldest = min(row.published_at for row in stored_posts(linked.person))
    assert older
    assert oldest > max(post.at for post in older)


def test_each_thing_that_the_network_does_not_tell_is_stored_with_its_reason(trial: Trial) -> None:
    linked = trial.linked()
    assert linked.read() is Outcome.DONE
    snapshot = snapshot_of(linked.person)
    reasons = {Metric(name): Reason(why) for name, why in snapshot.not_measured.items()}
    posts, acts = stored_posts(linked.person), stored_acts(linked.person)
    with tenancy.person(linked.person.pk):
        told = _told(snapshot, posts, acts)
    assert {metric for metric, is_told in told.items() if not is_told} <= {*reasons}
    whole = {metric for metric, why in reasons.items() if why is not Reason.LIMITED}
    assert not [metric for metric in whole if told.get(metric)]
    unavailable = {
        metric
        for metric, capability in trial.adapter.capabilities().items()
        if capability.reason in (Reason.NOT_OFFERED, Reason.NEEDS_REVIEW)
    }
    assert unavailable <= {*reasons}


def _told(
    snapshot: Snapshot, posts: Sequence[PostObservation], acts: Sequence[InteractionObservation]
) -> Mapping[Metric, bool]:
    return {
        Metric.REACH: snapshot.reach is not None,
        Metric.ACCOUNT_AGE: snapshot.account_created_at is not None,
        Metric.LIKES: any(post.likes is not None for post in posts),
        Metric.COMMENTS: any(post.comments is not None for post in posts),
        Metric.SHARES: any(post.shares is not None for post in posts),
        Metric.VIEWS: any(post.views is not None for post in posts),
        Metric.INTERACTORS: bool(acts),
        Metric.INTERACTOR_REACH: any(act.actor_reach is not None for act in acts),
        Metric.FOLLOWER_SAMPLE: FollowersObservation.objects.filter(snapshot=snapshot).exists(),
    }


def test_pages_are_followed_to_their_end(trial: Trial) -> None:
    linked, before = trial.linked(who=trial.busy), datetime.now(UTC)
    trial.calls.clear()
    assert linked.read() is Outcome.DONE
    assert_posts_are_those_of(trial, trial.busy, linked.person, since=before)
    assert len(stored_acts(linked.person)) > PAGE
    paths = Counter(urlsplit(call).path for call in {*trial.calls})
    assert max(paths.values()) > 1


def test_the_next_day_makes_a_new_reading_and_leaves_the_old_one(trial: Trial) -> None:
    linked = trial.linked()
    assert linked.read() is Outcome.DONE
    posts, acts = stored_posts(linked.person), stored_acts(linked.person)
    assert next_day(linked) is Outcome.DONE
    assert len(fetches(linked.person)) == 2
    assert [_row(each) for each in stored_posts(linked.person)] == [_row(each) for each in posts]
    assert len(stored_acts(linked.person)) == len(acts)


def _row(post: PostObservation) -> tuple[object, ...]:
    return post.post_id, post.published_at, post.likes, post.comments, post.shares, post.views


def test_a_worker_killed_between_any_two_pages_loses_and_doubles_nothing(
    trial: Trial, watched: Watched, settings: Settings
) -> None:
    settings.FETCH_LEASE = timedelta(0)  # a dead worker's claim ends at once
    calm = trial.linked()
    assert calm.read() is Outcome.DONE
    undisturbed = rows_read(calm.person)
    calm.client.post(f"/me/accounts/{calm.connection.pk}/unlink/")
    work()
    linked = trial.linked(email="ivo@people.example")
    watched.moments.clear()
    watched.deadly = True
    deaths = 0
    for _ in range(MOST_DEATHS):
        try:
            outcome = linked.read()
            break
        except SystemExit:
            deaths += 1
    assert outcome is Outcome.DONE
    # Profile and posts, and reactions, where one page may hold them all.
    assert deaths == len({*watched.moments}) >= 4
    kinds = {moment.split()[0] for moment in watched.moments}
    samples = {"followers"} if trial.adapter.sample_followers else set()
    assert kinds == {"profile", "posts", "interactions"} | samples
    assert rows_read(linked.person) == undisturbed


def assert_posts_are_those_of(trial: Trial, who: Person, person: User, *, since: datetime) -> None:
    """Every post of the window, and counts that were true at some moment since then."""
    now = datetime.now(UTC)
    posts, rows = own_posts(trial.name, who, now), stored_posts(person)
    assert [row.published_at for row in rows] == [post.at for post in posts]
    for row, post in zip(rows, posts, strict=True):
        for counted, kind in ((row.likes, Reaction.LIKE), (row.comments, Reaction.REPLY)):
            if counted is not None:
                assert _was(trial.here, post, kind, since) <= counted
                assert counted <= _was(trial.here, post, kind, now)


def assert_comments_are_those_of(
    trial: Trial, who: Person, person: User, *, since: datetime
) -> None:
    """Of each post, as many people's comments as the world has."""
    now = datetime.now(UTC)
    rows = stored_posts(person)
    stored = Counter(act.post_id for act in stored_acts(person) if act.kind == "comment")
    for row, post in zip(rows, own_posts(trial.name, who, now), strict=True):
        low, high = (_was(trial.here, post, Reaction.REPLY, at) for at in (since, now))
        assert low <= stored[row.post_id] <= high


def _was(here: World, post: Post, kind: Reaction, at: datetime) -> int:
    return here.count(post, kind, now=at)
