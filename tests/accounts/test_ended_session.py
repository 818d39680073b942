"""A session ends while somebody writes: what was typed is not lost, and nothing is done unasked."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.candidates.models import Opening
from apps.core import tenancy, unsent
from apps.organisations.models import Organisation
from tests.factories import PASSWORD, REASON, make_organisation, make_user

pytestmark = pytest.mark.django_db
OFFER = b"Send it once more?"
FORM = {"title": "Press officer", "place": "Kiel", "reason": REASON}
FORM |= {"reach_weight": "1", "engagement_weight": "1", "network_weight": "1"}


@pytest.fixture
def ada() -> User:
    return make_user("Ada")


@pytest.fixture
def acme(ada: User) -> Organisation:
    return make_organisation("Acme", owner=ada)


def signs_in(browser: Client, user: User, way: str) -> str:
    """Through the page that ``way`` leads to; where one is then."""
    browser.get(way)
    form = {
        "login": user.email,
        "password": PASSWORD,
        "next": parse_qs(urlsplit(way).query)["next"][0],
    }
    answer = browser.post("/accounts/login/", form)
    assert answer.status_code == 302
    return answer.headers["Location"]


def openings(organisation: Organisation) -> list[str]:
    with tenancy.organisation(organisation.pk):
        return list(Opening.objects.values_list("title", flat=True))


def test_what_ada_typed_is_offered_again_after_she_signed_in_and_sent_once(
    ada: User, acme: Organisation
) -> None:
    browser, new = Client(), f"/o/{acme.slug}/openings/new/"
    late = browser.post(new, FORM)
    assert late.status_code == 302
    assert openings(acme) == []
    back = signs_in(browser, ada, late.headers["Location"])
    assert back == new
    page = browser.get(back)
    assert OFFER in page.content
    fields = dict(page.context["fields"])
    assert fields == FORM
    assert openings(acme) == [], "nothing is done before she says so"
    browser.post(new, fields)
    assert openings(acme) == ["Press officer"]
    assert OFFER not in browser.get(new).content, "it is offered once"


def test_secrets_and_files_are_not_kept(ada: User, acme: Organisation) -> None:
    for secret in ("password", "current_passcode", "api_token"):
        browser = Client()
        browser.post("/preferences/", {secret: "hunter2", "language": "de"})
        assert unsent.KEY not in browser.session
    browser = Client()
    browser.post("/preferences/", {"language": "de", "note": "x" * 30_000})
    assert unsent.KEY not in browser.session


def test_what_is_kept_cannot_be_read_from_the_session_and_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = Client()
    late = browser.post("/preferences/", {"language": "de", "time_zone": "Europe/Berlin"})
    assert "Berlin" not in browser.session[unsent.KEY]
    monkeypatch.setattr(unsent, "LASTS", -1)
    back = signs_in(browser, make_user("Grete"), late.headers["Location"])
    assert OFFER not in browser.get(back).content
    assert unsent.KEY not in browser.session


def test_a_part_of_a_page_leads_the_whole_page_to_sign_in(acme: Organisation) -> None:
    page = f"http://testserver/o/{acme.slug}/people/?sort=reach"
    part = {"HX-Request": "true", "HX-Current-URL": page}
    answer = Client().get(f"/o/{acme.slug}/people/rows/", headers=part)
    assert answer.status_code == 204
    way = urlsplit(answer.headers["HX-Redirect"])
    assert parse_qs(way.query)["next"] == [f"/o/{acme.slug}/people/?sort=reach"]


def test_a_part_of_another_site_leads_to_none(acme: Organisation) -> None:
    part = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/"}
    answer = Client().get(f"/o/{acme.slug}/people/rows/", headers=part)
    assert "evil" not in answer.headers["HX-Redirect"]
