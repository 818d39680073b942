"""What is peculiar about reading Facebook's pages, against its stand-in. What holds for every
network is in the common suite."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import Settings

from apps.connections.networks.adapter import Adapter, Credential
from apps.connections.networks.errors import Gone, NeedsReauth, RateLimited
from apps.connections.networks.facebook.adapter import ADAPTER
from apps.connections.networks.facebook.statements import CONTENT, ENGAGEMENT, SCOPES
from apps.connections.networks.keys import account_key
from apps.connections.observations import Metric, Post, Reason
from apps.sandbox.facebook.pages import commenter_id, is_nameless, pages_of
from apps.sandbox.facebook.standin import STANDIN
from apps.sandbox.standin.faults import Fault
from apps.sandbox.world import Kind, Person, Reaction, world
from tests.networks.facebook.linked import (
    accounts_of,
    acts_of,
    credential_for,
    posts_of,
    since,
    somebody,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("calls")]


@pytest.fixture
def ada() -> Person:
    return somebody()


def without(scope: str) -> tuple[str, ...]:
    return tuple(each for each in SCOPES if each != scope)


def test_it_is_an_adapter_that_says_what_facebook_never_tells() -> None:
    adapter: Adapter = ADAPTER
    told = adapter.capabilities()
    assert {metric for metric, each in told.items() if each.reason is Reason.NOT_OFFERED} == {
        Metric.VIEWS,
        Metric.ACCOUNT_AGE,
        Metric.INTERACTOR_REACH,
        Metric.FOLLOWER_SAMPLE,
    }
    assert "nobody who reacts" in told[Metric.INTERACTORS].note
    assert adapter.terms.allowed is False
    assert adapter.terms.dated.startswith("2026-02-03")
    assert set(adapter.costs) == {ENGAGEMENT, CONTENT}


def test_each_call_proves_that_it_comes_from_the_application_s_own_server(
    ada: Person, calls: list[str]
) -> None:
    credential = credential_for(ada)
    calls.clear()
    posts_of(credential)
    assert calls
    assert all("appsecret_proof=" in call for call in calls)


def test_a_second_page_without_posts_is_read_as_what_it_is() -> None:
    fresh = somebody(Kind.FRESH)
    second = accounts_of(fresh)[1].credential
    assert ADAPTER.profile(second).reach == pages_of(fresh)[1].followers
    assert posts_of(second) == []


def test_a_page_s_token_opens_no_other_page() -> None:
    first, second = (account.credential for account in accounts_of(somebody(Kind.FRESH)))
    mixed = Credential(second.account_id, "", first.access_token, scopes=first.scopes)
    with pytest.raises(Gone):
        ADAPTER.profile(mixed)


def test_a_person_s_token_is_not_enough_for_a_page_s_posts(ada: Person) -> None:
    page = credential_for(ada)
    mixed = Credential(page.account_id, "", page.refresh_token, scopes=page.scopes)
    with pytest.raises(NeedsReauth):
        posts_of(mixed)


def test_posts_have_counts_of_reactions_comments_and_shares(ada: Person) -> None:
    found, now = posts_of(credential_for(ada)), datetime.now(UTC)
    here = world(network="facebook")
    for post in found:
        there = here.post(int(post.post_id.partition("_")[2]), now=now)
        assert there is not None
        counts = [here.count(there, k, now=now) for k in (Reaction.LIKE, Reaction.REPLY)]
        known = [post.likes, post.comments]
        assert None not in known
        if there.at < now - timedelta(days=30):
            assert known == counts
            assert post.shares == here.count(there, Reaction.REPOST, now=now)
    assert {post.views for post in found} == {None}


def test_without_what_people_wrote_posts_are_read_and_nobody_is_asked_for(
    ada: Person, calls: list[str]
) -> None:
    credential = credential_for(ada, *without(CONTENT))
    found = posts_of(credential)
    assert found
    assert {(post.likes, post.comments) for post in found} == {(None, None)}
    assert any(post.shares for post in found)
    calls.clear()
    assert acts_of(credential, found) == []
    assert calls == []


def test_without_reading_engagement_only_that_the_page_is_there_is_asked(
    ada: Person, calls: list[str]
) -> None:
    credential = credential_for(ada, *without(ENGAGEMENT))
    calls.clear()
    profile = ADAPTER.profile(credential)
    assert profile.not_measured[Metric.REACH] is Reason.NOT_GRANTED
    assert posts_of(credential) == []
    assert [_fields(call) for call in calls] == ["id"]


def _fields(call: str) -> str:
    return parse_qs(urlsplit(call).query)["fields"][0]


def test_whom_facebook_may_not_name_is_counted_and_nobody() -> None:
    viral = next(p for p in world(network="facebook").people if p.kind is Kind.VIRAL)
    credential = credential_for(viral)
    post = max(posts_of(credential), key=lambda each: each.comments or 0)
    acts, now = acts_of(credential, [post]), datetime.now(UTC)
    (page,), here = pages_of(viral), world(network="facebook")
    there = here.post(int(post.post_id.partition("_")[2]), now=now)
    assert there is not None
    replies = here.reactions(there, Reaction.REPLY, now=now, limit=1_000)
    named = [act for act in replies if not is_nameless(act, page)]
    assert 0 < len(named) < len(replies)
    wanted = {account_key("facebook", commenter_id(act.actor)) for act in named}
    assert {act.actor_key for act in acts} <= wanted
    assert post.comments is not None
    assert len(acts) < post.comments


def test_only_posts_with_new_comments_are_asked_about(ada: Person, calls: list[str]) -> None:
    credential = credential_for(ada)
    found = [post for post in posts_of(credential) if post.comments]
    assert len(found) > 1
    calls.clear()
    acts_of(credential, found, frozenset({found[0].post_id}))
    asked = {urlsplit(call).path.split("/")[-2] for call in calls}
    assert asked == {post.post_id for post in found[1:]}
    assert all("filter=stream" in call for call in calls), "answers to comments count too"


def test_a_post_that_is_gone_since_is_passed_over(ada: Person) -> None:
    credential = credential_for(ada)
    found = posts_of(credential)
    lost = Post(f"{credential.account_id}_1", found[0].published_at, 9, 99, 0, None)
    assert acts_of(credential, [lost, *found]) == acts_of(credential, found)


def test_reading_goes_on_after_the_page_that_carried_the_cursor(ada: Person) -> None:
    credential = credential_for(ada)
    found = posts_of(credential)
    pages = [*ADAPTER.interactions(credential, posts=found, since=since())]
    assert len(pages) > 2
    rest = ADAPTER.interactions(credential, posts=found, since=since(), cursor=pages[0].cursor)
    assert [page.items for page in rest] == [page.items for page in pages[1:]]


def test_before_the_limit_is_reached_nothing_more_is_asked(
    ada: Person, calls: list[str], settings: Settings
) -> None:
    credential = credential_for(ada)
    settings.SANDBOX_RATE_FACTOR = 0.02  # four calls, and linking took three
    ADAPTER.profile(credential)
    calls.clear()
    with pytest.raises(RateLimited) as caught:
        ADAPTER.profile(credential)
    assert calls == []
    assert caught.value.until is not None
    assert caught.value.until - datetime.now(UTC) <= timedelta(minutes=15)


def test_what_facebook_says_about_the_wait_is_kept(ada: Person) -> None:
    credential = credential_for(ada)
    STANDIN.faults.set(Fault.RATE_LIMITED, account=ada.id, times=1)
    with pytest.raises(RateLimited) as caught:
        ADAPTER.profile(credential)
    assert caught.value.until is not None
    wait = caught.value.until - datetime.now(UTC)
    assert timedelta(minutes=14) < wait <= timedelta(minutes=16)
