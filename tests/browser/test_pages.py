"""Every page of the site, in a browser: usable by everybody, in both languages, wide and narrow,
light and dark, and light to load."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from apps.accounts.models import User
from apps.core import languages
from tests.browser.addresses import ADMIN, GUEST, MEMBER, PERSON, Address, pages
from tests.browser.guest import _TOO_WIDE, Guest, sign_in
from tests.browser.look import WEIGHT, Loaded, violations
from tests.browser.scene import Scene, make_scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENSHOTS = os.environ.get("SCREENSHOTS", "")
LOOKS = {
    "en": {"locale": "en-GB", "color_scheme": "light", "viewport": Guest.DESK},
    "de": {"locale": "de-DE", "color_scheme": "dark", "viewport": Guest.PHONE},
}
type Opens = Callable[[str, str], BrowserContext]


@pytest.fixture
def scene(site: str) -> Scene:
    return make_scene()


@pytest.fixture
def opens(chromium: Browser, site: str, scene: Scene) -> Iterator[Opens]:
    """A browser of somebody who is signed in, with one of the looks."""
    contexts: list[BrowserContext] = []

    def context(who: str, look: str) -> BrowserContext:
        contexts.append(chromium.new_context(base_url=site, **LOOKS[look]))  # type: ignore[arg-type]
        chosen = {"name": languages.COOKIE, "value": look, "url": site}
        contexts[-1].add_cookies([chosen])  # type: ignore[list-item]
        if user := scene.visitor(who):
            User.objects.filter(pk=user.pk).update(language=look)
            sign_in(contexts[-1], site, user)
        return contexts[-1]

    yield context
    for each in contexts:
        each.close()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("who", [GUEST, MEMBER, PERSON, ADMIN])
def test_each_page_can_be_used_by_everybody(
    who: str, look: str, scene: Scene, opens: Opens
) -> None:
    page = opens(who, look).new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if _is_fault(m) else None)
    loaded, seen = Loaded(page), 0
    wrong: list[str] = []
    for address in pages(scene, who):
        page.goto(address.path)
        found = [*violations(page), *_too_wide(page), *_too_heavy(loaded, who), *complaints]
        if page.locator("html").get_attribute("lang") != look and who != ADMIN:
            found.append(f"not in {look}")
        if found:
            wrong.append("\n  ".join([f"{address.name} {address.path}", *found]))
        complaints.clear()
        seen += 1
        _keep(page, address, look)
    assert not wrong, "\n".join(wrong)
    assert seen >= {GUEST: 15, MEMBER: 40, PERSON: 8, ADMIN: 10}[who]


def _is_fault(message: ConsoleMessage) -> bool:
    """Of pages that are not there the console tells too."""
    return message.type == "error" and "404" not in message.text and "410" not in message.text


def _too_wide(page: Page) -> list[str]:
    return [f"too wide: {each}" for each in page.evaluate(_TOO_WIDE)]


def _too_heavy(loaded: Loaded, who: str) -> list[str]:
    weight = loaded.weight()
    return [f"{weight} bytes"] if weight > WEIGHT and who != ADMIN else []


def _keep(page: Page, address: Address, look: str) -> None:
    if SCREENSHOTS:
        folder = Path(SCREENSHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        picture = Image.open(BytesIO(page.screenshot(full_page=True)))
        few = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=96)
        few.save(folder / f"{address.name}-{look}.png", optimize=True)
