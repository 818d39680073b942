"""What the stand-in answers, against X's own description of its interface."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from apps.sandbox.world import Kind, Person, Reaction, world
from tests.sandbox import contract, dance
from tests.sandbox.still import is_still

FIELDS = {
    "tweet.fields": "author_id,created_at,public_metrics,referenced_tweets,conversation_id,"
    "in_reply_to_user_id",
    "expansions": "author_id",
    "user.fields": "created_at,public_metrics,connection_status",
}
USER = {"user.fields": FIELDS["user.fields"]}


@pytest.fixture
def ada() -> Person:
    """Somebody of whom there is enough to see, but not too much, and nothing that changes."""
    here, now = world(), datetime.now(UTC)
    return next(
        p
        for p in here.people
        if p.kind is Kind.ORDINARY and 3_000 < p.followers < 9_000 and is_still(here, p, now=now)
    )


@pytest.fixture
def access(client: Client, ada: Person) -> str:
    return str(dance.tokens_of(client, ada.handle)["access_token"])


def pages(client: Client, access: str, path: str, **params: str) -> Iterator[dict[str, Any]]:
    token: str | None = ""
    while token is not None:
        more = {"pagination_token": token} if token else {}
        answer = dance.get(client, path, access, **params, **more)
        assert answer.status_code == 200, answer.content
        body = answer.json()
        yield body
        token = body["meta"].get("next_token")


def most_liked(client: Client, access: str, ada: Person) -> dict[str, Any]:
    listed = [
        post
        for body in pages(
            client,
            access,
            f"/2/users/{ada.id}/tweets",
            max_results="100",
            exclude="retweets",
            **FIELDS,
        )
        for post in body.get("data", [])
    ]
    return max(listed, key=lambda post: int(post["public_metrics"]["quote_count"]))


def test_me_is_an_account_of_the_contract(client: Client, access: str, ada: Person) -> None:
    body = dance.get(
        client, "/2/users/me", access, **{"user.fields": "created_at,public_metrics"}
    ).json()
    contract.check("GetUsersMeResponse", body)
    assert body["data"]["public_metrics"]["followers_count"] == ada.followers
    assert set(body["data"]) == {"id", "name", "username", "created_at", "public_metrics"}


def test_without_fields_only_the_defaults_come(client: Client, access: str, ada: Person) -> None:
    body = dance.get(client, f"/2/users/{ada.id}/tweets", access).json()
    contract.check("GetUsersPostsResponse", body)
    assert set(body["data"][0]) == {"id", "text", "edit_history_tweet_ids"}
    assert body["meta"]["result_count"] == len(body["data"]) == 10


@pytest.mark.parametrize(
    ("path", "schema"),
    [("tweets", "GetUsersPostsResponse"), ("mentions", "GetUsersMentionsResponse")],
)
def test_timelines_page_without_a_gap_or_a_repeat(
    client: Client, access: str, ada: Person, path: str, schema: str
) -> None:
    whole: list[str] = []
    for body in pages(client, access, f"/2/users/{ada.id}/{path}", max_results="50", **FIELDS):
        contract.check(schema, body)
        whole += [post["id"] for post in body.get("data", [])]
        authors = {user["id"] for user in body["includes"]["users"]}
        assert authors == {post["author_id"] for post in body["data"]}
    assert len(whole) == len(set(whole)) > 60
    assert whole == sorted(whole, key=int, reverse=True)


def test_post_fields_in_the_contract_s_own_spelling(
    client: Client, access: str, ada: Person
) -> None:
    asked = {
        "post.fields": "created_at,public_metrics",
        "expansions": "author_id,in_reply_to_user_id,referenced_posts",
    }
    body = dance.get(
        client, f"/2/users/{ada.id}/mentions", access, max_results="100", **asked
    ).json()
    contract.check("GetUsersMentionsResponse", body)
    assert any("referenced_posts" in post for post in body["data"])
    assert not any("referenced_tweets" in post for post in body["data"])


def test_start_time_cuts_off_older_posts(client: Client, access: str, ada: Person) -> None:
    newest = dance.get(
        client, f"/2/users/{ada.id}/tweets", access, max_results="100", **FIELDS
    ).json()["data"]
    since = newest[4]["created_at"]
    body = dance.get(client, f"/2/users/{ada.id}/tweets", access, start_time=since, **FIELDS).json()
    assert [post["id"] for post in body["data"]] == [post["id"] for post in newest[:5]]


def test_what_was_passed_on_can_be_left_out(client: Client, access: str, ada: Person) -> None:
    def passed_on(**params: str) -> list[str]:
        return [
            post["id"]
            for body in pages(
                client, access, f"/2/users/{ada.id}/tweets", max_results="100", **FIELDS, **params
            )
            for post in body.get("data", [])
            if any(r["type"] == "retweeted" for r in post.get("referenced_tweets", []))
        ]

    assert passed_on()
    assert not passed_on(exclude="retweets")


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("liking_users", "GetPostsLikingUsersResponse"),
        ("retweeted_by", "GetPostsRepostedByResponse"),
    ],
)
def test_reactors_come_with_their_reach(
    client: Client, access: str, ada: Person, path: str, schema: str
) -> None:
    post = most_liked(client, access, ada)
    body = dance.get(client, f"/2/tweets/{post['id']}/{path}", access, **USER).json()
    contract.check(schema, body)
    assert 0 < body["meta"]["result_count"] == len(body["data"]) <= 100
    assert all("followers_count" in user["public_metrics"] for user in body["data"])
    assert any(user["connection_status"] for user in body["data"])
    assert not contract.PATH.is_file() or not contract.unknown_fields("User", body["data"][0])


def test_quotes_are_posts_that_quote(client: Client, access: str, ada: Person) -> None:
    post = most_liked(client, access, ada)
    body = dance.get(client, f"/2/tweets/{post['id']}/quote_tweets", access, **FIELDS).json()
    contract.check("GetPostsQuotedPostsResponse", body)
    assert body["data"][0]["referenced_tweets"] == [{"type": "quoted", "id": post["id"]}]


def test_likes_are_told_to_the_author_alone(client: Client, access: str, ada: Person) -> None:
    here = world()
    stranger = next(p for p in here.people if p.id != ada.id and p.kind is Kind.ORDINARY)
    foreign = here._posts[stranger.number][-1]
    body = dance.get(client, f"/2/tweets/{foreign.id}/liking_users", access).json()
    contract.check("GetPostsLikingUsersResponse", body)
    assert "data" not in body
    assert body["errors"][0]["type"].endswith("/not-authorized-for-resource")


def test_followers_page_by_a_token(client: Client, access: str, ada: Person) -> None:
    body = dance.get(
        client, f"/2/users/{ada.id}/followers", access, max_results="1000", **USER
    ).json()
    contract.check("GetUsersFollowersResponse", body)
    assert body["meta"]["result_count"] == 1000
    assert len(body["meta"]["next_token"]) >= 16
    total = sum(
        page["meta"]["result_count"]
        for page in pages(client, access, f"/2/users/{ada.id}/followers", max_results="1000")
    )
    assert total == ada.followers


def test_of_bought_followers_most_follow_many_and_are_followed_by_few(client: Client) -> None:
    bought = next(p for p in world().people if p.kind is Kind.BOUGHT)
    access = dance.tokens_of(client, bought.handle)["access_token"]
    address = f"/2/users/{bought.id}/followers"
    body = dance.get(client, address, access, max_results="100", **USER).json()
    contract.check("GetUsersFollowersResponse", body)
    assert len(body["data"]) == 100
    assert _lopsided(body) > 50
    assert body == dance.get(client, address, access, max_results="100", **USER).json()


def test_of_honest_followers_few_are_so(client: Client, access: str, ada: Person) -> None:
    address = f"/2/users/{ada.id}/followers"
    body = dance.get(client, address, access, max_results="100", **USER).json()
    assert _lopsided(body) < 10


def _lopsided(body: dict[str, Any]) -> int:
    metrics = [user["public_metrics"] for user in body["data"]]
    return sum(each["following_count"] > 10 * each["followers_count"] for each in metrics)


def test_followers_are_told_under_their_own_scope(client: Client, ada: Person) -> None:
    access = dance.tokens_of(client, ada.handle, scope="users.read tweet.read")["access_token"]
    refused = dance.get(client, f"/2/users/{ada.id}/followers", access)
    assert refused.status_code == 403
    contract.check("Problem", refused.json())


def test_where_there_is_nothing_data_is_absent(client: Client) -> None:
    silent = next(p for p in world().people if p.kind is Kind.SILENT)
    access = dance.tokens_of(client, silent.handle)["access_token"]
    for path, schema in (
        ("tweets", "GetUsersPostsResponse"),
        ("mentions", "GetUsersMentionsResponse"),
    ):
        body = dance.get(client, f"/2/users/{silent.id}/{path}", access).json()
        assert body == {"meta": {"result_count": 0}}
        contract.check(schema, body)


@pytest.mark.parametrize(
    "path",
    [
        "/2/users/1/tweets",
        "/2/users/1/mentions",
        "/2/tweets/1/liking_users",
        "/2/tweets/1/retweeted_by",
    ],
)
def test_what_does_not_exist_is_an_error_inside_a_200(
    client: Client, access: str, path: str
) -> None:
    answer = dance.get(client, path, access)
    assert answer.status_code == 200
    (problem,) = answer.json()["errors"]
    contract.check("Problem", problem)
    assert problem["type"].endswith("/resource-not-found")


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("tweets", {"max_results": "4"}),
        ("tweets", {"max_results": "101"}),
        ("tweets", {"max_results": "many"}),
        ("tweets", {"start_time": "yesterday"}),
        ("tweets", {"pagination_token": "not-one-of-ours"}),
        ("tweets", {"tweet.fields": "everything"}),
        ("tweets", {"unheard_of": "1"}),
        ("followers", {"max_results": "1001"}),
    ],
)
def test_a_malformed_question_is_a_400(
    client: Client, access: str, ada: Person, path: str, params: dict[str, str]
) -> None:
    answer = dance.get(client, f"/2/users/{ada.id}/{path}", access, **params)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    contract.check("InvalidRequestProblem", answer.json())


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", "Basic d3Jvbmc6"])
def test_without_a_token_nothing_is_told(client: Client, header: str) -> None:
    answer = client.get(f"{dance.X}/2/users/me", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.json()["title"] == "Unauthorized"


def test_a_scope_that_was_not_granted_is_a_403(client: Client, ada: Person) -> None:
    access = dance.tokens_of(client, ada.handle, scope="users.read tweet.read")["access_token"]
    assert dance.get(client, f"/2/users/{ada.id}/tweets", access).status_code == 200
    refused = dance.get(client, "/2/tweets/1/liking_users", access)
    assert refused.status_code == 403
    contract.check("Problem", refused.json())


def test_counts_of_the_posts_match_the_lists(client: Client, access: str, ada: Person) -> None:
    post = most_liked(client, access, ada)
    here = world()
    found = here._by_post[int(post["id"])]
    assert here.people[found.author] == ada
    quotes = dance.get(
        client, f"/2/tweets/{post['id']}/quote_tweets", access, max_results="100"
    ).json()
    likers = dance.get(client, f"/2/tweets/{post['id']}/liking_users", access).json()
    assert quotes["meta"]["result_count"] >= post["public_metrics"]["quote_count"]
    assert likers["meta"]["result_count"] == min(100, post["public_metrics"]["like_count"])
    assert found.final[Reaction.LIKE] >= post["public_metrics"]["like_count"]
