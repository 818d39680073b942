"""Which sites a login opens, what a site is measured by, and what of it is not the author's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import Forbidden, Gone, NeedsReauth
from apps.connections.networks.keys import account_key
from apps.connections.networks.wordpress_com.adapter import ADAPTER
from apps.connections.networks.wordpress_com.statements import SCOPES
from apps.connections.observations import InteractionKind, Metric, ReachKind, Reason
from apps.core.templatetags.renown import thin
from apps.sandbox.standin.faults import Fault
from apps.sandbox.wordpress_com.sites import Role, Site
from apps.sandbox.wordpress_com.standin import STANDIN
from apps.sandbox.world import Kind, Person, Reaction
from tests.networks.wordpress_com.blogger import blogger
from tests.networks.wordpress_com.conftest import Login


@pytest.fixture
def since() -> datetime:
    return datetime.now(UTC) - timedelta(days=90)


def somebody(kind: Kind) -> Person:
    return next(person for person in STANDIN.world().people if person.kind is kind)


def site_of(login: Login, person: Person, number: int = 0) -> Credential:
    return ADAPTER.accounts(login(person))[number].credential


def test_most_people_have_one_site_and_it_says_how_many_follow(login: Login) -> None:
    ada = blogger()
    (account,) = ADAPTER.accounts(login(ada))
    assert account.credential.account_id == str(Site(ada, Role.OWN).id)
    assert account.credential.grantor_id == ada.id
    assert account.credential.label == Site(ada, Role.OWN).name
    assert account.note == f"Site, {thin(ada.followers)} followers"


def test_who_has_no_site_is_told_where_sites_elsewhere_are_linked(login: Login) -> None:
    assert list(ADAPTER.accounts(login(somebody(Kind.SILENT)))) == []
    assert "linked by its address" in ADAPTER.no_account


def test_a_site_that_jetpack_connects_is_left_out(login: Login) -> None:
    (account,) = ADAPTER.accounts(login(blogger(jetpack=True)))
    assert account.credential.account_id.endswith("0")


def test_of_two_sites_each_says_what_the_person_is_there(login: Login) -> None:
    own, magazine = ADAPTER.accounts(login(somebody(Kind.FRESH)))
    assert own.note.startswith("Site, ")
    assert magazine.note == "Site that you write for"


def test_the_followers_of_a_magazine_are_not_those_of_each_author(login: Login) -> None:
    profile = ADAPTER.profile(site_of(login, somebody(Kind.FRESH), 1))
    assert (profile.reach, profile.reach_kind) == (None, None)
    assert profile.not_measured[Metric.REACH] is Reason.NOT_GRANTED


def test_an_own_site_tells_followers_age_and_how_much_was_written(login: Login) -> None:
    ada = blogger()
    profile = ADAPTER.profile(site_of(login, ada))
    assert (profile.reach, profile.reach_kind) == (ada.followers, ReachKind.FOLLOWERS)
    assert profile.created_at == ada.created_at
    assert profile.posts_total == ada.posts_total
    assert profile.account_key == account_key("wordpress_com", str(Site(ada, Role.OWN).id))
    assert set(profile.not_measured) == {
        Metric.SHARES,
        Metric.INTERACTORS,
        Metric.INTERACTOR_REACH,
        Metric.FOLLOWER_SAMPLE,
    }


def test_without_statistics_reach_and_views_have_their_reason(
    login: Login, since: datetime
) -> None:
    granted = tuple(scope for scope in SCOPES if scope != "stats")
    site = ADAPTER.accounts(login(blogger(), granted))[0].credential
    profile = ADAPTER.profile(site)
    assert profile.not_measured[Metric.REACH] is Reason.NOT_GRANTED
    assert profile.not_measured[Metric.VIEWS] is Reason.NOT_GRANTED
    page = next(ADAPTER.posts(site, since=since))
    assert page.items
    assert {post.views for post in page.items} == {None}


def test_views_of_90_days_are_summed_up_from_months(login: Login, since: datetime) -> None:
    ada, now = blogger(), datetime.now(UTC)
    posts = [p for page in ADAPTER.posts(site_of(login, ada), since=since) for p in page.items]
    here = STANDIN.world()
    for post in posts:
        told = here.post(int(post.post_id), now=now)
        assert told is not None
        assert post.views == pytest.approx(here.views(told, now=now), abs=5)
    assert any(post.views for post in posts)


def test_without_the_scope_nobody_who_commented_is_asked_for(login: Login, since: datetime) -> None:
    granted = tuple(scope for scope in SCOPES if scope != "comments")
    site = ADAPTER.accounts(login(blogger(), granted))[0].credential
    posts = [post for page in ADAPTER.posts(site, since=since) for post in page.items]
    acts = [a for page in ADAPTER.interactions(site, posts=posts, since=since) for a in page.items]
    assert {act.kind for act in acts} == {InteractionKind.LIKE}


def test_who_comments_and_likes_is_one_person(login: Login, since: datetime) -> None:
    """By the number of their account, which both tell; guests are told apart by their link."""
    here, now, ada = STANDIN.world(), datetime.now(UTC), blogger()
    site = site_of(login, ada)
    posts = [post for page in ADAPTER.posts(site, since=since) for post in page.items]
    acts = [a for page in ADAPTER.interactions(site, posts=posts, since=since) for a in page.items]
    own = [p for p in here.posts(ada, now=now) if p.at >= since]
    users = {
        account_key("wordpress_com", act.actor.id)
        for post in own
        for act in here.reactions(post, Reaction.LIKE, now=now)
    }
    likers = {act.actor_key for act in acts if act.kind is InteractionKind.LIKE}
    assert likers
    assert likers <= users
    assert account_key("wordpress_com", ada.id) not in {act.actor_key for act in acts}


def test_what_was_seen_is_not_asked_again_but_for_newer_comments(
    login: Login, since: datetime
) -> None:
    site = site_of(login, blogger())
    posts = [post for page in ADAPTER.posts(site, since=since) for post in page.items]
    seen = frozenset(post.post_id for post in posts)
    now = datetime.now(UTC)
    pages = list(ADAPTER.interactions(site, posts=posts, since=now, seen=seen))
    assert [list(page.items) for page in pages] == [[]]
    assert pages[-1].cursor is None


def test_somebody_elses_site_does_not_open(login: Login) -> None:
    ada, ben = blogger(), blogger(jetpack=True)
    mine = site_of(login, ada)
    other = Credential(str(Site(ben, Role.OWN).id), "", mine.access_token, grantor_id=ada.id)
    with pytest.raises(Forbidden):
        ADAPTER.profile(other)
    nowhere = Credential("7", "", mine.access_token, grantor_id=ada.id)
    with pytest.raises(Gone):
        ADAPTER.profile(nowhere)


def test_a_site_that_keeps_its_comments_to_itself_still_tells_its_likes(
    login: Login, since: datetime
) -> None:
    ada = blogger()
    site = site_of(login, ada)
    posts = [post for page in ADAPTER.posts(site, since=since) for post in page.items]
    STANDIN.faults.set(Fault.FORBIDDEN, account=ada.id, endpoint="comments")
    pages = list(ADAPTER.interactions(site, posts=posts, since=since))
    kinds = {act.kind for page in pages for act in page.items}
    assert kinds == {InteractionKind.LIKE}
    assert pages[-1].cursor is None


def test_a_grant_ends_and_cannot_be_renewed_then(login: Login) -> None:
    credential = login(blogger())
    renewed = ADAPTER.renew(credential)
    assert renewed.access_token != credential.access_token
    ADAPTER.revoke(renewed)
    ADAPTER.revoke(renewed)  # twice is once
    with pytest.raises(NeedsReauth):
        ADAPTER.renew(renewed)
    with pytest.raises(NeedsReauth):
        ADAPTER.accounts(renewed)
