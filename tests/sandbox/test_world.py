"""The world is the same for everybody, has all sorts of people, and only grows."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from apps.sandbox.world import Account, Kind, Person, Reaction, World, world

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAYS_90 = timedelta(days=90)


@pytest.fixture(scope="module")
def here() -> World:
    return world(today=TODAY)


def of_kind(here: World, kind: Kind) -> list[Person]:
    return [person for person in here.people if person.kind is kind]


def recent_likes(here: World, person: Person) -> int:
    posts = [post for post in here.posts(person, now=NOON) if post.at > NOON - DAYS_90]
    return sum(here.count(post, Reaction.LIKE, now=NOON) for post in posts)


def test_another_process_makes_the_same_world(here: World) -> None:
    script = (
        "from datetime import date; from apps.sandbox.world import world\n"
        "w = world(today=date(2026, 11, 22))\n"
        "print([(p.id, p.handle, p.followers, p.created_at) for p in w.people][17:20],"
        " len(w._by_post), max(w._by_post))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    own = [(p.id, p.handle, p.followers, p.created_at) for p in here.people][17:20]
    assert told.stdout.strip() == f"{own} {len(here._by_post)} {max(here._by_post)}"


def test_another_seed_makes_another_world(here: World) -> None:
    other = world(seed=7, today=TODAY)
    assert [p.followers for p in other.people] != [p.followers for p in here.people]


def test_300_people_have_a_heavy_tailed_audience(here: World) -> None:
    followers = np.array([person.followers for person in here.people])
    assert len(followers) == 300
    assert followers.min() >= 10
    assert 100_000 < followers.max() <= 2_000_000
    assert np.median(followers) * 4 < followers.mean()


def test_handles_and_ids_are_unique_and_fit_x(here: World) -> None:
    assert len({person.handle for person in here.people}) == 300
    assert len({person.id for person in here.people}) == 300
    assert all(len(person.handle) <= 15 for person in here.people)
    assert all(here.person(person.id) is here.person(person.handle) for person in here.people)


def test_the_silent_say_nothing_and_the_fresh_are_young(here: World) -> None:
    assert all(not here.posts(person, now=NOON) for person in of_kind(here, Kind.SILENT))
    for person in of_kind(here, Kind.FRESH):
        assert timedelta(0) < NOON - person.created_at < DAYS_90
        assert all(post.at >= person.created_at for post in here.posts(person, now=NOON))


@pytest.mark.parametrize("days", range(0, 100, 7))
def test_the_fresh_stay_young_and_the_viral_post_recent_on_any_day(days: int) -> None:
    today = TODAY + timedelta(days=days)
    now = datetime.combine(today, datetime.min.time(), UTC)
    later = world(today=today)
    assert all(now - p.created_at < DAYS_90 for p in of_kind(later, Kind.FRESH))
    (viral,) = of_kind(later, Kind.VIRAL)
    most = max(later.posts(viral, now=now), key=lambda post: post.final[Reaction.LIKE])
    assert now - DAYS_90 < most.at < now
    assert later.count(most, Reaction.LIKE, now=now) > 30_000


def test_bought_followers_do_not_react(here: World) -> None:
    for person in of_kind(here, Kind.BOUGHT):
        peers = [
            other
            for other in of_kind(here, Kind.ORDINARY)
            if person.followers / 4 < other.followers < person.followers * 4
        ]
        assert peers
        usual = np.median([recent_likes(here, other) for other in peers])
        assert recent_likes(here, person) < usual / 4


def test_a_swarm_likes_and_nobody_else_does(here: World) -> None:
    for person in of_kind(here, Kind.SWARM):
        post = max(here.posts(person, now=NOON), key=lambda p: p.final[Reaction.LIKE])
        actors = [act.actor for act in here.reactions(post, Reaction.LIKE, now=NOON)]
        robots = [a for a in actors if a.followers < 40 and a.following > 1_000]
        assert len(robots) > 0.8 * len(actors)


def test_counts_and_lists_agree_and_nobody_reacts_twice(here: World) -> None:
    for person in here.people[:40]:
        for post in here.posts(person, now=NOON)[:8]:
            for kind in Reaction:
                acts = here.reactions(post, kind, now=NOON)
                assert len(acts) == here.count(post, kind, now=NOON)
                assert len({act.actor.id for act in acts}) >= 0.99 * len(acts)
                assert all(post.at <= act.at <= NOON for act in acts)
                assert [a.id for a in acts] == sorted((a.id for a in acts), reverse=True)


def test_tomorrow_only_adds(here: World) -> None:
    tomorrow = world(today=TODAY + timedelta(days=1))
    later = NOON + timedelta(days=1)
    for person in here.people[:60]:
        before = {post.id: post for post in here.posts(person, now=NOON)}
        after = {post.id: post for post in tomorrow.posts(person, now=later)}
        kept = [post for post in before.values() if post.at > NOON - DAYS_90]
        assert all(after[post.id] == post for post in kept)
        for post in kept[:5]:
            grown = tomorrow.count(post, Reaction.LIKE, now=later)
            assert grown >= here.count(post, Reaction.LIKE, now=NOON)


def test_who_is_influential_draws_more_from_the_same_audience(here: World) -> None:
    worth = np.array([p.true_influence for p in here.people])
    likes = np.array([recent_likes(here, p) for p in here.people])
    order = np.argsort(worth)
    assert np.median(likes[order[-60:]]) > 5 * max(1.0, float(np.median(likes[order[:60]])))


def test_mentions_are_newest_first_and_no_more_than_x_tells(here: World) -> None:
    biggest = max(here.people, key=lambda person: person.followers)
    acts = here.mentions(biggest, now=NOON)
    assert len(acts) == 800
    assert [act.id for act in acts] == sorted((act.id for act in acts), reverse=True)


def test_robots_are_most_of_the_bought_followers(here: World) -> None:
    bought = of_kind(here, Kind.BOUGHT)[0]
    sample: list[Account] = here.followers(bought, start=1_000, limit=500)
    robots = [account for account in sample if account.following > 10 * account.followers]
    assert len(sample) == 500
    assert len(robots) > 400
