"""A recruiter orders a score in Greenhouse: over real HTTP, from the order to the letter, the
consent, the score, and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core import mail
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.core import tenancy
from apps.integrations.actions import clearing
from apps.integrations.models import Delivery, DeliveryState, OrderState, Outcome
from apps.pipeline import erasures
from tests.integrations.connections import Connected, connect
from tests.integrations.ordered import allow, attempts, later, scripted_x, share, withdraw
from tests.integrations.standins.greenhouse import Greenhouse
from tests.pipeline.people import work
from tests.pipeline.scripted import Scripted

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "12345"


@dataclass
class Scene:
    greenhouse: Greenhouse
    halden: Connected

    def order(self) -> str:
        """As the recruiter clicks it; the letter goes out."""
        test = self.greenhouse.list_tests()[0]["partner_test_id"]
        answer = self.greenhouse.send_test(test, NUMBER)
        assert answer.status_code == 200, answer.text
        work()
        return str(answer.json()["partner_interview_id"])

    @property
    def patches(self) -> int:
        return len(self.greenhouse.received)

    @property
    def shown(self) -> tuple[str, float | None]:
        told = self.greenhouse.shown[NUMBER]
        return told["partner_status"], told["partner_score"]


network = pytest.fixture(scripted_x)


@pytest.fixture
def scene(live_server: LiveServer, settings: Settings) -> Iterator[Scene]:
    halden = connect("greenhouse")
    greenhouse = Greenhouse(live_server.url, halden.key)
    with greenhouse.running():
        allow(settings, greenhouse.url)
        yield Scene(greenhouse, halden)


def test_from_the_order_to_the_score_in_greenhouse(scene: Scene, network: Scripted) -> None:
    scene.order()
    assert [letter.to for letter in mail.outbox] == [["Mara Lindqvist <mara@people.example>"]]
    assert scene.greenhouse.ask_status(NUMBER)["partner_status"] == "sent"
    assert scene.patches == 0
    share(scene.halden, network)
    assert scene.patches == 1
    status, score = scene.shown
    assert status == "complete"
    assert score
    assert 1 <= score <= 100
    assert scene.halden.order().state == OrderState.COMPLETE


def test_a_repeated_order_is_one_letter_and_one_order(scene: Scene, network: Scripted) -> None:
    assert scene.order() == scene.order()
    assert len(mail.outbox) == 1
    share(scene.halden, network)
    assert scene.patches == 1


def test_a_withdrawn_consent_takes_the_score_back(scene: Scene, network: Scripted) -> None:
    scene.order()
    consent = share(scene.halden, network)
    withdraw(consent)
    assert scene.shown == ("no longer shared", None)
    assert scene.greenhouse.shown[NUMBER]["metadata"] is None
    assert scene.patches == 2


def test_who_shares_with_the_employer_already_is_complete_at_once(
    scene: Scene, network: Scripted
) -> None:
    scene.order()
    share(scene.halden, network)
    test = scene.greenhouse.list_tests()[0]["partner_test_id"]
    profile = "https://app.greenhouse.io/people/1?application_id=2"
    scene.greenhouse.send_test(test, "777", profile=profile)
    work()
    assert scene.greenhouse.shown["777"]["partner_status"] == "complete"


def test_while_greenhouse_is_away_it_is_told_later(scene: Scene, network: Scripted) -> None:
    scene.order()
    scene.greenhouse.down = 503
    share(scene.halden, network)
    assert scene.greenhouse.shown == {}
    assert scene.halden.order().state == OrderState.SENT
    scene.greenhouse.down = None
    later(scene.halden.organisation)
    assert scene.shown[0] == "complete"
    tried = attempts(scene.halden.organisation)
    assert tried[0] == (Outcome.REFUSED, 503)
    assert tried[-1] == (Outcome.ACCEPTED, 200)


def test_an_erased_person_leaves_no_score_and_no_order(scene: Scene, network: Scripted) -> None:
    scene.order()
    consent = share(scene.halden, network)
    erasures.begin(person_id=consent.person_id)
    work()
    assert scene.shown == ("no longer shared", None)
    clearing.clear(organisation_id=scene.halden.organisation.pk)
    assert scene.halden.orders() == []


def test_a_private_address_is_not_called(
    scene: Scene, network: Scripted, settings: Settings
) -> None:
    scene.order()
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = []
    share(scene.halden, network)
    assert scene.patches == 0
    assert {*attempts(scene.halden.organisation)} == {(Outcome.FORBIDDEN_ADDRESS, None)}
    with tenancy.organisation(scene.halden.organisation.pk):
        assert Delivery.objects.filter(state=DeliveryState.PENDING).exists()
