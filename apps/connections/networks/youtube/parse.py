"""From YouTube's JSON to observations. Counts come as strings, and one that is missing is hidden:
never 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from apps.connections.networks.answers import Body
from apps.connections.networks.keys import account_key
from apps.connections.networks.youtube.resources import Channel, Comment, Thread, Upload
from apps.connections.networks.youtube.values import count, id_of, items, mapping, text_id, time
from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Profile,
    ReachKind,
    Reason,
)

NETWORK = "youtube"
PUBLIC = "public"


def channels(body: Body) -> tuple[Channel, ...]:
    return tuple(_channel(raw) for raw in items(body))


def _channel(raw: Body) -> Channel:
    snippet, statistics = mapping(raw.get("snippet") or {}), mapping(raw.get("statistics") or {})
    playlists = mapping(mapping(raw.get("contentDetails") or {}).get("relatedPlaylists") or {})
    return Channel(
        channel_id=id_of(raw),
        title=str(snippet.get("title", "")),
        subscribers=_subscribers(statistics),
        videos=count(statistics, "videoCount"),
        created_at=time(snippet["publishedAt"]) if snippet.get("publishedAt") else None,
        uploads=str(playlists.get("uploads") or ""),
    )


def profile(channel: Channel, *, never: Mapping[Metric, Reason]) -> Profile:
    """``never``: what is told of no channel, and why."""
    missing = dict(never)
    if channel.subscribers is None:
        missing[Metric.REACH] = Reason.HIDDEN
    if channel.created_at is None:
        missing[Metric.ACCOUNT_AGE] = Reason.NOT_OFFERED
    return Profile(
        account_key=account_key(NETWORK, channel.channel_id),
        reach=channel.subscribers,
        reach_kind=None if channel.subscribers is None else ReachKind.SUBSCRIBERS,
        posts_total=channel.videos,
        created_at=channel.created_at,
        not_measured=missing,
    )


def uploads(body: Body) -> tuple[Upload, ...]:
    return tuple(_upload(raw) for raw in items(body))


def _upload(raw: Body) -> Upload:
    details = mapping(raw.get("contentDetails"))
    at = details.get("videoPublishedAt")
    return Upload(
        video_id=text_id(details.get("videoId")),
        at=time(at) if at else None,
        is_public=mapping(raw.get("status") or {}).get("privacyStatus") == PUBLIC,
    )


def posts(body: Body) -> tuple[Post, ...]:
    """The public videos among them, newest first. What is only announced was not published yet."""
    shown = [raw for raw in items(body) if _is_shown(raw)]
    return tuple(sorted((_post(raw) for raw in shown), key=_published, reverse=True))


def _published(post: Post) -> datetime:
    return post.published_at


def _is_shown(raw: Body) -> bool:
    status = mapping(raw.get("status") or {})
    announced = mapping(raw.get("snippet") or {}).get("liveBroadcastContent") == "upcoming"
    return status.get("privacyStatus") == PUBLIC and not announced


def _post(raw: Body) -> Post:
    statistics = mapping(raw.get("statistics") or {})
    return Post(
        post_id=id_of(raw),
        published_at=time(mapping(raw.get("snippet")).get("publishedAt")),
        likes=count(statistics, "likeCount"),
        comments=count(statistics, "commentCount"),
        shares=None,
        views=count(statistics, "viewCount"),
    )


def threads(body: Body) -> tuple[Thread, ...]:
    return tuple(_thread(raw) for raw in items(body))


def _thread(raw: Body) -> Thread:
    snippet = mapping(raw.get("snippet"))
    total = snippet.get("totalReplyCount")
    replies = mapping(raw.get("replies") or {}).get("comments") or []
    return Thread(
        top=_comment(mapping(snippet.get("topLevelComment"))),
        replies=tuple(_comment(mapping(reply)) for reply in replies),
        total=total if isinstance(total, int) else 0,
    )


def comments(body: Body) -> tuple[Comment, ...]:
    return tuple(_comment(raw) for raw in items(body))


def _comment(raw: Body) -> Comment:
    snippet = mapping(raw.get("snippet"))
    author = mapping(snippet.get("authorChannelId") or {}).get("value")
    return Comment(
        comment_id=str(raw.get("id", "")),
        author=text_id(author) if author else None,
        at=time(snippet.get("publishedAt")),
    )


def reach(body: Body) -> dict[str, int | None]:
    """Subscribers by channel's id, None where they are hidden."""
    return {id_of(raw): _subscribers(mapping(raw.get("statistics") or {})) for raw in items(body)}


def acts(
    found: Iterable[Comment], post: Post, *, own_id: str, known: Mapping[str, int | None]
) -> tuple[Interaction, ...]:
    """What others said under the video; each comment once."""
    return tuple(
        Interaction(
            actor_key=account_key(NETWORK, each.author),
            kind=InteractionKind.COMMENT,
            at=each.at,
            post_id=post.post_id,
            actor_reach=known.get(each.author),
        )
        for each in {each.comment_id: each for each in found}.values()
        if each.author is not None and each.author != own_id
    )


def _subscribers(statistics: Body) -> int | None:
    """A hidden count comes as 0, or not at all."""
    if statistics.get("hiddenSubscriberCount") is True:
        return None
    return count(statistics, "subscriberCount")
