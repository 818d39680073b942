"""The adapter against the stand-in, over real HTTP: the good way, and every bad day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import stamina
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.connections.networks.adapter import Adapter, Credential
from apps.connections.networks.errors import (
    Forbidden,
    NeedsReauth,
    RateLimited,
    Transient,
)
from apps.connections.networks.keys import account_key
from apps.connections.networks.x.adapter import ADAPTER
from apps.connections.networks.x.reading import POST_PAGES
from apps.connections.networks.x.statements import SCOPES
from apps.connections.observations import Interaction, InteractionKind, Metric, Post, Reason
from apps.sandbox.standin.faults import Fault
from apps.sandbox.world import Kind, Person, PostKind, world
from apps.sandbox.x.standin import STANDIN
from tests.sandbox.still import MOMENT, is_still

faults, grants = STANDIN.faults, STANDIN.grants

SINCE = timedelta(days=90)


@pytest.fixture(autouse=True)
def stand_in(live_server: LiveServer, settings: Settings) -> Iterator[None]:
    """X is the stand-in, on a loopback port."""
    here = {"API_URL": f"{live_server.url}/sandbox/x", "TIMEOUT": 30.0}
    settings.NETWORKS = {**settings.NETWORKS, "x": {**settings.NETWORKS["x"], **here}}
    settings.SANDBOX_RATE_FACTOR = 100
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


def credential_for(person: Person, *, scopes: tuple[str, ...] = SCOPES) -> Credential:
    tokens = grants.issue_tokens(grants.open_grant(person.id, scopes))
    return Credential(
        account_id=person.id,
        label=f"@{person.handle}",
        access_token=tokens.access,
        refresh_token=tokens.refresh,
        expires_at=datetime.now(UTC) + timedelta(hours=2),
        scopes=frozenset(scopes),
    )


def ordinary(at_least: int, below: int) -> Person:
    """With so many followers, posts that fit on one page, and nothing that changes while a test
    lasts."""
    here, now = world(), datetime.now(UTC)
    return next(
        p
        for p in here.people
        if p.kind is Kind.ORDINARY
        and at_least <= p.followers < below
        and p.true_influence > 0.6
        and 3 < sum(post.at > now - SINCE for post in here.posts(p, now=now)) < 100
        and is_still(here, p, now=now)
    )


@pytest.fixture
def ada() -> Person:
    return ordinary(3_000, 9_000)


@pytest.fixture
def credential(ada: Person) -> Credential:
    return credential_for(ada)


def since() -> datetime:
    return datetime.now(UTC) - SINCE


def posts_of(credential: Credential) -> list[Post]:
    return [p for page in ADAPTER.posts(credential, since=since()) for p in page.items]


def acts_of(credential: Credential, posts: list[Post]) -> list[Interaction]:
    pages = ADAPTER.interactions(credential, posts=posts, since=since())
    return [act for page in pages for act in page.items]


def test_it_is_an_adapter_like_all_others() -> None:
    adapter: Adapter = ADAPTER
    told = adapter.capabilities()
    assert set(told) == set(Metric)
    assert told[Metric.INTERACTORS].reason is Reason.LIMITED
    assert "100 people" in told[Metric.INTERACTORS].note
    assert adapter.terms.source.startswith("https://")


def test_a_profile_is_read(ada: Person, credential: Credential) -> None:
    profile = ADAPTER.profile(credential)
    assert profile.reach == ada.followers
    assert profile.created_at is not None
    assert abs(profile.created_at - ada.created_at) < timedelta(milliseconds=1)
    assert profile.posts_total == ada.posts_total
    assert profile.account_key == account_key("x", ada.id)


def test_all_own_posts_of_90_days_are_read_newest_first(
    ada: Person, credential: Credential
) -> None:
    posts = posts_of(credential)
    now = datetime.now(UTC)
    expected = [
        str(p.id)
        for p in world().posts(ada, now=now)
        if p.at > now - SINCE + timedelta(minutes=1) and p.kind is not PostKind.REPOST
    ]
    assert [p.post_id for p in posts][: len(expected)] == expected
    assert len(posts) - len(expected) <= 1
    assert all(p.likes is not None and p.views is not None for p in posts)


def test_interactions_come_with_hashes_reach_and_kind(ada: Person, credential: Credential) -> None:
    posts = posts_of(credential)
    acts = acts_of(credential, posts)
    assert {act.kind for act in acts} == set(InteractionKind)
    assert all(len(act.actor_key) == 40 for act in acts)
    assert all(act.actor_reach is not None and act.mutual is not None for act in acts)
    assert account_key("x", ada.id) not in {act.actor_key for act in acts}
    own = {p.post_id for p in posts}
    assert all(act.post_id is None or act.post_id in own for act in acts)
    assert len({(a.actor_key, a.kind, a.post_id) for a in acts if a.kind == "like"}) == sum(
        a.kind == "like" for a in acts
    )


def test_people_of_the_world_are_found_by_their_hash(ada: Person, credential: Credential) -> None:
    known = {account_key("x", p.id): p for p in world().people}
    met = [act for act in acts_of(credential, posts_of(credential)) if act.actor_key in known]
    assert met
    assert all(act.actor_reach == known[act.actor_key].followers for act in met)


def test_the_budget_bounds_what_is_asked(credential: Credential, settings: Settings) -> None:
    x = {**settings.NETWORKS["x"], "INTERACTOR_POSTS": 2, "MENTION_PAGES": 1}
    settings.NETWORKS = {**settings.NETWORKS, "x": x}
    pages = list(ADAPTER.interactions(credential, posts=posts_of(credential), since=since()))
    assert len(pages) <= 1 + 2 * 3
    liked = {a.post_id for page in pages for a in page.items if a.kind == "like"}
    assert 1 <= len(liked) <= 2


def test_a_reading_goes_on_where_it_was_broken_off(credential: Credential) -> None:
    posts = posts_of(credential)
    whole = list(ADAPTER.interactions(credential, posts=posts, since=since()))
    assert whole[-1].cursor is None
    for cut in (0, 1, len(whole) // 2):
        rest = list(
            ADAPTER.interactions(credential, posts=posts, since=since(), cursor=whole[cut].cursor)
        )
        assert len(rest) == len(whole) - cut - 1
        assert [act.actor_key for page in rest for act in page.items] == [
            act.actor_key for page in whole[cut + 1 :] for act in page.items
        ]


def test_posts_go_on_where_they_were_broken_off() -> None:
    here, now = world(), datetime.now(UTC)
    talker = max(
        (p for p in here.people if here.posts(p, now=now) == here.posts(p, now=now + MOMENT)),
        key=lambda p: len(here.posts(p, now=now)),
    )
    credential = credential_for(talker)
    whole = list(ADAPTER.posts(credential, since=since()))
    assert len(whole) > 1
    rest = list(ADAPTER.posts(credential, since=since(), cursor=whole[0].cursor))
    assert [p.post_id for page in rest for p in page.items] == [
        p.post_id for page in whole[1:] for p in page.items
    ]


def test_somebody_silent_has_no_posts_and_no_interactions() -> None:
    silent = next(p for p in world().people if p.kind is Kind.SILENT)
    credential = credential_for(silent)
    assert posts_of(credential) == []
    assert acts_of(credential, []) == []


def test_without_like_read_all_but_likes_is_read(ada: Person) -> None:
    credential = credential_for(ada, scopes=("users.read", "tweet.read", "offline.access"))
    acts = acts_of(credential, posts_of(credential))
    assert acts
    assert InteractionKind.LIKE not in {act.kind for act in acts}


def test_a_post_that_is_gone_by_now_is_passed_over(credential: Credential) -> None:
    gone = Post("42", datetime.now(UTC), 10_000, 10, 10, None)
    acts = acts_of(credential, [gone, *posts_of(credential)])
    assert acts
    assert "42" not in {act.post_id for act in acts}


@pytest.mark.parametrize(
    "fault",
    [
        Fault.RATE_LIMITED,
        Fault.RATE_LIMITED_RETRY_AFTER,
        Fault.RATE_LIMITED_BARE,
        Fault.CLOCK_OFF,
    ],
)
def test_a_limit_is_over_with_its_window_whatever_a_clock_says(
    ada: Person, credential: Credential, fault: Fault
) -> None:
    faults.set(fault, account=ada.id)
    with pytest.raises(RateLimited) as caught:
        ADAPTER.profile(credential)
    assert caught.value.until is not None
    assert timedelta(0) < caught.value.until - datetime.now(UTC) <= timedelta(minutes=16)
    assert credential.access_token not in repr(caught.getrepr())


def test_a_refusal_is_not_tried_again(ada: Person, credential: Credential) -> None:
    faults.set(Fault.FORBIDDEN, account=ada.id, times=1)
    with pytest.raises(Forbidden):
        ADAPTER.profile(credential)
    assert ADAPTER.profile(credential).reach == ada.followers


@pytest.mark.parametrize(("fault", "pages"), [(Fault.LOOP, 2), (Fault.ENDLESS, POST_PAGES)])
def test_paging_without_end_ends_and_counts_nothing_twice(
    ada: Person, credential: Credential, fault: Fault, pages: int
) -> None:
    first = next(ADAPTER.posts(credential, since=since()))
    faults.set(fault, account=ada.id)
    read = list(ADAPTER.posts(credential, since=since()))
    assert len(read) == pages
    assert read[-1].cursor is None
    assert [p.post_id for page in read for p in page.items] == [p.post_id for p in first.items]


def test_mentions_that_never_end_count_nobody_twice(ada: Person, credential: Credential) -> None:
    faults.set(Fault.ENDLESS, account=ada.id, endpoint="mentions")
    acts = acts_of(credential, [])
    assert len(acts) == len({(act.actor_key, act.at) for act in acts}) == 100


def test_a_limit_in_the_middle_loses_nothing(ada: Person, credential: Credential) -> None:
    posts = posts_of(credential)
    whole = acts_of(credential, posts)
    read: list[Interaction] = []
    cursor: str | None = None
    pages = ADAPTER.interactions(credential, posts=posts, since=since())
    for _ in range(2):
        page = next(pages)
        read += page.items
        cursor = page.cursor
    faults.set(Fault.RATE_LIMITED, account=ada.id, times=1)
    with pytest.raises(RateLimited):
        next(pages)
    for page in ADAPTER.interactions(credential, posts=posts, since=since(), cursor=cursor):
        read += page.items
    assert [a.actor_key for a in read] == [a.actor_key for a in whole]


def test_renewing_rotates_both_tokens(credential: Credential) -> None:
    renewed = ADAPTER.renew(credential)
    assert renewed.access_token != credential.access_token
    assert renewed.refresh_token != credential.refresh_token
    assert renewed.expires_at is not None
    assert timedelta(hours=1.9) < renewed.expires_at - datetime.now(UTC) <= timedelta(hours=2)
    assert renewed.account_id == credential.account_id
    assert renewed.scopes == credential.scopes
    assert ADAPTER.profile(renewed).reach is not None


def test_a_used_refresh_token_means_to_link_again(credential: Credential) -> None:
    renewed = ADAPTER.renew(credential)
    with pytest.raises(NeedsReauth):
        ADAPTER.renew(credential)
    with pytest.raises(NeedsReauth):
        ADAPTER.profile(renewed)


def test_an_answer_that_was_lost_while_renewing_is_not_asked_for_twice(
    ada: Person, credential: Credential
) -> None:
    faults.set(Fault.CUT_BODY, account=ada.id, endpoint="token", times=1)
    with pytest.raises(Transient):
        ADAPTER.renew(credential)
    assert faults.listed() == []
    assert ADAPTER.profile(credential).reach is not None


def test_without_a_refresh_token_there_is_nothing_to_renew(credential: Credential) -> None:
    with pytest.raises(NeedsReauth):
        ADAPTER.renew(replace(credential, refresh_token=""))


def test_wrong_credentials_of_the_application_are_not_the_person_s_fault(
    credential: Credential, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.sandbox.standin.clients.Clients.is_authentic", lambda *_: False)
    with pytest.raises(Forbidden):
        ADAPTER.renew(credential)


def test_revoking_ends_the_grant_and_can_be_done_twice(credential: Credential) -> None:
    ADAPTER.revoke(credential)
    with pytest.raises(NeedsReauth):
        ADAPTER.profile(credential)
    with pytest.raises(NeedsReauth):
        ADAPTER.renew(credential)
    ADAPTER.revoke(credential)


def test_a_revocation_that_does_not_arrive_is_told(
    credential: Credential, settings: Settings
) -> None:
    x = {**settings.NETWORKS["x"], "API_URL": "http://127.0.0.1:9"}
    settings.NETWORKS = {**settings.NETWORKS, "x": x}
    with pytest.raises(Transient):
        ADAPTER.revoke(credential)


def test_the_contract_s_own_spelling_reads_the_same(
    credential: Credential, settings: Settings
) -> None:
    before = acts_of(credential, posts_of(credential))
    x = {**settings.NETWORKS["x"], "POST_FIELDS": "post.fields"}
    settings.NETWORKS = {**settings.NETWORKS, "x": x}
    after = acts_of(credential, posts_of(credential))
    assert [(a.actor_key, a.kind, a.post_id) for a in after] == [
        (a.actor_key, a.kind, a.post_id) for a in before
    ]
