"""The stand-in's answers: Google's discovery document, the recordings, and YouTube's ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from apps.sandbox.standin.faults import Fault
from apps.sandbox.world import Kind, Person, Post, Reaction, world
from apps.sandbox.youtube import fields, ids, people, talk
from apps.sandbox.youtube.standin import FORCE_SSL, READONLY, STANDIN
from tests.networks.youtube import recorded
from tests.networks.youtube.linked import comments_on, shown_by, somebody, talked_about
from tests.sandbox import google

API = "/sandbox/youtube/youtube/v3"
KEY = {"X-Goog-Api-Key": "sandbox"}
PARTS = {
    "channels": "snippet,contentDetails,statistics",
    "playlistItems": "snippet,contentDetails,status",
    "videos": "snippet,statistics,status",
    "commentThreads": "snippet,replies",
    "comments": "snippet",
}
SCHEMAS = {
    "channels": "ChannelListResponse",
    "playlistItems": "PlaylistItemListResponse",
    "videos": "VideoListResponse",
    "commentThreads": "CommentThreadListResponse",
    "comments": "CommentListResponse",
}


@pytest.fixture
def ada() -> Person:
    return somebody(fits=talked_about)


def token_of(person: Person, *scopes: str) -> Mapping[str, str]:
    tokens = STANDIN.grants.issue_tokens(
        STANDIN.grants.open_grant(person.id, scopes or (READONLY,))
    )
    return {"Authorization": f"Bearer {tokens.access}"}


def ask(
    client: Client, resource: str, headers: Mapping[str, str], status: int = 200, /, **query: str
) -> dict[str, Any]:
    whole = {"part": PARTS[resource]} | query
    answer = client.get(f"{API}/{resource}", whole, headers=headers)
    assert answer.status_code == status, answer.content
    body: dict[str, Any] = answer.json()
    if status == 200 and "fields" not in query:
        google.check(SCHEMAS[resource], body)
    return body


def reason(body: dict[str, Any]) -> str:
    assert body["error"].keys() >= {"code", "message", "errors"}
    return str(body["error"]["errors"][0]["reason"])


def uploads_of(person: Person) -> str:
    return ids.uploads_id(ids.channel_id(person.id))


def most_talked_about(person: Person) -> Post:
    return max(shown_by(person), key=comments_on)


def test_every_answer_has_the_shape_of_the_discovery_document(client: Client, ada: Person) -> None:
    token, video = token_of(ada), ids.video_id(most_talked_about(ada).id)
    assert ask(client, "channels", token, mine="true")["items"]
    assert ask(client, "playlistItems", token, playlistId=uploads_of(ada))["items"]
    assert ask(client, "videos", token, id=video)["items"]
    threads = ask(client, "commentThreads", KEY, videoId=video, maxResults="100")["items"]
    parent = next(each["id"] for each in threads if each["snippet"]["totalReplyCount"])
    assert ask(client, "comments", KEY, parentId=parent)["items"]


def test_the_converter_finds_what_is_wrong() -> None:
    wrongs: tuple[dict[str, Any], ...] = (
        {"items": [{"statistics": {"viewCount": 12}}]},
        {"items": [{"statistics": {"viewCount": "-1"}}]},
        {"items": [{"statistics": {"hearts": "1"}}]},
        {"items": [{"snippet": {"publishedAt": "yesterday"}}]},
        {"items": {}},
    )
    for wrong in wrongs:
        with pytest.raises(AssertionError):
            google.check("ChannelListResponse", wrong)


@pytest.mark.parametrize("resource", ["channels", "playlistItems", "videos", "commentThreads"])
def test_what_was_recorded_has_no_part_of_ours_in_another_shape(
    client: Client, ada: Person, resource: str
) -> None:
    post = most_talked_about(ada)
    asked = {
        "channels": {"id": ids.channel_id(ada.id)},
        "playlistItems": {"playlistId": uploads_of(ada), "maxResults": "50"},
        "videos": {"id": ids.video_id(post.id)},
        "commentThreads": {"videoId": ids.video_id(post.id)},
    }[resource]
    headers = KEY if resource == "commentThreads" else token_of(ada)
    ours = ask(client, resource, headers, **asked)["items"][-1]
    kind = f"{SCHEMAS[resource][0].lower()}{SCHEMAS[resource][1:]}"
    for body in recorded.bodies(kind):
        for theirs in body["items"]:
            assert _other_types(ours, theirs) == []


def _other_types(ours: object, theirs: object, path: str = "") -> list[str]:
    """Where both have something, by its path, and of different types."""
    if type(ours) is not type(theirs):
        return [path]
    if isinstance(ours, dict) and isinstance(theirs, dict):
        both = ours.keys() & theirs.keys()
        return [
            hit for k in sorted(both) for hit in _other_types(ours[k], theirs[k], f"{path}/{k}")
        ]
    return []


def test_only_the_parts_and_fields_that_were_asked_for_come(client: Client, ada: Person) -> None:
    token = token_of(ada)
    (item,) = ask(client, "channels", token, mine="true", part="id")["items"]
    assert item.keys() == {"kind", "etag", "id"}
    body = ask(
        client, "channels", token, mine="true", fields="items(id,statistics/subscriberCount)"
    )
    assert body.keys() == {"items"}
    (item,) = body["items"]
    assert item.keys() == {"id", "statistics"}
    assert item["statistics"].keys() == {"subscriberCount"}


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", {"a": {}}),
        ("a,b", {"a": {}, "b": {}}),
        ("a(b,c/d),e", {"a": {"b": {}, "c": {"d": {}}}, "e": {}}),
        ("a/b(c,d)", {"a": {"b": {"c": {}, "d": {}}}}),
    ],
)
def test_a_selection_of_fields_is_understood(text: str, tree: fields.Tree) -> None:
    assert fields.parse(text) == tree


@pytest.mark.parametrize("text", ["", ",", "a(", "a)", "a(b", "a//b", "a b", "a(,)", "a,"])
def test_no_selection_of_fields_is_refused(text: str) -> None:
    with pytest.raises(fields.BadFields):
        fields.parse(text)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"part": ""}, "missingRequiredParameter"),
        ({"part": "snippet,everything"}, "unknownPart"),
        ({"mine": ""}, "missingRequiredParameter"),
        ({"id": "UC0"}, "incompatibleParameters"),
        ({"fields": "items("}, "invalidParameter"),
        ({"maxResults": "51"}, "invalidParameter"),
        ({"pageToken": "elsewhere"}, "invalidPageToken"),
        ({"colour": "blue"}, "badRequest"),
        ({"mine": "", "id": ",".join(["UC0"] * 51)}, "invalidFilters"),
    ],
)
def test_a_question_that_youtube_does_not_take_is_refused(
    client: Client, ada: Person, changed: dict[str, str], said: str
) -> None:
    body = ask(client, "channels", token_of(ada), 400, **{"mine": "true", **changed})
    assert reason(body) == said


def test_pages_follow_each_other_without_gap_or_repetition(client: Client, ada: Person) -> None:
    token, met, page = token_of(ada), [], ""
    for _ in range(100):
        more = {"pageToken": page} if page else {}
        body = ask(
            client, "playlistItems", token, playlistId=uploads_of(ada), maxResults="7", **more
        )
        met += [item["contentDetails"]["videoId"] for item in body["items"]]
        page = body.get("nextPageToken", "")
        if not page:
            break
    posts = world(network="youtube").posts(ada, now=datetime.now(UTC))
    assert met == [ids.draft_id(ada.number), *(ids.video_id(post.id) for post in posts)]
    assert body["pageInfo"] == {"totalResults": len(met), "resultsPerPage": 7}


def test_a_draft_is_shown_to_its_owner_alone_and_has_no_time(client: Client, ada: Person) -> None:
    mine = ask(client, "playlistItems", token_of(ada), playlistId=uploads_of(ada))["items"]
    theirs = ask(client, "playlistItems", token_of(_another(ada)), playlistId=uploads_of(ada))[
        "items"
    ]
    assert mine[0]["status"]["privacyStatus"] == "private"
    assert "videoPublishedAt" not in mine[0]["contentDetails"]
    assert {item["status"]["privacyStatus"] for item in theirs} == {"public"}


def _another(person: Person) -> Person:
    return somebody(fits=lambda other: other.number != person.number)


def test_every_11th_hides_how_many_subscribe_and_all_are_rounded(client: Client) -> None:
    here = world(network="youtube")
    shown = [people.Channel(person) for person in here.people[:44]]
    found = ask(
        client,
        "channels",
        token_of(somebody()),
        id=",".join(each.id for each in shown if each in people.channels_of(each.account)),  # type: ignore[arg-type]
    )["items"]
    by_id = {item["id"]: item["statistics"] for item in found}
    hidden = [c.account for c in shown if by_id.get(c.id, {}).get("hiddenSubscriberCount")]
    assert [person.number for person in hidden] == [0, 11, 22, 33]  # type: ignore[attr-defined]
    for channel in shown:
        told = by_id.get(channel.id, {"subscriberCount": "0"})["subscriberCount"]
        assert told.rstrip("0") == told[:3].rstrip("0")


def test_somebody_has_no_channel_and_the_answer_no_items(client: Client) -> None:
    here = world(network="youtube")
    nobody = next(person for person in here.people if not people.channels_of(person))
    body = ask(client, "channels", token_of(nobody), mine="true")
    assert "items" not in body
    assert body["pageInfo"]["totalResults"] == 0


@pytest.mark.parametrize("brand", [False, True])
def test_who_never_showed_a_video_has_no_list_of_uploads(client: Client, *, brand: bool) -> None:
    kind = Kind.FRESH if brand else Kind.SILENT
    person = next(
        p
        for p in world(network="youtube").people
        if p.kind is kind and len(people.channels_of(p)) == (2 if brand else 1)
    )
    uploads = ids.uploads_id(ids.channel_id(person.id, brand=brand))
    body = ask(client, "playlistItems", token_of(person), 404, playlistId=uploads)
    assert reason(body) == "playlistNotFound"


def test_numbers_are_those_of_the_world(client: Client, ada: Person) -> None:
    here, post = world(network="youtube"), most_talked_about(ada)
    (item,) = ask(client, "videos", token_of(ada), id=ids.video_id(post.id))["items"]
    told = item["statistics"]
    assert told["commentCount"] == str(comments_on(post))
    if "likeCount" in told:
        now = datetime.now(UTC)
        assert told["likeCount"] == str(here.count(post, Reaction.LIKE, now=now))


def test_threads_hold_every_comment_newest_first_and_the_owner_s_greeting_at_the_end(
    client: Client, ada: Person
) -> None:
    post = most_talked_about(ada)
    body = ask(client, "commentThreads", KEY, videoId=ids.video_id(post.id), maxResults="100")
    threads = body["items"]
    times = [t["snippet"]["topLevelComment"]["snippet"]["publishedAt"] for t in threads]
    assert times == sorted(times, reverse=True)
    said = sum(1 + thread["snippet"]["totalReplyCount"] for thread in threads[:-1])
    assert said == comments_on(post)
    top = threads[-1]["snippet"]["topLevelComment"]["snippet"]
    assert top["authorChannelId"]["value"] == ids.channel_id(ada.id)
    (nobody,) = threads[-1]["replies"]["comments"]
    assert "authorChannelId" not in nobody["snippet"]


def test_a_thread_shows_five_replies_and_the_rest_when_asked(client: Client, ada: Person) -> None:
    post = most_talked_about(ada)
    body = ask(client, "commentThreads", KEY, videoId=ids.video_id(post.id), maxResults="100")
    thread = max(body["items"], key=lambda each: each["snippet"]["totalReplyCount"])
    total = thread["snippet"]["totalReplyCount"]
    assert len(thread["replies"]["comments"]) == 5 < total
    replies = ask(client, "comments", KEY, parentId=thread["id"], maxResults="100")["items"]
    assert len(replies) == total
    assert {reply["snippet"]["parentId"] for reply in replies} == {thread["id"]}


def closed_video() -> str:
    here, now = world(network="youtube"), datetime.now(UTC)
    posts = (post for person in here.people for post in here.posts(person, now=now))
    return ids.video_id(next(post.id for post in posts if not talk.is_open(post)))


@pytest.mark.parametrize(
    ("resource", "asked", "status", "said"),
    [
        ("commentThreads", lambda: {"videoId": closed_video()}, 403, "commentsDisabled"),
        ("commentThreads", lambda: {"videoId": "AAAAAAAAAAA"}, 404, "videoNotFound"),
        ("commentThreads", lambda: {"videoId": "!"}, 404, "videoNotFound"),
        ("comments", lambda: {"parentId": "nothing"}, 404, "commentNotFound"),
    ],
)
def test_comments_that_are_closed_or_gone_are_told_apart(
    client: Client, resource: str, asked: Callable[[], dict[str, str]], status: int, said: str
) -> None:
    assert reason(ask(client, resource, KEY, status, **asked())) == said


def test_a_video_with_comments_switched_off_has_no_count_of_them(client: Client) -> None:
    (item,) = ask(client, "videos", token_of(somebody()), id=closed_video())["items"]
    assert "commentCount" not in item["statistics"]


def test_a_token_that_may_only_read_does_not_open_comments(client: Client, ada: Person) -> None:
    video = ids.video_id(most_talked_about(ada).id)
    body = ask(client, "commentThreads", token_of(ada), 403, videoId=video)
    assert reason(body) == "insufficientPermissions"
    assert ask(client, "commentThreads", token_of(ada, FORCE_SSL), videoId=video)["items"]


@pytest.mark.parametrize(
    ("resource", "headers", "status", "said"),
    [
        ("commentThreads", {}, 403, "forbidden"),
        ("commentThreads", {"X-Goog-Api-Key": "guessed"}, 400, "badRequest"),
        ("channels", {}, 403, "forbidden"),
        ("channels", KEY, 403, "forbidden"),
        ("channels", {"Authorization": "Bearer made-up"}, 401, "authError"),
    ],
)
def test_who_does_not_say_who_they_are_gets_nothing(
    client: Client, resource: str, headers: dict[str, str], status: int, said: str
) -> None:
    asked = {"mine": "true"} if resource == "channels" else {"videoId": "AAAAAAAAAAA"}
    assert reason(ask(client, resource, headers, status, **asked)) == said


def test_a_fault_of_the_owner_strikes_what_is_read_by_the_key(client: Client, ada: Person) -> None:
    STANDIN.faults.set(Fault.QUOTA, account=ada.id, times=1)
    video = ids.video_id(most_talked_about(ada).id)
    assert reason(ask(client, "commentThreads", KEY, 403, videoId=video)) == "quotaExceeded"
    assert ask(client, "commentThreads", KEY, videoId=video)["items"]


def test_the_units_of_a_day_are_everybody_s_and_end_at_midnight_in_california(
    client: Client, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(text: str) -> float:
        return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()

    windows = [
        STANDIN.limits.window(at(text))
        for text in (
            "2026-11-01T06:59:59",
            "2026-11-01T07:00",
            "2026-11-02T07:59:59",
            "2026-11-02T08:00",
        )
    ]
    assert [number - windows[0][0] for number, _ in windows] == [0, 1, 1, 2]
    assert windows[1][1] == at("2026-11-02T08:00")
    monkeypatch.setattr("django.conf.settings.SANDBOX_RATE_FACTOR", 0.0001, raising=False)
    video = ids.video_id(most_talked_about(ada).id)
    ask(client, "channels", token_of(_another(ada)), mine="true")
    assert reason(ask(client, "commentThreads", KEY, 403, videoId=video)) == "quotaExceeded"
