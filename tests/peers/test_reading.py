"""What is read through the API is what stands in the site's database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import NeedsReauth
from apps.connections.networks.wordpress import ADAPTER
from apps.connections.observations import Interaction, Metric, Post, Reason
from tests.peers.browsing import Visitor
from tests.peers.site import WordPressSite
from tests.peers.test_linking import link


@pytest.fixture
def anna(wordpress: WordPressSite) -> Iterator[Credential]:
    credential = link(wordpress, "anna")
    yield credential
    ADAPTER.revoke(credential)


@pytest.fixture
def posts(anna: Credential, wordpress: WordPressSite) -> list[Post]:
    return [post for page in ADAPTER.posts(anna, since=wordpress.since) for post in page.items]


def test_the_profile_tells_age_and_posts_and_no_reach(
    anna: Credential, wordpress: WordPressSite
) -> None:
    profile = ADAPTER.profile(anna)
    assert profile.posts_total == wordpress.people["anna"].total
    assert profile.created_at is not None
    age = datetime.now(UTC) - profile.created_at
    assert timedelta(days=399) < age < timedelta(days=401)
    assert profile.reach is None
    assert profile.not_measured[Metric.REACH] is Reason.NOT_OFFERED
    assert Metric.COMMENTS not in profile.not_measured


def test_every_post_of_the_window_is_read_once_over_all_pages(
    anna: Credential, wordpress: WordPressSite
) -> None:
    pages = list(ADAPTER.posts(anna, since=wordpress.since))
    found = [post for page in pages for post in page.items]
    assert len(pages) == 2
    assert [page.cursor for page in pages] == ["2", None]
    assert Counter(post.post_id for post in found) == Counter(wordpress.people["anna"].posts)
    assert all(wordpress.since <= post.published_at <= datetime.now(UTC) for post in found)
    assert sum(post.comments or 0 for post in found) == wordpress.people["anna"].comments
    assert {(post.likes, post.shares, post.views) for post in found} == {(None, None, None)}


def test_reading_goes_on_after_a_page_that_was_kept(
    anna: Credential, wordpress: WordPressSite
) -> None:
    first = next(ADAPTER.posts(anna, since=wordpress.since))
    rest = list(ADAPTER.posts(anna, since=wordpress.since, cursor=first.cursor))
    found = [post.post_id for page in (first, *rest) for post in page.items]
    assert Counter(found) == Counter(wordpress.people["anna"].posts)


def test_a_page_past_the_end_is_the_end(anna: Credential, wordpress: WordPressSite) -> None:
    (page,) = ADAPTER.posts(anna, since=wordpress.since, cursor="9")
    assert (tuple(page.items), page.cursor) == ((), None)


def test_comments_by_others_become_interactions_without_names(
    anna: Credential, wordpress: WordPressSite, posts: list[Post]
) -> None:
    found = _interactions(anna, posts, wordpress.since)
    assert len(found) == wordpress.people["anna"].comments
    assert {one.post_id for one in found} <= wordpress.people["anna"].posts
    # Dora, Emil, Fred, Hanna under two names with one link, Ivo, those who gave no name, and eight
    # who only gave one.
    assert len({one.actor_key for one in found}) == 14
    assert ADAPTER.profile(anna).account_key not in {one.actor_key for one in found}
    told = json.dumps([repr(one) for one in found]).lower()
    assert not any(name in told for name in ("dora", "emil", "fred", "hanna", "ivo", "made up"))


def test_interactions_resume_after_any_page(
    anna: Credential, wordpress: WordPressSite, posts: list[Post]
) -> None:
    whole = _interactions(anna, posts, wordpress.since)
    cursor, found, rounds = None, list[Interaction](), 0
    while cursor is not None or rounds == 0:
        page = next(ADAPTER.interactions(anna, posts=posts, since=wordpress.since, cursor=cursor))
        found.extend(page.items)
        cursor, rounds = page.cursor, rounds + 1
    assert rounds >= 3
    assert Counter(found) == Counter(whole)


def test_the_same_commenter_is_one_person_over_two_authors(
    anna: Credential, wordpress: WordPressSite, posts: list[Post]
) -> None:
    ben = link(wordpress, "ben")
    his = [post for page in ADAPTER.posts(ben, since=wordpress.since) for post in page.items]
    assert len(his) == len(wordpress.people["ben"].posts)
    of_anna = {one.actor_key for one in _interactions(anna, posts, wordpress.since)}
    of_ben = {one.actor_key for one in _interactions(ben, his, wordpress.since)}
    assert len(of_anna & of_ben) >= 10
    assert ADAPTER.profile(anna).account_key in of_ben
    ADAPTER.revoke(ben)


def test_somebody_who_never_wrote_has_nothing_and_that_is_no_error(
    wordpress: WordPressSite,
) -> None:
    gina = link(wordpress, "gina")
    assert ADAPTER.profile(gina).posts_total == 0
    (page,) = ADAPTER.posts(gina, since=wordpress.since)
    assert not page.items
    assert list(ADAPTER.interactions(gina, posts=[], since=wordpress.since)) == []
    ADAPTER.revoke(gina)


def test_a_password_revoked_at_the_site_asks_for_a_new_link(
    wordpress: WordPressSite,
) -> None:
    emil = link(wordpress, "emil")
    with Visitor(wordpress, "emil") as visitor:
        visitor.delete_application_password(emil.grant_id)
    with pytest.raises(NeedsReauth):
        ADAPTER.profile(emil)
    ADAPTER.revoke(emil)


def _interactions(credential: Credential, posts: list[Post], since: datetime) -> list[Interaction]:
    pages = ADAPTER.interactions(credential, posts=posts, since=since)
    return [one for page in pages for one in page.items]
