"""Who has looked at a score: everybody once, with how often, since the person shared it."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.core import tenancy
from apps.portal.own.viewers import active_consents, viewers
from tests import factories
from tests.portal.people import signed_in
from tests.portal.test_own_page import look, mara, sharing, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return mara()


def page(person: User) -> str:
    return html.unescape(text(signed_in(person).get(reverse("me"))))


def test_everybody_who_looked_stands_there_once_with_how_often(person: User) -> None:
    consent, katrin = sharing(person), factories.make_user("Katrin Voss")
    for _ in range(3):
        look(consent, By.user(katrin.pk))
    look(consent, By.key(katrin.pk))
    said = page(person)
    assert "Katrin Voss, 3 times, last on" in said
    assert "a program of theirs, once, on" in said


def test_each_employer_shows_its_own_looks(person: User) -> None:
    first, second = sharing(person), sharing(person, "Stadtwerke Kiel")
    look(first, By.user(factories.make_user("Katrin Voss").pk))
    with tenancy.person(person.pk):
        found = {each.consent_id: each for each in viewers(list(active_consents()))}
    assert [each.who for each in found[first.pk].looks] == ["Katrin Voss"]
    assert found[second.pk].looks == ()


def test_looks_from_before_the_consent_are_not_counted(person: User) -> None:
    consent = sharing(person)
    look(consent, By.user(factories.make_user("Katrin Voss").pk))
    with tenancy.person(person.pk):
        later = active_consents().get(pk=consent.pk)
        later.granted_at = timezone.now() + timedelta(seconds=1)
        assert viewers([later])[0].looks == ()


def test_many_employers_cost_no_query_more(person: User, django_assert_num_queries: Any) -> None:
    for number in range(4):
        look(sharing(person, f"Employer {number}"), By.user(factories.make_user().pk))
    with tenancy.person(person.pk):
        consents = list(active_consents())
        with django_assert_num_queries(2):
            assert all(each.looks for each in viewers(consents))


def test_the_page_speaks_german_to_who_reads_german(person: User) -> None:
    consent = sharing(person)
    look(consent, By.user(factories.make_user("Katrin Voss").pk))
    User.objects.filter(pk=person.pk).update(language="de")
    said = page(person)
    for words in (
        "Ihr Score, Mara",
        "Halden & Mohr sieht genau diese Erklärung.",
        "Wer ihn sehen kann",
        "Katrin Voss, einmal, am",
        "Katrin Voss von Halden & Mohr hat Ihren Score angesehen.",
        "Wie er steigt",
        "Meine Daten herunterladen",
        "Diesen Score anfechten",
        "Alles löschen",
    ):
        assert words in said, words
