"""Without a mouse: the first key press offers to skip the navigation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from apps.accounts.models import User
from tests import factories
from tests.browser.guest import Guest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(guest: Guest, user: User) -> Guest:
    guest.opens("/accounts/login/", title="Sign in")
    guest.fills(login=user.email, password=factories.PASSWORD)
    guest.page.keyboard.press("Enter")
    guest.page.wait_for_url("**/o/**")
    return guest


def skips_to_the_content(guest: Guest) -> None:
    link = guest.page.get_by_role("link", name="Skip to content")
    guest.page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    guest.page.keyboard.press("Enter")
    expect(guest.page.locator("#main")).to_be_focused()


def test_public_pages_and_pages_of_the_team_can_be_skipped_into(
    guest: Callable[[], Guest],
) -> None:
    katrin = factories.make_user("Katrin Voss")
    organisation = factories.make_organisation("Halden & Mohr", owner=katrin)
    opening = factories.make_opening(organisation)
    visitor = guest()
    visitor.opens("/")
    skips_to_the_content(visitor)
    signed_in(visitor, katrin)
    visitor.opens(f"/o/{organisation.slug}/openings/{opening.pk}/")
    skips_to_the_content(visitor)


def tabs_to(guest: Guest, target: Locator) -> None:
    """By the tab key alone, as often as a page may have stops."""
    for _ in range(120):
        if target.evaluate("each => each === document.activeElement"):
            return
        guest.page.keyboard.press("Tab")
    raise AssertionError(f"no tab leads to {target}")


def test_two_people_are_chosen_and_compared_without_a_mouse(guest: Callable[[], Guest]) -> None:
    katrin = factories.make_user("Katrin Voss")
    organisation = factories.make_organisation("Halden & Mohr", owner=katrin)
    opening = factories.make_opening(organisation)
    for name in ("Ada Lind", "Ben Okafor"):
        factories.make_sharing_candidate(organisation, opening, name)
    team = signed_in(guest(), katrin)
    team.opens(f"/o/{organisation.slug}/openings/{opening.pk}/")
    selection = team.page.get_by_role("region", name="Selection")
    for name in ("Ada Lind", "Ben Okafor"):
        tabs_to(team, team.page.get_by_label(f"Select {name}"))
        team.page.keyboard.press("Space")
        selection.get_by_text(name).wait_for()
    tabs_to(team, selection.get_by_role("button", name="Compare"))
    team.page.keyboard.press("Enter")
    team.page.wait_for_url("**/compare/**")
    team.sees("Scores on one axis")


def test_a_menu_opens_and_closes_without_a_mouse(guest: Callable[[], Guest]) -> None:
    katrin = factories.make_user("Katrin Voss")
    factories.make_organisation("Halden & Mohr", owner=katrin)
    team = signed_in(guest(), katrin)
    menu = team.page.locator("header details.menu").last
    tabs_to(team, menu.locator("summary"))
    team.page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    team.page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")


def test_the_admin_and_the_pages_of_the_api_work_under_their_own_policy(
    guest: Callable[[], Guest],
) -> None:
    katrin = factories.make_user("Katrin Voss")
    organisation = factories.make_organisation("Halden & Mohr", owner=katrin)
    factories.make_sharing_candidate(organisation, factories.make_opening(organisation), "Ada Lind")
    team = signed_in(guest(), katrin)
    team.opens("/admin/candidates/candidate/")
    team.page.get_by_role("link", name="Ada Lind").wait_for()
    team.opens("/api/docs")
    team.page.get_by_text("/api/v1/compare").wait_for()
