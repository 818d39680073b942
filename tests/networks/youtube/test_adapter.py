"""The adapter against the stand-in, over real HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import Settings

from apps.connections.networks import budget
from apps.connections.networks.adapter import Adapter, Credential
from apps.connections.networks.errors import (
    BudgetSpent,
    Forbidden,
    Gone,
    NeedsReauth,
    QuotaExhausted,
    Transient,
)
from apps.connections.networks.keys import account_key
from apps.connections.networks.youtube import quota
from apps.connections.networks.youtube.adapter import ADAPTER
from apps.connections.observations import Metric, Post, Reason
from apps.sandbox.standin.faults import Fault
from apps.sandbox.world import Kind, Person, world
from apps.sandbox.world import Post as WorldPost
from apps.sandbox.youtube import ids, people, talk
from apps.sandbox.youtube.standin import STANDIN
from tests.networks.youtube.linked import (
    acts_of,
    comments_on,
    credential_for,
    posts_of,
    shown_by,
    since,
    somebody,
    talked_about,
)

pytestmark = pytest.mark.usefixtures("calls")


def own(settings: Settings, **changes: object) -> None:
    youtube = {**settings.NETWORKS["youtube"], **changes}
    settings.NETWORKS = {**settings.NETWORKS, "youtube": youtube}


def spent() -> int:
    return budget.spent(quota.UNITS, resets_at=quota.next_midnight(datetime.now(UTC)))


def paths(calls: list[str]) -> list[str]:
    return [urlsplit(call).path.rpartition("/")[2] for call in calls]


def test_it_says_what_it_tells_and_under_which_terms() -> None:
    adapter: Adapter = ADAPTER
    told = adapter.capabilities()
    assert told[Metric.SHARES].reason is Reason.NOT_OFFERED
    assert told[Metric.INTERACTORS].reason is Reason.LIMITED
    assert "40 videos" in told[Metric.INTERACTORS].note
    assert "150 questions" in told[Metric.INTERACTORS].note
    assert adapter.terms.allowed is False
    assert "amendment" in adapter.terms.statement
    assert adapter.scopes == ("https://www.googleapis.com/auth/youtube.readonly",)


def test_a_profile_has_the_rounded_count_and_costs_one_unit() -> None:
    ada = somebody(fits=lambda person: person.followers > 1_000)
    before = spent()
    profile = ADAPTER.profile(credential_for(ada))
    assert profile.reach is not None
    assert profile.reach <= ada.followers < profile.reach + 10 ** (len(str(ada.followers)) - 3)
    assert profile.posts_total == ada.posts_total
    assert profile.account_key == account_key("youtube", ids.channel_id(ada.id))
    assert spent() - before == 1


def test_who_hides_the_count_has_a_reach_that_is_not_measured() -> None:
    profile = ADAPTER.profile(credential_for(somebody(hides=True)))
    assert profile.reach is None
    assert profile.not_measured[Metric.REACH] is Reason.HIDDEN


def test_public_videos_of_90_days_are_read_newest_first_and_drafts_are_not() -> None:
    ada = somebody()
    posts = posts_of(credential_for(ada))
    assert [post.published_at for post in posts] == [post.at for post in shown_by(ada)]
    assert ids.draft_id(ada.number) not in {post.post_id for post in posts}
    assert all(post.shares is None and post.views is not None for post in posts)


def test_a_list_out_of_order_is_read_until_a_whole_page_is_older(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ada = somebody(fits=lambda person: len(_all_videos(person)) > 60)
    newest, here = shown_by(ada), type(world(network="youtube"))
    monkeypatch.setattr(here, "posts", lambda self, person, now: _with_a_late_one(person))
    posts = posts_of(credential_for(ada))
    assert {post.published_at for post in posts} == {post.at for post in newest}


def _all_videos(person: Person) -> list[WorldPost]:
    here = world(network="youtube")
    return here._posts[person.number]  # the year's, also what is still to come today


def _with_a_late_one(person: Person) -> list[WorldPost]:
    """A video that was private for long: shown last, and still on the list's second page."""
    now = datetime.now(UTC)
    found = [post for post in _all_videos(person) if post.at <= now]
    return [*found[1:55], found[0], *found[55:]]


@pytest.mark.parametrize("brand", [False, True])
def test_a_channel_without_videos_has_no_posts(*, brand: bool) -> None:
    kind = Kind.FRESH if brand else Kind.SILENT
    person = next(
        p
        for p in world(network="youtube").people
        if p.kind is kind and len(people.channels_of(p)) == (2 if brand else 1)
    )
    credential = credential_for(person, brand=brand)
    assert posts_of(credential) == []
    assert acts_of(credential, []) == []


def test_everybody_who_commented_is_met_once_with_reach_and_never_the_owner() -> None:
    ada = somebody(fits=talked_about)
    credential = credential_for(ada)
    posts = posts_of(credential)
    acts = acts_of(credential, posts)
    assert len(acts) == sum(comments_on(post) for post in shown_by(ada))
    assert account_key("youtube", ids.channel_id(ada.id)) not in {act.actor_key for act in acts}
    known = {account_key("youtube", ids.channel_id(p.id)): p for p in world().people}
    met = [act for act in acts if act.actor_key in known]
    assert met
    for act in met:
        who = world(network="youtube").people[known[act.actor_key].number]
        assert act.actor_reach == _told_reach(who)


def _told_reach(person: Person) -> int | None:
    """Of a channel that is there and does not hide who subscribes."""
    told = [each.subscribers for each in people.channels_of(person)[:1] if not each.hides]
    return told[0] if told else None


def test_no_title_text_name_or_picture_is_asked_for_but_the_channel_s_own(
    calls: list[str],
) -> None:
    credential = credential_for(somebody(fits=talked_about))
    acts_of(credential, posts_of(credential))
    assert {*paths(calls)} == {"channels", "playlistItems", "videos", "commentThreads", "comments"}
    for call in calls:
        query = parse_qs(urlsplit(call).query)
        named = query["fields"][0]
        assert not any(word in named for word in ("text", "Display", "Image", "thumb", "descr"))
        assert ("title" in named) is ("mine" in query)


def test_the_key_is_in_no_address(calls: list[str], settings: Settings) -> None:
    own(settings, API_KEY="key-of-the-application")
    credential = credential_for(somebody())
    assert acts_of(credential, posts_of(credential))
    assert not [call for call in calls if "key" in call.lower()]


def test_without_a_key_comments_stay_unread_and_everybody_is_told(
    calls: list[str], settings: Settings
) -> None:
    own(settings, API_KEY="")
    credential = credential_for(somebody())
    posts = posts_of(credential)
    calls.clear()
    assert acts_of(credential, posts) == []
    assert calls == []
    assert ADAPTER.capabilities()[Metric.INTERACTORS].reason is Reason.NOT_OFFERED
    missing = ADAPTER.profile(credential).not_measured
    assert missing[Metric.INTERACTORS] is missing[Metric.INTERACTOR_REACH] is Reason.NOT_OFFERED


def test_a_wrong_key_is_told_and_not_taken_for_videos_without_comments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    credential = credential_for(somebody())
    posts = posts_of(credential)
    monkeypatch.setattr("apps.sandbox.youtube.gate._is_our_key", lambda key: False)
    with pytest.raises(Forbidden) as caught:
        acts_of(credential, posts)
    assert caught.value.scope == "client"


def test_a_video_that_is_gone_or_closed_to_comments_is_passed_over(calls: list[str]) -> None:
    credential = credential_for(somebody())
    gone = Post("AAAAAAAAAAA", datetime.now(UTC), 1, 10_000, None, 1)
    closed = next(p for p in _closed_videos())
    posts = posts_of(credential)
    acts = acts_of(credential, [gone, closed, *posts])
    assert len(acts) == len(acts_of(credential, posts))
    asked = [parse_qs(urlsplit(call).query).get("videoId") for call in calls]
    assert [gone.post_id] in asked
    assert [closed.post_id] in asked


def _closed_videos() -> list[Post]:
    here, now = world(network="youtube"), datetime.now(UTC)
    return [
        Post(ids.video_id(post.id), post.at, 1, 9_999, None, 1)
        for person in here.people
        for post in here.posts(person, now=now)
        if not talk.is_open(post)
    ]


def test_what_has_not_changed_costs_nothing_again(calls: list[str]) -> None:
    credential = credential_for(somebody())
    posts = posts_of(credential)
    calls.clear()
    seen = frozenset(post.post_id for post in posts)
    assert acts_of(credential, posts, seen) == []
    assert calls == []


def test_a_reading_of_comments_ends_with_its_units(settings: Settings) -> None:
    credential = credential_for(somebody(fits=talked_about))
    posts = posts_of(credential)
    own(settings, COMMENT_UNITS=2)
    before = spent()
    pages = list(ADAPTER.interactions(credential, posts=posts, since=since()))
    assert len(pages) == 1
    assert pages[0].cursor is None
    assert spent() - before <= 2 + 3 + 2  # the page, whole threads, and who they are


def test_a_reading_goes_on_where_it_was_broken_off() -> None:
    credential = credential_for(somebody(fits=talked_about))
    posts = posts_of(credential)
    whole = list(ADAPTER.interactions(credential, posts=posts, since=since()))
    assert len(whole) > 2
    assert whole[-1].cursor is None
    for cut in (0, len(whole) // 2):
        rest = list(
            ADAPTER.interactions(credential, posts=posts, since=since(), cursor=whole[cut].cursor)
        )
        assert [act.actor_key for page in rest for act in page.items] == [
            act.actor_key for page in whole[cut + 1 :] for act in page.items
        ]


def test_our_own_limit_stops_before_a_call_is_made(calls: list[str], settings: Settings) -> None:
    own(settings, DAILY_UNITS=1)
    credential = credential_for(somebody())
    ADAPTER.profile(credential)
    calls.clear()
    with pytest.raises(BudgetSpent):
        ADAPTER.profile(credential)
    assert calls == []


def test_youtube_s_own_quota_stops_everybody_until_midnight(calls: list[str]) -> None:
    ada, bob = somebody(), somebody(fits=lambda person: person.number > 100)
    STANDIN.faults.set(Fault.QUOTA, account=ada.id)
    with pytest.raises(QuotaExhausted) as caught:
        ADAPTER.profile(credential_for(ada))
    assert caught.value.until == quota.next_midnight(datetime.now(UTC))
    calls.clear()
    with pytest.raises(QuotaExhausted):
        ADAPTER.profile(credential_for(bob))
    assert calls == []


def test_the_stand_in_counts_as_youtube_does(settings: Settings) -> None:
    settings.SANDBOX_RATE_FACTOR = 0.0002  # two calls a day
    credential = credential_for(somebody())
    for _ in range(2):
        ADAPTER.profile(credential)
    with pytest.raises(QuotaExhausted):
        ADAPTER.profile(credential)


def test_each_try_is_a_unit(calls: list[str]) -> None:
    ada = somebody()
    STANDIN.faults.set(Fault.SERVER_ERROR, account=ada.id, times=2)
    before = spent()
    assert ADAPTER.profile(credential_for(ada)).account_key
    assert spent() - before == len(calls) == 3


def test_a_token_of_another_login_does_not_open_the_channel() -> None:
    ada, bob = somebody(), somebody(fits=lambda person: person.number > 100)
    theirs = credential_for(bob)
    mixed = Credential(ids.channel_id(ada.id), "", access_token=theirs.access_token)
    with pytest.raises(Gone):
        ADAPTER.profile(mixed)


def test_renewing_keeps_the_refresh_token_and_revoking_ends_both(settings: Settings) -> None:
    credential = credential_for(somebody())
    renewed = ADAPTER.renew(credential)
    assert renewed.access_token != credential.access_token
    assert renewed.refresh_token == credential.refresh_token
    assert renewed.scopes == credential.scopes
    assert renewed.expires_at is not None
    assert timedelta(minutes=58) < renewed.expires_at - datetime.now(UTC) <= timedelta(hours=1)
    ADAPTER.revoke(renewed)
    for token in (credential, renewed):
        with pytest.raises(NeedsReauth):
            ADAPTER.profile(token)
    with pytest.raises(NeedsReauth):
        ADAPTER.renew(renewed)
    ADAPTER.revoke(renewed)  # Google says that it is over: no error
    own(settings, TOKEN_URL="http://127.0.0.1:9")
    with pytest.raises(Transient):
        ADAPTER.revoke(renewed)
