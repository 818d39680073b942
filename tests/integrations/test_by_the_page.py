"""The whole way of an admin: a webhook, its secret, a test that arrives, one that fails and is sent
again."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from standardwebhooks import Webhook

from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests.factories import make_organisation
from tests.integrations.receiver import Receiver, Says
from tests.pipeline.people import work
from tests.workspace.visits import at, member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def halden(db: None) -> Organisation:
    return make_organisation("Halden & Mohr")


@pytest.fixture
def admin(halden: Organisation) -> Client:
    return member(halden, Role.ADMIN)


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def _made(admin: Client, halden: Organisation, url: str) -> tuple[str, str]:
    """The address of the button for a test, and the secret as the page shows it."""
    form = {"name": "Payroll", "url": url, "kinds": ["score.computed"]}
    page = text(admin.post(at("webhook_new", halden), form))
    test = re.search(r'action="([^"]+/test/)"', page)
    secret = re.search(r'id="secret">(whsec_[^<]+)<', page)
    assert test
    assert secret
    return test[1], secret[1]


def test_a_test_arrives_signed_with_the_secret_that_the_page_showed(
    admin: Client, halden: Organisation, receiver: Receiver
) -> None:
    test, secret = _made(admin, halden, receiver.url)
    sent = admin.post(test)
    work()
    (got,) = receiver.received
    assert Webhook(secret).verify(got.text, got.headers)["type"] == "endpoint.ping"
    page = text(admin.get(sent.url))  # type: ignore[attr-defined]
    shown = re.search(r'id="body"[^>]*><code>(.+?)</code>', page, re.DOTALL)
    assert shown
    assert json.loads(shown[1]) == got.body
    assert f"webhook-id: {got.headers['webhook-id']}" in page
    assert "Accepted with 204." in page
    assert got.headers["webhook-signature"] not in page


def test_what_failed_is_sent_again_with_the_same_id(
    admin: Client, halden: Organisation, receiver: Receiver
) -> None:
    receiver.script = lambda _: Says(500)
    test, _secret = _made(admin, halden, receiver.url)
    failed = admin.post(test).url  # type: ignore[attr-defined]
    work()
    assert "Refused with 500." in text(admin.get(failed))
    receiver.script = lambda _: Says()
    again = admin.post(f"{failed}resend/").url  # type: ignore[attr-defined]
    work()
    assert "Accepted with 204." in text(admin.get(again))
    assert again in text(admin.get(failed))
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
