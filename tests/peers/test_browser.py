"""The same approval in a real browser, with WordPress's own script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from apps.connections.networks.wordpress import ADAPTER, complete, discover
from tests.peers.site import WordPressSite
from tests.peers.test_linking import BACK, ask, returned

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def page() -> Iterator[Page]:
    if not CHROMIUM.exists():
        pytest.skip("no chromium is installed here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page()
        browser.close()


@pytest.mark.browser
def test_anna_clicks_yes_in_her_browser(wordpress: WordPressSite, page: Page) -> None:
    site = discover(wordpress.url)
    page.context.route("https://renown.example/**", _welcome)
    page.goto(ask(site))
    page.fill("#user_login", "anna")
    page.fill("#user_pass", wordpress.password)
    page.click("#wp-submit")
    page.click("#approve")
    page.wait_for_url(f"{BACK}&*")
    credential = complete(site, **returned(page.url))
    assert credential.user == "anna"
    ADAPTER.revoke(credential)


def _welcome(route: Route) -> None:
    route.fulfill(body="<p>Welcome back.</p>", content_type="text/html")
