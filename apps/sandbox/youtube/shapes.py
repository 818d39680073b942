"""Resources as YouTube's JSON, with all parts; the view keeps those that were asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from apps.sandbox.world import Account, Act, Person, Post, Reaction, World
from apps.sandbox.world.dice import mix
from apps.sandbox.youtube import ids, talk
from apps.sandbox.youtube.people import Channel

LIKES_HIDDEN = 23  # every 23rd video hides its likes
REPLIES_SHOWN = 5

type Shape = dict[str, Any]


def channel(found: Channel) -> Shape:
    account = found.account
    return {
        "kind": "youtube#channel",
        "etag": _etag(found.id),
        "id": found.id,
        "snippet": {
            "title": found.title,
            "description": "",
            "customUrl": f"@{account.handle}",
            "publishedAt": rfc3339(account.created_at),
        },
        "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": ids.uploads_id(found.id)}},
        "statistics": {
            "viewCount": str(account.posts_total * account.followers // 7),
            "subscriberCount": "0" if found.hides else str(found.subscribers),
            "hiddenSubscriberCount": found.hides,
            "videoCount": str(0 if found.brand else account.posts_total),
        },
    }


def upload(owner: Channel, post: Post, position: int) -> Shape:
    video = ids.video_id(post.id)
    shape = _entry(owner, video, position, "public", post.at)
    shape["contentDetails"]["videoPublishedAt"] = rfc3339(post.at)
    return shape


def draft(owner: Channel, number: int, now: datetime) -> Shape:
    """What its owner has not shown yet stands in the list, without a time."""
    return _entry(owner, ids.draft_id(number), 0, "private", now)


def _entry(owner: Channel, video: str, position: int, privacy: str, at: datetime) -> Shape:
    return {
        "kind": "youtube#playlistItem",
        "etag": _etag(video),
        "id": f"{ids.uploads_id(owner.id)}.{video}",
        "snippet": {
            "publishedAt": rfc3339(at),
            "channelId": owner.id,
            "title": f"Video {video}",
            "channelTitle": owner.title,
            "playlistId": ids.uploads_id(owner.id),
            "position": position,
            "resourceId": {"kind": "youtube#video", "videoId": video},
        },
        "contentDetails": {"videoId": video},
        "status": {"privacyStatus": privacy},
    }


def video(here: World, post: Post, now: datetime) -> Shape:
    owner, found = Channel(here.people[post.author]), ids.video_id(post.id)
    return {
        "kind": "youtube#video",
        "etag": _etag(found),
        "id": found,
        "snippet": {
            "publishedAt": rfc3339(post.at),
            "channelId": owner.id,
            "title": f"Video {found}",
            "channelTitle": owner.title,
            "liveBroadcastContent": "none",
        },
        "statistics": _statistics(here, post, now),
        "status": {"uploadStatus": "processed", "privacyStatus": "public", "madeForKids": False},
    }


def _statistics(here: World, post: Post, now: datetime) -> Shape:
    """Likes that are hidden, and comments that are switched off, have no number."""
    shape: Shape = {"viewCount": str(here.views(post, now=now)), "favoriteCount": "0"}
    if mix(95, post.id) % LIKES_HIDDEN:
        shape["likeCount"] = str(here.count(post, Reaction.LIKE, now=now))
    if talk.is_open(post):
        shape["commentCount"] = str(here.count(post, Reaction.REPLY, now=now))
    return shape


def thread(found: talk.Thread, owner: Person) -> Shape:
    channel_id = ids.channel_id(owner.id)
    shape: Shape = {
        "kind": "youtube#commentThread",
        "etag": _etag(found.id),
        "id": found.id,
        "snippet": {
            "channelId": channel_id,
            "videoId": ids.video_id(found.top.post.id),
            "topLevelComment": comment(found.top, owner, found.id),
            "canReply": True,
            "totalReplyCount": len(found.replies),
            "isPublic": True,
        },
    }
    if found.replies:
        shown = [reply(act, owner, found.id) for act in found.replies[:REPLIES_SHOWN]]
        shape["replies"] = {"comments": shown}
    return shape


def reply(act: Act, owner: Person, parent: str) -> Shape:
    shape = comment(act, owner, f"{parent}.{ids.video_id(act.id)}")
    shape["snippet"]["parentId"] = parent
    return shape


def comment(act: Act, owner: Person, comment_id: str) -> Shape:
    at = rfc3339(act.at)
    return {
        "kind": "youtube#comment",
        "etag": _etag(comment_id),
        "id": comment_id,
        "snippet": {
            "channelId": ids.channel_id(owner.id),
            "videoId": ids.video_id(act.post.id),
            "textDisplay": f"Comment {act.id % 100_000}",
            "textOriginal": f"Comment {act.id % 100_000}",
            **_author(act.actor),
            "canRate": True,
            "viewerRating": "none",
            "likeCount": 0,
            "publishedAt": at,
            "updatedAt": at,
        },
    }


def _author(account: Account) -> Shape:
    if account is talk.NOBODY:
        return {"authorDisplayName": "", "authorProfileImageUrl": "", "authorChannelUrl": ""}
    channel_id = ids.channel_id(account.id)
    return {
        "authorDisplayName": f"@{account.handle}",
        "authorProfileImageUrl": "",
        "authorChannelUrl": f"http://www.youtube.com/@{account.handle}",
        "authorChannelId": {"value": channel_id},
    }


def rfc3339(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _etag(text: str) -> str:
    return f"{mix(*text.encode()):016x}"
