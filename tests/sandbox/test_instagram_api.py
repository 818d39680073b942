"""What the stand-in answers, against Graph's list of fields and real answers of Instagram."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from apps.sandbox.instagram import shapes
from apps.sandbox.instagram.people import is_personal, professional_id, professional_since
from apps.sandbox.instagram.standin import CALLS_A_DAY, STANDIN
from apps.sandbox.world import Person, Post, Reaction, world
from tests.networks.instagram import recorded
from tests.networks.instagram.linked import beginner, somebody
from tests.sandbox.instagram import BASIC, error_of, get, token_of

OF_INSTAGRAM_LOGIN = {"user_id", "account_type"}  # only graph.instagram.com knows these
MEDIA = "id,timestamp,like_count,comments_count,media_type,media_product_type"
COMMENT = "id,timestamp,from,username"


@pytest.fixture
def ada() -> Person:
    return somebody()


@pytest.fixture
def access(client: Client, ada: Person) -> str:
    return token_of(client, ada.handle)


def pages(client: Client, access: str, path: str, **query: str) -> Iterator[dict[str, Any]]:
    after: dict[str, str] = {}
    while True:
        answer = get(client, path, access, **query, **after)
        assert answer.status_code == 200, answer.content
        body = answer.json()
        yield body
        if "next" not in body.get("paging", {}):
            return
        after = {"after": body["paging"]["cursors"]["after"]}


def listed(client: Client, access: str, path: str, **query: str) -> list[dict[str, Any]]:
    return [item for body in pages(client, access, path, **query) for item in body["data"]]


def own_posts(person: Person) -> list[Post]:
    return world(network="instagram").posts(person, now=datetime.now(UTC))


def most_discussed(person: Person) -> Post:
    here, now = world(network="instagram"), datetime.now(UTC)
    return max(own_posts(person), key=lambda post: here.count(post, Reaction.REPLY, now=now))


def shape_of(found: Mapping[str, Any]) -> dict[str, type]:
    return {name: type(value) for name, value in found.items()}


def test_an_account_tells_its_two_ids(client: Client, access: str, ada: Person) -> None:
    told = get(client, "me", access, fields="user_id,username,followers_count,media_count").json()
    assert told == {
        "id": ada.id,
        "user_id": professional_id(ada),
        "username": ada.handle,
        "followers_count": ada.followers,
        "media_count": ada.posts_total,
    }


def test_without_fields_only_the_id_comes(client: Client, access: str, ada: Person) -> None:
    assert get(client, "me", access).json() == {"id": ada.id}
    assert {*get(client, "me/media", access).json()["data"][0]} == {"id"}


def test_all_posts_are_listed_once_newest_first(client: Client, access: str, ada: Person) -> None:
    found = listed(client, access, "me/media", fields=MEDIA, limit="7")
    assert [post["id"] for post in found] == [str(post.id) for post in own_posts(ada)]
    whole = get(client, "me/media", access, limit="5000").json()
    assert len(whole["data"]) == min(100, len(found))


def test_whose_likes_are_hidden_shows_none(client: Client) -> None:
    shy = somebody(hides=True)
    found = listed(client, token_of(client, shy.handle), "me/media", fields=MEDIA, limit="100")
    assert found
    assert not [post for post in found if "like_count" in post]


def test_posts_have_the_shape_of_real_ones(client: Client, access: str) -> None:
    told = [body for url, body in recorded.answers("/media") if "timestamp" in url]
    asked = "id,timestamp,like_count,comments_count,media_type"
    body = get(client, "me/media", access, fields=asked, limit="2").json()
    wanted = {*asked.split(",")}
    real = {name: kind for name, kind in shape_of(told[0]["data"][0]).items() if name in wanted}
    assert len(body["data"]) == 2
    assert [shape_of(post) for post in body["data"]] == [real, real]
    assert shape_of(body["paging"]) == shape_of(told[0]["paging"])
    assert shape_of(body["paging"]["cursors"]) == shape_of(told[0]["paging"]["cursors"])


def test_the_last_page_has_cursors_and_no_next_as_real_ones_have(
    client: Client, access: str
) -> None:
    real = recorded.answers("/media")
    last = [body["paging"] for _, body in real if "paging" in body and "next" not in body["paging"]]
    *_, ours = pages(client, access, "me/media", limit="100")
    assert {"cursors"} == {*ours["paging"]}
    assert last
    assert all("cursors" in paging for paging in last)


def test_errors_have_the_shape_of_real_ones(client: Client, access: str) -> None:
    _, real = recorded.answers("/feed", status=400)[0]
    found = get(client, "me", access, fields="feed")
    assert error_of(found)[:2] == (400, 100)
    assert {*found.json()["error"]} == {*real["error"]}
    assert found.json()["error"]["message"].startswith("(#100) Tried accessing nonexisting field")


def a_post() -> Mapping[str, Any]:
    ada = somebody()
    return shapes.post(own_posts(ada)[0], ada, world(), datetime.now(UTC))


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("iguser", lambda: shapes.account(somebody(), kind="BUSINESS")),
        (
            "igmedia",
            lambda: shapes.post(own_posts(somebody())[0], somebody(), world(), datetime.now(UTC)),
        ),
        ("igcomment", lambda: {"id", "timestamp", "text", "from", "username", "replies"}),
    ],
    ids=["account", "post", "comment"],
)
def test_no_field_is_told_that_graph_does_not_know(
    kind: str, told: Callable[[], Iterable[str]]
) -> None:
    known = recorded.known_fields()[kind]
    edges = {edge.removeprefix("GET /") for edge in known["edges"]}
    assert {*told()} - OF_INSTAGRAM_LOGIN <= {*known["fields"]} | edges


def test_no_metric_is_told_that_graph_does_not_know() -> None:
    assert {*shapes.METRICS} <= {*recorded.known_fields()["insightsresult"]["metrics"]}


def test_insights_come_beside_each_post_and_by_themselves(
    client: Client, access: str, ada: Person
) -> None:
    post, here = own_posts(ada)[-1], world(network="instagram")
    asked = "insights.metric(views,shares){name,values}"
    (found,) = [
        each
        for each in listed(client, access, "me/media", fields=f"id,{asked}", limit="100")
        if each["id"] == str(post.id)
    ]
    views = here.views(post, now=datetime.now(UTC))
    named = {each["name"]: each["values"] for each in found["insights"]["data"]}
    assert named == {"views": [{"value": views}], "shares": [{"value": 0}]}
    alone = get(client, f"{post.id}/insights", access, metric="views").json()["data"]
    assert [each["values"] for each in alone] == [[{"value": views}]]
    assert {*alone[0]} == {"name", "period", "values", "title", "id"}


def test_insights_of_an_ended_metric_are_refused(client: Client, access: str, ada: Person) -> None:
    answer = get(client, f"{own_posts(ada)[0].id}/insights", access, metric="impressions")
    assert error_of(answer)[:2] == (400, 100)


def test_a_post_from_before_the_account_was_professional_spoils_its_page(client: Client) -> None:
    young = beginner()
    access = token_of(client, young.handle)
    assert own_posts(young)[-1].at < professional_since(young)
    asked = f"{MEDIA},insights.metric(views)"
    assert error_of(get(client, "me/media", access, fields=asked, limit="100")) == (
        400,
        100,
        2108006,
    )


def test_comments_come_newest_first_with_the_account_s_own_answers(
    client: Client, access: str, ada: Person
) -> None:
    post, here = most_discussed(ada), world(network="instagram")
    fields = f"{COMMENT},replies{{{COMMENT}}}"
    found = listed(client, access, f"{post.id}/comments", fields=fields, limit="3")
    acts = here.reactions(post, Reaction.REPLY, now=datetime.now(UTC))
    assert [each["from"]["id"] for each in found] == [act.actor.id for act in acts]
    answers = [reply for each in found for reply in each.get("replies", {}).get("data", [])]
    assert len(answers) == -(-len(acts) // shapes.ANSWERED_EVERY) > 0
    assert {answer["username"] for answer in answers} == {ada.handle}
    assert len({each["id"] for each in [*found, *answers]}) == len(found) + len(answers)


def test_comments_without_fields_have_the_shape_of_real_ones(
    client: Client, access: str, ada: Person
) -> None:
    told = [body for url, body in recorded.answers("/media") if "timestamp" in url]
    (real, *_) = [post["comments"]["data"][0] for post in told[0]["data"] if "comments" in post]
    found = get(client, f"{most_discussed(ada).id}/comments", access).json()["data"][0]
    assert shape_of(found) == shape_of(real)


def test_posts_of_others_cannot_be_told_from_posts_that_are_gone(
    client: Client, access: str
) -> None:
    others = own_posts(somebody(hides=True))[0]
    for node in (str(others.id), "42"):
        assert error_of(get(client, f"{node}/comments", access)) == (400, 100, 33)


def test_what_was_not_allowed_is_refused(client: Client, ada: Person) -> None:
    access = token_of(client, ada.handle, decision="some", ticked=[])
    node = own_posts(ada)[0].id
    grant = STANDIN.grants.grant_of(access)
    assert grant is not None
    assert grant.scopes == (BASIC,)
    assert error_of(get(client, f"{node}/comments", access))[1] == 10
    assert error_of(get(client, f"{node}/insights", access, metric="views"))[1] == 10
    assert error_of(get(client, "me/media", access, fields="insights.metric(views)"))[1] == 10


def test_of_a_personal_account_only_that_it_is_one_is_told(client: Client) -> None:
    personal = [p for p in world(network="instagram").people if is_personal(p)]
    assert 2 <= len(personal) <= 6
    access = token_of(client, personal[0].handle)
    assert get(client, "me", access, fields="account_type").json()["account_type"] == "PERSONAL"
    assert error_of(get(client, "me/media", access))[1] == 10


@pytest.mark.parametrize(
    "query",
    [
        {"fields": "id,"},
        {"fields": "id{"},
        {"fields": "a.b(c"},
        {"fields": "id}}"},
        {"fields": "id;drop"},
        {"limit": "many"},
        {"limit": "0"},
        {"after": "another"},
        {"after": "YXQ6NDI"},
    ],
)
def test_nonsense_is_refused_and_breaks_nothing(
    client: Client, access: str, query: dict[str, str]
) -> None:
    assert get(client, "me/media", access, **query).status_code == 400


def test_without_a_good_token_nothing_opens(client: Client) -> None:
    for token in ("", "another"):
        assert error_of(get(client, "me", token))[:2] == (400, 190)


def test_each_answer_says_how_much_of_the_limit_is_used(
    client: Client, access: str, settings: Any, ada: Person
) -> None:
    settings.SANDBOX_RATE_FACTOR = 4 / CALLS_A_DAY
    found = [get(client, "me", access) for _ in range(5)]
    told = [json.loads(each["X-Business-Use-Case-Usage"]) for each in found]
    cases = [case for each in told for (case,) in each.values()]
    assert [case["call_count"] for case in cases] == [25, 50, 75, 100, 100]
    assert {case["type"] for case in cases} == {"instagram"}
    assert [each.status_code for each in found[:4]] == [200] * 4
    assert error_of(found[4])[1] == 80002
    assert cases[-1]["estimated_time_to_regain_access"] > 0
