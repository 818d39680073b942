"""The world's replies to a post as YouTube orders them: threads, some with many replies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from apps.sandbox.world import Act, Post, Reaction, World
from apps.sandbox.world.dice import mix
from apps.sandbox.youtube import ids

ANSWERS = 3  # every third answers somebody
SILENCED = 13  # every 13th video has comments switched off


@dataclass(slots=True)
class Thread:
    """``replies``: newest first."""

    id: str
    top: Act
    replies: list[Act] = field(default_factory=list)


def is_open(post: Post) -> bool:
    """Whether comments are switched on."""
    return mix(92, post.id) % SILENCED != 0


def threads(here: World, post: Post, now: datetime) -> list[Thread]:
    """Newest first. What was said yesterday stays where it was: each act finds its place among
    those before it, and half of the answers go to the first thread."""
    found: list[Thread] = []
    for act in reversed(here.reactions(post, Reaction.REPLY, now=now)):
        luck = mix(93, act.id)
        if found and luck % ANSWERS == 0:
            place = 0 if luck % 2 else mix(94, act.id) % len(found)
            found[place].replies.insert(0, act)
        else:
            found.append(Thread(ids.comment_id(ids.video_id(post.id), act.id), act))
    return found[::-1]
