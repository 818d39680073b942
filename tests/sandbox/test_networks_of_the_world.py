"""The same 300 people live on every network, each time with accounts and luck of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from apps.sandbox.world import HABITS, Kind, PostKind, Reaction, World, world

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAYS_90 = timedelta(days=90)
OTHERS = [name for name in HABITS if name != "x"]


def at(network: str) -> World:
    return world(today=TODAY, network=network)


def posts_a_day(here: World) -> float:
    recent = [p for who in here.people for p in here.posts(who, now=NOON) if p.at > NOON - DAYS_90]
    return len(recent) / 90 / len(here.people)


def typical(here: World, kind: Reaction) -> float:
    """The middle number of reactions that a post of the last 90 days got."""
    return float(
        np.median(
            [
                here.count(post, kind, now=NOON)
                for who in here.people
                for post in here.posts(who, now=NOON)
                if post.at > NOON - DAYS_90
            ]
        )
    )


def ranks(values: list[float]) -> np.ndarray:
    return np.argsort(np.argsort(values))


@pytest.mark.parametrize("network", OTHERS)
def test_the_same_people_live_on_every_network(network: str) -> None:
    first, here = world(today=TODAY), at(network)
    assert [(p.number, p.kind, p.handle, p.id, p.true_influence) for p in here.people] == [
        (p.number, p.kind, p.handle, p.id, p.true_influence) for p in first.people
    ]
    assert all(p.id.isdecimal() for p in here.people)


@pytest.mark.parametrize("network", OTHERS)
def test_what_they_have_there_is_their_own(network: str) -> None:
    for other in HABITS:
        if other != network:
            assert [p.followers for p in at(network).people] != [
                p.followers for p in at(other).people
            ]
            assert not set(at(network)._by_post) & set(at(other)._by_post)


def test_x_is_the_world_that_is_meant_when_none_is_named() -> None:
    assert at("x") is world(today=TODAY)


@pytest.mark.parametrize("network", OTHERS)
def test_a_network_s_world_is_the_same_each_time(network: str) -> None:
    again = World(world(today=TODAY).seed, TODAY, network)
    assert again.people == at(network).people
    assert again._by_post == at(network)._by_post


@pytest.mark.parametrize("network", [*HABITS])
def test_who_is_influential_is_followed_more_on_each_network(network: str) -> None:
    usual = [p for p in at(network).people if p.kind is Kind.ORDINARY]
    worth = ranks([p.true_influence for p in usual])
    followers = ranks([p.followers for p in usual])
    assert np.corrcoef(worth, followers)[0, 1] > 0.6


@pytest.mark.parametrize("network", OTHERS)
def test_elsewhere_people_like_comment_and_share_and_nothing_more(network: str) -> None:
    posts = [post for who in at(network).people for post in at(network).posts(who, now=NOON)]
    assert all(post.kind is PostKind.ORIGINAL for post in posts)
    assert all(post.final[Reaction.QUOTE] == post.final[Reaction.MENTION] == 0 for post in posts)
    assert any(post.final[Reaction.REPLY] for post in posts)


def test_each_network_has_its_own_size() -> None:
    likes = {name: typical(at(name), Reaction.LIKE) for name in HABITS}
    assert likes["instagram"] > 2 * likes["x"]
    assert likes["facebook"] < likes["x"]
    assert likes["wordpress"] == 0  # WordPress itself knows no likes
    pace = {name: posts_a_day(at(name)) for name in HABITS}
    assert 0.1 < pace["youtube"] < 0.2
    assert pace["wordpress"] < pace["wordpress_com"] < pace["youtube"] < pace["instagram"]
    assert typical(at("wordpress"), Reaction.REPLY) <= 1


@pytest.mark.parametrize("network", OTHERS)
def test_nobody_posted_more_often_in_a_year_than_ever(network: str) -> None:
    for person in at(network).people:
        assert len(at(network).posts(person, now=NOON)) <= person.posts_total


@pytest.mark.parametrize("network", OTHERS)
def test_tomorrow_only_adds_there_too(network: str) -> None:
    later = world(today=TODAY + timedelta(days=1), network=network)
    for person in at(network).people[:20]:
        after = {post.id: post for post in later.posts(person, now=NOON + timedelta(days=1))}
        before = [p for p in at(network).posts(person, now=NOON) if p.at > NOON - DAYS_90]
        assert all(after[post.id] == post for post in before)
