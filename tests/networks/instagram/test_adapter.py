"""What is peculiar about reading Instagram, against its stand-in. What holds for every network is
in the common suite."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings

from apps.connections.networks.adapter import Adapter
from apps.connections.networks.errors import Forbidden, RateLimited
from apps.connections.networks.instagram.adapter import ADAPTER
from apps.connections.networks.instagram.statements import BASIC, COMMENTS, INSIGHTS
from apps.connections.networks.keys import account_key
from apps.connections.observations import InteractionKind, Metric, Post, Reason
from apps.core.templatetags.renown import thin
from apps.sandbox.instagram.people import professional_id
from apps.sandbox.instagram.standin import STANDIN
from apps.sandbox.standin.faults import Fault
from apps.sandbox.world import Kind, Person, Reaction, world
from tests.networks.instagram.linked import (
    acts_of,
    beginner,
    credential_for,
    posts_of,
    since,
    somebody,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("calls")]


@pytest.fixture
def ada() -> Person:
    return somebody()


def test_it_is_an_adapter_that_says_what_instagram_never_tells() -> None:
    adapter: Adapter = ADAPTER
    told = adapter.capabilities()
    assert {metric for metric, each in told.items() if each.reason is Reason.NOT_OFFERED} == {
        Metric.INTERACTOR_REACH,
        Metric.ACCOUNT_AGE,
        Metric.FOLLOWER_SAMPLE,
    }
    assert "nobody who liked" in told[Metric.INTERACTORS].note
    assert adapter.terms.allowed is False
    assert set(adapter.costs) == {COMMENTS, INSIGHTS}


def test_a_login_opens_one_account_with_its_followers_beside_it(ada: Person) -> None:
    credential = credential_for(ada)
    (account,) = ADAPTER.accounts(credential)
    assert account.credential == credential
    assert account.note == f"Account, {thin(ada.followers)} followers"


def test_a_personal_account_is_none_that_could_be_linked() -> None:
    silent = [p for p in world(network="instagram").people if p.kind is Kind.SILENT]
    assert ADAPTER.accounts(credential_for(silent[-1])) == ()
    assert len(ADAPTER.accounts(credential_for(silent[0]))) == 1
    assert "personal account" in ADAPTER.no_account


def test_a_profile_is_read_by_the_id_of_the_professional_account(ada: Person) -> None:
    profile = ADAPTER.profile(credential_for(ada))
    assert profile.account_key == account_key("instagram", professional_id(ada))
    assert (profile.reach, profile.posts_total) == (ada.followers, ada.posts_total)
    assert Metric.LIKES not in profile.not_measured


def test_who_hides_likes_has_unknown_likes_and_everything_else() -> None:
    credential = credential_for(somebody(hides=True))
    assert ADAPTER.profile(credential).not_measured[Metric.LIKES] is Reason.HIDDEN
    posts = posts_of(credential)
    assert {post.likes for post in posts} == {None}
    assert all(post.comments is not None and post.views is not None for post in posts)


def test_views_and_shares_come_with_the_posts_in_one_call_a_page(
    ada: Person, calls: list[str]
) -> None:
    posts = posts_of(credential_for(ada))
    here, now = world(network="instagram"), datetime.now(UTC)
    for read in posts:
        post = here.post(int(read.post_id), now=now)
        assert post is not None
        passed_on = here.count(post, Reaction.REPOST, now=now)
        assert (read.views, read.shares) == (here.views(post, now=now), passed_on)
    assert [urlsplit(call).path for call in calls] == ["/sandbox/instagram/v26.0/me/media"]


def test_without_insights_views_and_shares_are_not_asked_for(ada: Person, calls: list[str]) -> None:
    credential = credential_for(ada, BASIC, COMMENTS)
    posts = posts_of(credential)
    assert {(post.views, post.shares) for post in posts} == {(None, None)}
    assert all(post.likes is not None for post in posts)
    assert not [call for call in calls if "insights" in call]
    not_measured = ADAPTER.profile(credential).not_measured
    assert not_measured[Metric.VIEWS] is not_measured[Metric.SHARES] is Reason.NOT_GRANTED


def test_without_comments_nobody_is_asked_for(ada: Person, calls: list[str]) -> None:
    credential = credential_for(ada, BASIC, INSIGHTS)
    posts = posts_of(credential)
    calls.clear()
    assert acts_of(credential, posts) == []
    assert calls == []
    assert ADAPTER.profile(credential).not_measured[Metric.INTERACTORS] is Reason.NOT_GRANTED


def test_posts_from_before_an_account_was_a_professional_one_are_read_without_insights(
    calls: list[str],
) -> None:
    young = beginner()
    posts = posts_of(credential_for(young))
    known = [post.views is not None for post in posts]
    assert known == sorted(known, reverse=True)
    assert {*known} == {True, False}
    assert all(post.likes is not None for post in posts)
    paths = [urlsplit(call).path.rpartition("/")[2] for call in calls]
    assert paths == ["media", "media", *["insights"] * len(posts)]


def test_below_such_a_post_insights_are_not_asked_for_any_more(
    calls: list[str], settings: Settings
) -> None:
    own = {**settings.NETWORKS["instagram"], "POST_PAGE": 1}
    settings.NETWORKS = {**settings.NETWORKS, "instagram": own}
    young = beginner()
    posts = posts_of(credential_for(young))
    asked = ["insights" in call for call in calls if "/media?" in call]
    known = sum(post.views is not None for post in posts)
    assert 0 < known < len(posts) - 1
    assert asked == [*[True] * (known + 1), *[False] * (len(posts) - known)]


def test_who_commented_is_known_and_the_account_s_own_answers_do_not_count(ada: Person) -> None:
    credential = credential_for(ada)
    posts = posts_of(credential)
    acts = acts_of(credential, posts)
    assert acts
    assert {act.kind for act in acts} == {InteractionKind.COMMENT}
    assert {act.actor_reach for act in acts} == {None}
    own = {account_key("instagram", each) for each in (ada.id, professional_id(ada))}
    assert not own & {act.actor_key for act in acts}
    assert len(acts) == sum(post.comments or 0 for post in posts)


def test_people_of_the_world_are_found_by_their_hash(ada: Person) -> None:
    here = world(network="instagram")
    known = {account_key("instagram", person.id) for person in here.people}
    credential = credential_for(ada)
    assert known & {act.actor_key for act in acts_of(credential, posts_of(credential))}


def test_a_post_that_has_not_changed_is_not_asked_again(ada: Person, calls: list[str]) -> None:
    credential = credential_for(ada)
    posts = posts_of(credential)
    seen = frozenset(post.post_id for post in posts)
    calls.clear()
    assert acts_of(credential, posts, seen) == []
    assert calls == []


def test_a_post_that_is_gone_by_now_is_passed_over(ada: Person) -> None:
    gone = Post("42", datetime.now(UTC), 10_000, 10_000, None, None)
    credential = credential_for(ada)
    acts = acts_of(credential, [gone, *posts_of(credential)])
    assert acts
    assert "42" not in {act.post_id for act in acts}


def test_a_reading_goes_on_where_it_was_broken_off(ada: Person) -> None:
    credential = credential_for(ada)
    posts = posts_of(credential)
    whole = list(ADAPTER.interactions(credential, posts=posts, since=since()))
    assert len(whole) > 1
    assert whole[-1].cursor is None
    rest = ADAPTER.interactions(credential, posts=posts, since=since(), cursor=whole[0].cursor)
    assert [page.items for page in rest] == [page.items for page in whole[1:]]


def test_the_token_is_in_no_address(ada: Person, calls: list[str]) -> None:
    credential = credential_for(ada)
    ADAPTER.profile(credential)
    acts_of(credential, posts_of(credential))
    assert calls
    assert not [call for call in calls if "token" in call or credential.access_token in call]


def test_an_account_that_is_at_its_limit_is_not_asked_again(ada: Person, calls: list[str]) -> None:
    credential = credential_for(ada)
    STANDIN.faults.set(Fault.RATE_LIMITED, account=ada.id, times=1)
    with pytest.raises(RateLimited):
        ADAPTER.profile(credential)
    calls.clear()
    with pytest.raises(RateLimited):
        ADAPTER.profile(credential)
    assert calls == []


def test_what_is_refused_as_a_whole_is_told_and_not_taken_for_missing_insights(
    ada: Person,
) -> None:
    STANDIN.faults.set(Fault.FORBIDDEN, account=ada.id, endpoint="media")
    with pytest.raises(Forbidden):
        posts_of(credential_for(ada))
