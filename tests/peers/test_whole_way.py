"""The whole way on real input: two people are invited, link their WordPress, are read by a worker,
scored and compared; one unlinks, the other withdraws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.models import Consent, Opening
from apps.connections.models import Connection, InteractionObservation, PostObservation, Snapshot
from apps.core import tenancy
from apps.organisations.actions import api_keys
from apps.organisations.models import Organisation
from apps.scoring.models import Score, Standing
from tests import factories
from tests.peers.browsing import Visitor
from tests.peers.program import Browser, letters, running_worker, until
from tests.peers.site import WordPressSite
from tests.pipeline.people import empty_queue

pytestmark = pytest.mark.django_db(transaction=True)
EMPLOYER = "Halden & Mohr"
JOB = {
    "title": "Editor of the magazine",
    "place": "Hamburg",
    "reason": factories.REASON,
    **{f"{factor}_weight": "1.00" for factor in ("reach", "engagement", "network")},
    "weights_reason": "",
}


class Employer:
    """Katrin's browser, and her programs' key."""

    def __init__(self, url: str, browser: Browser) -> None:
        self.url, self.browser = url, browser
        katrin = factories.make_user("Katrin Voss")
        browser.sign_in(katrin.email)
        form = {"name": EMPLOYER, "privacy_contact": katrin.email}
        self.home = str(browser.submit("/organisations/new/", form).url.path)
        browser.submit(f"{self.home}openings/new/", JOB)
        with tenancy.person(katrin.pk):
            self.organisation = Organisation.objects.get()
        with tenancy.organisation(self.organisation.pk):
            self.opening = f"{self.home}openings/{Opening.objects.get().pk}/"
            _, self._secret = api_keys.create(
                organisation=self.organisation, name="ATS", scopes=["read"], by=By.user(katrin.pk)
            )

    def invite(self, name: str) -> None:
        form = {"name": name.capitalize(), "email": address_of(name), "place": ""}
        answer = self.browser.submit(f"{self.opening}invite/", form)
        assert "on its way" in answer.text

    def ask(self, path: str, **query: Any) -> Any:
        answer = httpx.get(
            f"{self.url}/api/v1/{path}",
            params=query,
            headers={"Authorization": f"Bearer {self._secret}"},
            trust_env=False,
        )
        return {**answer.json(), "http": answer.status_code}

    def people(self) -> dict[str, Any]:
        return {each["name"]: each for each in self.ask("candidates")["results"]}

    def row(self, name: str) -> str:
        rows = re.findall(r"<tr\b.*?</tr>", self.browser.get(self.opening), re.DOTALL)
        return str(next(each for each in rows if f">{name}</a>" in each))


@pytest.fixture
def var(
    live_server: LiveServer, settings: Settings, wordpress: WordPressSite, tmp_path: Path
) -> Iterator[Path]:
    """The folder of a real worker that runs meanwhile."""
    settings.PUBLIC_URL = live_server.url
    empty_queue()
    with running_worker(tmp_path, public_url=live_server.url, reachable=wordpress.host):
        yield tmp_path
    empty_queue()


def address_of(name: str) -> str:
    return f"{name}@people.example"


def consent(browser: Browser, name: str, var: Path) -> str:
    """From the letter to the page of accounts; nobody asks for a code, as the letter proves the
    address. Returns the path of its link."""
    (letter,) = until(lambda: letters(var, address_of(name)), f"a letter to {name}")
    link = re.search(r"http\S+(/i/\S+/)", letter)
    assert link
    page = browser.get(link[1])
    assert "Halden &amp; Mohr would like to see your online influence" in page
    assert factories.REASON in page
    choice = browser.submit(link[1], {"answer": "share", "networks": ["wordpress"]})
    assert choice.url.path == "/accounts/signup/"
    form = {"email": address_of(name), "password1": factories.PASSWORD, "name": name.capitalize()}
    there = browser.submit("/accounts/signup/", form | {"next": "/consent/"})
    assert there.url.path == "/me/accounts/", there.text
    assert "You share WordPress with Halden &amp; Mohr until" in there.text
    return link[1]


def link(browser: Browser, name: str, wordpress: WordPressSite) -> str:
    """The application password, as the site gave it."""
    leave = browser.submit("/me/accounts/wordpress/", {"address": wordpress.host}, follow=False)
    assert leave.status_code == 302, leave.text
    with Visitor(wordpress, name) as visitor:
        back = urlsplit(visitor.approve(leave.headers["location"]))
    page = browser.get(f"{back.path}?{back.query}")
    assert "WordPress is linked." in page
    return parse_qs(back.query)["password"][0].replace(" ", "")


def grants(wordpress: WordPressSite, name: str) -> int:
    """Application passwords that the person's own profile lists."""
    with Visitor(wordpress, name) as visitor:
        page = visitor.page("/wp-admin/profile.php")
    return len(set(re.findall(r'<tr data-uuid="([0-9a-f-]{36})"', page)))


def rows_of(name: str) -> dict[str, int]:
    """Everything of a person that can hold something that was read or computed."""
    person = User.objects.get(email=address_of(name))
    models = (Connection, Snapshot, PostObservation, InteractionObservation, Score, Standing)
    with tenancy.person(person.pk):
        return {model.__name__: model.objects.count() for model in models}


def test_from_two_invitations_to_a_comparison_and_back(
    var: Path, live_server: LiveServer, wordpress: WordPressSite
) -> None:
    with (
        Browser(live_server.url) as katrins,
        Browser(live_server.url) as annas,
        Browser(live_server.url) as bens,
    ):
        employer, browsers = Employer(live_server.url, katrins), {"anna": annas, "ben": bens}
        secrets: list[str] = []
        for name in browsers:
            employer.invite(name)
        assert {each["state"] for each in employer.people().values()} == {"not_shared"}
        for name, browser in browsers.items():
            secrets.append(consent(browser, name, var))
            assert rows_of(name)["Connection"] == 0, "nothing is read before it is linked"
            secrets.append(link(browser, name, wordpress))
            assert grants(wordpress, name) == 1
        until(lambda: all(p["score"] for p in employer.people().values()), "two scores")
        what_was_read_is_what_there_is(wordpress)
        the_numbers_are_the_same_everywhere(employer, browsers)
        the_comparison_says_what_can_be_said(employer)
        anna_unlinks(annas, employer, wordpress)
        ben_withdraws(bens, employer, wordpress)
    log = (var / "worker.log").read_text()
    assert "pipeline.revoke_grant" in log
    assert not [secret for secret in secrets if secret in log]


def what_was_read_is_what_there_is(wordpress: WordPressSite) -> None:
    for name in ("anna", "ben"):
        rows = rows_of(name)
        assert rows["PostObservation"] == len(wordpress.people[name].posts)
        assert rows["InteractionObservation"] == wordpress.people[name].comments
        assert rows["Connection"] == rows["Snapshot"] == rows["Score"] == rows["Standing"] == 1


def the_numbers_are_the_same_everywhere(employer: Employer, browsers: dict[str, Browser]) -> None:
    """In the API, in the team's list and page, and on the person's own page."""
    for name, browser in browsers.items():
        person = employer.people()[name.capitalize()]
        score = employer.ask(f"candidates/{person['id']}/score")
        assert score["state"] in {"scored", "provisional"}
        assert score["networks"] == ["wordpress"]
        assert sum(line["points"] for line in score["contributions"]) == score["value"]
        assert score["interval"]["low"] <= score["value"] <= score["interval"]["high"]
        not_measured = {(gap["network"], gap["metric"]) for gap in score["not_measured"]}
        assert ("wordpress", "reach") in not_measured
        value = str(score["value"])
        assert f">{value}<" in employer.row(name.capitalize())
        for page in (
            employer.browser.get(f"{employer.home}candidates/{person['id']}/"),
            browser.get("/me/"),
        ):
            assert f"Why {value}?" in page


def the_comparison_says_what_can_be_said(employer: Employer) -> None:
    ids = [each["id"] for each in employer.people().values()]
    answer = employer.ask("compare", candidate=ids)
    (verdict,) = answer["verdicts"]
    a, b = (each["score"]["value"] for each in answer["candidates"])
    assert verdict["points"] == a - b
    close = 0.35 < verdict["probability_a"] < 0.65
    assert (verdict["verdict"] == "too_close") is close
    assert (verdict["higher"] is None) is close
    page = employer.browser.get(f"{employer.home}compare/?candidate={ids[0]}&candidate={ids[1]}")
    assert ("too close to call" in page.lower()) is close


def anna_unlinks(browser: Browser, employer: Employer, wordpress: WordPressSite) -> None:
    address = re.search(r'href="(/me/accounts/[0-9a-f-]+/unlink/)"', browser.get("/me/accounts/"))
    assert address
    assert "WordPress is unlinked." in browser.submit(address[1], {}).text
    until(lambda: grants(wordpress, "anna") == 0, "WordPress forgets the application password")
    until(lambda: not _value(employer, "Anna"), "no score without an account")
    rows = rows_of("anna")
    assert rows["Connection"] == rows["PostObservation"] == rows["InteractionObservation"] == 0
    assert _value(employer, "Ben"), "the score of another person stays"


def ben_withdraws(browser: Browser, employer: Employer, wordpress: WordPressSite) -> None:
    ben = employer.people()["Ben"]
    with tenancy.person(User.objects.get(email=address_of("ben")).pk):
        consent_id = Consent.objects.get().pk
    told = browser.submit(f"/me/scores/{consent_id}/withdraw/", {}).text
    assert "Halden &amp; Mohr sees “Not shared” from now on." in told
    assert employer.people()["Ben"]["state"] == "not_shared"
    assert employer.ask(f"candidates/{ben['id']}/score")["http"] == 404
    assert "Not shared" in employer.row("Ben")
    assert set(rows_of("ben").values()) == {0}
    until(lambda: grants(wordpress, "ben") == 0, "WordPress forgets the application password")


def _value(employer: Employer, name: str) -> int | None:
    score = employer.people()[name]["score"]
    return score["value"] if score else None
