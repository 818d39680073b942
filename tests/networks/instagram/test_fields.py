"""Nothing is asked for that the Graph API does not know."""

from __future__ import annotations

import re

import pytest

from apps.connections.networks.instagram import fields
from tests.networks.instagram import recorded

OF_INSTAGRAM_LOGIN = {"user_id", "account_type"}  # only graph.instagram.com knows these


def top_level(asked: str) -> set[str]:
    """``a,b.limit(2){c,d}`` -> a, b"""
    outer = re.sub(r"\{[^{}]*\}", "", asked)
    return {name.partition(".")[0] for name in re.sub(r"\([^()]*\)", "", outer).split(",")}


def inside(asked: str) -> set[str]:
    """``a,b.limit(2){c,d}`` -> c, d"""
    return {name for part in re.findall(r"\{([^{}]*)\}", asked) for name in part.split(",")}


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("iguser", top_level(fields.IDENTITY) - OF_INSTAGRAM_LOGIN),
        ("iguser", top_level(fields.PROFILE) - OF_INSTAGRAM_LOGIN),
        ("igmedia", inside(fields.PROFILE)),
        ("igmedia", top_level(fields.MEDIA)),
        ("igmedia", top_level(fields.INSIGHTS)),
        ("insightsresult", inside(fields.INSIGHTS)),
        ("igcomment", top_level(fields.COMMENTS)),
        ("igcomment", inside(fields.COMMENTS)),
    ],
)
def test_each_field_is_one_of_graph_s(kind: str, asked: set[str]) -> None:
    known = recorded.known_fields()[kind]
    edges = {edge.removeprefix("GET /") for edge in known["edges"]}
    assert asked
    assert asked <= {*known["fields"]} | edges


def test_each_metric_is_one_of_graph_s() -> None:
    metrics = set(fields.METRICS.split(","))
    assert metrics <= {*recorded.known_fields()["insightsresult"]["metrics"]}
    assert f"metric({fields.METRICS})" in fields.INSIGHTS


def test_no_text_name_or_picture_of_anybody_is_asked_for() -> None:
    asked = " ".join((fields.IDENTITY, fields.PROFILE, fields.MEDIA, fields.COMMENTS))
    for never in (
        "caption",
        "text",
        "media_url",
        "thumbnail_url",
        "profile_picture_url",
        "alt_text",
    ):
        assert never not in asked
