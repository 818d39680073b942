"""Anna links her own, real WordPress, and unlinks it again."""

from __future__ import annotations

from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from pytest_django import Settings

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import NeedsReauth
from apps.connections.networks.wordpress import (
    ADAPTER,
    Site,
    app_id,
    authorization_url,
    complete,
    discover,
    errors,
)
from tests.peers.browsing import Visitor
from tests.peers.site import WordPressSite

BACK = "https://renown.example/connect/wordpress/callback?state=s-1"
AWAY = "https://renown.example/connect/wordpress/callback?state=s-1&rejected=1"


def ask(site: Site) -> str:
    return authorization_url(
        site,
        app_name="Renown",
        app_id=app_id("https://renown.example"),
        success_url=BACK,
        reject_url=AWAY,
    )


def returned(location: str) -> dict[str, str]:
    """What our callback gets, apart from its own query."""
    values = dict(parse_qsl(urlsplit(location).query))
    assert values.pop("state") == "s-1"
    return values


def link(wordpress: WordPressSite, login: str) -> Credential:
    site = discover(wordpress.url)
    with Visitor(wordpress, login) as visitor:
        return complete(site, **returned(visitor.approve(ask(site))))


@pytest.mark.parametrize(
    "typed", ["{}", "{}/", "{}/wp-admin/", "{}/post-3/", "{}/?utm=1#top", " {}"]
)
def test_the_site_is_found_from_what_people_type(wordpress: WordPressSite, typed: str) -> None:
    for spelling in (typed.format(wordpress.url), typed.format(wordpress.host)):
        site = discover(spelling)
        assert site.root == f"{wordpress.url}/wp-json/"
        assert site.url == wordpress.url
        assert site.authorization == f"{wordpress.url}/wp-admin/authorize-application.php"


def test_a_site_without_pretty_addresses_is_found_and_linked(wordpress: WordPressSite) -> None:
    wordpress.set_option("permalink_structure", "")
    try:
        site = discover(wordpress.url)
        assert site.root == f"{wordpress.url}/index.php?rest_route=/"
        credential = link(wordpress, "ben")
        assert ADAPTER.profile(credential).posts_total == wordpress.people["ben"].total
        ADAPTER.revoke(credential)
    finally:
        wordpress.set_option("permalink_structure", "/%postname%/")


def test_the_page_of_approval_shows_our_name_and_ways_back(wordpress: WordPressSite) -> None:
    url = ask(discover(wordpress.url))
    query = parse_qs(urlsplit(url).query)
    assert query["success_url"] == [BACK]
    with Visitor(wordpress, "anna") as anna:
        page = anna.page(url)
    assert "An application would like to connect to your account." in page
    assert query["app_name"][0] in page
    assert query["app_id"][0] in page


def test_anna_approves_and_the_site_confirms_it(wordpress: WordPressSite) -> None:
    site = discover(wordpress.url)
    with Visitor(wordpress, "anna") as anna:
        back = returned(anna.approve(ask(site)))
    assert " " in back["password"]
    credential = complete(site, **back)
    assert credential.account_id == str(wordpress.people["anna"].id)
    assert credential.access_token == back["password"].replace(" ", "")
    assert (credential.user, credential.site) == ("anna", site.root)
    assert len(credential.grant_id) == 36
    assert back["password"][:4] not in repr(credential)
    ADAPTER.revoke(credential)


def test_she_may_link_twice_and_by_the_plain_form(wordpress: WordPressSite) -> None:
    first, site = link(wordpress, "anna"), discover(wordpress.url)
    with Visitor(wordpress, "anna") as anna:
        back = returned(anna.approve_without_script(ask(site)))
    assert " " not in back["password"]
    second = complete(site, **back)
    assert first.grant_id != second.grant_id
    ADAPTER.revoke(first)
    assert ADAPTER.profile(second).posts_total == wordpress.people["anna"].total
    ADAPTER.revoke(second)


def test_saying_no_leads_back_without_a_password(wordpress: WordPressSite) -> None:
    with Visitor(wordpress, "anna") as anna:
        assert anna.reject(ask(discover(wordpress.url))) == AWAY


def test_a_wrong_password_is_noticed_although_public_pages_answer(wordpress: WordPressSite) -> None:
    site = discover(wordpress.url)
    with pytest.raises(errors.PasswordNotAccepted):
        complete(site, site_url=site.url, user_login="anna", password="abcd efgh ijkl mnop")


def test_an_answer_from_another_site_is_refused(wordpress: WordPressSite) -> None:
    with pytest.raises(errors.OtherSite):
        complete(
            discover(wordpress.url),
            site_url="https://other.example",
            user_login="anna",
            password="abcd efgh",
        )


def test_after_unlinking_the_password_is_dead_and_unlinking_again_is_no_error(
    wordpress: WordPressSite,
) -> None:
    credential = link(wordpress, "carla")
    ADAPTER.revoke(credential)
    with pytest.raises(NeedsReauth):
        ADAPTER.profile(credential)
    ADAPTER.revoke(credential)


def test_a_site_on_plain_http_that_is_no_local_one_is_told_to_turn_on_https(
    wordpress: WordPressSite, settings: Settings
) -> None:
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    with wordpress.in_production() as url, pytest.raises(errors.NeedsHttps):
        discover(url)


def test_a_loopback_address_is_refused_where_no_setting_allows_it(
    wordpress: WordPressSite, settings: Settings
) -> None:
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = []
    for spelling in (wordpress.url, f"{wordpress.url}/wp-json/"):
        with pytest.raises(errors.PrivateAddress):
            discover(spelling)
