"""What Meta posts about its users: permissions taken back, and wishes to have it all deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.connections import due
from apps.connections.actions import connections
from apps.connections.models import Connection, ConnectionState, DeletionRequest
from apps.connections.networks import registry
from apps.connections.networks.keys import account_key
from apps.core import tenancy
from apps.pipeline import tasks
from apps.scoring.models import Score
from tests.factories import make_user
from tests.pipeline.people import agree, empty_queue, read, rows_read, time_passes, work
from tests.pipeline.scripted import Scripted
from tests.portal.signed import SECRET, USER, post, signed

pytestmark = pytest.mark.django_db(transaction=True)
OTHER = "77002"
DEAUTHORISE, DELETE = "/networks/facebook/deauthorise/", "/networks/facebook/delete/"


@pytest.fixture
def facebook(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Scripted]:
    """A network of this name, whose accounts are pages that a user manages."""
    network = Scripted()
    network.name = "facebook"
    monkeypatch.setattr(registry, "ADAPTERS", {**registry.ADAPTERS, "facebook": network})
    own = {"facebook": {"ENABLED": True, "CLIENT_SECRET": SECRET}}
    settings.NETWORKS = {**settings.NETWORKS, **own}
    empty_queue()
    yield network
    empty_queue()


UNSIGNED = {
    "nothing": "",
    "one part": "no dot",
    "empty parts": ".",
    "no base64": "é.é",
    "another application's": signed(secret="somebody else's"),
    "no secret": signed(secret=""),
    "another payload": signed().replace(".", ".e30", 1),
    "no id": signed({"id": USER}),
    "an empty id": signed(""),
}


def link(person: User, network: Scripted, *, page: str, user: str = USER) -> Connection:
    network.account_id = page
    return connections.link(
        person_id=person.pk,
        network="facebook",
        credential=replace(network.credential(), grantor_id=user),
        account_key=network.key,
        by=By.person(person.pk),
    )


def states(person: User) -> list[str]:
    with tenancy.person(person.pk):
        return [*Connection.objects.values_list("state", flat=True)]


def scores(person: User) -> list[tuple[Any, ...]]:
    with tenancy.person(person.pk):
        return [*Score.objects.values_list("pk", "computed_at")]


def test_a_permission_taken_back_at_the_network_ends_all_that_rests_on_it(
    facebook: Scripted,
) -> None:
    ada, bob, eve = agree(networks=("facebook",)).person, make_user(), make_user()
    linked = link(ada, facebook, page="1")
    read(ada, linked)
    work()
    kept, counted = rows_read(ada), scores(ada)
    assert kept
    assert counted
    link(bob, facebook, page="2")
    link(eve, facebook, page="3", user=OTHER)
    assert post(DEAUTHORISE, signed()).status_code == 200
    assert states(ada) == states(bob) == [ConnectionState.NEEDS_REAUTH]
    assert states(eve) == [ConnectionState.ACTIVE]
    work()
    assert {message.to[0] for message in mail.outbox} == {ada.email, bob.email}
    assert (rows_read(ada), scores(ada)) == (kept, counted)


def test_the_same_word_twice_sends_one_mail(facebook: Scripted) -> None:
    link(make_user(), facebook, page="1")
    word = signed()
    for _ in range(2):
        assert post(DEAUTHORISE, word).json() == {}
        work()
    assert len(mail.outbox) == 1


def test_the_answer_does_not_tell_whether_anybody_was_meant(facebook: Scripted) -> None:
    link(make_user(), facebook, page="1")
    answers = [post(DEAUTHORISE, signed(user)) for user in (USER, "999")]
    assert len({(each.status_code, each.content) for each in answers}) == 1


def test_an_old_word_does_not_end_what_was_linked_since(facebook: Scripted) -> None:
    ada = make_user()
    link(ada, facebook, page="1")
    yesterday = signed(at=timezone.now() - timedelta(days=1))
    post(DEAUTHORISE, yesterday)
    assert states(ada) == [ConnectionState.ACTIVE]
    assert post(DELETE, yesterday).status_code == 200
    work()
    assert states(ada) == [ConnectionState.ACTIVE]


def test_a_word_that_comes_late_does_not_end_what_was_linked_again_at_once(
    facebook: Scripted,
) -> None:
    """Meta also tells us of what we revoked ourselves, perhaps after the person came back."""
    ada = make_user()
    late = signed(at=timezone.now() - timedelta(seconds=20))
    link(ada, facebook, page="1")
    post(DEAUTHORISE, late)
    assert states(ada) == [ConnectionState.ACTIVE]


def test_a_wish_to_delete_deletes_what_was_read_and_says_when_it_is_done(
    facebook: Scripted, settings: Settings
) -> None:
    ada, eve = agree(networks=("facebook",)).person, make_user()
    read(ada, link(ada, facebook, page="1"))
    link(eve, facebook, page="3", user=OTHER)
    work()
    answer = post(DELETE, signed()).json()
    assert set(answer) == {"url", "confirmation_code"}
    code = answer["confirmation_code"]
    assert answer["url"] == f"{settings.PUBLIC_URL}/networks/deletions/{code}/"
    page = f"/networks/deletions/{code}/"
    assert "is being deleted" in Client().get(page).content.decode()
    assert "pipeline.delete_connection" in work()
    assert rows_read(ada) == []
    assert states(ada) == []
    assert states(eve) == [ConnectionState.ACTIVE]
    done = Client().get(page).content.decode()
    assert "What was read at Facebook is deleted" in done
    assert not {ada.email, ada.name, USER, account_key("facebook", USER)} & set(done.split())
    with tenancy.person(ada.pk):
        assert Event.objects.filter(verb="connection.unlinked").exists()
    assert facebook.revoked


def test_a_wish_of_somebody_unknown_is_done_at_once(facebook: Scripted) -> None:
    code = post(DELETE, signed("999")).json()["confirmation_code"]
    page = Client().get(f"/networks/deletions/{code}/").content.decode()
    assert "Nothing from Facebook was kept here" in page


def test_the_same_wish_twice_is_the_same_code_and_later_a_harmless_one(
    facebook: Scripted,
) -> None:
    ada = make_user()
    link(ada, facebook, page="1")
    word = signed()
    codes = {post(DELETE, word).json()["confirmation_code"] for _ in range(2)}
    assert len(codes) == 1
    work()
    assert post(DELETE, word).json()["confirmation_code"] not in codes
    assert sorted(DeletionRequest.objects.values_list("accounts", flat=True)) == [0, 1]
    assert not DeletionRequest.objects.open().exists()


def test_the_same_wish_after_one_more_account_was_linked_is_for_all_of_them(
    facebook: Scripted,
) -> None:
    ada, bob = make_user(), make_user()
    link(ada, facebook, page="1")
    first = post(DELETE, signed()).json()["confirmation_code"]
    link(bob, facebook, page="2")
    assert post(DELETE, signed()).json()["confirmation_code"] != first
    work()
    assert states(ada) == states(bob) == []
    assert not DeletionRequest.objects.open().exists()


def test_a_wish_whose_message_is_lost_is_fulfilled_by_the_scheduler(facebook: Scripted) -> None:
    ada = make_user()
    link(ada, facebook, page="1")
    post(DELETE, signed())
    empty_queue()
    time_passes(due.DELETE)
    tasks.dispatch_due()
    work()
    assert states(ada) == []
    assert not DeletionRequest.objects.open().exists()


def test_who_unlinks_meanwhile_has_the_wish_fulfilled(facebook: Scripted) -> None:
    ada = make_user()
    linked = link(ada, facebook, page="1")
    post(DELETE, signed())
    with tenancy.person(ada.pk):
        connections.unlink(connection_id=linked.pk, by=By.person(ada.pk))
    assert not DeletionRequest.objects.open().exists()
    work()
    assert DeletionRequest.objects.get().done_at


def test_the_request_keeps_nothing_about_the_person(facebook: Scripted) -> None:
    ada = make_user()
    link(ada, facebook, page="1")
    post(DELETE, signed())
    work()
    (row,) = DeletionRequest.objects.values()
    assert set(row) == {"id", "created_at", "network", "code", "accounts", "waiting", "done_at"}
    assert row["waiting"] == []


@pytest.mark.parametrize("address", [DEAUTHORISE, DELETE])
@pytest.mark.parametrize("word", [*UNSIGNED])
def test_what_is_not_signed_for_this_application_is_refused_in_words(
    facebook: Scripted, address: str, word: str
) -> None:
    ada = make_user()
    link(ada, facebook, page="1")
    answer = post(address, UNSIGNED[word])
    assert answer.status_code == 400
    assert "not signed with this application's secret" in answer.json()["error"]
    work()
    assert states(ada) == [ConnectionState.ACTIVE]
    assert not DeletionRequest.objects.exists()


@pytest.mark.parametrize("address", [DEAUTHORISE, DELETE])
def test_without_a_secret_nothing_is_believed(
    facebook: Scripted, settings: Settings, address: str
) -> None:
    settings.NETWORKS["facebook"]["CLIENT_SECRET"] = ""
    assert post(address, signed(secret="")).status_code == 400


def test_more_than_meta_ever_sends_is_not_read(facebook: Scripted) -> None:
    assert post(DELETE, "x" * 50_000).status_code == 413


def test_networks_that_post_nothing_have_no_such_addresses(facebook: Scripted) -> None:
    for network in ("x", "wordpress", "myspace"):
        for end in ("deauthorise", "delete"):
            assert post(f"/networks/{network}/{end}/", signed()).status_code == 404
    assert Client().get(DELETE).status_code == 405


def test_an_unknown_code_is_not_found(facebook: Scripted) -> None:
    assert Client().get(f"/networks/deletions/{'0' * 20}/").status_code == 404
