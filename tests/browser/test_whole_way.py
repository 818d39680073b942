"""Katrin hires, Mara is asked: the whole way as both of them click it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import ViewportSize

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


@pytest.mark.parametrize(
    ("language", "scripts", "size"),
    [
        pytest.param("en", True, Guest.DESK, id="english-wide"),
        pytest.param("de", True, Guest.PHONE, id="german-narrow"),
        pytest.param("en", False, Guest.PHONE, id="english-narrow-without-scripts"),
        pytest.param("de", False, Guest.DESK, id="german-wide-without-scripts"),
    ],
)
def test_from_signing_up_to_two_people_side_by_side(
    guest: Callable[..., Guest], language: str, scripts: bool, size: ViewportSize
) -> None:
    """Each page on the way is looked at in light and dark."""
    katrin, mara = (guest(language, scripts=scripts, size=size) for _ in range(2))
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
    katrin.sees("Welcome, %(name)s", name="Katrin")


def describes_an_opening(katrin: Guest) -> None:
    katrin.opens("/o/halden-mohr/openings/new/", title="Describe an opening")
    katrin.fills(title="Community Manager", place="Hamburg", reason=factories.REASON)
    katrin.clicks("Save the opening")
    katrin.sees("Invite people")


def invites(katrin: Guest) -> None:
    katrin.fills(name="Mara Lind", email=MARA)
    katrin.clicks("Send the invitation")
    katrin.reads("%(name)s is invited. The email is on its way.", name="Mara Lind")
    katrin.sees("Invited so far")


def consents(mara: Guest) -> None:
    link = re.search(r"http\S+(/i/\S+/)", str(mail.outbox[-1].body))
    assert link
    asked = "%(employer)s would like to see your online influence"
    mara.opens(link[1], title=asked, employer="Halden & Mohr")
    mara.reads(factories.REASON)
    mara.page.get_by_role("switch", name="X", exact=True).check()
    share = "Share 1 account" if mara.has_scripts else "Share the accounts that are on"
    mara.clicks(share)
    mara.sees("Create an account")
    mara.fills(name="Mara Lind", password1=factories.PASSWORD)
    mara.clicks("Create the account")
    mara.page.wait_for_url("**/me/accounts/")
    shared = mara.says("You share %(accounts)s with %(employer)s until %(until)s.")
    mara.reads(shared.partition("%(until)s")[0] % {"accounts": "X", "employer": "Halden & Mohr"})


def links_x(mara: Guest) -> None:
    """The network's page speaks English to everybody."""
    mara.page.locator("#accounts").get_by_role("button", name="X").click()
    mara.sees("Renown wants to read your X account")
    mara.fills(account=HANDLE)
    mara.clicks("Allow")
    mara.page.wait_for_url("**/me/accounts/")
    linked = "{label} is linked. Reading begins at once; you can close this page meanwhile."
    mara.reads(mara.says(linked).format(label="X"))
    mara.sees("X")


def sees_the_score(mara: Guest) -> None:
    """The page of accounts asks by itself until the worker is done."""
    assert "pipeline.score_person" in work()
    mara.reads_after_a_while("Your score is ready.")
    mara.follows("See your score")
    mara.sees("Your score, %(name)s", name="Mara")
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
    katrin.reads("%(account)s followers", account="X")
    katrin.page.go_back()
    selection = katrin.page.get_by_role("region", name=katrin.says("Selection"))
    for name in ("Mara Lind", ada.name):
        katrin.page.get_by_label(katrin.says("Select %(name)s", name=name)).check()
        if katrin.has_scripts:
            # A tick that comes sooner aborts the answer to the last one, which htmx tells of.
            selection.get_by_text(name).wait_for()
    selection.get_by_role("button", name=katrin.says("Compare")).click()
    katrin.page.wait_for_url("**/compare/**")
    katrin.sees("Scores on one axis")
    both = "%(first)s and %(second)s: too close to call"
    verdicts = [katrin.says(both, first=a, second=b) for a, b in (("Ada", "Mara"), ("Mara", "Ada"))]
    assert any(each in katrin.page.locator("#main").inner_text() for each in verdicts)
