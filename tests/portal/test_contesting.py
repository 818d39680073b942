"""A person contests a score on their own page, reads the answer, and takes it back."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.models import Consent
from apps.core import tenancy
from apps.pipeline import actions as pipeline
from apps.pipeline import contests as answers
from apps.scoring.models import Contest, Outcome
from apps.scoring.models.contest import LONGEST
from tests import factories
from tests.portal.people import signed_in
from tests.portal.test_own_page import mara, sharing, text

pytestmark = pytest.mark.django_db
WORDS = "That channel is <b>not</b> mine."


@pytest.fixture
def person() -> User:
    return mara()


@pytest.fixture
def consent(person: User) -> Consent:
    return sharing(person)


@pytest.fixture
def browser(person: User) -> Client:
    return signed_in(person)


def address(consent: Consent) -> str:
    return reverse("me_contest", args=[consent.pk])


def contest(browser: Client, consent: Consent, words: str = WORDS) -> str:
    answer = browser.post(address(consent), {"text": words}, follow=True)
    return html.unescape(text(answer))


def contests(person: User) -> list[Contest]:
    with tenancy.person(person.pk):
        return list(Contest.objects.newest_first())


def answer(consent: Consent, by: User) -> None:
    with tenancy.organisation(consent.organisation_id):
        Contest.objects.open().update(
            answered_at=timezone.now(),
            answered_by=by,
            answer="We have read it again without that channel.",
            outcome=Outcome.RECOMPUTED,
        )


def test_the_own_page_leads_there_and_says_what_follows(browser: Client, consent: Consent) -> None:
    assert f'href="{address(consent)}"' in text(browser.get(reverse("me")))
    page = text(browser.get(address(consent)))
    assert "until then the mark stays" in page
    assert "What is wrong with it?" in page


def test_who_contests_sees_their_words_and_the_mark(
    browser: Client, person: User, consent: Consent
) -> None:
    page = contest(browser, consent)
    assert "You contest this score" in page
    assert WORDS in page
    assert "<b>not</b>" not in text(browser.get(address(consent)))
    assert "Contested" in text(browser.get(reverse("me")))
    assert [each.text for each in contests(person)] == [WORDS]


def test_sending_the_form_twice_is_one_contest(
    browser: Client, person: User, consent: Consent
) -> None:
    contest(browser, consent)
    contest(browser, consent)
    assert len(contests(person)) == 1


def test_without_words_or_with_too_many_it_says_so_at_the_field_and_keeps_them(
    browser: Client, person: User, consent: Consent
) -> None:
    empty = browser.post(address(consent), {"text": "  "})
    assert empty.status_code == 422
    assert "Say in a sentence or two what is wrong." in text(empty)
    long = browser.post(address(consent), {"text": "y" * (LONGEST + 1)})
    assert long.status_code == 422
    assert "Use 2000 characters at most" in text(long)
    assert "y" * (LONGEST + 1) in text(long)
    assert contests(person) == []


def test_line_breaks_of_browsers_count_once(
    browser: Client, person: User, consent: Consent
) -> None:
    contest(browser, consent, "a\r\n" * (LONGEST // 2 - 1) + "ab")
    assert len(contests(person)[0].text) == LONGEST


def test_the_answer_stands_there_with_the_name_of_who_gave_it(
    browser: Client, consent: Consent
) -> None:
    contest(browser, consent)
    answer(consent, factories.make_user("Katrin Voss"))
    page = text(browser.get(address(consent)))
    assert "The score was worked out anew" in page
    assert "We have read it again without that channel." in page
    assert "Katrin Voss" in page
    assert "What is wrong with it?" in page, "it can be contested again"
    assert "Contested." not in text(browser.get(reverse("me")))


def test_it_can_be_taken_back_and_twice_is_once(
    browser: Client, person: User, consent: Consent
) -> None:
    contest(browser, consent)
    back = reverse("me_contest_take_back", args=[contests(person)[0].pk])
    for _ in range(2):
        page = text(browser.post(back, follow=True))
        assert "You took it back" in page
    assert "Contested." not in text(browser.get(reverse("me")))


def test_what_was_answered_meanwhile_is_not_taken_back(
    browser: Client, person: User, consent: Consent
) -> None:
    contest(browser, consent)
    answer(consent, factories.make_user("Katrin Voss"))
    back = reverse("me_contest_take_back", args=[contests(person)[0].pk])
    assert "answered meanwhile" in text(browser.post(back, follow=True))


def test_a_tab_that_was_left_open_through_a_withdrawal_says_so(
    browser: Client, person: User, consent: Consent
) -> None:
    pipeline.withdraw(person_id=person.pk, consent_id=consent.pk)
    sent = browser.post(address(consent), {"text": WORDS})
    assert sent.status_code == 422
    assert "You no longer share this score" in text(sent)
    assert "There is nothing to contest" in text(browser.get(address(consent)))


def test_a_strangers_contest_is_not_there(person: User, consent: Consent) -> None:
    contest(signed_in(person), consent)
    stranger = signed_in(factories.make_user())
    back = reverse("me_contest_take_back", args=[contests(person)[0].pk])
    assert stranger.post(back).status_code == 404
    assert stranger.get(address(consent)).status_code == 404
    assert contests(person)[0].is_open


def test_an_answer_that_ended_the_sharing_can_still_be_read(
    browser: Client, person: User, consent: Consent
) -> None:
    contest(browser, consent)
    katrin = factories.make_user("Katrin Voss")
    with tenancy.organisation(consent.organisation_id):
        answers.answer(
            contest_id=Contest.objects.get().pk,
            outcome=Outcome.REMOVED,
            text="We do not use this score any more, because the account is not yours.",
            by=By.user(katrin.pk),
        )
    with tenancy.person(person.pk):
        assert not Consent.objects.active().exists()
    assert f'href="{address(consent)}"' in text(browser.get(reverse("me")))
    page = html.unescape(text(browser.get(address(consent))))
    assert "The score is no longer used" in page
    assert "because the account is not yours" in page
    assert "There is nothing to contest" in page
