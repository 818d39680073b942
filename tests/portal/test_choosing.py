"""Several accounts behind one login: the person chooses one, or none, and nothing lies around."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.connections import due
from apps.connections.credentials import unseal
from apps.connections.models import Connection, Revocation
from apps.connections.networks import registry
from apps.connections.networks.errors import Forbidden, RateLimited, Transient
from apps.connections.networks.keys import account_key
from apps.core import tenancy
from apps.core.models import Due
from apps.pipeline import tasks
from apps.sandbox.world import world
from tests.pipeline.people import work
from tests.portal.people import answer_of_x, link_x, sharing, withdraw_all
from tests.portal.several import NO_ACCOUNT, Several, key

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("x")]
CHOOSE = "/me/accounts/x/choose/"


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Several:
    several = Several("anvil", "birch")
    monkeypatch.setattr(registry, "ADAPTERS", {**registry.ADAPTERS, "x": several})
    return several


def arrive(client: Client) -> str:
    """Through X and back; the page of the choice."""
    back = client.get(answer_of_x(client), follow=True)
    assert back.redirect_chain[-1][0] == CHOOSE, back.redirect_chain
    return str(back.content.decode())


def choose(client: Client, name: str) -> Any:
    return client.post(CHOOSE, {"account": key(name)}, follow=True)


def told(answer: Any) -> str:
    return str(answer.content.decode())


def connections(person: User) -> list[Connection]:
    with tenancy.person(person.pk):
        return list(Connection.objects.all())


def revocations(person: User) -> list[Revocation]:
    with tenancy.person(person.pk):
        return list(Revocation.objects.all())


def time_is_over(person: User) -> None:
    with tenancy.person(person.pk):
        Revocation.objects.update(due_at=timezone.now())
    Due.objects.filter(kind=due.REVOKE).update(due_at=timezone.now())


def own_key() -> str:
    person = next(each for each in world().people if each.handle == "juniper001")
    return account_key("x", str(person.id))


def test_the_accounts_are_shown_by_their_names_and_nothing_is_linked_yet(network: Several) -> None:
    person, client, _ = sharing("x")
    page = arrive(client)
    for name in ("@juniper001", "Page of anvil", "Page of birch", "Page anvil"):
        assert name in page
    assert connections(person) == []
    (waiting,) = revocations(person)
    assert timedelta(minutes=29) < waiting.due_at - timezone.now() <= timedelta(minutes=30)


def test_the_chosen_one_is_linked_and_the_others_are_not(network: Several) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    assert "X is linked." in told(choose(client, "birch"))
    (linked,) = connections(person)
    assert linked.account_key == key("birch")
    assert linked.grantor_key == own_key()
    credential = unseal(linked.sealed_credential, owner=linked.pk).credential
    assert credential.label == "Page of birch"
    assert revocations(person) == []
    assert not Due.objects.filter(kind=due.REVOKE).exists()
    work()
    assert network.revoked == []


def test_none_of_these_gives_the_grant_back_at_once(network: Several) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    page = told(client.post(CHOOSE, {"none": "1"}, follow=True))
    assert "X was not linked, as you chose." in page
    work()
    assert len(network.revoked) == 1
    assert connections(person) == []
    assert revocations(person) == []


def test_a_choice_that_nobody_makes_is_revoked_by_itself(network: Several) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    work()
    assert network.revoked == []
    time_is_over(person)
    tasks.dispatch_due()
    work()
    assert len(network.revoked) == 1
    assert revocations(person) == []


def test_a_choice_after_its_time_is_refused_in_words(network: Several) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    time_is_over(person)
    assert "The half hour to choose an account is over" in told(choose(client, "anvil"))
    assert connections(person) == []
    assert "Start again from here." in told(client.get(CHOOSE, follow=True))


def test_the_second_click_hears_what_the_first_did(network: Several) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    choose(client, "anvil")
    assert "X is linked. Reading begins" in told(choose(client, "anvil"))
    assert len(connections(person)) == 1


def test_the_back_button_says_that_it_is_linked_already(network: Several) -> None:
    _, client, _ = sharing("x")
    arrive(client)
    choose(client, "anvil")
    assert "X is linked already." in told(client.get(CHOOSE, follow=True))
    assert "X is linked already." in told(choose(client, "birch"))


def test_the_choice_belongs_to_one_session(network: Several) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    other = Client()
    other.force_login(person)
    for answer in (other.get(CHOOSE, follow=True), choose(other, "anvil")):
        assert "or began in another window. Start again from here." in told(answer)
    assert connections(person) == []
    assert "X is linked." in told(choose(client, "anvil"))


def test_an_account_that_is_not_offered_is_not_linked(network: Several) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    for form in ({"account": key("somebody else's")}, {"account": ""}, {}):
        answer = client.post(CHOOSE, form)
        assert answer.status_code == 422
        assert "Choose one of these accounts" in told(answer)
    network.extra.remove("birch")  # taken from the person while they looked
    assert choose(client, "birch").status_code == 422
    assert connections(person) == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Transient(), "X did not answer as it should. Nothing is linked yet"),
        (RateLimited(), "X asks us to wait."),
    ],
)
def test_a_network_that_fails_in_between_keeps_the_choice_open(
    network: Several, fault: Transient | RateLimited, words: str
) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    network.faults = [fault]
    answer = choose(client, "anvil")
    assert answer.status_code == 503
    assert words in told(answer)
    assert "Try again" in told(answer)
    assert "X is linked." in told(choose(client, "anvil"))
    assert len(connections(person)) == 1


def test_a_network_that_refuses_in_between_ends_the_choice(network: Several) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    network.faults = [Forbidden()]
    assert "X does not let us read this account." in told(choose(client, "anvil"))
    work()
    assert len(network.revoked) == 1
    assert connections(person) == []


def test_a_login_that_opens_nothing_is_given_back_with_the_networks_sentence(
    network: Several,
) -> None:
    person, client, _ = sharing("x")
    network.extra, network.has_own = [], False
    assert NO_ACCOUNT in link_x(client)
    work()
    assert len(network.revoked) == 1
    assert revocations(person) == []


def test_a_network_that_does_not_say_what_a_login_opens_gets_it_back(network: Several) -> None:
    person, client, _ = sharing("x")
    network.faults = [Transient()]
    assert "X did not answer as it should. Nothing was linked" in link_x(client)
    work()
    assert len(network.revoked) == 1
    assert connections(person) == []


def test_linking_again_comes_back_to_the_same_account_without_asking(network: Several) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    choose(client, "birch")
    assert "X is linked." in link_x(client)
    (linked,) = connections(person)
    assert linked.account_key == key("birch")
    assert revocations(person) == []


def test_another_login_without_the_account_of_before_is_refused_and_harms_nothing(
    network: Several,
) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    choose(client, "birch")
    network.extra.remove("birch")
    assert "You have linked another X account." in link_x(client)
    work()
    assert network.revoked == []  # the first account lives on the same permission
    assert [each.account_key for each in connections(person)] == [key("birch")]


def test_who_withdrew_before_choosing_links_nothing(network: Several) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    withdraw_all(client)
    assert "so it is not linked. Nothing was read." in told(choose(client, "anvil"))
    work()
    assert len(network.revoked) == 1
    assert connections(person) == []


def test_a_new_login_takes_the_place_of_a_choice_that_waits(network: Several) -> None:
    person, client, _ = sharing("x")
    arrive(client)
    arrive(client)
    choose(client, "anvil")
    time_is_over(person)
    tasks.dispatch_due()
    work()
    assert network.revoked == []  # the older login's permission is the linked account's too
    assert revocations(person) == []
    assert len(connections(person)) == 1


def test_a_person_who_looks_without_end_is_asked_to_wait(network: Several) -> None:
    _, client, _ = sharing("x")
    arrive(client)
    answers = [client.get(CHOOSE) for _ in range(30)]
    assert {each.status_code for each in answers[:29]} == {200}
    assert answers[29].status_code == 429
    assert "You looked very often, and each look asks X." in told(answers[29])


def test_a_network_without_a_login_has_no_such_page() -> None:
    _, client, _ = sharing("x")
    for name in ("wordpress", "myspace"):
        assert client.get(reverse("me_choose", args=[name])).status_code == 404
