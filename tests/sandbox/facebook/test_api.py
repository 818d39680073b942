"""What the stand-in answers about pages, against Graph's list of fields and real answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from apps.sandbox.facebook.pages import commenter_id, pages_of, post_id
from apps.sandbox.facebook.standin import STANDIN
from apps.sandbox.standin.faults import Fault
from apps.sandbox.world import Kind, Person, Reaction, world
from tests.networks.facebook.linked import somebody
from tests.networks.meta import recorded
from tests.sandbox.facebook import steps
from tests.sandbox.facebook.steps import CONTENT, ENGAGEMENT, SCOPES, SHOW_LIST

PAGE = "id,name,access_token,followers_count,fan_count"
COUNTED = (
    "reactions.summary(total_count).limit(0),comments.filter(stream).summary(total_count).limit(0)"
)
POST = f"id,created_time,shares,{COUNTED}"
COMMENT = "id,created_time,from{id}"


@pytest.fixture
def ada() -> Person:
    return somebody()


@pytest.fixture
def page(client: Client, ada: Person) -> dict[str, Any]:
    return steps.pages_of(client, ada.handle)[0]


def pages(client: Client, page: Mapping[str, Any], path: str, **query: str) -> Iterator[Any]:
    """All answers of an edge, by the token of each that follows."""
    after: dict[str, str] = {}
    while True:
        answer = steps.get(client, path, page["access_token"], **query, **after)
        assert answer.status_code == 200, answer.content
        body = answer.json()
        yield body
        if "next" not in body.get("paging", {}):
            return
        after = {"after": body["paging"]["cursors"]["after"]}


def listed(client: Client, page: Mapping[str, Any], path: str, **query: str) -> list[Any]:
    return [item for body in pages(client, page, path, **query) for item in body["data"]]


def posts(client: Client, page: Mapping[str, Any], **query: str) -> list[Any]:
    return listed(client, page, f"{page['id']}/published_posts", fields=POST, **query)


def most_discussed(client: Client, page: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = max(
        posts(client, page), key=lambda each: each["comments"]["summary"]["total_count"]
    )
    return found


def known(kind: str) -> set[str]:
    told = recorded.known_fields()[kind]
    return {*told["fields"], *(edge.removeprefix("GET /") for edge in told["edges"])}


def test_a_page_tells_its_followers(client: Client, page: dict[str, Any], ada: Person) -> None:
    told = steps.get(client, page["id"], page["access_token"], fields=PAGE).json()
    assert told["id"] == pages_of(ada)[0].id
    assert told["followers_count"] == ada.followers
    assert told["fan_count"] <= ada.followers


def test_without_fields_only_the_id_comes(client: Client, page: dict[str, Any]) -> None:
    assert steps.get(client, page["id"], page["access_token"]).json() == {"id": page["id"]}


def test_all_posts_are_listed_once_newest_first(
    client: Client, page: dict[str, Any], ada: Person
) -> None:
    (own,) = pages_of(ada)
    wanted = world(network="facebook").posts(ada, now=datetime.now(UTC))
    found = posts(client, page, limit="7")
    assert [each["id"] for each in found] == [post_id(own, post) for post in wanted]


def test_since_leaves_out_what_is_older(client: Client, page: dict[str, Any]) -> None:
    whole = posts(client, page)
    since = datetime.fromisoformat(whole[len(whole) // 2]["created_time"])
    found = posts(client, page, since=str(int(since.timestamp())))
    assert found
    assert all(datetime.fromisoformat(each["created_time"]) >= since for each in found)
    assert len(found) < len(whole)


def test_counts_are_those_of_the_world(client: Client, page: dict[str, Any]) -> None:
    here, now = world(network="facebook"), datetime.now(UTC)
    for told in posts(client, page):
        post = here.post(int(told["id"].partition("_")[2]), now=now)
        assert post is not None
        if post.at < now - timedelta(days=30):
            likes, comments = (
                told[edge]["summary"]["total_count"] for edge in ("reactions", "comments")
            )
            assert likes == here.count(post, Reaction.LIKE, now=now)
            assert comments == here.count(post, Reaction.REPLY, now=now)
            shares = here.count(post, Reaction.REPOST, now=now)
            assert told.get("shares") == ({"count": shares} if shares else None)


def test_comments_are_listed_by_people_with_ids_towards_the_page(
    client: Client, page: dict[str, Any]
) -> None:
    post = most_discussed(client, page)
    found = listed(client, page, f"{post['id']}/comments", fields=COMMENT, limit="4")
    assert len(found) == post["comments"]["summary"]["total_count"] > 4
    here = world(network="facebook")
    number = int(post["id"].partition("_")[2])
    there = here.post(number, now=datetime.now(UTC))
    assert there is not None
    acts = here.reactions(there, Reaction.REPLY, now=datetime.now(UTC))
    assert {each["from"]["id"] for each in found} == {commenter_id(act.actor) for act in acts}


def test_comments_come_oldest_first_unless_the_newest_are_asked_for(
    client: Client, page: dict[str, Any]
) -> None:
    path = f"{most_discussed(client, page)['id']}/comments"
    oldest = listed(client, page, path, fields="created_time")
    newest = listed(client, page, path, fields="created_time", order="reverse_chronological")
    times = [each["created_time"] for each in oldest]
    assert times == sorted(times)
    assert [each["created_time"] for each in newest] == times[::-1]


def test_on_odd_pages_some_comments_have_no_author(client: Client) -> None:
    page = steps.pages_of(client, somebody(Kind.VIRAL).handle)[0]
    post = most_discussed(client, page)
    answer = steps.get(
        client, f"{post['id']}/comments", page["access_token"], fields=COMMENT, limit="100"
    )
    named = ["from" in each for each in answer.json()["data"]]
    assert any(named)
    assert not all(named)


def test_a_limit_beyond_graph_s_is_cut(client: Client) -> None:
    page = steps.pages_of(client, somebody(Kind.VIRAL).handle)[0]
    path = f"{most_discussed(client, page)['id']}/comments"
    answer = steps.get(client, path, page["access_token"], limit="5000").json()
    assert len(answer["data"]) == 100
    assert "next" in answer["paging"]


@pytest.mark.parametrize(
    ("path", "query", "told"),
    [
        ("me", {"fields": "id,birth_name"}, (400, 100, None)),
        ("{page}", {"fields": "id,{name"}, (400, 2500, None)),
        ("{page}/published_posts", {"limit": "many"}, (400, 100, None)),
        ("{page}/published_posts", {"since": "last week"}, (400, 100, None)),
        ("{page}/published_posts", {"after": "made-up"}, (400, 100, None)),
        ("61000/published_posts", {}, (400, 100, 33)),
        ("{page}_1/comments", {}, (400, 100, 33)),
    ],
)
def test_what_graph_does_not_know_is_refused(
    client: Client,
    page: dict[str, Any],
    path: str,
    query: dict[str, str],
    told: tuple[int, int, int | None],
) -> None:
    answer = steps.get(client, path.format(page=page["id"]), page["access_token"], **query)
    assert steps.error_of(answer) == told


@pytest.mark.parametrize(
    ("declined", "path", "fields"),
    [
        (SHOW_LIST, "me/accounts", "id"),
        (ENGAGEMENT, "{page}", "followers_count"),
        (ENGAGEMENT, "{page}/published_posts", "id"),
        (CONTENT, "{page}/published_posts", "id,reactions.summary(total_count).limit(0)"),
        (CONTENT, "{post}/comments", "id"),
    ],
)
def test_what_was_declined_is_refused(
    client: Client, ada: Person, page: dict[str, Any], declined: str, path: str, fields: str
) -> None:
    post = posts(client, page)[0]["id"]
    ticked = [scope for scope in SCOPES if scope != declined]
    some = {"decision": "some", "ticked": ticked}
    if declined == SHOW_LIST:
        token = steps.token_of(client, ada.handle, **some)
    else:
        token = steps.pages_of(client, ada.handle, **some)[0]["access_token"]
    answer = steps.get(client, path.format(page=page["id"], post=post), token, fields=fields)
    _, code, _ = steps.error_of(answer)
    assert code == 10
    assert declined in answer.json()["error"]["message"]


def test_a_page_s_posts_want_the_page_s_token(
    client: Client, ada: Person, page: dict[str, Any]
) -> None:
    person = steps.token_of(client, ada.handle)
    answer = steps.get(client, f"{page['id']}/published_posts", person)
    assert steps.error_of(answer) == (400, 190, 2069032)


@pytest.mark.parametrize("proof", ["", "0" * 64])
def test_a_call_without_the_application_s_proof_is_refused(
    client: Client, page: dict[str, Any], proof: str
) -> None:
    answer = client.get(
        f"{steps.THERE}/{page['id']}",
        {"appsecret_proof": proof},
        headers=steps.bearer(page["access_token"]),
    )
    assert steps.error_of(answer) == (400, 100, None)


def test_each_answer_says_how_much_of_both_limits_is_used(
    client: Client, page: dict[str, Any], settings: Settings
) -> None:
    answer = steps.get(client, "me/permissions", page["access_token"])
    assert json.loads(answer["X-App-Usage"]).keys() == {
        "call_count",
        "total_cputime",
        "total_time",
    }
    ((case,),) = json.loads(answer["X-Business-Use-Case-Usage"]).values()
    assert (case["type"], case["estimated_time_to_regain_access"]) == ("pages", 0)
    settings.SANDBOX_RATE_FACTOR = 0.005
    answer = steps.get(client, "me/permissions", page["access_token"])
    assert steps.error_of(answer) == (400, 80001, None)
    ((case,),) = json.loads(answer["X-Business-Use-Case-Usage"]).values()
    assert case["call_count"] == 100
    assert 0 < case["estimated_time_to_regain_access"] <= 60


def test_endless_paging_leads_elsewhere_and_stays_on_the_first_page(
    client: Client, page: dict[str, Any], ada: Person
) -> None:
    STANDIN.faults.set(Fault.ENDLESS, account=ada.id)
    path = f"{page['id']}/published_posts"
    first, second = (
        steps.get(client, path, page["access_token"], after=after).json() for after in ("", "x")
    )
    assert first["data"] == second["data"]
    assert first["paging"]["next"] != second["paging"]["next"]


@pytest.mark.parametrize(
    ("kind", "path", "fields"),
    [
        ("user", "me", "id,name"),
        ("page", "{page}", PAGE),
        ("pagepost", "{page}/published_posts", POST),
        ("comment", "{post}/comments", COMMENT),
    ],
)
def test_each_field_of_an_answer_is_one_of_graph_s(
    client: Client, page: dict[str, Any], kind: str, path: str, fields: str
) -> None:
    post = most_discussed(client, page)["id"]
    there = path.format(page=page["id"], post=post)
    body = steps.get(client, there, page["access_token"], fields=fields).json()
    found = body.get("data", [body])
    assert found
    for each in found:
        assert {*each} <= known(kind)


def test_pages_are_listed_as_facebook_lists_them(client: Client) -> None:
    token = steps.token_of(client, somebody(Kind.FRESH).handle)
    ours = steps.get(client, "me/accounts", token, fields="id,access_token").json()
    ((_, theirs),) = recorded.answers("facebook", "/me/accounts")
    assert _shape(ours) == _shape(theirs)


def test_counts_have_the_shape_of_facebook_s(client: Client, page: dict[str, Any]) -> None:
    ours = posts(client, page)[0]["reactions"]
    told = [raw for _, body in recorded.answers("facebook", "/posts") for raw in body["data"]]
    theirs = next(raw["reactions"] for raw in told if "reactions" in raw)
    assert _shape(ours) == _shape(theirs)


def test_refusals_have_the_shape_of_facebook_s(client: Client, page: dict[str, Any]) -> None:
    ours = steps.get(client, page["id"], page["access_token"], fields="nothing").json()
    theirs = recorded.refusals("facebook")[0][1]
    assert {*ours["error"]} == {*theirs["error"]}


def _shape(value: Any) -> Any:
    """Names and types, of a list those of its first item."""
    if isinstance(value, dict):
        return {name: _shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_shape(value[0])] if value else []
    return type(value)
