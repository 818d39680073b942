"""A second factor: a stolen password alone opens nothing."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def _code(secret: str, steps_ahead: int = 0) -> str:
    counter = int(time.time()) // 30 + steps_ahead
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def _proven(client: Client, url: str) -> Any:
    """The page behind the question for the password, which guards every change of a factor."""
    asked = client.get(url)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    return client.post(asked["Location"], {"password": PASSWORD}, follow=True)


def test_ada_sets_up_an_app_and_is_asked_for_its_code_at_the_next_sign_in() -> None:
    ada = make_user()
    client = Client()
    sign_in = {"login": ada.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), sign_in)["Location"] == reverse("home")
    page = _proven(client, reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": _code(secret)})
    assert answer.status_code == 302
    again = Client()
    asked = again.post(reverse("account_login"), sign_in)
    assert asked["Location"] == reverse("mfa_authenticate")
    assert again.get(reverse("home"))["Location"].startswith(reverse("account_login"))
    assert again.post(asked["Location"], {"code": "000000"}).status_code == 200
    entered = again.post(asked["Location"], {"code": _code(secret, 1)})
    assert entered["Location"] == reverse("home")


def test_passkeys_are_offered_at_the_door_and_in_the_account() -> None:
    assert "webauthn" in settings.MFA_SUPPORTED_TYPES
    assert "Use a passkey" in Client().get(reverse("account_login")).content.decode()
    client = Client()
    ada = make_user()
    client.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})
    assert _proven(client, reverse("mfa_add_webauthn")).status_code == 200
