"""Signing in, and the mail about it, in German: our texts, those of django-allauth, of Django."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db
GERMAN = {"HTTP_ACCEPT_LANGUAGE": "de"}


def test_what_is_wrong_with_a_sign_in_is_said_in_german() -> None:
    form = {"login": "nobody@people.example", "password": "not the password"}
    page = Client().post("/accounts/login/", form, **GERMAN).content.decode()  # type: ignore[arg-type]  # headers
    assert "Passwort" in page
    assert "Adresse und/oder das Passwort" in page or "falsch" in page or "nicht korrekt" in page
    assert "correct" not in page


def test_a_german_is_written_to_in_german_whoever_asked_in_english() -> None:
    make_user("Grete", email="grete@people.example", language="de")
    Client().post("/accounts/password/reset/", {"email": "grete@people.example"})
    letter = mail.outbox[-1]
    assert letter.subject == "Neues Passwort wählen"
    assert "Sie oder jemand anderes" in letter.body
    assert "misst keine Arbeitsleistung" in letter.body


def test_who_has_no_account_is_written_to_as_the_page_was_read() -> None:
    Client().post("/accounts/password/reset/", {"email": "who@people.example"}, **GERMAN)  # type: ignore[arg-type]  # headers
    assert mail.outbox[-1].subject == "Kein Konto mit dieser Adresse"


def test_too_weak_a_password_is_refused_in_german_at_its_field() -> None:
    form = {"name": "Grete", "email": "grete@people.example", "password1": "12345"}
    answer = Client().post("/accounts/signup/", form, **GERMAN)  # type: ignore[arg-type]  # headers
    page = answer.content.decode()
    assert "Dieses Passwort ist zu kurz" in page
    assert 'value="Grete"' in page
