"""Katrin hires, Mara is asked: the whole way as both of them click it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail

from apps.accounts.models import User
from apps.candidates.models import Candidate, Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from tests import factories
from tests.browser.guest import Guest
from tests.pipeline.people import work
from tests.portal.people import HANDLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KATRIN, MARA = "katrin@people.example", "mara@people.example"


def test_from_signing_up_to_two_people_side_by_side(guest: Callable[[], Guest]) -> None:
    katrin, mara = guest(), guest()
    signs_up(katrin)
    describes_an_opening(katrin)
    invites(katrin)
    work()
    consents(mara)
    links_x(mara)
    sees_the_score(mara)
    compares(katrin, somebody_else())


def signs_up(katrin: Guest) -> None:
    katrin.opens("/", title="A score of online influence that both sides can see")
    katrin.follows("Create an account")
    katrin.sees("Create an account")
    katrin.fills(name="Katrin Voss", email=KATRIN, password1=factories.PASSWORD)
    katrin.clicks("Create the account")
    katrin.page.wait_for_url("**/confirm-email/")
    katrin.sees("Confirm your email address")
    code = re.search(r"^([A-Z0-9]{4}-?[A-Z0-9]{4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    katrin.fills(code=code[1])
    katrin.clicks("Confirm")
    katrin.page.wait_for_url("**/home/")
    katrin.follows("Create an organisation")
    katrin.sees("Create an organisation")
    katrin.fills(name="Halden & Mohr")
    katrin.clicks("Create the organisation")
    katrin.sees("Welcome, Katrin")


def describes_an_opening(katrin: Guest) -> None:
    katrin.opens("/o/halden-mohr/openings/new/", title="Describe an opening")
    katrin.fills(title="Community Manager", place="Hamburg", reason=factories.REASON)
    katrin.clicks("Save the opening")
    katrin.sees("Invite people")


def invites(katrin: Guest) -> None:
    katrin.fills(name="Mara Lind", email=MARA)
    katrin.clicks("Send the invitation")
    katrin.reads("on its way")
    katrin.sees("Invited so far")


def consents(mara: Guest) -> None:
    link = re.search(r"http\S+(/i/\S+/)", str(mail.outbox[-1].body))
    assert link
    mara.opens(link[1], title="Halden & Mohr would like to see your online influence")
    mara.reads(factories.REASON)
    mara.page.get_by_role("switch", name="X", exact=True).check()
    mara.clicks("Share 1 account")
    mara.sees("Create an account")
    mara.fills(name="Mara Lind", password1=factories.PASSWORD)
    mara.clicks("Create the account")
    mara.page.wait_for_url("**/me/accounts/")
    mara.reads("You share X with Halden & Mohr until")


def links_x(mara: Guest) -> None:
    mara.clicks("Link X")
    mara.sees("Renown wants to read your X account")
    mara.fills(account=HANDLE)
    mara.clicks("Allow")
    mara.page.wait_for_url("**/me/accounts/")
    mara.reads("X is linked.")
    mara.sees("X")


def sees_the_score(mara: Guest) -> None:
    """The page of accounts asks by itself until the worker is done."""
    assert "pipeline.score_person" in work()
    mara.reads("Your score is ready.")
    mara.follows("See your score")
    mara.sees("Your score, Mara")
    mara.reads("Halden & Mohr")


def somebody_else() -> Candidate:
    with tenancy.person(User.objects.get(email=KATRIN).pk):
        organisation = Organisation.objects.get()
    with tenancy.organisation(organisation.pk):
        opening = Opening.objects.get()
    factories.make_candidate(organisation, "Silent Ivo", opening=opening)
    return factories.make_sharing_candidate(organisation, opening, "Ada Lind", followers=90_000)


def compares(katrin: Guest, ada: Candidate) -> None:
    katrin.opens("/o/halden-mohr/openings/", title="Openings")
    katrin.follows("Community Manager")
    katrin.sees("Community Manager")
    katrin.reads("Silent Ivo")
    katrin.follows("Mara Lind")
    katrin.sees("Mara Lind")
    katrin.reads("X followers")
    katrin.page.go_back()
    selection = katrin.page.get_by_role("region", name="Selection")
    for name in ("Mara Lind", ada.name):
        katrin.page.get_by_label(f"Select {name}").check()
        # A tick that comes sooner aborts the answer to the last one, which htmx tells the console.
        selection.get_by_text(name).wait_for()
    selection.get_by_role("button", name="Compare").click()
    katrin.page.wait_for_url("**/compare/**")
    katrin.sees("Ada and Mara")
    katrin.reads("too close to call")
