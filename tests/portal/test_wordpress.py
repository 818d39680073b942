"""Linking a WordPress from its page: what people type, what sites answer, and who may come back."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import stamina
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from apps.connections.models import Connection, Revocation
from apps.core import tenancy
from tests import factories
from tests.http.stage import Script, Stage, redirect, reply
from tests.networks.wordpress.blog import ME, UUID, Route, blog, error, play
from tests.pipeline.people import empty_queue
from tests.portal.people import sharing, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
HTML = {"Content-Type": "text/html; charset=UTF-8"}
HERE, BACK = "/me/accounts/wordpress/", "/me/accounts/wordpress/back/"


@pytest.fixture(autouse=True)
def _loopback_is_a_site(settings: Settings) -> Iterator[None]:
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    set_patience(settings, 30.0)
    empty_queue()
    with stamina.set_testing(True, attempts=1):
        yield
    empty_queue()


def set_patience(settings: Settings, seconds: float) -> None:
    """How long a site may take for its answer."""
    own = {**settings.NETWORKS["wordpress"], "TIMEOUT": seconds}
    settings.NETWORKS = {**settings.NETWORKS, "wordpress": own}


def wordpress(routes: dict[str, Route] | None = None) -> Script:
    """A site that announces application passwords, and answers these routes."""

    def script(connection: socket.socket, path: str) -> None:
        if path.startswith("/wp-json/?"):
            _index(connection, path)
        elif path.startswith("/wp-json/"):
            blog(routes or {})(connection, path)
        else:
            reply(b"<html>Hello</html>", headers=HTML)(connection, path)

    return script


def _index(connection: socket.socket, path: str) -> None:
    url = "http://{}:{}".format(*connection.getsockname())
    approval = {"endpoints": {"authorization": f"{url}/wp-admin/authorize-application.php"}}
    index = {"url": url, "home": url, "namespaces": ["wp/v2"]}
    play((200, {**index, "authentication": {"application-passwords": approval}}))(connection, path)


def hang(connection: socket.socket, path: str) -> None:
    connection.recv(1)  # which comes when the other side has left


def leave(client: Client, server: Stage) -> dict[str, str]:
    """What the site's page of approval is asked with."""
    answer = client.post(HERE, {"address": server.url})
    assert answer.status_code == 302, answer.content
    to = urlsplit(answer["Location"])
    assert to.path == "/wp-admin/authorize-application.php"
    return dict(parse_qsl(to.query))


def come_back(client: Client, asked: dict[str, str], server: Stage, **changes: str) -> Any:
    """As WordPress sends the browser back after the person approved."""
    query = dict(parse_qsl(urlsplit(asked["success_url"]).query))
    query |= {"site_url": server.url, "user_login": "mara", "password": "abcd efgh ijkl"}
    return client.get(f"{BACK}?{urlencode({**query, **changes})}", follow=True)


def connections(person: Any) -> list[Connection]:
    with tenancy.person(person.pk):
        return list(Connection.objects.all())


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_person_links_the_own_site() -> None:
    person, client, _ = sharing("wordpress")
    with Stage(wordpress()) as server:
        asked = leave(client, server)
        assert asked["app_name"].startswith("Renown ")
        there = come_back(client, asked, server)
    assert there.redirect_chain == [(reverse("me_link"), 302)]
    assert "WordPress is linked." in text(there)
    assert "mara on 127.0.0.1" in text(there)
    assert "abcd" not in text(there)
    assert [each.network for each in connections(person)] == ["wordpress"]


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (reply(b"<html>a shop</html>", headers=HTML), "it does not look like WordPress"),
        (hang, "The site took too long to answer."),
        (redirect("http://10.0.0.1/"), "sends visitors on to an address in a private network"),
        (redirect("/again"), "from one address to the next without end"),
        (play((200, b"\x00\x01")), "it does not look like WordPress"),
    ],
    ids=["html", "hangs", "leads inside", "goes round", "noise"],
)
def test_a_site_that_cannot_be_linked_is_told_at_the_field(
    settings: Settings, script: Script, told: str
) -> None:
    if script is hang:
        set_patience(settings, 0.5)
    person, client, _ = sharing("wordpress")
    with Stage(script) as server:
        answer = client.post(HERE, {"address": server.url})
        assert answer.status_code == 422
        assert told in text(answer)
        assert f'value="{server.url}"' in text(answer)
        assert 'aria-invalid="true"' in text(answer)
    assert connections(person) == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("not a site", "This is not the address of a site."),
        ("ftp://blog.example", "This is not the address of a site."),
        ("http://10.1.2.3/", "This address leads into a private network"),
        ("http://[::1]/", "This address leads into a private network"),
        ("http://169.254.169.254/", "This address leads into a private network"),
        ("http://127.0.0.1:1/", "No site answered at this address."),
        ("", "This field is required."),
    ],
)
def test_a_bad_address_is_told_at_the_field(address: str, told: str) -> None:
    _, client, _ = sharing("wordpress")
    assert told in text(client.post(HERE, {"address": address}))


def test_who_says_no_on_the_own_site_is_told_that_nothing_was_linked() -> None:
    person, client, _ = sharing("wordpress")
    with Stage(wordpress()) as server:
        reject = urlsplit(leave(client, server)["reject_url"])
        back = client.get(f"{reject.path}?{reject.query}&success=false", follow=True)
    assert "as you did not allow it there" in text(back)
    assert connections(person) == []


def test_the_way_back_works_once() -> None:
    person, client, _ = sharing("wordpress")
    with Stage(wordpress()) as server:
        asked = leave(client, server)
        come_back(client, asked, server)
        before = len(server.requests)
        again = come_back(client, asked, server)
        assert len(server.requests) == before
    assert "Start again from here." in text(again)
    assert len(connections(person)) == 1


@pytest.mark.parametrize("state", ["", "guessed", "ü"])
def test_a_way_back_that_nobody_went_links_nothing(state: str) -> None:
    person, client, _ = sharing("wordpress")
    with Stage(wordpress()) as server:
        asked = leave(client, server)
        assert "Start again from here." in text(come_back(client, asked, server, state=state))
        assert b"Authorization" not in b"".join(server.requests)
    assert connections(person) == []


def test_the_way_back_of_one_person_is_closed_to_another() -> None:
    _, maras, _ = sharing("wordpress")
    ivo, ivos, _ = sharing("wordpress", email="ivo@people.example")
    with Stage(wordpress()) as server:
        assert "Start again from here." in text(come_back(ivos, leave(maras, server), server))
    assert connections(ivo) == []


def test_a_password_for_another_site_goes_nowhere() -> None:
    person, client, _ = sharing("wordpress")
    with Stage(wordpress()) as server:
        asked = leave(client, server)
        told = come_back(client, asked, server, site_url="https://evil.example")
        assert b"Authorization" not in b"".join(server.requests)
    assert "came from another site than the one you named" in text(told)
    assert connections(person) == []


def test_a_site_that_does_not_know_its_own_password_is_told_on_the_page() -> None:
    person, client, _ = sharing("wordpress")
    refuses: dict[str, Route] = {ME: error(401, "rest_not_logged_in")}
    with Stage(wordpress(refuses)) as server:
        told = come_back(client, leave(client, server), server)
    assert "does not accept the application password" in text(told)
    assert connections(person) == []


def test_a_site_linked_by_another_person_is_refused_and_the_password_given_back() -> None:
    _, maras, _ = sharing("wordpress")
    ivo, ivos, _ = sharing("wordpress", email="ivo@people.example")
    with Stage(wordpress()) as server:
        come_back(maras, leave(maras, server), server)
        told = come_back(ivos, leave(ivos, server), server)
    assert "This account is linked elsewhere." in text(told)
    assert connections(ivo) == []
    with tenancy.person(ivo.pk):
        assert Revocation.objects.count() == 1
    assert UUID not in text(told)


def test_who_does_not_share_wordpress_is_sent_away() -> None:
    _, client, _ = sharing("x")
    for answer in (client.get(HERE), client.post(HERE, {"address": "http://127.0.0.1:1"})):
        assert answer["Location"] == reverse("me_link")
    stranger = signed_in(factories.make_user())
    assert stranger.get(HERE)["Location"] == reverse("me_link")
    assert Client().get(HERE).status_code == 302


def test_one_person_cannot_have_us_ask_servers_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("apps.portal.accounts.wordpress.MOST_TRIES", 2)
    ada, bo = (sharing("wordpress", email=f"{name}@people.example")[1] for name in ("ada", "bo"))
    with Stage(reply(b"<html>Hello</html>", headers=HTML)) as server:
        pages = [ada.post(HERE, {"address": server.url}).content.decode() for _ in range(3)]
        asked = len(server.requests)
        other = bo.post(HERE, {"address": server.url}).content.decode()
    assert ["many addresses" in page for page in pages] == [False, False, True]
    assert len(server.requests) > asked
    assert "many addresses" not in other
