"""A person at their WordPress, as their browser does it: signs in, approves or rejects."""

from __future__ import annotations

import json
import re
from typing import Any, Self
from urllib.parse import quote

import httpx

from tests.peers.site import WordPressSite


class Visitor:
    """Signed in to the site as ``login``. Use as a context."""

    def __init__(self, site: WordPressSite, login: str) -> None:
        self._site = site
        self._login = login
        self._browser = httpx.Client(base_url=site.url, timeout=60, trust_env=False)

    def __enter__(self) -> Self:
        self._browser.get("/wp-login.php")
        form = {"log": self._login, "pwd": self._site.password, "testcookie": "1"}
        answer = self._browser.post("/wp-login.php", data=form)
        assert answer.status_code == 302, "WordPress did not sign us in"
        return self

    def __exit__(self, *_: object) -> None:
        self._browser.close()

    def page(self, authorization_url: str) -> str:
        answer = self._browser.get(authorization_url)
        assert answer.status_code == 200, f"the page of approval answered {answer.status_code}"
        return answer.text

    def approve(self, authorization_url: str) -> str:
        """What WordPress's own script does on a click; returns where it leads the browser."""
        page = self.page(authorization_url)
        asked, api = _variable(page, "authApp"), _variable(page, "wpApiSettings")
        made = self._browser.post(
            _route(api["root"], "wp/v2/users/me/application-passwords?_locale=user"),
            data={"name": _field(page, "app_name"), "app_id": _field(page, "app_id")},
            headers={"X-WP-Nonce": api["nonce"]},
        )
        made.raise_for_status()
        raw = asked["success"]
        values = (asked["site_url"], asked["user_login"], made.json()["password"])
        names = ("site_url", "user_login", "password")
        returned = "&".join(f"{n}={quote(v, safe='')}" for n, v in zip(names, values, strict=True))
        return f"{raw}{'&' if '?' in raw else '?'}{returned}"

    def approve_without_script(self, authorization_url: str) -> str:
        """The plain form; the password then comes back without spaces."""
        return self._submit(authorization_url, "approve")

    def reject(self, authorization_url: str) -> str:
        return self._submit(authorization_url, "reject")

    def delete_application_password(self, grant_id: str) -> None:
        """What the button on the own profile does."""
        api = _variable(self._browser.get("/wp-admin/profile.php").text, "wpApiSettings")
        path = f"wp/v2/users/me/application-passwords/{grant_id}"
        headers = {"X-WP-Nonce": api["nonce"]}
        self._browser.delete(_route(api["root"], path), headers=headers).raise_for_status()

    def _submit(self, authorization_url: str, button: str) -> str:
        page = self.page(authorization_url)
        form = {name: _field(page, name) for name in ("_wpnonce", "app_id", "app_name")}
        form |= {name: _field(page, name) for name in ("success_url", "reject_url")}
        form |= {"action": "authorize_application_password", button: "1"}
        answer = self._browser.post("/wp-admin/authorize-application.php", data=form)
        assert answer.status_code == 302, "the form did not lead on"
        return str(answer.headers["location"])


def _route(root: str, path: str) -> str:
    """Joined as WordPress's script joins them."""
    return root + (path.replace("?", "&") if "?" in root else path)


def _variable(page: str, name: str) -> Any:
    found = re.search(rf"var {name} = (\{{.*?\}});", page)
    assert found, f"the page does not define {name}"
    return json.loads(found.group(1))


def _field(page: str, name: str) -> str:
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert tag, f"the page has no field {name}"
    value = re.search(r'value="([^"]*)"', tag.group(0))
    return value.group(1).replace("&amp;", "&").replace("&#038;", "&") if value else ""
