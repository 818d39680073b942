"""A real browser, at the site and the stand-ins of all networks on one real port."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.guest import Guest
from tests.networks.conftest import moved
from tests.pipeline.people import empty_queue

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser here: {CHROMIUM} is missing (apt-get install chromium)")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and Django takes it for async code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> Iterator[str]:
    """The address of the site, which people and the stand-ins use too."""
    settings.NETWORKS = {
        name: {**moved(own, settings.PUBLIC_URL, live_server.url), "TIMEOUT": 30.0}
        for name, own in settings.NETWORKS.items()
    }
    settings.PUBLIC_URL = live_server.url
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = [live_server.url.removeprefix("http://")]
    empty_queue()
    yield live_server.url
    empty_queue()


@pytest.fixture
def guest(chromium: Browser, site: str) -> Iterator[Callable[..., Guest]]:
    """Makes people with a browser of their own. What their pages complained about fails the
    test at its end."""
    guests: list[Guest] = []

    def arrives(language: str = "en", **how: Any) -> Guest:
        guests.append(Guest.arrives(chromium, site, language=language, **how))
        return guests[-1]

    yield arrives
    complaints = [complaint for each in guests for complaint in each.complaints]
    for each in guests:
        each.leave()
    assert complaints == []
