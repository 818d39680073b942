"""Slow networks, second clicks, the back button, sessions that end, openings that are gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core import mail

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.actions import openings
from apps.candidates.models import Candidate, Consent, Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from tests import factories
from tests.browser.guest import Guest
from tests.pipeline.people import work
from tests.portal.people import ask

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SLOW = 800  # milliseconds until an answer begins


@dataclass
class Desk:
    katrin: User
    organisation: Organisation
    opening: Opening

    @property
    def home(self) -> str:
        return f"/o/{self.organisation.slug}/openings/"

    def names(self) -> list[str]:
        with tenancy.organisation(self.organisation.pk):
            return sorted(Candidate.objects.values_list("name", flat=True))

    def titles(self) -> list[str]:
        with tenancy.organisation(self.organisation.pk):
            return sorted(Opening.objects.values_list("title", flat=True))


@pytest.fixture
def desk(site: str) -> Desk:
    katrin = factories.make_user("Katrin Voss")
    organisation = factories.make_organisation("Halden & Mohr", owner=katrin)
    return Desk(katrin, organisation, factories.make_opening(organisation, "Editor"))


def is_slow(guest: Guest) -> None:
    """From now on each answer is under way for a while."""
    network = guest.page.context.new_cdp_session(guest.page)
    network.send("Network.enable")
    conditions = {"offline": False, "latency": SLOW, "downloadThroughput": -1}
    network.send("Network.emulateNetworkConditions", {**conditions, "uploadThroughput": -1})


@pytest.mark.parametrize("scripts", [True, False])
def test_two_clicks_on_a_slow_network_do_it_once(
    guest: Callable[..., Guest], desk: Desk, scripts: bool
) -> None:
    katrin = guest(scripts=scripts).is_signed_in(desk.katrin)
    katrin.opens(f"{desk.home}new/")
    katrin.fills(title="Translator", reason=factories.REASON)
    is_slow(katrin)
    button = katrin.page.locator("#main").get_by_role("button", name="Save the opening")
    button.dblclick(no_wait_after=True)
    katrin.sees("Invite people")
    assert desk.titles() == ["Editor", "Translator"]
    katrin.fills(name="Mara Lind", email="mara@people.example")
    button = katrin.page.locator("#main").get_by_role("button", name="Send the invitation").first
    button.dblclick(no_wait_after=True)
    katrin.reads("Mara Lind")
    katrin.page.wait_for_load_state()
    assert desk.names() == ["Mara Lind"]
    work()
    assert ["mara@people.example" in str(message.to) for message in mail.outbox] == [True]


def test_going_back_and_sending_again_invites_nobody_twice(
    guest: Callable[..., Guest], desk: Desk
) -> None:
    katrin = guest().is_signed_in(desk.katrin)
    katrin.opens(f"{desk.home}{desk.opening.pk}/invite/", title="Invite people")
    katrin.fills(name="Mara Lind", email="mara@people.example")
    katrin.clicks("Send the invitation")
    katrin.reads("on its way")
    katrin.page.go_back()
    katrin.fills(name="Mara Lind", email="mara@people.example")
    katrin.clicks("Send the invitation")
    katrin.page.wait_for_load_state()
    assert desk.names() == ["Mara Lind"]
    work()
    assert len(mail.outbox) == 1


def test_a_session_that_ends_while_somebody_writes_costs_nothing_of_what_they_wrote(
    guest: Callable[..., Guest], desk: Desk
) -> None:
    katrin = guest().is_signed_in(desk.katrin)
    katrin.opens(f"{desk.home}new/", title="Describe an opening")
    katrin.fills(title="Translator", reason=factories.REASON)
    katrin.session_ends()
    katrin.clicks("Save the opening")
    katrin.sees("Sign in")
    katrin.fills(login=desk.katrin.email, password=factories.PASSWORD)
    katrin.page.keyboard.press("Enter")
    katrin.sees("Send it once more?")
    katrin.clicks("Send it now")
    katrin.sees("Invite people")
    assert desk.titles() == ["Editor", "Translator"]


def test_a_session_that_ends_in_the_middle_of_consent_goes_on_after_signing_in(
    guest: Callable[..., Guest],
) -> None:
    asked = ask()
    person = factories.make_user("Mara Lind", email="mara@people.example")
    mara = guest().is_signed_in(person)
    mara.opens(asked.path)
    mara.page.get_by_role("switch", name="X", exact=True).check()
    mara.session_ends()
    mara.clicks("Share 1 account")
    mara.page.wait_for_url("**/accounts/login/**")
    mara.fills(login=person.email, password=factories.PASSWORD)
    mara.page.keyboard.press("Enter")
    mara.page.wait_for_url("**/me/accounts/")
    with tenancy.person(person.pk):
        assert [consent.networks for consent in Consent.objects.all()] == [["x"]]


def test_an_opening_that_is_gone_meanwhile_is_said_in_the_open_tab(
    guest: Callable[..., Guest], desk: Desk
) -> None:
    katrin = guest().is_signed_in(desk.katrin)
    katrin.opens(f"{desk.home}{desk.opening.pk}/invite/", title="Invite people")
    katrin.fills(name="Mara Lind", email="mara@people.example")
    with tenancy.organisation(desk.organisation.pk):
        openings.delete(opening=desk.opening, by=By.user(desk.katrin.pk))
    katrin.clicks("Send the invitation")
    katrin.page.wait_for_load_state()
    assert "Editor" not in desk.titles()
    assert desk.names() == []
    katrin.page.get_by_role("link", name="Openings").first.click()
    katrin.sees("Openings")
    katrin.complaints.clear()
