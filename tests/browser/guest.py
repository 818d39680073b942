"""Somebody at a browser who looks closely at every page."""

from __future__ import annotations

import re
from typing import Literal

from django.conf import settings
from django.test import Client
from django.utils import translation
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
)

from apps.accounts.models import User
from tests import factories

# Relative luminance of the page's ground, as WCAG 2.2 defines it, 0 to 1.
_LUMINANCE = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const colours = [document.body, document.documentElement]
    .map((each) => getComputedStyle(each).backgroundColor);
  canvas.fillStyle = colours.find((each) => !/, 0\\)$|transparent/.test(each)) ?? "white";
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
    .map((each) => each / 255)
    .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}"""
# What reaches beyond the right edge, where the page can be scrolled sideways.
_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((each) => each.getBoundingClientRect().right > width + 1)
    .map((each) => `${each.tagName.toLowerCase()}.${each.className}`).slice(-5);
}"""


PATIENCE = 60_000  # milliseconds: the machine may have much else to do
expect.set_options(timeout=PATIENCE)


def known_client(user: User) -> Client:
    """Signed in, with the password said once more: pages that ask for it open too."""
    client = Client()
    client.force_login(user)
    answer = client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    assert answer.status_code == 302
    return client


def sign_in(context: BrowserContext, site: str, user: User) -> None:
    client = known_client(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


class Guest:
    """``complaints``: what the console of any visited page said, scripts and policies included."""

    DESK: ViewportSize = {"width": 1440, "height": 900}
    PHONE: ViewportSize = {"width": 390, "height": 844}

    def __init__(self, context: BrowserContext, site: str, *, language: str = "en") -> None:
        self._context = context
        self._site = site
        self._language = language
        self.has_scripts = True
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.here}: {error}"))

    @classmethod
    def arrives(
        cls,
        browser: Browser,
        site: str,
        *,
        language: str = "en",
        scripts: bool = True,
        size: ViewportSize | None = None,
    ) -> Guest:
        """Somebody who reads this language, with or without JavaScript."""
        context = browser.new_context(
            base_url=site,
            viewport=size or cls.DESK,
            locale={"en": "en-GB", "de": "de-DE"}[language],
            java_script_enabled=scripts,
        )
        guest = cls(context, site, language=language)
        guest.has_scripts = scripts
        return guest

    def in_another_tab(self) -> Guest:
        """The same person, with the same cookies; leaving closes both."""
        other = Guest(self._context, self._site, language=self._language)
        other.complaints = self.complaints
        return other

    def is_signed_in(self, user: User) -> Guest:
        """By the cookie that signing in gives; the pages of signing in have their own tests."""
        sign_in(self._context, self._site, user)
        return self

    def session_ends(self) -> None:
        self._context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    def says(self, text: str, **values: str) -> str:
        """The text of the sources as this person reads it; what is no text of ours stays."""
        with translation.override(self._language):
            return translation.gettext(text) % values if values else translation.gettext(text)

    @property
    def here(self) -> str:
        """The path of the open page, with its keys left out."""
        path = self.page.url.partition("://")[2].partition("/")[2]
        return "/" + re.sub(r"[0-9a-f-]{36}|(?<=i/)[^/]{40,}", "…", path)

    def opens(self, address: str, *, title: str = "", **values: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.ok, f"{address}: {answer.status}"
        if title:
            self.sees(title, **values)

    def sees(self, title: str, **values: str) -> None:
        """This page is open; it is looked at wide and narrow, in both colour schemes."""
        expect(
            self.page.get_by_role("heading", name=self.says(title, **values)).first
        ).to_be_visible()
        for scheme, is_light in self.schemes():
            self.page.emulate_media(color_scheme=scheme)
            ground = self.page.evaluate(_LUMINANCE)
            assert (ground > 0.5) is is_light, f"{self.here} in {scheme}: {ground:.2f}"
        own = self.page.viewport_size or self.DESK
        for size in (self.PHONE, self.DESK, own):
            self.page.set_viewport_size(size)
            assert self.page.evaluate(_TOO_WIDE) == [], f"{self.here} at {size['width']}"

    @staticmethod
    def schemes() -> tuple[tuple[Literal["light", "dark"], bool], ...]:
        return (("dark", False), ("light", True))

    def reads(self, text: str, **values: str) -> None:
        expect(self.page.locator("#main")).to_contain_text(self.says(text, **values))

    def reads_after_a_while(self, text: str) -> None:
        """What the page brings by itself; without scripts it is loaded again."""
        if not self.has_scripts:
            self.page.reload()
        self.reads(text)

    def fills(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"#main [name={name}]").fill(value)

    def clicks(self, button: str) -> None:
        self.page.locator("#main").get_by_role("button", name=self.says(button)).first.click()

    def follows(self, link: str) -> None:
        self.page.locator("#main").get_by_role("link", name=self.says(link)).first.click()

    def leave(self) -> None:
        self._context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{self.here}: {message.text}")
