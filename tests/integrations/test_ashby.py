"""A recruiter orders a score in Ashby: over real HTTP, against a stand-in that holds every request
and answer against Ashby's specification."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import httpx
import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.audit.models import Event
from apps.candidates.actions import answers
from apps.candidates.letters import link_of
from apps.core import tenancy
from apps.integrations.models import OrderState, Outcome
from apps.pipeline import erasures
from tests.integrations.connections import Connected, connect
from tests.integrations.ordered import (
    agree,
    allow,
    attempts,
    invitation,
    invite_again,
    later,
    scripted_x,
    share,
    withdraw,
)
from tests.integrations.standins.ashby import Ashby
from tests.pipeline.people import work
from tests.pipeline.scripted import Scripted

pytestmark = pytest.mark.django_db(transaction=True)
GONE = "No longer shared"


@dataclass
class Scene:
    ashby: Ashby
    halden: Connected

    @property
    def kind(self) -> str:
        return self.ashby.list()[0]["assessment_type_id"]

    def order(self) -> str:
        response = self.ashby.start(self.kind, application="application-1")
        assert response.status_code == 200, response.text
        work()
        ordered: str = response.json()["results"]["assessment_id"]
        return ordered

    def post(self, operation: str, content: bytes, key: str | None = None) -> httpx.Response:
        """By hand, past what the stand-in would send."""
        auth = (self.halden.key if key is None else key, "")
        url = f"{self.ashby.partner_url}/{operation}"
        return httpx.post(url, content=content, auth=auth, timeout=30)


network = pytest.fixture(scripted_x)


@pytest.fixture
def scene(live_server: LiveServer, settings: Settings, network: Scripted) -> Iterator[Scene]:
    ashby = Ashby(partner_url=f"{live_server.url}/ats/ashby")
    with ashby.running():
        allow(settings, ashby.url)
        halden = connect("ashby", ashby_key=ashby.key, api=ashby.url)
        ashby.partner_key = halden.key
        yield Scene(ashby, halden)


def test_the_open_openings_can_be_ordered(scene: Scene) -> None:
    (listed,) = scene.ashby.list()
    assert listed["assessment_type_id"] == str(scene.halden.opening.pk)
    assert listed["name"] == "Community Manager (Hamburg)"
    assert listed["description"] == scene.halden.opening.reason


def test_who_is_ordered_is_invited_and_their_score_arrives_in_ashby(
    scene: Scene, network: Scripted
) -> None:
    ordered = scene.order()
    assert invitation(scene.halden).candidate.name == "Mara Lindqvist"
    assert scene.ashby.shown[ordered]["status"] == "Invited"
    assert "result" not in scene.ashby.shown[ordered]
    share(scene.halden, network)
    shown = scene.ashby.shown[ordered]
    assert 1 <= shown["result"] <= 100
    fields = shown["fields"]
    assert fields["interval_low"] <= shown["result"] <= fields["interval_high"]
    assert fields["notice"].endswith("It does not measure job performance.")
    assert shown["profile"].endswith(f"/candidates/{invitation(scene.halden).candidate_id}/")
    assert scene.halden.order().state == OrderState.COMPLETE


def test_the_person_sees_that_the_score_went_to_the_employers_system(
    scene: Scene, network: Scripted
) -> None:
    scene.order()
    consent = share(scene.halden, network)
    with tenancy.person(consent.person_id):
        looks = Event.objects.filter(verb="score.seen").values_list("facts__where", flat=True)
        assert [*looks] == ["ats"]


def test_who_shares_already_has_their_score_there_at_once(scene: Scene, network: Scripted) -> None:
    scene.order()
    share(scene.halden, network)
    answer = scene.ashby.start(scene.kind, application="application-2")
    work()
    ordered = answer.json()["results"]["assessment_id"]
    assert 1 <= scene.ashby.shown[ordered]["result"] <= 100
    assert len(scene.halden.orders()) == 2


def test_the_same_order_again_is_the_same_order(scene: Scene) -> None:
    assert scene.order() == scene.order()
    assert len(scene.halden.orders()) == 1
    assert len(scene.halden.candidates()) == 1


def test_a_cancelled_order_takes_the_invitation_back(scene: Scene) -> None:
    ordered = scene.order()
    for _ in range(2):
        answer = scene.ashby.cancel(ordered)
        assert answer.json() == {"success": True, "results": {"assessment_id": ordered}}
    assert invitation(scene.halden).revoked_at
    assert scene.halden.order().state == OrderState.CANCELLED


def test_who_is_ordered_again_after_that_is_another_order(scene: Scene) -> None:
    first = scene.order()
    scene.ashby.cancel(first)
    assert scene.order() != first
    assert not invitation(scene.halden).revoked_at


def test_a_withdrawn_consent_takes_the_result_back(scene: Scene, network: Scripted) -> None:
    ordered = scene.order()
    withdraw(share(scene.halden, network))
    shown = scene.ashby.shown[ordered]
    assert (shown["status"], shown["result"], shown["cancelled"]) == (GONE, GONE, GONE)
    numbers = {name: each for name, each in shown["fields"].items() if name != "notice"}
    assert {*numbers.values()} == {GONE}
    assert scene.halden.order().state == OrderState.WITHDRAWN


def test_it_is_taken_back_where_the_order_was_cancelled_meanwhile(
    scene: Scene, network: Scripted
) -> None:
    ordered = scene.order()
    consent = share(scene.halden, network)
    scene.ashby.cancel(ordered)
    withdraw(consent)
    shown = scene.ashby.shown[ordered]
    assert shown["result"] == GONE
    assert {each for name, each in shown["fields"].items() if name != "notice"} == {GONE}


def test_an_erased_person_leaves_no_number_there(scene: Scene, network: Scripted) -> None:
    ordered = scene.order()
    consent = share(scene.halden, network)
    erasures.begin(person_id=consent.person_id)
    work()
    shown = scene.ashby.shown[ordered]
    assert shown["result"] == GONE
    assert {each for name, each in shown["fields"].items() if name != "notice"} == {GONE}


def test_who_declines_looks_like_who_never_answers(scene: Scene) -> None:
    ordered = scene.order()
    before = dict(scene.ashby.shown[ordered])
    answers.decline(link_of(invitation(scene.halden)).rstrip("/").rpartition("/")[2])
    work()
    assert scene.ashby.shown[ordered] == before
    assert scene.ashby.received == []


def test_who_takes_it_back_before_there_is_a_score_looks_so_too(scene: Scene) -> None:
    ordered = scene.order()
    before = dict(scene.ashby.shown[ordered])
    withdraw(agree(scene.halden, "x"))
    assert scene.ashby.shown[ordered] == before
    assert scene.ashby.received == []


def test_who_shares_again_has_a_score_there_again(scene: Scene, network: Scripted) -> None:
    ordered = scene.order()
    withdraw(share(scene.halden, network))
    invite_again(scene.halden)
    share(scene.halden, network)
    assert 1 <= scene.ashby.shown[ordered]["result"] <= 100


@pytest.mark.parametrize("status", [500, 503])
def test_while_ashby_is_away_it_is_told_later(scene: Scene, network: Scripted, status: int) -> None:
    ordered = scene.order()
    scene.ashby.down = status
    share(scene.halden, network)
    assert "result" not in scene.ashby.shown[ordered]
    scene.ashby.down = None
    later(scene.halden.organisation)
    assert 1 <= scene.ashby.shown[ordered]["result"] <= 100
    tries = attempts(scene.halden.organisation)
    assert tries == [(Outcome.REFUSED, status), (Outcome.ACCEPTED, 200)]


def test_a_score_that_was_withdrawn_while_ashby_was_away_never_gets_there(
    scene: Scene, network: Scripted
) -> None:
    ordered = scene.order()
    scene.ashby.down = 503
    withdraw(share(scene.halden, network))
    scene.ashby.down = None
    later(scene.halden.organisation)
    told = [request.json for request in scene.ashby.received]
    assert not [t for t in told[1:] if t and t.get("assessment_result", {}).get("value") != GONE]
    assert scene.ashby.shown[ordered].get("result", GONE) == GONE


def test_a_no_in_ashbys_body_is_tried_again(scene: Scene, network: Scripted) -> None:
    ordered = scene.order()
    known = scene.ashby.shown.pop(ordered)
    share(scene.halden, network)
    assert attempts(scene.halden.organisation) == [(Outcome.REFUSED, 200)]
    scene.ashby.shown[ordered] = known
    later(scene.halden.organisation)
    assert 1 <= scene.ashby.shown[ordered]["result"] <= 100


def test_a_closed_or_unknown_opening_is_refused_in_words_for_who_ordered(scene: Scene) -> None:
    answer = scene.ashby.start(str(uuid4()))
    assert answer.status_code == 422
    assert answer.json() == {"message": "This opening does not exist any more. Choose another one."}
    assert scene.halden.candidates() == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"candidate": 1}', b'"\\ud800"'])
def test_what_is_no_order_is_refused(scene: Scene, content: bytes) -> None:
    answer = scene.post("assessment.start", content)
    assert answer.status_code == 422
    assert answer.json()["message"]


def test_a_huge_body_is_refused(scene: Scene) -> None:
    assert scene.post("assessment.start", b" " * 100_000).status_code == 413


@pytest.mark.parametrize("key", ["", "rnw_wrong"])
def test_without_the_right_key_nothing_opens(scene: Scene, key: str) -> None:
    for operation in ("assessment.list", "assessment.start", "assessment.cancel"):
        answer = scene.post(operation, b"{}", key)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Basic")


def test_the_password_is_left_blank_and_only_basic_counts(scene: Scene) -> None:
    url = f"{scene.ashby.partner_url}/assessment.list"
    bearer = {"Authorization": f"Bearer {scene.halden.key}"}
    assert httpx.post(url, json={}, headers=bearer, timeout=30).status_code == 401
    coded = base64.b64encode(f"{scene.halden.key}:".encode()).decode()
    basic = {"Authorization": f"Basic {coded}"}
    assert httpx.post(url, json={}, headers=basic, timeout=30).status_code == 200


def test_another_employers_assessment_does_not_exist(scene: Scene) -> None:
    ordered = scene.order()
    other = connect("ashby", "Other Ltd", ashby_key="theirs", api=scene.ashby.url)
    scene.ashby.partner_key = other.key
    answer = scene.ashby.cancel(ordered)
    assert (answer.status_code, answer.json()["errors"]) == (200, ["not_found"])
    assert scene.halden.order().state == OrderState.SENT
    assert scene.ashby.start(str(scene.halden.opening.pk)).status_code == 422
