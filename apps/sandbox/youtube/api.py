"""The part of the Data API that Renown reads. Shapes: the discovery document of 4 November 2026."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from apps.sandbox.world import Act, Person, Post, World
from apps.sandbox.youtube import ids, people, problems, shapes, talk
from apps.sandbox.youtube.asked import Accepts
from apps.sandbox.youtube.gate import Call, Listed, by_key, by_token
from apps.sandbox.youtube.people import Channel
from apps.sandbox.youtube.shapes import Shape

CHANNELS = Accepts(
    parts=frozenset({"snippet", "contentDetails", "statistics"}), filters=frozenset({"mine", "id"})
)
PLAYLIST_ITEMS = Accepts(
    parts=frozenset({"snippet", "contentDetails", "status"}), filters=frozenset({"playlistId"})
)
VIDEOS = Accepts(parts=frozenset({"snippet", "statistics", "status"}), filters=frozenset({"id"}))
THREADS = Accepts(
    parts=frozenset({"snippet", "replies"}),
    filters=frozenset({"videoId"}),
    names=frozenset({"order", "textFormat"}),
    sizes=(20, 100),
)
COMMENTS = Accepts(
    parts=frozenset({"snippet"}),
    filters=frozenset({"parentId"}),
    names=frozenset({"textFormat"}),
    sizes=(20, 100),
)


@by_token("channels", CHANNELS)
def channels(call: Call) -> Listed:
    name, _ = call.asked.filter
    if name == "mine" and call.viewer is not None:
        return Listed("channel", people.channels_of(call.viewer), shapes.channel)
    found = (people.find(call.here, each) for each in call.asked.ids)
    return Listed("channel", [each for each in found if each], shapes.channel, pages=False)


@by_token("playlistItems", PLAYLIST_ITEMS)
def playlist_items(call: Call) -> Listed | HttpResponse:
    """The uploads, with the owner's drafts for the owner alone. Who never showed anything has no
    such list."""
    owner, channel = _owner_of_list(call)
    if owner is None or channel is None or channel.brand:
        return problems.no_playlist()
    posts = call.here.posts(owner, now=call.now)
    if not posts:
        return problems.no_playlist()
    drafts: list[Post | None] = [None] if owner == call.viewer else []

    def shape(entry: tuple[int, Post | None]) -> Shape:
        position, post = entry
        if post is None:
            return shapes.draft(channel, owner.number, call.now)
        return shapes.upload(channel, post, position)

    return Listed("playlistItem", list(enumerate([*drafts, *posts])), shape)


def _owner_of_list(call: Call) -> tuple[Person | None, Channel | None]:
    wanted = call.asked.filter[1]
    found = ids.account_of(wanted)
    person = call.here.person(found[0]) if found else None
    channels = people.channels_of(person) if person else ()
    return person, next((each for each in channels if ids.uploads_id(each.id) == wanted), None)


@by_token("videos", VIDEOS)
def videos(call: Call) -> Listed:
    posts = (_post(call, each) for each in call.asked.ids)

    def shape(post: Post) -> Shape:
        return shapes.video(call.here, post, call.now)

    return Listed("video", [post for post in posts if post], shape, pages=False)


def owner_of_video(request: HttpRequest, here: World) -> Person | None:
    return _author(here, request.GET.get("videoId", ""))


def owner_of_comment(request: HttpRequest, here: World) -> Person | None:
    return _author(here, ids.video_of_comment(request.GET.get("parentId", "")))


@by_key("commentThreads", THREADS, owner_of_video)
def comment_threads(call: Call) -> Listed | HttpResponse:
    post = _post(call, call.asked.filter[1])
    if post is None:
        return problems.no_video()
    if not talk.is_open(post):
        return problems.comments_disabled()
    owner = call.here.people[post.author]

    def shape(found: talk.Thread) -> Shape:
        return shapes.thread(found, owner)

    return Listed("commentThread", talk.threads(call.here, post, call.now), shape)


@by_key("comments", COMMENTS, owner_of_comment)
def comments(call: Call) -> Listed | HttpResponse:
    parent = call.asked.filter[1]
    post = _post(call, ids.video_of_comment(parent))
    found = talk.threads(call.here, post, call.now) if post else []
    thread = next((each for each in found if each.id == parent), None)
    if post is None or thread is None:
        return problems.no_comment()
    owner = call.here.people[post.author]

    def shape(act: Act) -> Shape:
        return shapes.reply(act, owner, parent)

    return Listed("comment", thread.replies, shape)


def _post(call: Call, video: str) -> Post | None:
    number = ids.post_of(video)
    return call.here.post(number, now=call.now) if number is not None else None


def _author(here: World, video: str) -> Person | None:
    number = ids.post_of(video)
    post = here.post(number, now=datetime.now(UTC)) if number is not None else None
    return here.people[post.author] if post else None
