"""Linking X: only what is shared, for one person only, and nothing is left behind when it fails."""

from __future__ import annotations

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.connections.models import Connection
from apps.core import tenancy
from apps.sandbox.standin.faults import Fault
from apps.sandbox.world import world
from apps.sandbox.x.standin import STANDIN
from tests import factories
from tests.pipeline.people import work
from tests.portal.people import answer_of_x, leave_for_x, link_x, sharing, signed_in, withdraw_all

faults = STANDIN.faults

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("x")]
X_LOGIN = "/accounts/x/login/?process=connect"


def connections(person: User) -> list[Connection]:
    with tenancy.person(person.pk):
        return list(Connection.objects.all())


def page(client: Client) -> str:
    return str(client.get(reverse("me_link")).content.decode())


def test_one_click_leads_to_x_from_the_page_of_accounts() -> None:
    _, client, _ = sharing("x")
    assert f'action="{X_LOGIN}"' in page(client)
    assert leave_for_x(client)["client_id"] == "sandbox"


def test_the_page_shows_the_account_its_reading_and_its_end() -> None:
    _, client, _ = sharing("x")
    assert "Shared, not linked yet." in page(client)
    linked = link_x(client)
    assert "@juniper001" in linked
    assert 'hx-trigger="every 2s"' in linked
    work()
    done = page(client)
    assert "Read today at" in done
    assert "hx-trigger" not in done
    assert "See your score" in done


def test_the_part_that_is_polled_is_the_list_alone() -> None:
    _, client, _ = sharing("x")
    link_x(client)
    part = client.get(reverse("me_progress")).content.decode()
    assert part.lstrip().startswith("<section")
    assert "Reading begins in a moment" in part


def test_what_is_not_shared_is_not_linked_and_nobody_is_led_there() -> None:
    person = factories.make_user()
    client = signed_in(person)
    answer = client.post(X_LOGIN, follow=True)
    assert answer.redirect_chain == [(reverse("me_link"), 302)]
    assert "You share X with nobody, so it is not linked." in answer.content.decode()


def test_who_withdrew_meanwhile_is_not_read(live_server: object) -> None:
    person, client, _ = sharing("x")
    answer = answer_of_x(client)
    withdraw_all(client)
    back = client.get(answer, follow=True)
    assert "so it is not linked. Nothing was read." in back.content.decode()
    assert connections(person) == []


def test_nobody_signs_in_or_up_by_x() -> None:
    client = Client()
    for process in ("login", "connect", "redirect"):
        answer = client.post(f"/accounts/x/login/?process={process}", follow=True)
        assert answer.redirect_chain[0][0].startswith(reverse("account_login"))
        assert "Sign in to link X." in answer.content.decode()
    assert not User.objects.exists()


def test_coming_back_signed_out_links_nothing() -> None:
    person, client, _ = sharing("x")
    answer = answer_of_x(client)
    client.logout()
    back = client.get(answer)
    assert back["Location"].startswith(reverse("account_login"))
    assert connections(person) == []


def test_the_answer_for_another_session_links_nothing() -> None:
    _, client, _ = sharing("x")
    other, others_client, _ = sharing("x", email="ivo@people.example")
    back = others_client.get(answer_of_x(client), follow=True)
    assert "Start again from here." in back.content.decode()
    assert connections(other) == []


def test_the_same_answer_twice_links_once() -> None:
    person, client, _ = sharing("x")
    answer = answer_of_x(client)
    client.get(answer)
    assert "Start again from here." in client.get(answer, follow=True).content.decode()
    assert len(connections(person)) == 1


def test_another_account_of_the_same_person_waits_until_the_first_is_unlinked() -> None:
    person, client, _ = sharing("x")
    link_x(client)
    assert "Unlink it first" in link_x(client, handle=world().people[2].handle)
    assert len(connections(person)) == 1


@pytest.mark.parametrize(
    ("fault", "endpoint", "told"),
    [
        (Fault.SERVER_ERROR, "token", "X did not answer as it should."),
        (Fault.HTML, "me", "X did not answer as it should."),
        (Fault.RATE_LIMITED, "me", "X asks us to wait."),
    ],
)
def test_a_bad_day_at_x_is_told_in_words(fault: Fault, endpoint: str, told: str) -> None:
    person, client, _ = sharing("x")
    answer = answer_of_x(client)
    faults.set(fault, endpoint=endpoint)
    assert told in client.get(answer, follow=True).content.decode()
    assert connections(person) == []


def test_unlinking_says_what_follows_and_deletes_what_was_read() -> None:
    person, client, _ = sharing("x")
    link_x(client)
    (connection,) = connections(person)
    address = reverse("me_unlink", args=[connection.pk])
    assert (
        "Everything that was read from it is deleted now." in client.get(address).content.decode()
    )
    told = client.post(address, follow=True).content.decode()
    assert "X is unlinked." in told
    assert connections(person) == []
    again = client.post(address, follow=True)  # the second click
    assert again.redirect_chain == [(reverse("me_link"), 302)]
    assert "unlinked already" in again.content.decode()


def test_nobody_unlinks_what_is_of_another_person() -> None:
    person, client, _ = sharing("x")
    link_x(client)
    (connection,) = connections(person)
    other = signed_in(factories.make_user())
    address = reverse("me_unlink", args=[connection.pk])
    assert other.get(address).status_code == other.post(address).status_code == 404
    assert len(connections(person)) == 1


def test_allauth_keeps_nothing_after_all_of_this() -> None:
    _, client, _ = sharing("x")
    link_x(client)
    link_x(client, decision="deny")
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()
