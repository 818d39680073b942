"""What the stand-in of WordPress.com answers, against the service's own description."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import yaml
from django.conf import settings
from django.test import Client

from apps.sandbox.standin.rules import challenge_of
from apps.sandbox.wordpress_com.sites import Role, Site, sites
from apps.sandbox.wordpress_com.standin import ASKS, STANDIN
from apps.sandbox.world import Kind, Person
from tests.networks.wordpress_com.blogger import blogger

HERE = "/sandbox/wordpress_com"
BACK = "http://testserver/accounts/wordpress_com/login/callback/"
VERIFIER = "v" * 64
SPEC = settings.BASE_DIR.parent / "shared/contracts/wordpress" / "wordpress-com-rest-v1-1.yml"


@cache
def spec() -> Mapping[str, Any]:
    if not SPEC.is_file():
        pytest.skip("../shared/contracts/wordpress is not there: shapes cannot be checked")
    paths: Mapping[str, Any] = yaml.load(SPEC.read_text(), Loader=yaml.CSafeLoader)["paths"]
    return paths


def described(path: str) -> set[str]:
    schema = spec()[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return set(schema["properties"])


@pytest.fixture
def ada() -> Person:
    """Somebody with readers who like, and enough posts for two pages of the smallest size."""
    return blogger()


def question(**changes: str) -> dict[str, str]:
    own = settings.NETWORKS["wordpress_com"]
    return {
        "client_id": own["CLIENT_ID"],
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": " ".join(ASKS),
        "state": "of-the-session",
        "nonce": "n-of-the-session",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
    } | changes


def tokens_of(client: Client, person: Person, **changes: str) -> dict[str, Any]:
    form = {"account": person.handle, "decision": "allow"}
    back = client.post(f"{HERE}/oauth2-1/authorize", form, query_params=question(**changes))
    code = parse_qs(urlsplit(back["Location"]).query)["code"][0]
    own = settings.NETWORKS["wordpress_com"]
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": VERIFIER,
        "redirect_uri": BACK,
        "client_id": own["CLIENT_ID"],
        "client_secret": own["CLIENT_SECRET"],
    }
    answer: dict[str, Any] = client.post(f"{HERE}/oauth2-1/token", asked).json()
    return answer


@pytest.fixture
def access(client: Client, ada: Person) -> str:
    return str(tokens_of(client, ada)["access_token"])


def get(client: Client, path: str, access: str = "", **params: str) -> Any:
    headers = {"Authorization": f"Bearer {access}"} if access else {}
    return client.get(HERE + path, params, headers=headers)


def of_site(person: Person, rest: str = "") -> str:
    return f"/rest/v1.1/sites/{Site(person, Role.OWN).id}{rest}"


def test_tokens_last_two_weeks_and_bring_an_id_token_of_this_session(
    client: Client, ada: Person
) -> None:
    tokens = tokens_of(client, ada)
    own = settings.NETWORKS["wordpress_com"]
    claims = jwt.decode(
        tokens["id_token"],
        options={"verify_signature": False, "verify_aud": True, "verify_iss": True},
        audience=own["CLIENT_ID"],
        issuer=own["API_URL"],
    )
    assert jwt.get_unverified_header(tokens["id_token"])["alg"] == "RS256"
    assert (claims["sub"], claims["nonce"]) == (ada.id, "n-of-the-session")
    assert tokens["expires_in"] == 14 * 24 * 3600
    assert tokens["refresh_token"]


def test_without_openid_there_is_no_id_token(client: Client, ada: Person) -> None:
    assert "id_token" not in tokens_of(client, ada, scope="users sites")


@pytest.mark.parametrize(
    ("rest", "path", "items"),
    [
        ("/me", "/me", None),
        ("/me/sites", "/me/sites", ("sites", "/sites/{site}")),
        ("", "/sites/{site}", None),
        ("/stats/followers", "/sites/{site}/stats/followers", None),
        ("/posts/", "/sites/{site}/posts/", ("posts", "/sites/{site}/posts/{post_ID}")),
        ("/stats/views/posts", "/sites/{site}/stats/views/posts", None),
    ],
)
def test_nothing_is_told_that_is_not_described(
    client: Client,
    ada: Person,
    access: str,
    rest: str,
    path: str,
    items: tuple[str, str] | None,
) -> None:
    address = f"/rest/v1.1{rest}" if rest.startswith("/me") else of_site(ada, rest)
    ids = ",".join(str(p.id) for p in STANDIN.world().posts(ada, now=datetime.now(UTC))[:3])
    body = get(client, address, access, post_ids=ids).json()
    assert set(body) <= described(path)
    for item in body[items[0]] if items else ():
        assert set(item) <= described(items[1] if items else "")


def test_fields_cut_the_items_of_a_list_and_the_body_of_anything_else(
    client: Client, ada: Person, access: str
) -> None:
    listed = get(client, of_site(ada, "/posts/"), access, fields="ID,like_count").json()
    assert {frozenset(post) for post in listed["posts"]} == {frozenset({"ID", "like_count"})}
    assert listed["found"] == ada.posts_total
    followers = get(client, of_site(ada, "/stats/followers"), access, fields="total_email").json()
    assert set(followers) == {"total_email"}


def test_posts_are_paged_by_a_handle_newest_first(client: Client, ada: Person, access: str) -> None:
    found: list[int] = []
    since = (datetime.now(UTC) - timedelta(days=90)).replace(microsecond=0)
    asked = {"number": "2", "after": since.isoformat()}
    more = {"page_handle": ""}
    while more:
        body = get(client, of_site(ada, "/posts/"), access, **asked, **more).json()
        found += [post["ID"] for post in body["posts"]]
        handle = body["meta"].get("next_page")
        more = {"page_handle": handle} if handle else {}
    own = STANDIN.world().posts(ada, now=datetime.now(UTC))
    wanted = [post.id for post in own if post.at > since]
    assert len(found) > 2
    assert found == wanted


def test_likes_and_comments_are_as_many_as_the_post_says(
    client: Client, ada: Person, access: str
) -> None:
    posts = get(client, of_site(ada, "/posts/"), access, number="100").json()["posts"]
    post = max(posts, key=lambda each: int(each["discussion"]["comment_count"]))
    likes = get(client, of_site(ada, f"/posts/{post['ID']}/likes/"), access).json()
    assert set(likes) <= described("/sites/{site}/posts/{post_ID}/likes/")
    assert likes["found"] == len(likes["likes"]) == post["like_count"]
    comments = client.get(
        f"{HERE}/wp/v2/sites/{Site(ada, Role.OWN).id}/comments",
        {"post": str(post["ID"]), "per_page": "100"},
        headers={"Authorization": f"Bearer {access}"},
    )
    assert comments["X-WP-Total"] == str(post["discussion"]["comment_count"])
    assert [each["id"] for each in comments.json()] == sorted(c["id"] for c in comments.json())


def test_a_page_of_comments_past_the_end_is_an_error(
    client: Client, ada: Person, access: str
) -> None:
    post = STANDIN.world().posts(ada, now=datetime.now(UTC))[0]
    address = f"{HERE}/wp/v2/sites/{Site(ada, Role.OWN).id}/comments"
    query = {"post": str(post.id), "page": "99"}
    answer = client.get(address, query, headers={"Authorization": f"Bearer {access}"})
    assert answer.status_code == 400
    assert answer.json()["code"] == "rest_comment_invalid_page_number"


def test_views_of_a_month_are_those_that_came_in_it(
    client: Client, ada: Person, access: str
) -> None:
    here, now = STANDIN.world(), datetime.now(UTC)
    ages = [((now.date() - p.at.date()).days, p) for p in here.posts(ada, now=now) if p.views]
    age, post = next(each for each in ages if each[0] > 30 and 10 <= each[0] % 30 <= 25)
    month = age - age % 30  # days back to the end of the one in which most looked at it
    told = []
    for back in (month - 30, month, month + 30):
        until = (now - timedelta(days=back)).date().isoformat()
        query = {"post_ids": str(post.id), "num": "30", "date": until}
        body = get(client, of_site(ada, "/stats/views/posts"), access, **query).json()
        told.append(sum(each["views"] for each in body["posts"]))
    assert told[1] > told[0]
    assert sum(told) == pytest.approx(here.views(post, now=now), abs=3)


@pytest.mark.parametrize(
    ("path", "token", "status", "error"),
    [
        ("/rest/v1.1/me", "", 403, "authorization_required"),
        ("/rest/v1.1/me", "made-up", 401, "invalid_token"),
        ("/rest/v1.1/sites/41", "good", 404, "unknown_blog"),
    ],
)
def test_errors_have_a_name_and_a_message(
    client: Client, access: str, path: str, token: str, status: int, error: str
) -> None:
    answer = get(client, path, access if token == "good" else token)  # no token
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert set(answer.json()) == {"error", "message"}


def test_a_scope_that_is_missing_closes_what_it_opens(client: Client, ada: Person) -> None:
    access = str(tokens_of(client, ada, scope="users sites posts")["access_token"])
    assert get(client, of_site(ada, "/stats/followers"), access).status_code == 403
    assert get(client, of_site(ada, "/posts/"), access).status_code == 200
    me = get(client, "/rest/v1.1/me", access).json()
    assert sorted(me["token_scope"]) == ["posts", "sites", "users"]


def test_how_many_sites_somebody_has_depends_on_who_it_is() -> None:
    kinds = {
        kind: {len(sites(p)) for p in STANDIN.world().people if p.kind is kind} for kind in Kind
    }
    assert kinds[Kind.SILENT] == {0}
    assert kinds[Kind.FRESH] == {2}
    assert kinds[Kind.ORDINARY] == {1, 2}
