"""Nothing is asked for that the Graph API does not know, and nothing of anybody's name or text."""

from __future__ import annotations

import pytest

from apps.connections.networks.facebook import client
from apps.sandbox.graph.fields import parse
from tests.networks.meta import recorded

EVERYTHING = (
    client.USER_FIELDS,
    client.ACCOUNT_FIELDS,
    client.FOLLOWERS,
    client.POST_FIELDS,
    client.COUNTS,
    client.COMMENT_FIELDS,
)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("user", client.USER_FIELDS),
        ("page", client.ACCOUNT_FIELDS),
        ("page", client.FOLLOWERS),
        ("pagepost", client.POST_FIELDS),
        ("pagepost", client.COUNTS),
        ("comment", client.COMMENT_FIELDS),
    ],
)
def test_each_field_is_one_of_graph_s(kind: str, asked: str) -> None:
    known = recorded.known_fields()[kind]
    edges = {edge.removeprefix("GET /") for edge in known["edges"]}
    assert {field.name for field in parse(asked)} <= {*known["fields"]} | edges


@pytest.mark.parametrize(
    ("kind", "edge"),
    [
        ("user", "GET /accounts"),
        ("user", "GET /permissions"),
        ("user", "DELETE /permissions"),
        ("page", "GET /"),
        ("page", "GET /published_posts"),
        ("pagepost", "GET /comments"),
    ],
)
def test_each_edge_is_one_of_graph_s(kind: str, edge: str) -> None:
    assert edge in recorded.known_fields()[kind]["edges"]


def test_of_who_comments_only_the_id_is_asked_for() -> None:
    (author,) = [field for field in parse(client.COMMENT_FIELDS) if field.name == "from"]
    assert [field.name for field in author.fields] == ["id"]


def test_no_text_and_no_picture_is_asked_for() -> None:
    asked = {field.name for text in EVERYTHING for field in parse(text)}
    assert not asked & {"message", "story", "attachments", "full_picture", "picture", "about"}
