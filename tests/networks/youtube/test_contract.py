"""Nothing is asked of YouTube that its discovery document does not know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from apps.connections.networks.youtube import client
from apps.connections.networks.youtube.statements import SCOPES
from apps.sandbox.youtube.fields import Tree, parse
from tests.networks.youtube.contract import document, method
from tests.networks.youtube.linked import acts_of, credential_for, posts_of, somebody, talked_about

RESOURCES = ("channels", "playlistItems", "videos", "commentThreads", "comments")
ASKED = [
    ("ChannelListResponse", client.OWN_CHANNELS),
    ("ChannelListResponse", client.REACH),
    ("PlaylistItemListResponse", client.UPLOADS),
    ("VideoListResponse", client.VIDEOS),
    ("CommentThreadListResponse", client.THREADS),
    ("CommentListResponse", client.REPLIES),
]


def unknown(tree: Tree, schema: Mapping[str, Any], path: str = "") -> list[str]:
    """Fields that the schema does not name, by their path."""
    found = []
    properties = _properties(schema)
    for name, inner in tree.items():
        here = f"{path}/{name}"
        if name not in properties:
            found.append(here)
        else:
            found += unknown(inner, properties[name], here)
    return found


def _properties(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in schema:
        return _properties(document()["schemas"][schema["$ref"]])
    if schema.get("type") == "array":
        return _properties(schema["items"])
    found: Mapping[str, Any] = schema.get("properties", {})
    return found


@pytest.mark.parametrize(("schema", "fields"), ASKED)
def test_each_field_that_is_asked_for_exists(schema: str, fields: str) -> None:
    assert unknown(parse(fields), {"$ref": schema}) == []


def test_a_field_that_does_not_exist_would_be_found() -> None:
    tree = parse("items(id,snippet(nothing))")
    assert unknown(tree, {"$ref": "ChannelListResponse"}) == ["/items/snippet/nothing"]


def test_each_parameter_of_each_call_exists_and_its_values_are_allowed(calls: list[str]) -> None:
    credential = credential_for(somebody(fits=talked_about))
    acts_of(credential, posts_of(credential))
    met = set()
    for call in calls:
        parts = urlsplit(call)
        resource = parts.path.rpartition("/")[2]
        met.add(resource)
        known = method(resource)["parameters"] | document()["parameters"]
        for name, value in parse_qsl(parts.query):
            assert name in known, f"{resource}: {name}"
            _check_value(known[name], value)
        assert method(resource)["path"] == parts.path.removeprefix("/sandbox/youtube/")
    assert met == {*RESOURCES}


def _check_value(parameter: Mapping[str, Any], value: str) -> None:
    assert value in parameter.get("enum", [value])
    if parameter["type"] == "integer":
        assert int(parameter["minimum"]) <= int(value) <= int(parameter["maximum"])


@pytest.mark.parametrize("resource", RESOURCES)
def test_the_scope_opens_all_but_comments_which_are_read_by_the_key(resource: str) -> None:
    opens = set(SCOPES) <= set(method(resource)["scopes"])
    assert opens is (resource not in ("commentThreads", "comments"))
