"""What we send and expect is what WordPress 6.1.9 describes, and what it really answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jsonschema
import pytest
from django.conf import settings

from apps.connections.networks.wordpress import ADAPTER
from apps.connections.networks.wordpress.parse import (
    parse_comments,
    parse_error_code,
    parse_grant,
    parse_index,
    parse_posts,
    parse_user,
)
from apps.connections.observations import Metric
from tests.http.stage import Stage
from tests.networks.wordpress.blog import NOW, POSTS, USUAL, blog, credential, post

SHARED: Path = settings.BASE_DIR.parent / "shared"
CONTRACTS = SHARED / "contracts" / "wordpress"
RECORDINGS = SHARED / "recordings" / "wordpress.json"

needs_contracts = pytest.mark.skipif(not CONTRACTS.exists(), reason=f"{CONTRACTS} is not there")
needs_recordings = pytest.mark.skipif(not RECORDINGS.exists(), reason=f"{RECORDINGS} is not there")


def contract(name: str) -> Any:
    return json.loads((CONTRACTS / f"core-6.1.9-{name}.json").read_text())


def recorded(name: str) -> Any:
    found = json.loads(RECORDINGS.read_text())["recordings"]
    return next(one["response"] for one in found if one["file"] == f"{name}.json")


def requests() -> list[tuple[str, dict[str, str]]]:
    """Every route and query that a whole reading sends."""
    routes = {**USUAL, POSTS: (200, [post(1), post(2)])}
    with Stage(blog(routes)) as server:
        anna = credential(server.url)
        ADAPTER.profile(anna)
        since = NOW - timedelta(days=90)
        posts = [item for page in ADAPTER.posts(anna, since=since) for item in page.items]
        list(ADAPTER.interactions(anna, posts=posts, since=since))
        targets = [request.split(b" ")[1].decode() for request in server.requests]
    parts = [urlsplit(target) for target in targets]
    return [(part.path.removeprefix("/wp-json"), dict(parse_qsl(part.query))) for part in parts]


@needs_contracts
def test_every_parameter_is_one_that_wordpress_knows() -> None:
    routes = contract("index")["routes"]
    asked = requests()
    assert {route for route, _ in asked} == {"/wp/v2/users/me", "/wp/v2/posts", "/wp/v2/comments"}
    for route, query in asked:
        known = routes[route]["endpoints"][0]["args"]
        for name, value in query.items():
            if name != "_fields":  # of all routes alike, so in the list of none
                _check(known[name], value)


@needs_contracts
def test_every_field_that_we_ask_for_exists() -> None:
    for route, query in requests():
        schema = contract(f"schema-{route.split('/')[3]}")["schema"]
        assert set(query["_fields"].split(",")) <= set(schema["properties"])


@needs_contracts
@needs_recordings
@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("posts-page1", "posts"),
        ("posts-page2", "posts"),
        ("comments-mine-across-posts", "comments"),
    ],
)
def test_recordings_and_contract_agree(name: str, schema: str) -> None:
    for item in recorded(name)["body"]:
        item.pop("meta")  # an empty object, which PHP writes as an empty list
        jsonschema.validate(item, _plain(contract(f"schema-{schema}")["schema"]))


@needs_contracts
def test_the_recorded_index_offers_application_passwords() -> None:
    index = parse_index(contract("index"))
    assert index is not None
    assert index.authorization is not None
    assert index.authorization.endswith("/wp-admin/authorize-application.php")


@needs_recordings
def test_recorded_answers_are_parsed() -> None:
    user = parse_user(recorded("users-me-edit")["body"])
    assert user.id == 1
    assert user.registered_at is not None
    assert len(parse_grant(recorded("app-password-introspect")["body"])) == 36
    assert [number for number, _ in parse_posts(recorded("posts-page1")["body"])] == ["6", "4"]
    (comment,) = parse_comments(recorded("comments-mine-across-posts")["body"], site="wp.example")
    assert (comment.id, comment.post_id, comment.user_id) == (1, "1", 0)
    assert parse_comments(recorded("comments-of-post")["body"], site="wp.example") == ()


@needs_recordings
def test_a_recorded_comment_loses_its_names_and_texts() -> None:
    told = repr(parse_comments(recorded("comments-mine-across-posts")["body"], site="wp.example"))
    for word in ("Commenter", "wordpress.org", "gravatar", "Hi,"):
        assert word not in told


@needs_recordings
@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("error-bad-password", 401, "rest_not_logged_in"),
        ("error-after-revoke", 401, "rest_not_logged_in"),
        ("posts-page-out-of-range", 400, "rest_post_invalid_page_number"),
    ],
)
def test_recorded_errors_are_recognised(name: str, status: int, code: str) -> None:
    answer = recorded(name)
    assert answer["status"] == status
    assert parse_error_code(answer["body"]) == code


def test_every_metric_has_a_capability_and_a_reason_where_it_is_missing() -> None:
    found = ADAPTER.capabilities()
    assert set(found) == set(Metric)
    assert all(one.metric is metric and one.note for metric, one in found.items())


def _check(known: Mapping[str, Any], value: str) -> None:
    if known.get("type") == "integer":
        assert known.get("minimum", 1) <= int(value) <= known.get("maximum", 10**9)
    if known.get("type") == "array":
        allowed = known["items"].get("enum")
        assert all(not allowed or part in allowed for part in value.split(","))
    elif "enum" in known:
        assert value in known["enum"]


def _plain(schema: Any) -> Any:
    """WordPress's dialect has ``context`` and ``required`` as marks on each property."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("properties") == []:  # PHP's empty object
        schema = {**schema, "properties": {}}
    kept = {k: v for k, v in schema.items() if not (k == "required" and isinstance(v, bool))}
    return {key: _plain(value) for key, value in kept.items() if key not in ("$schema", "format")}
