"""The real peers: one WordPress for all of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.peers.site import WordPressSite, is_installed


@pytest.fixture(scope="session")
def wordpress_site() -> Iterator[WordPressSite]:
    """The running site, for those who set HTTP_ALLOWED_PRIVATE_HOSTS themselves."""
    if not is_installed():
        pytest.skip("no WordPress is installed here: run tests/peers/install.sh")
    with WordPressSite() as site:
        yield site


@pytest.fixture
def wordpress(wordpress_site: WordPressSite, settings: Settings) -> WordPressSite:
    """A real site at ``.url`` that this process may reach although it is on loopback.

    ``Visitor(wordpress, "anna")`` of tests.peers.browsing is a person signed in there;
    ``.approve(authorization_url)`` returns the address to which the browser would come back."""
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = [wordpress_site.host]
    return wordpress_site
