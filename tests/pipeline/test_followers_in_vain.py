"""A sample of the followers that cannot be had, or may not: it is in nobody's way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from apps.audit.actions import By
from apps.candidates.actions import consents
from apps.connections.actions import fetches
from apps.connections.actions.reading import Outcome
from apps.connections.models import Stage
from apps.connections.networks.errors import (
    BudgetSpent,
    Forbidden,
    Gone,
    NeedsReauth,
    NetworkError,
    NotThisNetwork,
    QuotaExhausted,
    RateLimited,
    Transient,
)
from apps.connections.observations import Reason
from apps.core import tenancy
from tests.networks.suite import waiting_is_over
from tests.pipeline.people import (
    agree,
    link,
    newest_fetch,
    read,
)
from tests.pipeline.sampled import (
    SAMPLE,
    agreed_to_an_older_text,
    read_again,
    samples_of,
    told,
)
from tests.pipeline.scripted import Scripted

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "kind",
    [
        BudgetSpent,
        QuotaExhausted,
        RateLimited,
        Transient,
        Forbidden,
        NeedsReauth,
        NotThisNetwork,
        Gone,
    ],
)
def test_where_it_cannot_be_had_all_else_is_read_and_the_next_day_asks_again(
    sampling: Scripted, kind: type[NetworkError]
) -> None:
    ada = agree().person
    linked = link(ada, sampling)
    error = kind()
    error.until = timezone.now() + DAY
    sampling.faults["followers"] = [error]
    assert read(ada, linked) is Outcome.DONE
    assert samples_of(ada) == []
    assert told(ada) == (None, Reason.NOT_READ)
    waiting_is_over(ada)
    assert read_again(ada, linked) is Outcome.DONE
    assert samples_of(ada) == [(100, 93, "ten-to-one")]
    assert told(ada) == (SAMPLE, None)


def test_who_agreed_to_a_text_that_said_nothing_of_it_is_not_read_for_it(
    sampling: Scripted,
) -> None:
    ada = agreed_to_an_older_text().person
    linked = link(ada, sampling)
    assert read(ada, linked) is Outcome.DONE
    assert "followers" not in sampling.calls
    assert told(ada) == (None, Reason.NOT_READ)


def test_a_newer_consent_beside_an_older_one_is_enough_to_read_it(sampling: Scripted) -> None:
    ada = agreed_to_an_older_text().person
    linked = link(ada, sampling)
    read(ada, linked)
    agree(ada)
    assert read_again(ada, linked) is Outcome.DONE
    assert samples_of(ada) == [(100, 93, "ten-to-one")]


def test_what_is_agreed_to_no_more_when_it_comes_is_not_kept(sampling: Scripted) -> None:
    older = agreed_to_an_older_text()
    newer = agree(older.person)
    linked = link(older.person, sampling)

    def withdraw_meanwhile() -> None:
        with tenancy.person(older.person.pk):
            consents.withdraw(consent_id=newer.consent.pk, by=By.person(older.person.pk))
        connection.close()  # of the network's thread

    sampling.meanwhile["followers"] = withdraw_meanwhile
    assert read(older.person, linked) is Outcome.DONE
    assert "followers" in sampling.calls
    assert samples_of(older.person) == []


def test_a_worker_killed_around_it_asks_once_more_and_doubles_nothing(
    sampling: Scripted, settings: Settings
) -> None:
    settings.FETCH_LEASE = timedelta(0)
    ada = agree().person
    linked = link(ada, sampling)
    sampling.faults["followers"] = [SystemExit()]
    with pytest.raises(SystemExit):
        read(ada, linked)
    assert newest_fetch(ada).stage == Stage.FOLLOWERS
    before = len(sampling.calls)
    assert read(ada, linked) is Outcome.DONE
    assert sampling.calls[before:] == ["followers"]
    assert samples_of(ada) == [(100, 93, "ten-to-one")]


def test_a_worker_killed_after_it_was_kept_does_not_ask_again(
    sampling: Scripted, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FETCH_LEASE = timedelta(0)
    ada = agree().person
    linked = link(ada, sampling)

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(fetches, "finish", killed)
        read(ada, linked)
    assert newest_fetch(ada).stage == Stage.END
    assert read(ada, linked) is Outcome.DONE
    assert sampling.calls.count("followers") == 1


def test_what_was_taken_back_after_a_worker_died_is_not_asked_for(
    sampling: Scripted, settings: Settings
) -> None:
    settings.FETCH_LEASE = timedelta(0)
    older = agreed_to_an_older_text()
    newer = agree(older.person)
    linked = link(older.person, sampling)
    sampling.faults["followers"] = [SystemExit()]
    with pytest.raises(SystemExit):
        read(older.person, linked)
    with tenancy.person(older.person.pk):
        consents.withdraw(consent_id=newer.consent.pk, by=By.person(older.person.pk))
    assert read(older.person, linked) is Outcome.DONE
    assert sampling.calls.count("followers") == 1
    assert samples_of(older.person) == []
