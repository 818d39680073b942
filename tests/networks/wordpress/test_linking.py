"""What comes back from a site is believed only after the site itself confirmed it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from apps.connections.networks.adapter import Credential
from apps.connections.networks.wordpress import (
    LinkError,
    Site,
    app_id,
    authorization_url,
    complete,
    errors,
)
from tests.http.stage import Stage
from tests.networks.wordpress.blog import GRANT, ME, UUID, Route, blog, error


def test_the_name_differs_each_time_and_our_query_is_kept() -> None:
    site = Site("https://a.example/wp-json/", "https://a.example", "https://a.example/auth.php")
    urls = [
        authorization_url(
            site,
            app_name="Renown",
            app_id=app_id("https://renown.example"),
            success_url="https://renown.example/back?state=a&b=c",
            reject_url="https://renown.example/back?no=1",
        )
        for _ in range(2)
    ]
    first, second = (parse_qs(urlsplit(url).query) for url in urls)
    assert first["app_name"] != second["app_name"]
    assert first["app_name"][0].startswith("Renown ")
    assert first["app_id"] == second["app_id"]
    assert first["success_url"] == ["https://renown.example/back?state=a&b=c"]


def finish(url: str, *, returned: str = "", password: str = "abcd efgh") -> Credential:  # noqa: S107  # made up
    site = Site(f"{url}/wp-json/", url, f"{url}/wp-admin/authorize-application.php")
    return complete(site, site_url=returned or url, user_login="anna", password=password)


def test_a_spaced_password_is_kept_without_spaces() -> None:
    with Stage(blog({})) as server:
        found = finish(server.url + "/", returned=server.url)
    assert (found.access_token, found.account_id, found.grant_id) == ("abcdefgh", "7", UUID)
    assert b"Authorization: Basic YW5uYTphYmNkZWZnaA==" in server.requests[0]


@pytest.mark.parametrize(
    ("routes", "expected"),
    [
        ({ME: error(401, "rest_not_logged_in")}, errors.PasswordNotAccepted),
        ({ME: error(403, "rest_forbidden")}, errors.ApiClosed),
        ({ME: error(404, "rest_no_route")}, errors.ApiClosed),
        ({ME: (200, b"<html>login</html>")}, errors.ApiClosed),
        ({ME: (200, {"id": "seven"})}, errors.ApiClosed),
        ({ME: (502, b"bad gateway")}, errors.SiteFailing),
        ({GRANT: error(404, "rest_no_route")}, errors.TooOld),
        ({GRANT: (200, {"uuid": "../../x"})}, errors.ApiClosed),
    ],
)
def test_a_site_that_does_not_confirm_is_not_linked(
    routes: dict[str, Route], expected: type[LinkError]
) -> None:
    with Stage(blog(routes)) as server, pytest.raises(LinkError) as told:
        finish(server.url)
    assert type(told.value) is expected


@pytest.mark.parametrize(
    "returned",
    ["https://evil.example", "http://127.0.0.1:1", "http://127.0.0.1/other", "", "javascript:x"],
)
def test_a_password_for_another_site_is_sent_nowhere(returned: str) -> None:
    with Stage(blog({})) as server, pytest.raises(errors.OtherSite):
        finish(server.url, returned=returned or "x")
    assert server.requests == []


def test_an_empty_password_is_sent_nowhere() -> None:
    with Stage(blog({})) as server, pytest.raises(errors.PasswordNotAccepted):
        finish(server.url, password="  ")
    assert server.requests == []
