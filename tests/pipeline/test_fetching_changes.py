"""The second reading: it asks for what can have changed, and ends with what a whole one would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from apps.audit.actions import By
from apps.connections.actions import baselines, fetches, reading
from apps.connections.actions.reading import Outcome
from apps.connections.models import (
    Connection,
    Fetch,
    InteractionObservation,
    PostObservation,
    Snapshot,
)
from apps.connections.networks import registry
from apps.connections.networks.adapter import Capability
from apps.connections.networks.keys import account_key
from apps.connections.observations import InteractionKind, Metric, Reason
from apps.core import tenancy
from tests.pipeline.growing import Growing, Grown
from tests.pipeline.people import agree, empty_queue, link, newest_fetch
from tests.pipeline.scripted import NAME

pytestmark = pytest.mark.django_db(transaction=True)
KIND = InteractionKind


def ago(**of: float) -> datetime:
    return datetime.now(UTC) - timedelta(**of)


@pytest.fixture
def world() -> Grown:
    grown = Grown()
    for number in range(6):
        post_id = f"p{number}"
        grown.published[post_id] = ago(days=2 + 3 * number)
        for fan in range(number):
            grown.like(post_id, f"fan {fan}")
    grown.act(KIND.COMMENT, "carla", ago(days=3), "p1")
    grown.act(KIND.SHARE, "dan", ago(days=4), "p2")
    grown.act(KIND.MENTION, "emil", ago(days=5))
    return grown


@pytest.fixture
def network(world: Grown, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Growing]:
    growing = Growing(world)
    monkeypatch.setattr(registry, "ADAPTERS", {**registry.ADAPTERS, NAME: growing})
    settings.NETWORKS = {**settings.NETWORKS, NAME: {"ENABLED": True}}
    empty_queue()
    yield growing
    empty_queue()


@pytest.fixture
def linked(network: Growing) -> Connection:
    """An account that was read yesterday, wholly."""
    linked = link(agree().person, network)
    assert read_by(linked) is Outcome.DONE
    yesterday(linked)
    network.calls.clear()
    return linked


def read_by(linked: Connection) -> Outcome:
    return reading.run(person_id=linked.person_id, connection_id=linked.pk)


def yesterday(linked: Connection) -> None:
    with tenancy.person(linked.person_id):
        recent = Fetch.objects.done().filter(started_at__gt=ago(hours=12))
        recent.update(started_at=F("started_at") - timedelta(days=1))


def begin_again(linked: Connection) -> Fetch:
    with tenancy.person(linked.person_id):
        fetch = fetches.start(connection_id=linked.pk, by=By.system())
    assert fetch is not None
    return fetch


def read_again(linked: Connection) -> list[tuple[Any, ...]]:
    begin_again(linked)
    assert read_by(linked) is Outcome.DONE
    return newest_rows(linked)


def newest_rows(linked: Connection) -> list[tuple[Any, ...]]:
    """What the newest complete snapshot holds."""
    with tenancy.person(linked.person_id):
        snapshot = Snapshot.objects.newest().get()
        posts = PostObservation.objects.filter(snapshot=snapshot)
        acts = InteractionObservation.objects.filter(snapshot=snapshot)
        return [
            *sorted(posts.values_list("post_id", "published_at", "likes", "comments", "shares")),
            *sorted(acts.values_list("post_id", "actor_key", "kind", "at", "actor_reach")),
        ]


def read_wholly(linked: Connection, settings: Settings) -> list[tuple[Any, ...]]:
    settings.FETCH_WHOLE_EVERY = timedelta(0)
    begin_again(linked)
    assert read_by(linked) is Outcome.DONE
    with tenancy.person(linked.person_id):
        assert Fetch.objects.newest_first()[0].baseline is None
    return newest_rows(linked)


def asked_about(network: Growing) -> set[str]:
    return {call.partition(":")[2] for call in network.calls if call.startswith("interactions:")}


def test_where_nothing_has_changed_nobody_is_asked_about_posts_again(
    network: Growing, linked: Connection, settings: Settings
) -> None:
    before = newest_rows(linked)
    assert read_again(linked) == before
    assert network.calls == ["profile", "posts", "posts", "interactions:stream"]
    assert read_wholly(linked, settings) == before


def test_posts_that_were_liked_are_read_anew_and_a_new_comment_comes_with_the_stream(
    network: Growing, linked: Connection, world: Grown, settings: Settings
) -> None:
    world.like("p3", "a new fan")
    world.act(KIND.COMMENT, "a new reader", ago(hours=3), "p4")
    world.published["p9"] = ago(hours=2)
    world.like("p9", "carla")
    rows = read_again(linked)
    assert asked_about(network) == {"stream", "p3", "p9"}
    assert rows == read_wholly(linked, settings)


def test_a_comment_that_was_shown_late_is_found_in_the_overlap(
    network: Growing, linked: Connection, world: Grown
) -> None:
    late = world.act(KIND.COMMENT, "late", ago(days=1, minutes=50), "p4")
    assert ("p4", late.actor_key, "comment", late.at, 4) in read_again(linked)


def test_a_like_that_was_taken_back_while_another_came_is_seen_by_the_weekly_whole_reading(
    network: Growing, linked: Connection, world: Grown
) -> None:
    world.acts.remove(next(act for act in world.acts if act.post_id == "p5"))
    new = world.like("p5", "somebody else")
    assert not any(new.actor_key in row for row in read_again(linked))
    yesterday(linked)
    with tenancy.person(linked.person_id):
        Fetch.objects.whole().update(started_at=ago(days=6, hours=23))
    rows = read_again(linked)
    assert newest_fetch(linked.person).baseline is None
    assert sum(new.actor_key in row for row in rows) == 1


def test_six_days_later_the_last_whole_reading_still_counts(
    network: Growing, linked: Connection
) -> None:
    yesterday(linked)
    with tenancy.person(linked.person_id):
        Fetch.objects.whole().update(started_at=ago(days=6, hours=1))
    read_again(linked)
    assert newest_fetch(linked.person).baseline is not None


def test_a_second_day_builds_on_the_first(
    network: Growing, linked: Connection, world: Grown, settings: Settings
) -> None:
    for day in range(3):
        world.like(f"p{day}", "a daily fan")
        read_again(linked)
        yesterday(linked)
    network.calls.clear()
    rows = read_again(linked)
    assert asked_about(network) == {"stream"}
    assert rows == read_wholly(linked, settings)


def test_linking_with_other_scopes_reads_everything(network: Growing, linked: Connection) -> None:
    network.scopes_granted = frozenset({"read", "likes"})
    link(linked.person, network)
    read_by(linked)
    assert {"p1", "p2", "p3", "p4", "p5"} < asked_about(network)
    yesterday(linked)
    network.calls.clear()
    link(linked.person, network)
    read_by(linked)
    assert asked_about(network) == {"stream"}


def test_a_newer_way_of_reading_trusts_no_older_one(
    network: Growing, linked: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baselines, "READING", baselines.READING + 1)
    read_again(linked)
    assert "p5" in asked_about(network)


def test_a_network_that_tells_more_than_before_is_read_wholly(
    network: Growing, linked: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = network.profile(network.credential())
    network.calls.clear()
    more = type(told)(told.account_key, 5, told.reach_kind, 6, told.created_at, {})
    monkeypatch.setattr(network, "profile", lambda credential: more)
    read_again(linked)
    assert "p5" in asked_about(network)


def test_what_has_left_the_window_is_not_carried_over(
    network: Growing, linked: Connection, world: Grown, settings: Settings
) -> None:
    settings.FETCH_WINDOW = timedelta(days=6)
    rows = read_again(linked)
    assert {row[0] for row in rows} == {"p0", "p1", ""}
    assert rows == read_wholly(linked, settings)


def test_a_post_that_people_were_never_read_for_is_read_once_it_counts(
    network: Growing, world: Grown, settings: Settings
) -> None:
    """An adapter spares calls: it reads the people behind some posts only."""
    network.budget = 1
    linked = link(agree().person, network)
    read_by(linked)
    yesterday(linked)
    settings.FETCH_WINDOW = timedelta(days=16)  # the post with the most reactions is too old now
    network.calls.clear()
    rows = read_again(linked)
    assert asked_about(network) == {"stream", "p4"}
    assert rows == read_wholly(linked, settings)


def test_a_stream_that_is_read_in_part_does_not_grow_with_the_days(
    network: Growing, linked: Connection, world: Grown, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = Capability(Metric.INTERACTORS, Reason.LIMITED, most=2)
    monkeypatch.setattr(network, "capabilities", lambda: {Metric.INTERACTORS: part})
    new = world.act(KIND.MENTION, "new", ago(hours=1))
    [before] = [act for act in world.acts if act.actor_key == account_key(NAME, "carla")]
    rows = [row for row in read_again(linked) if row[2] in ("comment", "mention")]
    assert {row[3] for row in rows} == {new.at, before.at}  # of three the newest two


def test_a_baseline_that_is_erased_in_the_middle_is_done_without(
    network: Growing, linked: Connection, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = newest_rows(linked)
    monkeypatch.setattr(reading, "TURN", 0.0)
    turns = 0
    begin_again(linked)
    while read_by(linked) is not Outcome.DONE:
        turns += 1
        if "posts" in network.calls:
            _erase_all_but_the_open(linked)
    assert turns > 3
    assert newest_rows(linked) == expected
    assert newest_fetch(linked.person).baseline is None


def test_a_baseline_that_is_erased_during_the_last_call_is_done_without(
    network: Growing, linked: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, original = newest_rows(linked), network._acts

    def erased(*args: Any) -> Any:
        _erase_all_but_the_open(linked)
        return original(*args)

    monkeypatch.setattr(network, "_acts", erased)
    begin_again(linked)
    assert read_by(linked) is Outcome.WAITING
    assert read_by(linked) is Outcome.DONE
    assert newest_rows(linked) == expected


def _erase_all_but_the_open(linked: Connection) -> None:
    with tenancy.person(linked.person_id):
        Fetch.objects.done().delete()


def test_a_worker_killed_before_any_call_of_the_second_reading_changes_nothing(
    network: Growing, linked: Connection, world: Grown, settings: Settings
) -> None:
    settings.FETCH_LEASE = timedelta(0)
    for post_id in ("p1", "p2"):
        world.like(post_id, "a new fan")
    calls = ["profile", "posts", "interactions:stream", "interactions:p1", "interactions:p2"]
    for call in calls:
        network.faults[call] = [SystemExit("killed")]
    begin_again(linked)
    for _ in calls:
        with pytest.raises(SystemExit):
            read_by(linked)
    assert read_by(linked) is Outcome.DONE
    assert newest_rows(linked) == read_wholly(linked, settings)


def test_a_worker_killed_between_any_two_statements_of_the_carry_over_doubles_nothing(
    network: Growing, linked: Connection, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FETCH_LEASE = timedelta(0)
    expected = newest_rows(linked)
    monkeypatch.setattr(reading, "TURN", 0.0)
    begin_again(linked)
    assert read_by(linked) is Outcome.WAITING  # the next turn goes to the end
    kills = 0
    while not _survives(linked, statements=kills):
        kills += 1
        with tenancy.person(linked.person_id):
            Fetch.objects.open().update(attempts=0)
    assert kills > 20
    assert newest_rows(linked) == expected
    with tenancy.person(linked.person_id):
        assert Snapshot.objects.count() == 2


def _survives(linked: Connection, *, statements: int) -> bool:
    """Whether a turn ends that may not speak to the database more often than that."""
    left = iter(range(statements))

    def counted(execute: Callable[..., Any], *args: Any) -> Any:
        if next(left, None) is None:
            raise SystemExit("killed")
        return execute(*args)

    try:
        with connection.execute_wrapper(counted):
            return read_by(linked) is Outcome.DONE
    except SystemExit:
        return False


GROWTH = st.lists(
    st.one_of(
        st.tuples(st.just("like"), st.integers(0, 7), st.integers(0, 9)),
        st.tuples(st.just("share"), st.integers(0, 7), st.integers(0, 9)),
        st.tuples(st.just("comment"), st.integers(0, 7), st.integers(0, 9)),
        st.tuples(st.just("mention"), st.integers(0, 7), st.integers(0, 9)),
        st.tuples(st.just("post"), st.integers(6, 7), st.just(0)),
    ),
    max_size=12,
)


@examples(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(growth=GROWTH)
def test_however_the_world_grows_the_second_reading_ends_as_a_whole_one(
    network: Growing, world: Grown, settings: Settings, growth: list[tuple[str, int, int]]
) -> None:
    settings.FETCH_WHOLE_EVERY = timedelta(days=7)
    network.account_id = str(timezone.now().timestamp())
    published, acts = dict(world.published), list(world.acts)
    linked = link(agree().person, network)
    assert read_by(linked) is Outcome.DONE
    yesterday(linked)
    for what, post, who in growth:
        _happens(world, what, f"p{post}", f"somebody {who}", at=ago(minutes=30 * who + post))
    rows = read_again(linked)
    assert newest_fetch(linked.person).baseline is not None
    assert rows == read_wholly(linked, settings)
    world.published, world.acts = published, acts


def _happens(world: Grown, what: str, post_id: str, who: str, *, at: datetime) -> None:
    if what == "mention":
        world.act(KIND.MENTION, who, at)
    elif what == "post":
        world.published.setdefault(post_id, at)
    elif post_id in world.published and what == "like":
        world.like(post_id, who)
    elif post_id in world.published:
        world.act(KIND(what), who, at, post_id)
