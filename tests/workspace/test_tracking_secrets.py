"""Secrets of tracking systems: sealed, never shown again, and entered anew when none opens them."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from django.test import Client
from pytest_django import Settings

from apps.integrations.ats.reports import connected
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests.factories import make_opening, make_organisation
from tests.integrations.connections import connect_to
from tests.workspace.test_tracking import systems
from tests.workspace.test_webhooks import text
from tests.workspace.visits import at, member, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organisation:
    return make_organisation("Halden & Mohr")


@pytest.fixture
def admin(halden: Organisation) -> Client:
    return member(halden, Role.ADMIN)


def test_secrets_are_sealed_and_never_shown_again(halden: Organisation, admin: Client) -> None:
    system = connect_to(halden, make_opening(halden), "recruitee").endpoint
    change = at("tracking_change", halden, system.pk)
    assert "partner-secret-7" not in text(admin.get(change))
    answer = admin.post(change, {"name": "Recruitee", "codename": "other", "partner_secret": ""})
    assert answer.status_code == 302
    (changed,) = systems(halden)
    assert connected(changed).secrets["partner_secret"] == "partner-secret-7"
    assert changed.options == {"codename": "other"}
    admin.post(change, {"name": "R", "codename": "other", "partner_secret": "new"})
    (changed,) = systems(halden)
    assert connected(changed).secrets["partner_secret"] == "new"
    assert b"partner-secret" not in bytes(changed.sealed_secret or b"")


@pytest.mark.parametrize(("system", "kept"), [("greenhouse", {"key"}), ("recruitee", set())])
def test_our_key_is_kept_where_the_system_is_called_with_it_alone(
    halden: Organisation, system: str, kept: set[str]
) -> None:
    connect_to(halden, make_opening(halden), system)
    assert {*connected(systems(halden)[0]).secrets} - {"partner_secret"} == kept


def test_secrets_that_no_key_opens_any_more_are_entered_again(
    halden: Organisation, admin: Client, settings: Settings
) -> None:
    system = connect_to(halden, make_opening(halden), "recruitee").endpoint
    settings.TOKEN_KEYS = [Fernet.generate_key().decode()]
    change, filled = at("tracking_change", halden, system.pk), {"name": "R", "codename": "renown"}
    assert "Fill this in." in text(admin.post(change, filled))
    assert admin.post(change, filled | {"partner_secret": "new"}).status_code == 302
    assert connected(systems(halden)[0]).secrets == {"partner_secret": "new"}


@pytest.mark.django_db(transaction=True)
def test_trying_a_connection_whose_secrets_no_key_opens_says_so(settings: Settings) -> None:
    halden = make_organisation("Halden & Mohr")
    system = connect_to(halden, make_opening(halden), "recruitee").endpoint
    settings.TOKEN_KEYS = [Fernet.generate_key().decode()]
    answer = member(halden, Role.ADMIN).post(at("tracking_test", halden, system.pk))
    assert said(answer) == ["Its secrets can no longer be read here: enter them again."]
