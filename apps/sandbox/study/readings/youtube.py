"""YouTube: who commented under the videos with the most comments, each with subscribers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from apps.connections.observations import (
    Interaction,
    Metric,
    Profile,
    ReachKind,
    Reading,
    Reason,
)
from apps.connections.observations import Post as ReadPost
from apps.sandbox.study.readings.limits import Limits
from apps.sandbox.study.readings.parts import comment, key, most_commented, shown, to_second
from apps.sandbox.world import Account, Act, Person, Post, Reaction, World
from apps.sandbox.world.dice import mix
from apps.sandbox.youtube import talk
from apps.sandbox.youtube.people import Channel, channels_of
from apps.sandbox.youtube.shapes import LIKES_HIDDEN, REPLIES_SHOWN

PAGE, CHANNELS = 100, 50  # threads or replies, and channels a call


def read(here: World, person: Person, now: datetime, limits: Limits) -> Reading | None:
    """None for who has no channel."""
    if not channels_of(person):
        return None
    posts = {str(post.id): post for post in shown(here, person, now)}
    told = tuple(_post(here, post, now) for post in posts.values())
    acts = _Comments(here, person, now, limits).of(told, posts)
    return Reading("youtube", now, _profile(person), told, tuple(acts))


def _profile(person: Person) -> Profile:
    reach = _reach(person)
    hidden = {} if reach is not None else {Metric.REACH: Reason.HIDDEN}
    return Profile(
        account_key=key("youtube", person.id),
        reach=reach,
        reach_kind=None if reach is None else ReachKind.SUBSCRIBERS,
        posts_total=person.posts_total,
        created_at=to_second(person.created_at),
        not_measured={Metric.SHARES: Reason.NOT_OFFERED, **hidden},
    )


def _reach(account: Account) -> int | None:
    """None for a channel that hides it, and for who has none."""
    if isinstance(account, Person) and not channels_of(account):
        return None
    channel = Channel(account)
    return None if channel.hides else channel.subscribers


def _post(here: World, post: Post, now: datetime) -> ReadPost:
    tells = mix(95, post.id) % LIKES_HIDDEN != 0
    return ReadPost(
        post_id=str(post.id),
        published_at=to_second(post.at),
        likes=here.count(post, Reaction.LIKE, now=now) if tells else None,
        comments=here.count(post, Reaction.REPLY, now=now) if talk.is_open(post) else None,
        shares=None,
        views=here.views(post, now=now),
    )


class _Comments:
    """Reads until the calls of one reading are used up, as the adapter counts them."""

    def __init__(self, here: World, person: Person, now: datetime, limits: Limits) -> None:
        self._here, self._person, self._now, self._limits = here, person, now, limits
        self._left = limits.youtube_comment_units
        self._known: set[str] = set()

    def of(self, told: Sequence[ReadPost], posts: dict[str, Post]) -> list[Interaction]:
        found: list[Interaction] = []
        for post in most_commented(told, self._limits.youtube_comment_videos):
            threads = talk.threads(self._here, posts[post.post_id], self._now)
            most = self._limits.youtube_thread_pages * PAGE
            for start in range(0, min(most, len(threads)), PAGE) if post.comments else ():
                if self._left > 0:
                    found += self._page(threads[start : start + PAGE], post.post_id)
        return found

    def _page(self, threads: Sequence[talk.Thread], post_id: str) -> list[Interaction]:
        acts = {act.id: act for thread in threads for act in self._shown(thread)}
        missing = [t for t in threads if len(t.replies) > REPLIES_SHOWN]
        missing.sort(key=lambda thread: -len(thread.replies))
        whole = missing[: self._limits.youtube_reply_threads]
        acts |= {act.id: act for thread in whole for act in thread.replies[:PAGE]}
        others = [act for act in acts.values() if self._is_told(act.actor)]
        authors = {act.actor.id for act in others} - self._known
        self._known |= authors
        self._left -= 1 + len(whole) - (-len(authors) // CHANNELS)
        return [
            comment(key("youtube", act.actor.id), act, post_id, _reach(act.actor)) for act in others
        ]

    def _shown(self, thread: talk.Thread) -> list[Act]:
        return [thread.top, *thread.replies[:REPLIES_SHOWN]]

    def _is_told(self, actor: Account) -> bool:
        return actor is not talk.NOBODY and actor.id != self._person.id
