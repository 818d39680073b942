"""Who may not, may not; and two organisations are open at once without touching each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.candidates.models import Candidate, Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests import factories
from tests.browser.guest import Guest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Names of pages that ask for more than looking.
RECRUITERS = ("opening_new", "opening_edit", "opening_invite")
ADMINS = ("organisation", "keys", "audit")


def status(guest: Guest, address: str) -> int:
    answer = guest.page.goto(address)
    assert answer is not None
    guest.complaints.clear()  # the console tells of each 404 that was wanted
    return answer.status


def openings(organisation: Organisation) -> list[str]:
    with tenancy.organisation(organisation.pk):
        return sorted(Opening.objects.values_list("title", flat=True))


@pytest.mark.parametrize(
    ("role", "closed"), [(Role.VIEWER, RECRUITERS + ADMINS), (Role.RECRUITER, ADMINS)]
)
def test_who_may_not_finds_neither_the_button_nor_the_page(
    guest: Callable[[], Guest], role: str, closed: tuple[str, ...]
) -> None:
    organisation = factories.make_organisation("Halden & Mohr", owner=factories.make_user())
    opening = factories.make_opening(organisation)
    factories.make_sharing_candidate(organisation, opening, "Ada Lind")
    vic = guest().is_signed_in(factories.make_member(organisation, role=role).user)
    home = f"/o/{organisation.slug}/"
    addresses = {_address(each, organisation, opening) for each in closed}
    for page in (f"{home}openings/", f"{home}openings/{opening.pk}/", f"{home}settings/team/"):
        vic.opens(page)
        links = vic.page.locator("a[href]").evaluate_all("all => all.map(a => a.pathname)")
        assert not {*links} & addresses, page
    assert {each: status(vic, each) for each in addresses} == dict.fromkeys(addresses, 403)
    assert status(vic, f"{home}openings/{opening.pk}/") == 200


def test_two_organisations_are_open_side_by_side(guest: Callable[[], Guest]) -> None:
    """Katrin belongs to both and works in two tabs; what she does in one stays there."""
    katrin = factories.make_user("Katrin Voss")
    halden = factories.make_organisation("Halden & Mohr", owner=katrin)
    juno = factories.make_organisation("Juno Press", owner=katrin)
    ada = _shares_with(halden, "Ada Lind")
    _shares_with(juno, "Ben Okafor")
    first = guest().is_signed_in(katrin)
    second = first.in_another_tab()
    first.opens(f"/o/{halden.slug}/openings/new/")
    second.opens(f"/o/{juno.slug}/openings/new/")
    first.fills(title="Editor", reason=factories.REASON)
    second.fills(title="Translator", reason=factories.REASON)
    first.clicks("Save the opening")
    second.clicks("Save the opening")
    first.sees("Invite people")
    second.sees("Invite people")
    assert openings(halden) == ["Community Manager", "Editor"]
    assert openings(juno) == ["Community Manager", "Translator"]
    second.opens(f"/o/{juno.slug}/people/")
    second.reads("Ben Okafor")
    expect(second.page.locator("#main")).not_to_contain_text("Ada Lind")
    assert status(second, f"/o/{juno.slug}/candidates/{ada.pk}/") == 404
    assert status(second, f"/o/{juno.slug}/compare/?candidate={ada.pk}") != 200 or (
        "Ada" not in second.page.content()
    )


def _address(name: str, organisation: Organisation, opening: Opening) -> str:
    of_opening = [opening.pk] if name in {"opening_edit", "opening_invite"} else []
    return reverse(name, args=[organisation.slug, *of_opening])


def _shares_with(organisation: Organisation, name: str) -> Candidate:
    return factories.make_sharing_candidate(
        organisation, factories.make_opening(organisation), name
    )
