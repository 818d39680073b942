"""A person's browser, as far as linking an account needs one."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore

from apps.accounts.models import User
from apps.connections.networks.adapter import LinkFlow
from apps.connections.networks.registry import adapter
from apps.core.http import Answer, HttpClient


class VisitFailed(RuntimeError):
    """The site answered otherwise than a person would expect; says where and with what status."""


class Visitor:
    """Signed in as ``user``; follows no redirect by itself."""

    def __init__(self, user: User) -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        self._token = secrets.token_hex(16)
        self._cookies = {
            settings.SESSION_COOKIE_NAME: str(session.session_key),
            settings.CSRF_COOKIE_NAME: self._token,
        }

    def link(self, network: str, handle: str) -> None:
        """Links the account of this handle, all the way to the network and back. Of several
        accounts behind one login the first one is taken."""
        if adapter(network).flow is LinkFlow.OAUTH:
            away = self._post(f"/accounts/{network}/login/?process=connect", {})
            back = self._post(away, {"decision": "allow", "account": handle})
        else:
            blog = f"{settings.PUBLIC_URL}/sandbox/{network}/{handle}/"
            away = self._post(f"/me/accounts/{network}/", {"address": blog})
            back = self._post(away, {"decision": "approve"})
        landed = self._get(back)
        if landed.endswith("/choose/"):
            self._choose(landed)

    def _choose(self, page: str) -> None:
        with HttpClient(settings.PUBLIC_URL, timeout=60) as http:
            answer = http.get(page, headers=self._headers())
        self._keep(answer.headers.get("set-cookie", ""))
        offered = re.findall(r'name="account" value="([^"]+)"', answer.body.decode())
        if not offered:
            raise VisitFailed(f"{page} offers nothing")
        self._post(page, {"account": unescape(offered[0])})

    def _post(self, address: str, form: Mapping[str, str]) -> str:
        with HttpClient(settings.PUBLIC_URL, timeout=60) as http:
            return self._led(http.post(self._full(address), data=form, headers=self._headers()))

    def _get(self, address: str) -> str:
        with HttpClient(settings.PUBLIC_URL, timeout=60) as http:
            return self._led(http.get(self._full(address), headers=self._headers()))

    def _led(self, answer: Answer) -> str:
        if answer.status != 302:
            raise VisitFailed(f"{answer.url.partition('?')[0]} answered {answer.status}")
        self._keep(answer.headers.get("set-cookie", ""))
        return urljoin(answer.url, answer.headers["location"])

    def _keep(self, header: str) -> None:
        for name, morsel in SimpleCookie(header).items():
            self._cookies[name] = morsel.value

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return {"Cookie": cookies, "X-CSRFToken": self._token, "Origin": settings.PUBLIC_URL}

    def _full(self, address: str) -> str:
        return urljoin(settings.PUBLIC_URL, address)
