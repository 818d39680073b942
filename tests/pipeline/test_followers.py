"""A sample of the followers: when it is taken, what is kept of it, how long it counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.audit.actions import By
from apps.connections.actions import connections, fetches
from apps.connections.actions.reading import Outcome
from apps.connections.models import Fetch, FollowersObservation, Snapshot
from apps.connections.observations import Reason, SampledFollowers
from apps.core import tenancy
from apps.scoring.actions import scores
from apps.scoring.models import Score
from tests.pipeline.people import (
    agree,
    link,
    newest_fetch,
    read,
    rows_read,
)
from tests.pipeline.sampled import (
    SAMPLE,
    days_pass,
    read_again,
    samples_of,
    told,
)
from tests.pipeline.scripted import Scripted

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_the_same_sample_makes_the_same_score_and_one_that_is_too_old_another(
    sampling: Scripted,
) -> None:
    asked = agree()
    read(asked.person, link(asked.person, sampling))
    now = timezone.now()

    def score() -> Score | None:
        with tenancy.person(asked.person.pk):
            return scores.compute(person_id=asked.person.pk, consent_id=asked.consent.pk, now=now)

    first = score()
    assert first is not None
    assert first == score()
    days_pass(asked.person, 36)
    assert score() not in (None, first)


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


def test_it_goes_with_the_reading_that_it_came_with_and_with_the_link(sampling: Scripted) -> None:
    ada = agree().person
    linked = link(ada, sampling)
    read(ada, linked)
    fetch = newest_fetch(ada)
    with tenancy.person(ada.pk):
        Fetch.objects.update(finished_at=timezone.now() - sampling.kept - timedelta(days=1))
        fetches.erase(fetch_id=fetch.pk, now=timezone.now())
    assert samples_of(ada) == []
    read_again(ada, linked)
    assert samples_of(ada) == [(100, 93, "ten-to-one")]
    with tenancy.person(ada.pk):
        connections.unlink(connection_id=linked.pk, by=By.person(ada.pk))
    assert samples_of(ada) == []
    assert rows_read(ada) == []
