"""Everything that people do, with every logger at its loudest: no secret reaches a line."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, quote, quote_plus, urlsplit

import pytest
import structlog
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from apps.accounts.models import User
from apps.audit.actions import By
from apps.connections.credentials import unseal
from apps.connections.models import Connection
from apps.connections.networks.x.adapter import ADAPTER as X
from apps.core import tenancy
from apps.core.redaction import redact
from apps.organisations.actions import api_keys, klout, team_invitations, team_links
from apps.organisations.models.membership import Role
from tests import factories
from tests.http.stage import Stage
from tests.pipeline.people import work
from tests.portal import people
from tests.portal.conftest import x
from tests.portal.test_wordpress import come_back, leave, wordpress

__all__ = ["x"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("x")]
MARA = "mara@people.example"
NEW_PASSWORD = "quite another long one"
NEVER_LOUD = {"django.template"}  # prints whole contexts: the settings hold it down
LOUD = ("apps", "django", "celery", "kombu", "allauth", "httpx", "httpcore", "config")


class Seen(dict[str, str]):
    """Secrets by what they are; each is looked for as it is and as addresses spell it."""

    def keep(self, what: str, secret: str | None) -> None:
        if secret:
            self[f"{what} {len(self)}"] = secret

    def keep_session(self, client: Client) -> None:
        self.keep("session", client.session.session_key)
        for name, morsel in client.cookies.items():
            self.keep(f"cookie {name}", morsel.value)

    def in_text(self, text: str) -> list[str]:
        return [what for what, secret in self.items() if _spelled_in(secret, text)]


def _spelled_in(secret: str, text: str) -> bool:
    return any(form in text for form in {secret, quote(secret, safe=""), quote_plus(secret)})


@contextmanager
def everything_logged() -> Iterator[list[io.StringIO]]:
    """What the handlers of a terminal and of production write meanwhile."""
    outputs: list[io.StringIO] = []
    root, known = logging.getLogger(), logging.Logger.manager.loggerDict
    names = [n for n in known if n.startswith(LOUD) and n not in NEVER_LOUD]
    loggers = [root, *map(logging.getLogger, names)]
    levels = [each.level for each in loggers]
    handlers = [_handler(outputs, renderer) for renderer in _renderers()]
    for each in loggers:
        each.setLevel(logging.DEBUG)
    for handler in handlers:
        root.addHandler(handler)
    try:
        yield outputs
    finally:
        for handler in handlers:
            root.removeHandler(handler)
        for each, level in zip(loggers, levels, strict=True):
            each.setLevel(level)


def _renderers() -> list[Any]:
    return [_line()["processors"][-1], structlog.processors.JSONRenderer()]


def _line() -> dict[str, Any]:
    logging_settings: dict[str, Any] = settings.LOGGING
    return dict(logging_settings["formatters"]["line"])


def _handler(outputs: list[io.StringIO], renderer: Any) -> logging.Handler:
    """The formatter of the settings, with the renderer of one place."""
    line = _line()
    line["processors"] = [*line["processors"][:-1], renderer]
    outputs.append(io.StringIO())
    handler = logging.StreamHandler(outputs[-1])
    handler.setFormatter(line.pop("()")(**line))
    return handler


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def sign_up_by_code(seen: Seen) -> None:
    client = Client()
    form = {"name": "Katrin Voss", "email": "katrin@people.example"}
    there = client.post(reverse("account_signup"), {**form, "password1": factories.PASSWORD})
    code = re.search(r"^([A-Z0-9]{4}-?[A-Z0-9]{4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    seen.keep("e-mail code", code[1])
    seen.keep_session(client)
    client.post(there["Location"], {"code": "WRONG-ONE"})
    assert client.post(there["Location"], {"code": code[1]}).status_code == 302
    seen.keep_session(client)


def reset_the_password(seen: Seen) -> None:
    user, client = factories.make_user("Jonas Beck"), Client()
    client.post(reverse("account_login"), {"login": user.email, "password": "a wrong long one"})
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
    assert link
    key = re.search(r"/key/[0-9A-Za-z]+-([^/]+)/", link[1])
    assert key
    seen.keep("reset key", key[1])
    page = client.get(link[1], follow=True).request["PATH_INFO"]
    form = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post(page, form).status_code == 302
    seen.keep_session(client)


def open_the_invitation(seen: Seen) -> tuple[people.Asked, Client]:
    asked, client = people.ask(MARA), Client()
    seen.keep("invitation", asked.path.split("/")[2])
    client.get(asked.path)
    client.get(f"{asked.path[:-4]}/")
    to = people.share(client, asked, "x", "wordpress")
    form = {"email": MARA, "password1": factories.PASSWORD, "name": "Mara Lind"}
    seen.keep_session(client)
    client.post(to["Location"], form | {"next": reverse("consent_given")}, follow=True)
    seen.keep_session(client)
    return asked, client


def link_x(seen: Seen, client: Client) -> None:
    back = people.answer_of_x(client)
    for name, value in query_of(back).items():
        seen.keep(f"X's {name}", value)
    page = client.get(back, follow=True).content.decode()
    assert "X is linked." in page
    client.get(back, follow=True)  # a used code, which is an error


def link_wordpress(seen: Seen, client: Client) -> None:
    with Stage(wordpress()) as site:
        asked = leave(client, site)
        seen.keep("WordPress's state", query_of(asked["success_url"])["state"])
        seen.keep("application password", "abcd efgh ijkl")
        seen.keep("application password", "abcdefghijkl")
        assert "WordPress is linked." in come_back(client, asked, site).content.decode()


def read_renew_and_score(seen: Seen) -> None:
    work()
    person = User.objects.get(email=MARA)
    with tenancy.person(person.pk):
        found = {each.network: each for each in Connection.objects.all()}
    assert set(found) == {"wordpress", "x"}
    held = {
        name: unseal(each.sealed_credential, owner=each.pk).credential
        for name, each in found.items()
    }
    for credential in (*held.values(), X.renew(held["x"])):
        seen.keep("access token", credential.access_token)
        seen.keep("refresh token", credential.refresh_token)
    X.revoke(held["x"])


def call_the_api(seen: Seen, asked: people.Asked) -> None:
    with tenancy.organisation(asked.organisation.pk):
        _, secret = api_keys.create(
            organisation=asked.organisation,
            name="ATS",
            scopes=["read"],
            by=By.user(asked.recruiter.pk),
        )
    seen.keep("API key", secret)
    seen.keep("API key", secret.rpartition("_")[2])
    for spelling, status in ((secret, 200), (f"{secret}x", 401), (secret[:-1], 401)):
        answer = Client().get("/api/v1/candidates", headers={"Authorization": f"Bearer {spelling}"})
        assert answer.status_code == status
    Client().get("/api/v1/candidates", {"key": secret, "token": secret})
    ask_as_klouts_clients_do(asked, secret)


def ask_as_klouts_clients_do(asked: people.Asked, secret: str) -> None:
    klout.switch(organisation=asked.organisation, on=True, by=By.user(asked.recruiter.pk))
    for spelling, status in ((secret, 200), (f"{secret}x", 403)):
        query = {"screenName": people.HANDLE, "key": spelling}
        for address in ("twitter", "twitter/"):
            found = Client().get(f"/v2/identity.json/{address}", query)
            assert found.status_code == status
        Client().get(f"/v2/identity.json/tw/{people.HANDLE}", {"key": spelling})


def open_a_team_invitation(seen: Seen, asked: people.Asked) -> None:
    owner = factories.make_member(asked.organisation, role=Role.OWNER).user
    with tenancy.organisation(asked.organisation.pk):
        invited = team_invitations.invite(
            organisation=asked.organisation,
            email="nina@people.example",
            role=Role.VIEWER,
            by=By.user(owner.pk),
        )
    token = team_links.token(invited)
    seen.keep("team invitation", token)
    assert Client().get(f"/join/{token}/").status_code == 200
    Client().get(f"/join/{token}x/")


def test_no_secret_of_anybody_reaches_a_log(settings: Settings) -> None:
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    seen = Seen()
    with everything_logged() as outputs:
        sign_up_by_code(seen)
        reset_the_password(seen)
        asked, client = open_the_invitation(seen)
        link_x(seen, client)
        link_wordpress(seen, client)
        read_renew_and_score(seen)
        call_the_api(seen, asked)
        open_a_team_invitation(seen, asked)
    for password in (factories.PASSWORD, NEW_PASSWORD, "a wrong long one"):
        seen.keep("password", password)
    for key in (*settings.TOKEN_KEYS, settings.SECRET_KEY, settings.ACTOR_HASH_KEY):
        seen.keep("key of the settings", key)
    for output in outputs:
        lines = output.getvalue().splitlines()
        assert len(lines) > 100
        assert {line: seen.in_text(line) for line in lines if seen.in_text(line)} == {}
        visits = [line for line in lines if "GET /i/" in line]
        assert visits, "a visit is logged"
        assert all("GET /i/…/" in line or r"GET /i/\u2026/" in line for line in visits)


def test_our_own_lines_show_what_they_carry_and_those_of_others_do_not() -> None:
    outputs: list[io.StringIO] = []
    handler = _handler(outputs, structlog.processors.JSONRenderer())
    for name in ("apps.connections", "django.request"):
        facts = {"network": "x", "key": "code=open-sesame"}
        record = logging.makeLogRecord({"name": name, "msg": name, "levelname": "INFO", **facts})
        handler.emit(record)
    ours, others = outputs[-1].getvalue().splitlines()
    assert '"network": "x"' in ours
    assert "open-sesame" not in ours
    assert "network" not in others


@pytest.mark.parametrize("name", sorted(NEVER_LOUD))
def test_what_prints_everything_stays_quiet_whatever_the_level(name: str) -> None:
    logging_settings: dict[str, Any] = settings.LOGGING
    assert logging_settings["loggers"][name]["level"] == "INFO"
    assert not logging.getLogger(name).isEnabledFor(logging.DEBUG)


def test_no_line_names_a_candidate_or_what_a_network_calls_them(settings: Settings) -> None:
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    with everything_logged() as outputs:
        asked, client = open_the_invitation(Seen())
        link_x(Seen(), client)
        work()
        call_the_api(Seen(), asked)
    for output in outputs:
        for line in output.getvalue().splitlines():
            for name in (MARA, quote(MARA), "Mara Lind", people.HANDLE):
                assert name not in line, line


@pytest.mark.parametrize(
    "text",
    [
        "GET /i/SECRET/",
        "Not Found: /i/SECRET/decline/",
        "GET /join/SECRET/?a=1",
        "POST /accounts/password/reset/key/3-SECRET/",
        "Authorization: Bearer SECRET",
        "Authorization: Basic SECRET",
        "https://here.example/back?state=SECRET&code=SECRET",
        "/me/accounts/wordpress/back/?state=SECRET&site_url=a&user_login=SECRET&password=SECRET",
        "/me/accounts/wordpress/back/?site_url=https%3A%2F%2FSECRET.example&state=a",
        "/me/accounts/wordpress/back/?site_url=https://blogs.example/SECRET/&state=a",
        "grant_type=refresh_token&refresh_token=SECRET&client_secret=SECRET",
        "rnw_01a205667bcd71d187c47eb9920cacde_SECRET",
        "GET /v2/identity.json/twitter/?screenName=SECRET&key=SECRET",
        "GET /v2/user.json/123/score?key=SECRET",
        "Not Found: /v2/identity.json/tw/SECRET",
    ],
)
def test_what_opens_something_is_cut_out_of_any_text(text: str) -> None:
    assert "SECRET" not in redact(text)
    assert redact(text) != text
