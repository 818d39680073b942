"""Webhooks in the settings: adding one, its secret, and what can be done to it."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from apps.core import tenancy
from apps.integrations.models import DisabledBecause, Endpoint
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests.factories import make_organisation
from tests.integrations.told import ADDRESS, make_webhook
from tests.workspace.visits import at, member, said

pytestmark = pytest.mark.django_db
FORM = {"name": "Payroll", "url": ADDRESS, "kinds": ["score.computed"]}


@pytest.fixture
def halden() -> Organisation:
    return make_organisation("Halden & Mohr")


@pytest.fixture
def admin(halden: Organisation) -> Client:
    return member(halden, Role.ADMIN)


def text(response: Any) -> str:
    return html.unescape(" ".join(response.content.decode().split()))


def all_of(organisation: Organisation) -> list[Endpoint]:
    with tenancy.organisation(organisation.pk):
        return list(Endpoint.objects.order_by("id"))


def mark(response: Any) -> str:
    found = re.search(r'name="once" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


def secret(response: Any) -> str:
    found = re.search(r'id="secret">(whsec_[^<]+)<', response.content.decode())
    assert found
    return found[1]


def test_an_admin_adds_a_webhook_and_sees_its_secret_once(
    halden: Organisation, admin: Client
) -> None:
    page = at("webhook_new", halden)
    form = {**FORM, "once": mark(admin.get(page))}
    shown = admin.post(page, form)
    told = secret(shown)
    assert "no-store" in shown["Cache-Control"]
    assert "pip install standardwebhooks" in text(shown)
    assert [each.kinds for each in all_of(halden)] == [["score.computed"]]
    assert told not in text(admin.get(at("webhooks", halden)))
    assert told not in text(admin.get(at("webhook", halden, all_of(halden)[0].pk)))


def test_a_double_click_adds_one(halden: Organisation, admin: Client) -> None:
    form = {**FORM, "once": "the-same-form"}
    admin.post(at("webhook_new", halden), form)
    again = admin.post(at("webhook_new", halden), form)
    assert said(again) == ["The webhook exists already. Its secret was shown once."]
    assert len(all_of(halden)) == 1


def test_a_private_address_is_refused_at_its_field_and_may_be_put_right(
    halden: Organisation, admin: Client
) -> None:
    form = {**FORM, "once": "one", "url": "https://192.168.0.7/hook"}
    refused = admin.post(at("webhook_new", halden), form)
    assert "private network" in text(refused)
    assert all_of(halden) == []
    assert secret(admin.post(at("webhook_new", halden), {**form, "url": ADDRESS}))


def test_each_event_is_explained_and_all_are_chosen_at_first(
    halden: Organisation, admin: Client
) -> None:
    page = text(admin.get(at("webhook_new", halden)))
    assert "A candidate no longer shares. Why, is never told." in page
    assert page.count(" checked") == 8
    assert "endpoint.ping" not in page
    assert "It never carries a score or a name" in page


def test_choosing_all_events_means_those_of_tomorrow_too(
    halden: Organisation, admin: Client
) -> None:
    page = admin.get(at("webhook_new", halden)).content.decode()
    kinds = re.findall(r'name="kinds" value="([^"]+)"', page)
    admin.post(at("webhook_new", halden), {**FORM, "kinds": kinds})
    assert all_of(halden)[0].kinds == []


def test_one_without_an_address_has_nothing_to_send_and_says_so(
    halden: Organisation, admin: Client
) -> None:
    made = admin.post(at("webhook_new", halden), {**FORM, "url": ""}, follow=True)
    assert "A program with an API key asks for its events" in text(made)
    assert "Send a test" not in text(made)
    assert "whsec_" not in text(made)
    assert "Asks itself" in text(admin.get(at("webhooks", halden)))


def test_a_change_keeps_the_secret(halden: Organisation, admin: Client) -> None:
    before = make_webhook(halden)
    changed = {"name": "Wages", "url": f"{ADDRESS}/2", "kinds": ["consent.given", "score.computed"]}
    admin.post(at("webhook_change", halden, before.pk), changed)
    (after,) = all_of(halden)
    assert (after.name, after.url) == ("Wages", f"{ADDRESS}/2")
    assert bytes(after.sealed_secret or b"") == bytes(before.sealed_secret or b"")


def test_replacing_the_secret_asks_first_and_says_until_when_the_old_one_signs(
    halden: Organisation, admin: Client
) -> None:
    webhook = make_webhook(halden)
    page = at("webhook_secret", halden, webhook.pk)
    asked = admin.get(page)
    assert "For 24 hours each message is signed with the old one and the new one" in text(asked)
    form = {"once": mark(asked)}
    shown = admin.post(page, form)
    assert secret(shown)
    assert "The old one signs beside it until" in text(shown)
    assert "It was replaced a short time ago" in text(admin.get(page))
    (once,) = all_of(halden)
    assert admin.post(page, form).status_code == 302  # a double click
    (twice,) = all_of(halden)
    assert once.previous_until == twice.previous_until


def test_one_that_is_switched_off_says_so_and_can_be_switched_on(
    halden: Organisation, admin: Client
) -> None:
    webhook = make_webhook(halden)
    for _ in range(2):  # a double click
        admin.post(at("webhook_disable", halden, webhook.pk))
    page = text(admin.get(at("webhook", halden, webhook.pk)))
    assert "Somebody of the team switched it off on" in page
    assert "Send a test" not in page
    admin.post(at("webhook_enable", halden, webhook.pk))
    assert "Send a test" in text(admin.get(at("webhook", halden, webhook.pk)))


@pytest.mark.parametrize(
    ("because", "sentence"),
    [
        (DisabledBecause.GONE, "that it is gone (410), so it was switched off."),
        (DisabledBecause.FAILING, "Nothing reached it for days, so it was switched off on"),
    ],
)
def test_one_that_switched_itself_off_says_why(
    because: str, sentence: str, halden: Organisation, admin: Client
) -> None:
    webhook = make_webhook(halden, disabled_at=timezone.now(), disabled_because=because)
    assert sentence in text(admin.get(at("webhook", halden, webhook.pk)))


def test_removing_asks_first(halden: Organisation, admin: Client) -> None:
    webhook = make_webhook(halden)
    page = at("webhook_remove", halden, webhook.pk)
    assert "this cannot be undone" in text(admin.get(page))
    assert all_of(halden) == [webhook]
    assert said(admin.post(page)) == ["Payroll is told nothing any more."]
    assert all_of(halden) == []


PAGES = ("webhook", "webhook_change", "webhook_remove", "webhook_secret")
DEEDS = ("webhook_test", "webhook_disable", "webhook_enable", "webhook_resend")


@pytest.fixture
def foreign() -> Endpoint:
    return make_webhook(make_organisation("Stadtwerke Kiel"), "Theirs")


@pytest.mark.parametrize("name", [*PAGES, *DEEDS])
def test_only_who_may_set_up_integrations_gets_there(name: str, halden: Organisation) -> None:
    address = at(name, halden, make_webhook(halden).pk)
    for role in (Role.VIEWER, Role.RECRUITER):
        client = member(halden, role)
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    stranger = member(make_organisation("Stadtwerke Kiel"), Role.OWNER)
    assert stranger.post(address).status_code == 404


@pytest.mark.parametrize("name", [*PAGES, *DEEDS])
def test_a_webhook_of_somebody_else_is_not_found(
    name: str, halden: Organisation, admin: Client, foreign: Endpoint
) -> None:
    for key in (foreign.pk, uuid4()):
        ask = admin.get if name == "webhook" else admin.post
        assert ask(at(name, halden, key), FORM).status_code == 404


def test_the_trail_tells_of_webhooks_in_sentences(halden: Organisation, admin: Client) -> None:
    webhook = make_webhook(halden)
    admin.post(at("webhook_disable", halden, webhook.pk))
    admin.post(at("webhook_enable", halden, webhook.pk))
    admin.post(at("webhook_test", halden, webhook.pk))
    trail = text(admin.get(at("audit", halden)))
    for sentence in ("added the webhook Payroll", "sent a test to the webhook Payroll"):
        assert sentence in trail
    assert trail.count("switched off the webhook Payroll") == 1
    assert trail.count("switched on the webhook Payroll") == 1
