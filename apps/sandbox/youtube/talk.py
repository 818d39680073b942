"""The world's replies to a post as YouTube orders them: threads, some with many replies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from apps.sandbox.world import Account, Act, Post, Reaction, World
from apps.sandbox.world.dice import mix
from apps.sandbox.youtube import ids

ANSWERS = 3  # every third answers somebody
SILENCED = 2  # of the videos that nobody would comment on, so many have comments switched off
NOBODY = Account(
    id="0",
    handle="",
    followers=0,
    following=0,
    posts_total=0,
    created_at=datetime(2012, 1, 1, tzinfo=UTC),
)


@dataclass(slots=True)
class Thread:
    """``replies``: newest first."""

    id: str
    top: Act
    replies: list[Act] = field(default_factory=list)


def is_open(post: Post) -> bool:
    """Whether comments are switched on."""
    return post.final[Reaction.REPLY] > 0 or mix(92, post.id) % SILENCED != 0


def threads(here: World, post: Post, now: datetime) -> list[Thread]:
    """Newest first. What was said yesterday stays where it was: each act finds its place among
    those before it, and half of the answers go to the first thread. The oldest one is the owner's
    own, answered by somebody whose channel is gone; neither is in the video's count."""
    found: list[Thread] = []
    for act in reversed(here.reactions(post, Reaction.REPLY, now=now)):
        luck = mix(93, act.id)
        if found and luck % ANSWERS == 0:
            place = 0 if luck % 2 else mix(94, act.id) % len(found)
            found[place].replies.insert(0, act)
        else:
            found.append(Thread(_id(act), act))
    greeting = _act(here.people[post.author], post, 1)
    first = Thread(_id(greeting), greeting, [_act(NOBODY, post, 2)])
    return [*reversed(found), first]


def _act(actor: Account, post: Post, tail: int) -> Act:
    return Act(actor, Reaction.REPLY, post.at, post.id ^ tail, post)


def _id(act: Act) -> str:
    return ids.comment_id(ids.video_id(act.post.id), act.id)
