"""What the stand-in of a self-hosted WordPress answers, against core's own description of it."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from apps.sandbox.standin.faults import Fault
from apps.sandbox.wordpress.standin import STANDIN
from apps.sandbox.world import Kind, Person, Reaction
from tests.sandbox.still import WINDOW, is_still

BACK = "http://testserver/me/accounts/wordpress/back/?state=s"
PAGE = 5  # posts
CONTRACTS = settings.BASE_DIR.parent / "shared" / "contracts" / "wordpress"


@pytest.fixture
def ada() -> Person:
    """Somebody whose blog has more than a page of posts and some comments, and of which nothing
    changes."""
    here, now = STANDIN.world(), datetime.now(UTC)
    return next(
        p
        for p in here.people
        if p.kind is Kind.ORDINARY
        and sum(post.at > now - WINDOW for post in here.posts(p, now=now)) > PAGE
        and any(here.count(post, Reaction.REPLY, now=now) for post in here.posts(p, now=now))
        and is_still(here, p, now=now)
    )


def described(name: str) -> Any:
    path = CONTRACTS / f"core-6.1.9-{name}.json"
    if not path.is_file():
        pytest.skip("../shared/contracts/wordpress is not there: shapes cannot be checked")
    return json.loads(path.read_text())


def approve(client: Client, person: Person, name: str = "Renown a1b2c3", **form: str) -> Any:
    """What the approval page makes of a decision."""
    query = {"app_name": name, "success_url": BACK, "reject_url": f"{BACK}&rejected=1"}
    address = f"/sandbox/wordpress/{person.handle}/wp-admin/authorize-application.php"
    return client.post(address, {"decision": "approve", **form}, query_params=query)


def returned(answer: Any) -> dict[str, str]:
    assert answer.status_code == 302, answer.content
    return dict(parse_qsl(urlsplit(answer["Location"]).query))


def basic(user: str, password: str) -> dict[str, str]:
    pair = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def get(client: Client, person: Person, route: str, password: str = "", **query: str) -> Any:
    headers = basic(person.handle, password) if password else {}
    return client.get(f"/sandbox/wordpress/{person.handle}/wp-json/{route}", query, headers=headers)


def test_the_front_page_says_where_the_api_is_and_it_offers_application_passwords(
    client: Client, ada: Person
) -> None:
    front = client.get(f"/sandbox/wordpress/{ada.handle}/")
    assert 'rel="https://api.w.org/"' in front["Link"]
    assert f"/sandbox/wordpress/{ada.handle}/wp-json/" in front.content.decode()
    index = get(client, ada, "").json()
    assert set(index) <= set(described("index"))
    ways = index["authentication"]["application-passwords"]["endpoints"]
    assert ways["authorization"].endswith("/wp-admin/authorize-application.php")


def test_who_approves_brings_back_a_password_in_groups_and_what_we_asked_with(
    client: Client, ada: Person
) -> None:
    back = returned(approve(client, ada))
    assert back["state"] == "s"
    assert back["user_login"] == ada.handle
    assert back["site_url"] == f"http://testserver/sandbox/wordpress/{ada.handle}"
    groups = back["password"].split(" ")
    assert [len(group) for group in groups] == [4] * 6
    for password in (back["password"], "".join(groups)):
        me = get(client, ada, "wp/v2/users/me", password, context="edit")
        assert me.status_code == 200


def test_who_does_not_approve_is_sent_back_without_a_password(client: Client, ada: Person) -> None:
    back = returned(approve(client, ada, decision="reject"))
    assert back == {"state": "s", "rejected": "1", "success": "false"}


def test_the_same_name_twice_is_refused_until_the_first_is_deleted(
    client: Client, ada: Person
) -> None:
    password = returned(approve(client, ada))["password"]
    again = approve(client, ada)
    assert again.status_code == 400
    assert "should be unique" in again.content.decode()
    uuid = get(client, ada, "wp/v2/users/me/application-passwords/introspect", password).json()
    address = f"/sandbox/wordpress/{ada.handle}/wp-json/wp/v2/users/me/application-passwords"
    headers = basic(ada.handle, password)
    gone = client.delete(f"{address}/{uuid['uuid']}", headers=headers)
    assert gone.json()["deleted"] is True
    assert client.delete(f"{address}/{uuid['uuid']}", headers=headers).status_code == 401
    assert approve(client, ada).status_code == 302


def test_an_application_without_a_name_or_from_elsewhere_gets_nothing(
    client: Client, ada: Person
) -> None:
    assert approve(client, ada, name="").status_code == 400
    address = f"/sandbox/wordpress/{ada.handle}/wp-admin/authorize-application.php"
    query = {"app_name": "x", "success_url": "https://evil.example/", "reject_url": BACK}
    assert client.get(address, query).status_code == 400


def test_a_wrong_password_matters_only_where_one_is_wanted(client: Client, ada: Person) -> None:
    refused = get(client, ada, "wp/v2/users/me", "not the password")
    assert (refused.status_code, refused.json()["code"]) == (401, "rest_not_logged_in")
    assert get(client, ada, "wp/v2/posts", "not the password", author="1").status_code == 200


def test_the_password_of_one_blog_opens_no_other(client: Client, ada: Person) -> None:
    password = returned(approve(client, ada))["password"]
    ben = next(p for p in STANDIN.world().people if p.id != ada.id)
    assert get(client, ben, "wp/v2/users/me", password).status_code == 401
    as_ada = client.get(
        f"/sandbox/wordpress/{ben.handle}/wp-json/wp/v2/users/me",
        headers=basic(ada.handle, password),
    )
    assert as_ada.status_code == 401


@pytest.mark.parametrize(("route", "schema"), [("posts", "posts"), ("comments", "comments")])
def test_nothing_is_told_that_core_does_not_describe(
    client: Client, ada: Person, route: str, schema: str
) -> None:
    known = set(described(f"schema-{schema}")["schema"]["properties"])
    items = get(client, ada, f"wp/v2/{route}", author="1", per_page="100").json()
    assert items
    assert {name for item in items for name in item} <= known


def test_me_tells_what_core_describes(client: Client, ada: Person) -> None:
    password = returned(approve(client, ada))["password"]
    me = get(client, ada, "wp/v2/users/me", password, context="edit").json()
    assert set(me) <= set(described("schema-users")["schema"]["properties"])
    assert datetime.fromisoformat(me["registered_date"]) == ada.created_at
    assert "registered_date" not in get(client, ada, "wp/v2/users/me", password).json()


def test_posts_come_page_by_page_and_past_the_end_is_an_error(client: Client, ada: Person) -> None:
    since = (datetime.now(UTC) - WINDOW).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    query = {"author": "1", "after": since, "per_page": str(PAGE), "_fields": "id,date_gmt"}
    first = get(client, ada, "wp/v2/posts", page="1", **query)
    pages = int(first["X-WP-TotalPages"])
    found = [
        post
        for page in range(1, pages + 1)
        for post in get(client, ada, "wp/v2/posts", page=str(page), **query).json()
    ]
    assert pages > 1
    assert len({post["id"] for post in found}) == len(found) == int(first["X-WP-Total"])
    assert {frozenset(post) for post in found} == {frozenset({"id", "date_gmt"})}
    past = get(client, ada, "wp/v2/posts", page=str(pages + 1), **query)
    assert (past.status_code, past.json()["code"]) == (400, "rest_post_invalid_page_number")


def test_a_blog_of_nobody_is_not_there(client: Client) -> None:
    assert client.get("/sandbox/wordpress/nobody/").status_code == 404
    assert client.get("/sandbox/wordpress/nobody/wp-json/").status_code == 404


def test_a_fault_strikes_the_public_pages_too(client: Client, ada: Person) -> None:
    STANDIN.faults.set(Fault.SERVER_ERROR, account=ada.id)
    for route in ("", "wp/v2/posts", "wp/v2/comments"):
        assert get(client, ada, route).status_code == 503
