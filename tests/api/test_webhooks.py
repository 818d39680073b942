"""Webhooks by the API: made, changed, tried, and what came of each delivery."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from apps.core import tenancy
from apps.integrations import secrets, webhooks
from apps.integrations.actions.spreading import spread
from apps.integrations.models import Delivery, DeliveryState, Endpoint
from apps.organisations.actions.announcements import announce
from apps.organisations.models import KeptAnswer
from apps.organisations.models.announcement import Kind
from tests.api.conftest import Employer, make_employer, wrong
from tests.integrations.told import ADDRESS, REFUSED, SILENT, make_delivery, make_webhook

WANTED = {"name": "Warehouse", "url": ADDRESS, "kinds": ["score.computed"]}


def stored(employer: Employer) -> list[Endpoint]:
    with tenancy.organisation(employer.organisation.pk):
        return list(Endpoint.objects.order_by("id"))


def deliveries(employer: Employer) -> list[Delivery]:
    with tenancy.organisation(employer.organisation.pk):
        return list(Delivery.objects.order_by("id"))


def send(employer: Employer, method: str, address: str, body: Any, **headers: str) -> Any:
    headers = {"Authorization": f"Bearer {employer.secret}", **headers}
    told = {"data": json.dumps(body), "content_type": "application/json"}
    return getattr(Client(), method)(f"/api/v1/{address}", headers=headers, **told)


def test_a_program_makes_a_webhook_and_gets_its_secret_once(halden: Employer) -> None:
    made = halden.post("webhooks", WANTED)
    assert made.status_code == 201
    shown = made.json()
    assert shown["state"] == "untried"
    assert shown["kinds"] == ["score.computed"]
    assert made.headers["Cache-Control"] == "no-store"
    (webhook,) = stored(halden)
    sealed = webhook.sealed_secret
    assert sealed is not None
    assert secrets.opened(sealed, endpoint_id=webhook.pk) == shown["secret"]
    again = halden.get(f"webhooks/{shown['id']}").json()
    assert "secret" not in again
    assert halden.get("webhooks").json()["results"] == [again]


def test_the_same_order_twice_is_one_webhook_with_the_same_secret(halden: Employer) -> None:
    first = send(halden, "post", "webhooks", WANTED, **{"Idempotency-Key": "once"})
    second = send(halden, "post", "webhooks", WANTED, **{"Idempotency-Key": "once"})
    assert second.json() == first.json()
    assert len(stored(halden)) == 1


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({**WANTED, "url": "https://10.0.0.8/in"}, "url"),
        ({**WANTED, "url": "http://hooks.halden.example"}, "url"),
        ({**WANTED, "kinds": ["score.guessed"]}, "kinds/0"),
        ({**WANTED, "name": "  "}, "name"),
        ({**WANTED, "secret": "whsec_mine"}, "secret"),
        ({"url": ADDRESS}, "name"),
    ],
)
def test_what_is_wrong_is_named(body: dict[str, Any], where: str, halden: Employer) -> None:
    assert wrong(halden.post("webhooks", body))[0] in {where, where.partition("/")[0]}
    assert stored(halden) == []


def test_a_change_leaves_what_it_does_not_name(halden: Employer) -> None:
    webhook = make_webhook(halden.organisation, kinds=["score.changed"])
    changed = halden.send("patch", f"webhooks/{webhook.pk}", {"name": "Lake"}).json()
    assert (changed["name"], changed["url"]) == ("Lake", ADDRESS)
    assert changed["kinds"] == ["score.changed"]
    everything = halden.send("patch", f"webhooks/{webhook.pk}", {"kinds": []}).json()
    assert everything["kinds"] == []


def test_it_is_switched_off_and_on(halden: Employer) -> None:
    webhook = make_webhook(halden.organisation)
    off = halden.send("patch", f"webhooks/{webhook.pk}", {"enabled": False}).json()
    assert (off["state"], off["disabled_because"]) == ("disabled", "member")
    refused = halden.post(f"webhooks/{webhook.pk}/ping")
    assert refused.status_code == 409
    on = halden.send("patch", f"webhooks/{webhook.pk}", {"enabled": True}).json()
    assert (on["state"], on["disabled_because"]) == ("untried", None)


def test_a_rotated_secret_is_shown_once_and_says_until_when_the_old_one_signs(
    halden: Employer,
) -> None:
    webhook = make_webhook(halden.organisation)
    rotated = halden.post(f"webhooks/{webhook.pk}/rotate-secret").json()
    assert rotated["secret"].startswith("whsec_")
    shown = halden.get(f"webhooks/{webhook.pk}").json()
    assert shown["old_secret_until"] == rotated["old_secret_until"] is not None


def test_a_removed_webhook_is_gone(halden: Employer) -> None:
    webhook = make_webhook(halden.organisation)
    assert halden.send("delete", f"webhooks/{webhook.pk}").status_code == 204
    assert halden.get(f"webhooks/{webhook.pk}").status_code == 404


def test_with_a_webhook_goes_the_kept_answer_that_held_its_secret(halden: Employer) -> None:
    made = send(halden, "post", "webhooks", WANTED, **{"Idempotency-Key": "once"}).json()
    halden.send("delete", f"webhooks/{made['id']}")
    with tenancy.organisation(halden.organisation.pk):
        assert not KeptAnswer.objects.exists()


def test_a_test_goes_to_this_webhook_alone(halden: Employer) -> None:
    make_webhook(halden.organisation, "Other")
    webhook = make_webhook(halden.organisation)
    sent = halden.post(f"webhooks/{webhook.pk}/ping")
    assert sent.status_code == 201
    assert sent.json()["event"]["type"] == "endpoint.ping"
    assert [each.endpoint_id for each in deliveries(halden)] == [webhook.pk]


def test_an_event_is_what_the_webhook_is_sent(halden: Employer) -> None:
    webhook = make_webhook(halden.organisation)
    told = make_delivery(webhook, candidate_id=uuid4())
    (event,) = halden.get("events").json()["results"]
    assert event.pop("id") == webhooks.message_name(told.message_id)
    assert event == json.loads(webhooks.body(told.message))


def test_deliveries_are_found_by_state_kind_and_candidate(halden: Employer) -> None:
    webhook, mara = make_webhook(halden.organisation), uuid4()
    make_delivery(webhook, Kind.CONSENT_GIVEN, candidate_id=mara)
    failed = make_delivery(webhook, state=DeliveryState.FAILED, came=[SILENT, REFUSED])
    address = f"webhooks/{webhook.pk}/deliveries"
    (found,) = halden.get(address, state="failed").json()["results"]
    assert found["id"] == str(failed.pk)
    assert (found["last_outcome"], found["last_status"]) == ("refused", 500)
    assert len(halden.get(address, kind="consent.given").json()["results"]) == 1
    assert len(halden.get(address, candidate=str(mara)).json()["results"]) == 1
    assert wrong(halden.get(address, state="lost")) == ["state"]


def test_one_delivery_has_every_try(halden: Employer) -> None:
    webhook = make_webhook(halden.organisation)
    failed = make_delivery(webhook, state=DeliveryState.FAILED, came=[SILENT, REFUSED])
    shown = halden.get(f"webhooks/{webhook.pk}/deliveries/{failed.pk}").json()
    outcomes = [(each["outcome"], each["status"]) for each in shown["attempts"]]
    assert outcomes == [("timed_out", None), ("refused", 500)]


def test_a_delivery_is_sent_again_and_so_is_all_that_failed(halden: Employer) -> None:
    webhook = make_webhook(halden.organisation)
    failed = make_delivery(webhook, state=DeliveryState.FAILED, came=[REFUSED])
    again = halden.post(f"webhooks/{webhook.pk}/deliveries/{failed.pk}/replay")
    assert again.status_code == 201
    assert again.json()["replay_of"] == str(failed.pk)
    make_delivery(webhook, Kind.SCORE_CHANGED, state=DeliveryState.FAILED, came=[REFUSED])
    since = {"since": "2020-01-01T00:00:00Z"}
    assert halden.post(f"webhooks/{webhook.pk}/replay", since).json() == {"count": 1}
    assert wrong(halden.post(f"webhooks/{webhook.pk}/replay", {"since": 5})) == ["since"]


def test_who_cannot_be_called_asks_what_came_since(halden: Employer) -> None:
    webhook = make_webhook(halden.organisation)
    for kind in (Kind.INVITATION_SENT, Kind.CONSENT_GIVEN, Kind.SCORE_COMPUTED):
        make_delivery(webhook, kind)
    newest = [each["type"] for each in halden.get("events").json()["results"]]
    assert newest == ["score.computed", "consent.given", "invitation.sent"]
    known = halden.get("events", kind="invitation.sent").json()["results"][0]["id"]
    since = halden.get("events", after=known, page_size=1).json()
    assert [each["type"] for each in since["results"]] == ["consent.given"]
    more = Client().get(since["next"], headers={"Authorization": f"Bearer {halden.secret}"})
    assert [each["type"] for each in more.json()["results"]] == ["score.computed"]
    assert wrong(halden.get("events", after="msg_nothing")) == ["after"]


def test_a_webhook_without_an_address_is_never_called_and_finds_its_events(
    halden: Employer,
) -> None:
    made = halden.post("webhooks", {"name": "Behind the firewall"}).json()
    assert (made["state"], made["url"]) == ("polled", None)
    mara = halden.silent("Mara Lind")
    with tenancy.organisation(halden.organisation.pk):
        announce(
            organisation_id=halden.organisation.pk,
            kind=Kind.INVITATION_SENT,
            candidate_id=mara.pk,
        )
    spread(organisation_id=halden.organisation.pk)
    (event,) = halden.get("events").json()["results"]
    assert event["type"] == "invitation.sent"
    assert event["data"]["candidate"] == str(mara.pk)
    assert deliveries(halden) == []
    assert halden.post(f"webhooks/{made['id']}/ping").json()["code"] == "never_called"


def test_an_address_is_added_later_and_then_stays(halden: Employer) -> None:
    made = halden.post("webhooks", {"name": "Behind the firewall"}).json()
    address = f"webhooks/{made['id']}"
    assert halden.send("patch", address, {"url": ADDRESS}).json()["state"] == "untried"
    assert wrong(halden.send("patch", address, {"url": ""})) == ["url"]


def test_reading_keys_see_events_and_no_webhooks(db: None) -> None:
    reader = make_employer("Reader", scopes=("read",))
    assert reader.get("events").status_code == 200
    assert reader.get("webhooks").status_code == 403
    assert reader.post("webhooks", WANTED).status_code == 403


def test_webhooks_of_others_are_not_found(halden: Employer, other: Employer) -> None:
    theirs = make_webhook(other.organisation)
    told = make_delivery(theirs)
    mine = make_webhook(halden.organisation)
    for address in (
        f"webhooks/{theirs.pk}",
        f"webhooks/{theirs.pk}/deliveries",
        f"webhooks/{mine.pk}/deliveries/{told.pk}",
    ):
        assert halden.get(address).status_code == 404
    assert halden.get("events").json()["results"] == []
    after = webhooks.message_name(told.message_id)
    assert wrong(halden.get("events", after=after)) == ["after"]
