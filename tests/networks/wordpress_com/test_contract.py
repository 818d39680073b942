"""Only what WordPress.com describes is asked: its paths, parameters and fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from django.conf import settings
from django.core.signals import request_started

from apps.connections.networks.wordpress_com.adapter import ADAPTER
from apps.connections.observations import Metric
from tests.networks.wordpress_com.blogger import blogger
from tests.networks.wordpress_com.conftest import Login

FOLDER = settings.BASE_DIR.parent / "shared" / "contracts" / "wordpress"
V1, V2 = FOLDER / "wordpress-com-rest-v1-1.yml", FOLDER / "wordpress-com-wp-v2.yml"
SITE, POST = "/sites/{site}", "/sites/{site}/posts/{post_ID}"
# Where the items of a list are described: the description leaves them open in the list itself.
ITEMS = {"/me/sites": SITE, "/sites/{site}/posts/": POST}
# Of items that are described nowhere: FACTS.md says where their fields were seen.
SEEN = {"ID", "date_liked", "views"}

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not V1.exists(), reason=f"{FOLDER} is not there"),
]


@cache
def described(path: Any) -> Mapping[str, Any]:
    paths: Mapping[str, Any] = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)["paths"]
    return paths


@pytest.fixture
def asked(login: Login) -> list[tuple[str, dict[str, str]]]:
    """Path and query of everything that a whole reading sends."""
    found: list[tuple[str, dict[str, str]]] = []

    def note(environ: dict[str, Any], **_: object) -> None:
        path = environ["PATH_INFO"].removeprefix("/sandbox/wordpress_com")
        found.append((path, dict(parse_qsl(environ["QUERY_STRING"]))))

    since = datetime.now(UTC) - timedelta(days=90)
    credential = login(blogger())
    request_started.connect(note, weak=False)
    try:
        site = ADAPTER.accounts(credential)[0].credential
        ADAPTER.profile(site)
        posts = [post for page in ADAPTER.posts(site, since=since) for post in page.items]
        list(ADAPTER.interactions(site, posts=posts, since=since))
    finally:
        request_started.disconnect(note)
    return found


def template(path: str, known: Mapping[str, Any]) -> str:
    """The described path that this one is, of several the one with the fewest places to fill."""
    parts = path.split("/")
    fits = [
        each
        for each in known
        if len(each.split("/")) == len(parts)
        and all(a == b or b.startswith("{") for a, b in zip(parts, each.split("/"), strict=True))
    ]
    assert fits, f"{path} is not described"
    return min(fits, key=lambda each: each.count("{"))


def told(path: str) -> set[str]:
    schema = described(V1)[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return set(schema["properties"])


def calls(asked: list[tuple[str, dict[str, str]]]) -> Iterator[tuple[str, dict[str, str]]]:
    for path, query in asked:
        if path.startswith("/rest/v1.1"):
            yield template(path.removeprefix("/rest/v1.1"), described(V1)), query


def test_every_path_and_parameter_is_one_that_is_described(
    asked: list[tuple[str, dict[str, str]]],
) -> None:
    for path, query in calls(asked):
        known = {p["name"]: p["schema"] for p in described(V1)[path]["get"]["parameters"]}
        for name, value in query.items():
            assert name in known, f"{path} knows no {name}"
            assert value in known[name].get("enum", [value])
    assert len({path for path, _ in calls(asked)}) == 7


def test_every_field_is_one_that_is_described(
    asked: list[tuple[str, dict[str, str]]],
) -> None:
    for path, query in calls(asked):
        fields = set(query["fields"].split(","))
        known = told(path) | (told(ITEMS[path]) if path in ITEMS else set())
        assert fields - known <= SEEN, f"{path}: {fields - known}"


def test_comments_are_asked_as_wp_v2_describes_them(
    asked: list[tuple[str, dict[str, str]]],
) -> None:
    queries = [query for path, query in asked if path.startswith("/wp/v2/sites/")]
    assert queries
    path = "/wp/v2/sites/{wpcom_site}/comments"
    known = {p["name"] for p in described(V2)[path]["get"]["parameters"]}
    for query in queries:
        assert set(query) <= known | {"_fields"}  # of all routes alike, so in the list of none


def test_no_name_text_or_address_is_asked_for(asked: list[tuple[str, dict[str, str]]]) -> None:
    fields = {f for _, q in asked for f in q.get("fields", "").split(",")}
    refused = {"title", "content", "excerpt", "author", "email", "display_name", "username"}
    assert not fields & (refused | {"subscribers", "login", "avatar_URL"})
    assert all("fields" in q or "_fields" in q for _, q in asked)


def test_every_metric_has_a_capability_and_a_note() -> None:
    found = ADAPTER.capabilities()
    assert set(found) == set(Metric)
    assert all(one.metric is metric and one.note for metric, one in found.items())


def test_the_address_of_each_call_is_on_one_host() -> None:
    real = ("API_URL", "AUTHORIZE_URL", "TOKEN_URL")
    own = settings.NETWORKS["wordpress_com"]
    assert len({urlsplit(own[name]).netloc for name in real}) == 1
