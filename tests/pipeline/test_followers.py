"""A sample of the followers: when it is taken, that it is in nobody's way, how long it counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.actions import consents
from apps.candidates.consent_text import VERSIONS
from apps.connections import due, readings
from apps.connections.actions import connections, fetches
from apps.connections.actions.reading import Outcome
from apps.connections.models import Connection, Fetch, FollowersObservation, Snapshot, Stage
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
from apps.connections.observations import Metric, Reason, SampledFollowers
from apps.core import tenancy
from apps.pipeline import tasks
from tests import factories
from tests.networks.suite import waiting_is_over
from tests.pipeline.people import (
    Asked,
    agree,
    empty_queue,
    link,
    newest_fetch,
    read,
    rows_read,
    time_passes,
)
from tests.pipeline.scripted import NAME, Scripted

pytestmark = pytest.mark.django_db(transaction=True)
SAMPLE = SampledFollowers(100, 93, "ten-to-one")
DAY = timedelta(days=1)


@pytest.fixture
def sampling(network: Scripted) -> Scripted:
    """A network that tells of followers."""
    network.followers = SAMPLE
    return network


def agreed_to_an_older_text() -> Asked:
    organisation = factories.make_organisation()
    opening = factories.make_opening(organisation)
    person = factories.make_user()
    candidate = factories.make_candidate(organisation, opening=opening)
    consent = factories.make_consent(
        candidate, person, opening=opening, networks=(NAME,), text_version=VERSIONS[0]
    )
    return Asked(person, consent)


def samples_of(person: User) -> list[tuple[int, int, str]]:
    with tenancy.person(person.pk):
        rows = FollowersObservation.objects.order_by("taken_at")
        return [*rows.values_list("looked_at", "authentic", "rule")]


def days_pass(person: User, days: float) -> None:
    """For the samples that were taken; they are facts, so later ones stand for them."""
    with tenancy.person(person.pk):
        for row in FollowersObservation.objects.all():
            at = row.taken_at - timedelta(days=days)
            snapshot = row.snapshot_id
            row.delete()
            FollowersObservation.objects.create(
                person_id=person.pk,
                snapshot_id=snapshot,
                looked_at=row.looked_at,
                authentic=row.authentic,
                rule=row.rule,
                taken_at=at,
            )


def read_again(person: User, linked: Connection) -> Outcome:
    time_passes(due.REFRESH)
    tasks.refresh_connection(str(person.pk), str(linked.pk))
    empty_queue()
    return read(person, linked)


def told(person: User, *, days: int = 35) -> tuple[SampledFollowers | None, Reason | None]:
    """What the score is told, and why not."""
    with tenancy.person(person.pk):
        since = timezone.now() - timedelta(days=days)
        (stored,) = readings.newest([NAME], followers_since=since)
    reasons = stored.reading.profile.not_measured
    return stored.reading.followers, reasons.get(Metric.FOLLOWER_SAMPLE)


def test_it_is_taken_last_and_only_its_two_numbers_are_kept(sampling: Scripted) -> None:
    ada = agree().person
    linked = link(ada, sampling)
    assert read(ada, linked) is Outcome.DONE
    assert sampling.calls.index("followers") == len(sampling.calls) - 1
    assert samples_of(ada) == [(100, 93, "ten-to-one")]
    assert told(ada) == (SAMPLE, None)
    names = {field.name for field in FollowersObservation._meta.concrete_fields}
    assert names == {
        "id",
        "created_at",
        "person",
        "snapshot",
        "looked_at",
        "authentic",
        "rule",
        "taken_at",
    }


def test_a_network_that_tells_of_none_is_not_asked(network: Scripted) -> None:
    ada = agree().person
    linked = link(ada, network)
    assert read(ada, linked) is Outcome.DONE
    assert "followers" not in network.calls
    assert told(ada) == (None, None)


@pytest.mark.parametrize(("days", "times"), [(1, 1), (6, 1), (7, 2), (30, 2)])
def test_it_is_taken_once_a_week(sampling: Scripted, days: float, times: int) -> None:
    ada = agree().person
    linked = link(ada, sampling)
    read(ada, linked)
    days_pass(ada, days)
    assert read_again(ada, linked) is Outcome.DONE
    assert sampling.calls.count("followers") == times == len(samples_of(ada))


def test_between_two_samples_the_older_one_counts(sampling: Scripted) -> None:
    ada = agree().person
    linked = link(ada, sampling)
    read(ada, linked)
    read_again(ada, linked)
    with tenancy.person(ada.pk):
        assert Snapshot.objects.newest().get() != FollowersObservation.objects.get().snapshot
    assert told(ada) == (SAMPLE, None)


def test_of_several_samples_the_newest_counts(sampling: Scripted) -> None:
    ada = agree().person
    linked = link(ada, sampling)
    read(ada, linked)
    days_pass(ada, 8)
    sampling.followers = SampledFollowers(100, 40, "ten-to-one")
    read_again(ada, linked)
    assert told(ada) == (sampling.followers, None)


def test_one_that_is_too_old_counts_no_more(sampling: Scripted) -> None:
    ada = agree().person
    read(ada, link(ada, sampling))
    days_pass(ada, 34.9)
    assert told(ada) == (SAMPLE, None)
    days_pass(ada, 0.2)
    assert told(ada) == (None, Reason.NOT_READ)


def test_where_nobody_could_be_looked_at_there_is_no_sample_and_nobody_asks_again_at_once(
    sampling: Scripted,
) -> None:
    ada = agree().person
    linked = link(ada, sampling)
    sampling.followers = SampledFollowers(0, 0, "ten-to-one")
    read(ada, linked)
    assert told(ada) == (None, Reason.NOT_READ)
    read_again(ada, linked)
    assert sampling.calls.count("followers") == 1


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


def test_it_goes_with_the_reading_that_it_came_with_and_with_the_link(sampling: Scripted) -> None:
    ada = agree().person
    linked = link(ada, sampling)
    read(ada, linked)
    fetch = newest_fetch(ada)
    with tenancy.person(ada.pk):
        Fetch.objects.update(finished_at=timezone.now() - sampling.kept - DAY)
        fetches.erase(fetch_id=fetch.pk, now=timezone.now())
    assert samples_of(ada) == []
    read_again(ada, linked)
    assert samples_of(ada) == [(100, 93, "ten-to-one")]
    with tenancy.person(ada.pk):
        connections.unlink(connection_id=linked.pk, by=By.person(ada.pk))
    assert samples_of(ada) == []
    assert rows_read(ada) == []
