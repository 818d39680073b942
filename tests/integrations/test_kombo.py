"""A recruiter orders a score in some tracking system behind Kombo: over real HTTP, against a
stand-in that holds every request and webhook against Kombo's specification."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import httpx
import pytest
from django.db import connections
from django.urls import reverse
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.actions import openings
from apps.candidates.letters import link_of
from apps.core import tenancy
from apps.integrations.actions import connecting, offering
from apps.integrations.models import Endpoint, OrderState, Outcome
from tests.integrations.connections import Connected, connect
from tests.integrations.contracts import KOMBO, example_of_event
from tests.integrations.ordered import (
    allow,
    attempts,
    invitation,
    later,
    offer_later,
    scripted_x,
    share,
    withdraw,
)
from tests.integrations.standins.kombo import ORDERED, ORDERED_INLINE, Kombo
from tests.pipeline.people import work
from tests.pipeline.scripted import Scripted

pytestmark = pytest.mark.django_db(transaction=True)
ORDER = "B5KQKhAgTv6ZwzrfAbqbhipd"
network = pytest.fixture(scripted_x)


@dataclass
class Scene:
    kombo: Kombo
    halden: Connected

    def order(self, **told: str) -> httpx.Response:
        response = self.kombo.send_order(ORDER, str(self.halden.opening.pk), **told)
        work()
        return response

    def close(self, *, and_work: bool = True) -> None:
        with tenancy.organisation(self.halden.organisation.pk):
            openings.close(opening=self.halden.opening, by=By.user(self.halden.owner.pk))
        if and_work:
            work()


def values(kombo: Kombo) -> dict[str, str]:
    return {
        "kombo_key": kombo.key,
        "webhook_secret": kombo.secret,
        "integration_id": kombo.integration,
        "api": kombo.url,
    }


def webhook_of(live_server: LiveServer, at: Connected) -> str:
    path = reverse("kombo_webhook", args=[at.organisation.pk, at.endpoint.pk])
    return f"{live_server.url}{path}"


@pytest.fixture
def scene(live_server: LiveServer, settings: Settings, network: Scripted) -> Iterator[Scene]:
    kombo = Kombo()
    with kombo.running():
        allow(settings, kombo.url)
        halden = connect("kombo", **values(kombo))
        kombo.webhook_url = webhook_of(live_server, halden)
        work()
        yield Scene(kombo, halden)


def test_connected_is_offered_and_a_change_of_the_openings_follows(scene: Scene) -> None:
    (package,) = scene.kombo.packages.values()
    assert package["id"] == str(scene.halden.opening.pk)
    assert package["name"] == "Community Manager (Hamburg)"
    assert package["description"] == scene.halden.opening.reason
    scene.close()
    assert scene.kombo.packages == {}
    with tenancy.organisation(scene.halden.organisation.pk):
        openings.reopen(opening=scene.halden.opening, by=By.user(scene.halden.owner.pk))
        openings.edit(
            opening=scene.halden.opening,
            title="Head of Community",
            place="",
            reason=scene.halden.opening.reason,
            by=By.user(scene.halden.owner.pk),
        )
    work()
    assert [each["name"] for each in scene.kombo.packages.values()] == ["Head of Community"]


def test_while_kombo_is_away_the_openings_are_offered_later(scene: Scene) -> None:
    scene.kombo.down = 503
    scene.close()
    assert len(scene.kombo.packages) == 1
    scene.kombo.down = None
    offer_later(scene.halden.organisation)
    assert scene.kombo.packages == {}


def test_openings_that_change_while_they_are_told_are_told_again(scene: Scene) -> None:
    with tenancy.organisation(scene.halden.organisation.pk):
        openings.create(
            organisation=scene.halden.organisation,
            title="Press Officer",
            reason=scene.halden.opening.reason,
            by=By.user(scene.halden.owner.pk),
        )
    closing = threading.Event()

    def meanwhile() -> None:
        if closing.is_set():
            return
        closing.set()
        scene.close(and_work=False)
        connections.close_all()

    scene.kombo.before_answering = meanwhile
    offering.offer(organisation_id=scene.halden.organisation.pk)
    assert [each["name"] for each in scene.kombo.packages.values()] == ["Press Officer"]


def test_nothing_is_planned_where_no_system_listens(scene: Scene) -> None:
    with tenancy.organisation(scene.halden.organisation.pk):
        connecting.disconnect(endpoint=scene.halden.endpoint, by=By.user(scene.halden.owner.pk))
    work()
    scene.close(and_work=False)
    assert "integrations.offer_openings" not in work()


def test_who_is_ordered_is_invited_and_their_score_arrives(scene: Scene, network: Scripted) -> None:
    assert scene.order().status_code == 200
    assert invitation(scene.halden).candidate.name == "Mara Lindqvist"
    assert scene.kombo.orders[ORDER] == {"status": "OPEN"}
    consent = share(scene.halden, network)
    told = scene.kombo.orders[ORDER]
    assert told["status"] == "COMPLETED"
    assert 1 <= told["score"] <= told["max_score"] == 100
    assert {each["label"] for each in told["attributes"]} >= {"Interval (80 %)", "Notice"}
    assert scene.halden.order().state == OrderState.COMPLETE
    with tenancy.person(consent.person_id):
        looks = Event.objects.filter(verb="score.seen").values_list("facts__where", flat=True)
        assert [*looks] == ["ats"]


def test_a_webhook_that_comes_twice_is_one_order(scene: Scene) -> None:
    assert [scene.order().status_code for _ in range(2)] == [200, 200]
    assert len(scene.halden.orders()) == 1


def test_a_candidate_who_waits_is_sent_to_a_page_that_opens_nothing(
    scene: Scene, live_server: LiveServer
) -> None:
    """The tracking system passes the address on: the invitation's own link, with which somebody
    proves their address, goes by mail alone."""
    address = scene.order(event=ORDERED_INLINE).json()["assessment_url"]
    assert address == scene.order(event=ORDERED_INLINE).json()["assessment_url"]
    asked = invitation(scene.halden)
    token = link_of(asked).rstrip("/").rpartition("/")[2]
    assert token not in address
    assert str(asked.pk) not in address
    page = httpx.get(f"{live_server.url}{httpx.URL(address).path}")
    assert page.status_code == 200
    assert "Look into your mailbox" in page.text
    assert token not in page.text


def test_a_withdrawn_consent_takes_the_number_back(scene: Scene, network: Scripted) -> None:
    scene.order()
    withdraw(share(scene.halden, network))
    told = scene.kombo.orders[ORDER]
    assert told["status"] == "COMPLETED"
    assert "score" not in told
    assert [each["value"] for each in told["attributes"]] == ["No longer shared"]
    assert scene.halden.order().state == OrderState.WITHDRAWN


def test_an_order_that_was_cancelled_there_takes_the_invitation_back(scene: Scene) -> None:
    scene.order()
    body = example_of_event(KOMBO, ORDERED)
    body["data"] |= {"id": ORDER, "integration_id": scene.kombo.integration, "status": "CANCELLED"}
    content = json.dumps(body).encode()
    for _ in range(2):
        assert scene.kombo.send(content, scene.kombo.signed(content)).status_code == 200
    assert scene.halden.order().state == OrderState.CANCELLED
    assert invitation(scene.halden).revoked_at


def test_while_kombo_is_away_it_is_told_later(scene: Scene, network: Scripted) -> None:
    scene.order()
    scene.kombo.down = 500
    share(scene.halden, network)
    scene.kombo.down = None
    later(scene.halden.organisation)
    assert scene.kombo.orders[ORDER]["status"] == "COMPLETED"
    tries = attempts(scene.halden.organisation)
    assert tries == [(Outcome.REFUSED, 500), (Outcome.ACCEPTED, 200)]


def test_an_opening_that_closed_meanwhile_is_refused_in_words(scene: Scene) -> None:
    scene.close()
    answer = scene.order()
    assert answer.status_code == 422
    assert answer.json() == {"message": "This opening is closed. Open it again to go on."}
    assert scene.halden.candidates() == []


@pytest.mark.parametrize("signature", ["", "bm90IGl0"])
def test_who_did_not_sign_orders_nothing(scene: Scene, signature: str) -> None:
    assert scene.order(signature=signature).status_code == 401
    assert scene.halden.orders() == []


def test_a_signature_is_of_this_body_alone(scene: Scene) -> None:
    body = example_of_event(KOMBO, ORDERED)
    signature = scene.kombo.signed(json.dumps(body).encode())
    body["data"]["candidate"]["email"] = "somebody.else@people.example"
    answer = scene.kombo.send(json.dumps(body).encode(), signature)
    assert answer.status_code == 401


def test_another_employers_secret_opens_nothing_here(scene: Scene, live_server: LiveServer) -> None:
    other = connect("kombo", "Other Ltd", **(values(scene.kombo) | {"webhook_secret": "theirs"}))
    theirs, ours = webhook_of(live_server, other), scene.kombo.webhook_url
    scene.kombo.webhook_url = theirs
    assert scene.order().status_code == 401
    unknown = Endpoint(pk=uuid4())
    for mixed in (
        ours.replace(str(scene.halden.organisation.pk), str(other.organisation.pk)),
        ours.replace(str(scene.halden.endpoint.pk), str(unknown.pk)),
    ):
        scene.kombo.webhook_url = mixed
        assert scene.order().status_code == 401
    assert other.orders() == scene.halden.orders() == []


def test_what_happens_in_another_integration_is_not_ours(scene: Scene) -> None:
    answer = scene.order(integration="greenhouse:another")
    assert (answer.status_code, answer.json()) == (200, {"taken": False})
    content = b'{"id": "1", "type": "sync-finished", "data": {}}'
    answer = scene.kombo.send(content, scene.kombo.signed(content))
    assert (answer.status_code, answer.json()) == (200, {"taken": False})
    assert scene.halden.orders() == []


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b'{"type": null}', b'{"type": "assessment:order-received"}']
)
def test_what_is_no_order_is_refused(scene: Scene, content: bytes) -> None:
    assert scene.kombo.send(content, scene.kombo.signed(content)).status_code == 422


def test_a_huge_body_is_refused(scene: Scene) -> None:
    content = b" " * 100_000
    assert scene.kombo.send(content, scene.kombo.signed(content)).status_code == 413
