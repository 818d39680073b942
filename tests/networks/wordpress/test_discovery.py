"""Whatever a person types, the site is found or a sentence says what to do."""

from __future__ import annotations

import socket

import pytest
from pytest_django import Settings

from apps.connections.networks.wordpress import LinkError, Site, discover, errors
from apps.connections.networks.wordpress.discovery import _linkable
from apps.connections.networks.wordpress.parse import Index
from tests.http.stage import Script, Stage, redirect, reply
from tests.networks.wordpress.blog import error, play

PAGE = b"<!doctype html><html><head><title>x</title></head><body>Hello</body></html>"
HTML = {"Content-Type": "text/html; charset=UTF-8"}


def site(front: Script, *, api: Script | None = None, at: str = "/wp-json/") -> Script:
    """A front page, an API at one place, and HTML with 404 everywhere else."""

    def script(connection: socket.socket, path: str) -> None:
        if path.startswith(at) and at != "/":
            (api or index)(connection, path)
        elif path == "/":
            front(connection, path)
        else:
            reply(PAGE, status=404, headers=HTML)(connection, path)

    return script


def index(connection: socket.socket, path: str) -> None:
    url = "http://{}:{}".format(*connection.getsockname())
    play((200, body(url)))(connection, path)


def body(url: str, approval: str = "/wp-admin/authorize-application.php") -> dict[str, object]:
    way = {"endpoints": {"authorization": f"{url}{approval}"}}
    return {
        "url": url,
        "home": url,
        "namespaces": ["oembed/1.0", "wp/v2"],
        "authentication": {"application-passwords": way},
    }


def front(link: str = "", *, html: bytes = PAGE) -> Script:
    return reply(html, headers={**HTML, **({"Link": link} if link else {})})


ELEMENT = b'<html><head><link rel="https://api.w.org/" href="/blog/wp-json/"></head></html>'


@pytest.mark.parametrize(
    ("script", "root"),
    [
        (site(front('</api/>; rel="https://api.w.org/"'), at="/api/"), "/api/"),
        (site(front("</a>; rel=x, </api/>; rel=https://api.w.org/"), at="/api/"), "/api/"),
        (site(front(html=ELEMENT), at="/blog/wp-json/"), "/blog/wp-json/"),
        (site(front()), "/wp-json/"),
        (site(front('<http://[>; rel="https://api.w.org/"')), "/wp-json/"),
        (site(front(), at="/?rest_route=/"), "/?rest_route=/"),
        (site(reply(PAGE, status=503, headers=HTML)), "/wp-json/"),
        (site(reply(b"x", headers={"Content-Type": "image/png"})), "/wp-json/"),
        (site(redirect("/home")), "/wp-json/"),
    ],
    ids=[
        "header",
        "two links",
        "element",
        "usual",
        "broken link",
        "plain",
        "maintenance",
        "picture",
        "moved",
    ],
)
def test_the_api_is_found_wherever_it_is(script: Script, root: str) -> None:
    with Stage(script) as server:
        found = discover(server.url)
    way = f"{server.url}/wp-admin/authorize-application.php"
    assert found == Site(root=server.url + root, url=server.url, authorization=way)


def hang(connection: socket.socket, path: str) -> None:
    connection.recv(1)  # which comes when the other side has left


NO_PASSWORDS = play((200, {"url": "http://127.0.0.1", "namespaces": ["wp/v2"]}))
ELSEWHERE = play((200, body("https://other.example")))
USER_FORM = play((200, body("http://127.0.0.1", "@other.example/")))


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (reply(PAGE, headers=HTML), errors.NotWordPress),
        (play((200, {"hello": "world"})), errors.NotWordPress),
        (play((200, ["wp/v2"])), errors.NotWordPress),
        (site(front('<http://127.0.0.1:1/>; rel="https://api.w.org/"')), errors.SiteUnreachable),
        (site(front(), api=NO_PASSWORDS), errors.NeedsHttps),
        (site(front(), api=ELSEWHERE), errors.OtherSite),
        (site(front(), api=USER_FORM), errors.OtherSite),
        (site(front(), api=play(error(401, "rest_login_required"))), errors.ApiClosed),
        (site(front(), api=play(error(403, "rest_disabled"))), errors.ApiClosed),
        (site(front('</wp-json/>; rel="https://api.w.org/"'), api=hang), errors.SiteTooSlow),
        (
            site(front('</wp-json/>; rel="https://api.w.org/"'), api=play((500, {}))),
            errors.SiteFailing,
        ),
        (redirect("/again"), errors.TooManyHops),
        (redirect("http://10.0.0.1/"), errors.RedirectsToPrivate),
        (redirect("http://[::1]/"), errors.RedirectsToPrivate),
        (redirect("http://169.254.169.254/latest/meta-data/"), errors.RedirectsToPrivate),
        (hang, errors.SiteTooSlow),
        (lambda connection, path: None, errors.SiteUnreachable),
    ],
)
def test_what_cannot_be_linked_says_why(script: Script, expected: type[LinkError]) -> None:
    patience = 0.5 if expected is errors.SiteTooSlow else 30.0
    with Stage(script) as server, pytest.raises(LinkError) as told:
        discover(server.url, timeout=patience)
    assert type(told.value) is expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "https://",
        "my blog",
        "ftp://a.example",
        "http://u:p@a.example",
        "mailto:a@b.example",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://a.example:25",
        "http://[",
        "//",
        "\\\\a",
    ],
)
def test_what_is_no_address_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(errors.BadSiteAddress):
        discover(typed)


@pytest.mark.parametrize(
    "typed", ["localhost", "127.0.0.1", "http://2130706433", "[::1]", "10.0.0.1"]
)
def test_a_private_address_is_refused(settings: Settings, typed: str) -> None:
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = []
    with pytest.raises(errors.PrivateAddress):
        discover(typed)


def test_a_name_that_resolves_to_a_private_address_is_refused() -> None:
    with pytest.raises(errors.PrivateAddress):
        discover("blog.example", resolver=lambda host, port: ["192.168.1.5"])


def test_an_unknown_name_is_unreachable() -> None:
    with pytest.raises(errors.SiteUnreachable):
        discover("blog.example", resolver=lambda host, port: [])


def test_https_without_application_passwords_asks_to_turn_them_on() -> None:
    with pytest.raises(errors.NoApplicationPasswords):
        _linkable("https://a.example/wp-json/", Index("https://a.example", None))


def test_www_in_front_is_the_same_site() -> None:
    way = "https://www.a.example/wp-admin/authorize-application.php"
    found = _linkable("https://a.example/wp-json/", Index("https://www.a.example", way))
    assert found.authorization == way


def test_each_error_has_its_own_code_and_a_sentence() -> None:
    kinds = LinkError.__subclasses__()
    assert len({kind.code for kind in kinds}) == len({kind.sentence for kind in kinds}) == 14
    for kind in kinds:
        assert kind.sentence.endswith(".")
        assert str(kind()) == kind.sentence
