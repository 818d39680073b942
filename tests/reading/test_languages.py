"""Pages speak the reader's language: chosen, suggested by the employer, or asked for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from apps.accounts.models import User
from apps.accounts.preferences import language_of, language_of_address
from apps.core import reader
from tests.factories import make_user

GERMAN = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9,en;q=0.5"}
FRENCH = {"HTTP_ACCEPT_LANGUAGE": "fr-FR,fr;q=0.9"}
pytestmark = pytest.mark.django_db


def language_in(answer: Any) -> str:
    """What the page says it is written in, which is what its header says too."""
    found = re.search(r'<html lang="([\w-]+)"', answer.content.decode())
    assert found
    assert answer.headers["Content-Language"] == found[1]
    return found[1]


def page(client: Client, **asked: str) -> str:
    return language_in(client.get("/accounts/login/", **asked))  # type: ignore[arg-type]  # headers


def signed_in(**fields: str) -> tuple[Client, User]:
    user, client = make_user("Ada", **fields), Client()
    client.force_login(user)
    return client, user


def test_a_stranger_reads_what_the_browser_asks_for_and_english_where_we_cannot() -> None:
    assert page(Client(), **GERMAN) == "de"
    assert page(Client(), **FRENCH) == "en"
    assert page(Client()) == "en"


def test_who_chose_in_the_footer_reads_it_from_then_on_and_is_back_where_they_were() -> None:
    client = Client()
    answer = client.post("/language/", {"language": "de", "next": "/accounts/login/?next=/me/"})
    assert answer.headers["Location"] == "/accounts/login/?next=/me/"
    assert page(client) == "de"
    assert page(client, HTTP_ACCEPT_LANGUAGE="en") == "de"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_the_switch_leads_to_no_other_site(elsewhere: str) -> None:
    answer = Client().post("/language/", {"language": "de", "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_a_language_in_which_nothing_is_written_is_not_kept() -> None:
    client = Client()
    client.post("/language/", {"language": "xx"})
    assert page(client, **GERMAN) == "de"
    client.cookies["language"] = "../../etc"
    assert page(client, **GERMAN) == "de"


def test_the_accounts_choice_goes_before_that_of_the_browser_and_comes_along() -> None:
    client, user = signed_in(language="de")
    assert language_in(client.get("/preferences/", HTTP_ACCEPT_LANGUAGE="en")) == "de"
    client.post("/language/", {"language": "en"})
    user.refresh_from_db()
    assert user.language == "en"
    assert language_in(client.get("/preferences/", **GERMAN)) == "en"  # type: ignore[arg-type]


def test_ada_chooses_on_her_account_page_and_is_answered_in_her_new_language() -> None:
    client, user = signed_in()
    form = {"language": "de", "time_zone": "Europe/Berlin"}
    answer = client.post("/preferences/", form, follow=True)
    assert language_in(answer) == "de"
    user.refresh_from_db()
    assert (user.language, user.time_zone) == ("de", "Europe/Berlin")
    refused = client.post("/preferences/", {"language": "xx", "time_zone": "Mars/Olympus"})
    assert refused.context["form"].errors.keys() == {"language", "time_zone"}


def test_the_switch_names_each_language_in_itself_and_works_without_a_script() -> None:
    text = Client().get("/accounts/login/").content.decode()
    assert 'action="/language/"' in text
    assert re.search(r'value="de" lang="de" aria-pressed="false">Deutsch<', text)
    assert re.search(r'value="en" lang="en" aria-pressed="true">English<', text)


def employers_page(request: HttpRequest) -> HttpResponse:
    reader.suggest(request, language="de", time_zone="Europe/Berlin")
    return HttpResponse(translation.get_language())


def visits(client: Client, **cookies: str) -> HttpResponse:
    """What an employer's page answers to this guest, with its session."""
    request = RequestFactory().get("/i/x/", HTTP_ACCEPT_LANGUAGE="en")
    request.COOKIES.update(cookies)
    request.session, request.user = client.session, AnonymousUser()
    answer = reader.ReaderMiddleware(employers_page)(request)
    request.session.save()
    assert isinstance(answer, HttpResponse)
    return answer


def test_an_employer_suggests_its_language_to_who_chose_none_and_it_lasts_for_guests() -> None:
    guest = Client()
    guest.get("/")
    answer = visits(guest)
    assert answer.content == b"de"
    assert answer.headers["Content-Language"] == "de"
    guest.cookies[settings.SESSION_COOKIE_NAME] = guest.session.session_key or ""
    assert page(guest, HTTP_ACCEPT_LANGUAGE="en") == "de"
    assert visits(guest, language="en").content == b"en"


@pytest.mark.parametrize("path", ["/there/is/nothing/", "/theme/"])
def test_pages_about_what_went_wrong_speak_it_too(path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path, **GERMAN)  # type: ignore[arg-type]
    assert answer.status_code in {403, 404}
    assert language_in(answer) == "de"


def test_pages_tell_caches_on_what_their_language_depends() -> None:
    vary = Client().get("/accounts/login/").headers["Vary"]
    assert {"Accept-Language", "Cookie"} <= {each.strip() for each in vary.split(",")}


def test_programs_get_what_they_ask_for_whatever_the_browser_chose() -> None:
    client = Client()
    client.cookies["language"] = "de"
    client.cookies["time_zone"] = "Europe/Berlin"
    answer = client.get("/api/v1/candidates", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.headers["Content-Language"] == "en"
    assert "Cookie" not in answer.headers["Vary"]


def test_nothing_of_a_readers_language_stays_for_the_next_one() -> None:
    before = translation.get_language()
    page(Client(), **GERMAN)
    assert translation.get_language() == before


def test_letters_speak_the_language_of_who_gets_them() -> None:
    make_user("Grete", email="grete@people.example", language="de")
    ada = make_user("Ada")
    assert language_of(ada, otherwise="de") == "de"
    assert language_of(ada) == "en"
    assert language_of_address("Grete@people.example", otherwise="en") == "de"
    assert language_of_address("nobody@people.example", otherwise="de") == "de"


def test_who_signs_up_in_german_is_written_to_in_german() -> None:
    client = Client()
    client.cookies["time_zone"] = "Europe/Vienna"
    form = {"name": "Grete", "email": "grete@people.example", "password1": "a long enough one"}
    client.post(reverse("account_signup"), form, **GERMAN)  # type: ignore[arg-type]
    grete = User.objects.get(email="grete@people.example")
    assert (grete.language, grete.time_zone) == ("de", "Europe/Vienna")
