"""A network whose world grows between two readings: likes and shares are asked post by post,
comments and mentions are one stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from apps.connections.networks.adapter import Credential, Page
from apps.connections.networks.keys import account_key
from apps.connections.observations import Interaction, InteractionKind, Post
from tests.pipeline.scripted import NAME, Scripted

KIND = InteractionKind
STREAMS = frozenset({KIND.COMMENT, KIND.MENTION})
COUNTED = (KIND.LIKE, KIND.COMMENT, KIND.SHARE)
A_PAGE = 3  # items


@dataclass
class Grown:
    """What is there. Counts follow from what people did."""

    published: dict[str, datetime] = field(default_factory=dict)
    acts: list[Interaction] = field(default_factory=list)

    def posts(self) -> list[Post]:
        newest_first = sorted(self.published.items(), key=lambda each: each[1], reverse=True)
        return [self._post(post_id, at) for post_id, at in newest_first]

    def act(self, kind: KIND, who: str, at: datetime, post_id: str = "") -> Interaction:
        act = Interaction(account_key(NAME, who), kind, at, post_id or None, len(who))
        self.acts.append(act)
        return act

    def like(self, post_id: str, who: str) -> Interaction:
        """As with X, nobody says when: the post's own time stands in."""
        return self.act(KIND.LIKE, who, self.published[post_id], post_id)

    def _post(self, post_id: str, at: datetime) -> Post:
        found = [act.kind for act in self.acts if act.post_id == post_id]
        likes, comments, shares = (found.count(kind) for kind in COUNTED)
        return Post(post_id, at, likes, comments, shares, views=None)


class Growing(Scripted):
    by_time = STREAMS
    by_post = frozenset(KIND) - STREAMS

    def __init__(self, world: Grown, *, budget: int = 100) -> None:
        super().__init__()
        self.world, self.budget = world, budget
        self.scopes_granted = frozenset({"read"})

    def credential(self, **options: object) -> Credential:
        return replace(super().credential(), scopes=self.scopes_granted)

    def posts(
        self, credential: Credential, *, since: datetime, cursor: str | None = None
    ) -> Iterator[Page[Post]]:
        found = [post for post in self.world.posts() if post.published_at >= since]
        for page in _pages(found, cursor):
            self._call("posts", credential)
            yield page

    def interactions(
        self,
        credential: Credential,
        *,
        posts: Sequence[Post],
        since: datetime,
        seen: frozenset[str] = frozenset(),
        cursor: str | None = None,
    ) -> Iterator[Page[Interaction]]:
        """Of the ``budget`` posts with the most reactions. The cursor is the steps left."""
        top = sorted(posts, key=lambda p: (-sum(_counts(p)), p.post_id))[: self.budget]
        steps = ["stream", *(p.post_id for p in top if p.post_id not in seen and any(_counts(p)))]
        steps = steps if cursor is None else cursor.split()
        own = {post.post_id for post in posts}
        while steps:
            step, *steps = steps
            self._call(f"interactions:{step}", credential)
            yield Page(self._acts(step, since, own), " ".join(steps) or None)

    def _acts(self, step: str, since: datetime, own: set[str]) -> list[Interaction]:
        if step == "stream":
            new = [act for act in self.world.acts if act.kind in STREAMS and act.at >= since]
            return [act for act in new if act.post_id is None or act.post_id in own]
        of_post = [act for act in self.world.acts if act.post_id == step]
        return [act for act in of_post if act.kind not in STREAMS]


def _counts(post: Post) -> tuple[int, int, int]:
    return post.likes or 0, post.comments or 0, post.shares or 0


def _pages[T](found: Sequence[T], cursor: str | None) -> Iterator[Page[T]]:
    start = int(cursor or 0)
    for first in range(start, max(len(found), start + 1), A_PAGE):
        following = first + A_PAGE
        last = following >= len(found)
        yield Page(found[first:following], None if last else str(following))
