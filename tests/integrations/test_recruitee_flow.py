"""A recruiter sends a candidate from Recruitee: over real HTTP, from the order to the letter, the
consent, the score in the report, and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.audit.models import Event
from apps.core import tenancy
from tests.integrations.connections import Connected, connect
from tests.integrations.ordered import allow, later, scripted_x, share, withdraw
from tests.integrations.standins.recruitee import REPORT_ID, Recruitee
from tests.pipeline.people import work
from tests.pipeline.scripted import Scripted

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Scene:
    recruitee: Recruitee
    halden: Connected

    def order(self) -> int:
        (test,) = self.recruitee.list_tests()
        status = self.recruitee.send_candidate(test).status_code
        work()
        return status

    @property
    def report(self) -> dict[str, Any]:
        return self.recruitee.reports[REPORT_ID]


network = pytest.fixture(scripted_x)


@pytest.fixture
def scene(live_server: LiveServer, settings: Settings) -> Iterator[Scene]:
    recruitee = Recruitee(live_server.url)
    with recruitee.running():
        allow(settings, recruitee.url)
        halden = connect("recruitee", api=recruitee.url)
        recruitee.token = halden.key
        yield Scene(recruitee, halden)


def test_from_the_order_to_the_score_in_the_report(scene: Scene, network: Scripted) -> None:
    assert scene.order() == 201
    assert len(mail.outbox) == 1
    assert scene.report["status"] == "sent"
    consent = share(scene.halden, network)
    assert scene.report["status"] == "completed"
    assert 1 <= int(scene.report["score"].partition(" ")[0]) <= 100
    with tenancy.person(consent.person_id):
        (look,) = Event.objects.filter(verb="score.seen")
    assert look.facts == {"where": "ats"}


def test_a_repeated_order_is_one_letter(scene: Scene) -> None:
    assert [scene.order(), scene.order()] == [201, 200]
    assert len(mail.outbox) == 1


def test_a_withdrawn_consent_takes_the_score_back(scene: Scene, network: Scripted) -> None:
    scene.order()
    withdraw(share(scene.halden, network))
    assert scene.report == {"status": "canceled", "score": "", "completed_at": None}


def test_a_partner_secret_that_is_wrong_is_tried_again_once_it_was_put_right(
    scene: Scene, network: Scripted
) -> None:
    scene.order()
    scene.recruitee.secret = "another"
    share(scene.halden, network)
    assert scene.report["status"] == "sent"
    scene.recruitee.secret = "partner-secret-7"
    later(scene.halden.organisation)
    assert scene.report["status"] == "completed"
