"""Settings, tracking systems: Katrin connects Greenhouse, sees whether it works, and ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from apps.audit.models import Event
from apps.core import tenancy
from apps.integrations.actions import connecting
from apps.integrations.models import Delivery, DeliveryState, DisabledBecause, Endpoint
from apps.organisations.models import ApiKey, Organisation
from apps.organisations.models.membership import Role
from tests.factories import make_opening, make_organisation, make_sharing_candidate
from tests.integrations.connections import Connected, connect, connect_to, make_order
from tests.integrations.ordered import allow
from tests.integrations.standins.ashby import Ashby
from tests.workspace.test_webhooks import mark, text
from tests.workspace.visits import at, member, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organisation:
    return make_organisation("Halden & Mohr")


@pytest.fixture
def admin(halden: Organisation) -> Client:
    return member(halden, Role.ADMIN)


@pytest.fixture
def greenhouse(halden: Organisation) -> Connected:
    return connect_to(halden, make_opening(halden), "greenhouse")


def key_in(page: str) -> str:
    found = re.search(r"rnw_[0-9a-f]{32}_[\w-]{43}", page)
    assert found
    return found[0]


def systems(halden: Organisation) -> list[Endpoint]:
    with tenancy.organisation(halden.pk):
        return list(Endpoint.objects.tracking_systems().order_by("id"))


def test_connecting_shows_addresses_and_the_key_once(halden: Organisation, admin: Client) -> None:
    new = at("tracking_new", halden, "greenhouse")
    form = {"name": "Greenhouse, Berlin", "once": mark(admin.get(new))}
    page = text(admin.post(new, form))
    for call in ("list_tests", "send_test", "test_status", "response_error"):
        assert f"/ats/greenhouse/{call}" in page
    key = key_in(page)
    (system,) = systems(halden)
    coded = {"Authorization": f"Bearer {key}"}
    assert Client().get("/api/v1/openings", headers=coded).status_code == 403
    again = admin.post(new, form)
    assert (again.status_code, len(systems(halden))) == (302, 1)
    assert said(again) == ["It is connected already. Its key was shown once."]
    assert key not in text(admin.get(at("tracking_system", halden, system.pk)))
    with tenancy.organisation(halden.pk):
        assert Event.objects.get(verb="tracking_system.connected").subject_id == system.pk
        assert Organisation.objects.get().listens


def test_what_is_missing_stands_at_its_field_and_connects_nothing(
    halden: Organisation, admin: Client
) -> None:
    new = at("tracking_new", halden, "recruitee")
    filled = {"codename": "renown", "partner_secret": "shh", "api": "http://10.0.0.1", "name": "R"}
    assert "Give an https address." in text(admin.post(new, filled))
    assert "partner_secret" in text(admin.post(new, filled | {"partner_secret": "", "api": ""}))
    assert systems(halden) == []
    admin.post(new, filled | {"api": ""})
    assert len(systems(halden)) == 1


def test_the_list_says_how_each_fares(
    halden: Organisation, admin: Client, greenhouse: Connected
) -> None:
    page = text(admin.get(at("tracking_systems", halden)))
    assert "Not called yet" in page
    Client().get("/ats/greenhouse/list_tests", headers=greenhouse.basic())
    assert "Called us" in text(admin.get(at("tracking_systems", halden)))


def test_orders_stand_there_with_what_the_system_was_told(
    halden: Organisation, admin: Client, greenhouse: Connected
) -> None:
    mara = make_sharing_candidate(halden, greenhouse.opening, "Mara Lindqvist")
    order = make_order(greenhouse.endpoint, mara, greenhouse.opening)
    page = text(admin.get(at("tracking_system", halden, greenhouse.endpoint.pk)))
    assert "Mara Lindqvist" in page
    assert "Complete" in page
    told = text(admin.get(at("tracking_order", halden, greenhouse.endpoint.pk, order.pk)))
    assert "No answer in time." in told
    assert "Accepted with 200." in told


def test_a_refused_order_is_seen_by_its_code(
    halden: Organisation, admin: Client, greenhouse: Connected
) -> None:
    Client().post(
        "/ats/greenhouse/send_test",
        {"partner_test_id": 7},
        content_type="application/json",
        headers=greenhouse.basic(),
    )
    page = text(admin.get(at("tracking_system", halden, greenhouse.endpoint.pk)))
    assert "Last order refused" in page
    assert "candidate" in page


def test_an_order_is_told_again_once_however_often_it_is_clicked(
    halden: Organisation, admin: Client, greenhouse: Connected
) -> None:
    mara = make_sharing_candidate(halden, greenhouse.opening, "Mara")
    order = make_order(greenhouse.endpoint, mara, greenhouse.opening)
    tell = at("tracking_tell", halden, greenhouse.endpoint.pk, order.pk)
    for _ in range(2):
        assert admin.post(tell).status_code == 302
    with tenancy.organisation(halden.pk):
        assert Delivery.objects.filter(state=DeliveryState.PENDING).count() == 1


@pytest.fixture
def ashby(settings: Settings) -> Iterator[Ashby]:
    standin = Ashby()
    standin.may_read_keys = True
    with standin.running():
        allow(settings, standin.url)
        yield standin


@pytest.mark.django_db(transaction=True)
def test_the_connection_is_tried_outside_of_any_transaction(
    ashby: Ashby, settings: Settings
) -> None:
    halden = make_organisation("Halden & Mohr")
    opening = make_opening(halden)
    system = connect_to(halden, opening, "ashby", ashby_key=ashby.key, api=ashby.url).endpoint
    admin, test = member(halden, Role.ADMIN), at("tracking_test", halden, system.pk)
    assert said(admin.post(test))[-1] == "Ashby knows us. Accepted with 200."
    ashby.down = 500
    assert said(admin.post(test))[-1] == "Ashby did not take it. Refused with 500."
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = []
    assert "private network" in said(admin.post(test))[-1]


def test_where_nothing_can_be_asked_the_page_says_so(
    halden: Organisation, admin: Client, greenhouse: Connected
) -> None:
    answer = admin.post(at("tracking_test", halden, greenhouse.endpoint.pk))
    assert said(answer) == ["Nothing can be asked there. Order a score to try it."]


def test_disconnecting_asks_first_and_revokes_the_key(
    halden: Organisation, admin: Client, greenhouse: Connected
) -> None:
    end = at("tracking_disconnect", halden, greenhouse.endpoint.pk)
    assert "stay there" in text(admin.get(end))
    for _ in range(2):
        assert admin.post(end).status_code == 302
    (system,) = systems(halden)
    assert connecting.is_disconnected(system)
    with tenancy.organisation(halden.pk):
        assert ApiKey.objects.get(endpoint=system).revoked_at
        assert Event.objects.filter(verb="tracking_system.disconnected").count() == 1
        assert not Organisation.objects.get().listens
    answer = admin.post(at("tracking_enable", halden, system.pk))
    assert said(answer)[-1] == "This system is no longer connected."
    assert "Disconnected" in text(admin.get(at("tracking_systems", halden)))


def test_what_was_switched_off_by_failures_is_switched_on_again(
    halden: Organisation, admin: Client, greenhouse: Connected
) -> None:
    with tenancy.organisation(halden.pk):
        Endpoint.objects.update(
            disabled_at=greenhouse.endpoint.created_at, disabled_because=DisabledBecause.FAILING
        )
    admin.post(at("tracking_enable", halden, greenhouse.endpoint.pk))
    assert systems(halden)[0].is_enabled


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECRUITER])
def test_only_admins_and_owners_connect(
    halden: Organisation, greenhouse: Connected, role: str
) -> None:
    somebody = member(halden, role)
    assert somebody.get(at("tracking_systems", halden)).status_code == 403
    one = greenhouse.endpoint.pk
    assert somebody.post(at("tracking_disconnect", halden, one)).status_code == 403
    assert somebody.post(at("tracking_test", halden, one)).status_code == 403


def test_anothers_system_is_not_there(admin: Client, halden: Organisation) -> None:
    other = connect("greenhouse", "Other Ltd").endpoint.pk
    for name in ("tracking_system", "tracking_change", "tracking_disconnect"):
        assert admin.get(at(name, halden, other)).status_code == 404
    assert admin.post(at("tracking_test", halden, other)).status_code == 404
    assert admin.get(at("tracking_new", halden, "workday")).status_code == 404


def test_anothers_order_is_not_there(
    admin: Client, halden: Organisation, greenhouse: Connected
) -> None:
    one = greenhouse.endpoint.pk
    assert admin.get(at("tracking_order", halden, one, uuid4())).status_code == 404
    assert admin.post(at("tracking_tell", halden, one, uuid4())).status_code == 404
