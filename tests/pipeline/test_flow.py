"""From the consent to the score, and back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from apps.audit.actions import By
from apps.candidates import due as candidate_due
from apps.candidates.actions import consents
from apps.candidates.models import Candidate
from apps.connections import due
from apps.connections.actions import connections
from apps.connections.networks.errors import Forbidden
from apps.core import tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.pipeline import actions, tasks
from apps.pipeline.due import TASKS
from apps.scoring.models import Score, Standing, StandingState
from config.celery import app
from tests import factories
from tests.pipeline.people import (
    Asked,
    agree,
    dues,
    empty_queue,
    expire,
    link,
    rows_read,
    time_passes,
    work,
)
from tests.pipeline.scripted import NAME, Scripted

pytestmark = pytest.mark.django_db(transaction=True)


def seen_by_the_employer(asked: Asked) -> Standing | None:
    with tenancy.organisation(asked.consent.organisation_id):
        return Standing.objects.with_score().filter(candidate=asked.consent.candidate_id).first()


def scores_of(asked: Asked) -> int:
    with tenancy.person(asked.person.pk):
        return Score.objects.filter(consent=asked.consent).count()


def test_from_the_link_to_the_standing(network: Scripted) -> None:
    asked = agree()
    link(asked.person, network)
    assert work() == ["pipeline.fetch_connection", "pipeline.score_person"]
    standing = seen_by_the_employer(asked)
    assert standing is not None
    assert standing.score is not None
    assert standing.state == standing.score.state
    assert standing.value == standing.score.value
    assert standing.visible_until == asked.consent.expires_at


def test_while_an_account_is_read_the_employer_sees_that(network: Scripted) -> None:
    asked = agree()
    link(asked.person, network)
    network.faults["posts:1"] = [SystemExit()]
    with pytest.raises(SystemExit):
        work()
    standing = seen_by_the_employer(asked)
    assert standing is not None
    assert (standing.state, standing.value) == (StandingState.READING, None)


def test_an_account_linked_before_is_read_with_the_consent(network: Scripted) -> None:
    ada = agree(networks=("wordpress",)).person
    link(ada, network)
    assert work() == []
    asked = agree(ada)
    actions.begin(consent_id=asked.consent.pk, person_id=ada.pk)
    assert seen_by_the_employer(asked) is not None
    work()
    assert scores_of(asked) == 1


def test_a_consent_that_replaces_another_takes_back_what_it_does_not_cover(
    network: Scripted,
) -> None:
    asked = agree()
    link(asked.person, network)
    work()
    with tenancy.organisation(asked.consent.organisation_id):
        Candidate.objects.update(email=asked.person.email)
        candidate = Candidate.objects.select_related("organisation").get()
    opening = factories.make_opening(candidate.organisation)
    invitation = factories.make_invitation(candidate, opening)
    person_id = asked.person.pk
    newer = consents.grant(
        invitation=invitation,
        person=asked.person,
        networks=["wordpress"],
        by=By.person(person_id),
        offered=["wordpress"],
    )
    actions.begin(consent_id=newer.pk, person_id=person_id)
    assert seen_by_the_employer(asked) is None
    assert scores_of(asked) == 0
    work()
    assert rows_read(asked.person) == []
    assert network.revoked == ["access-1"]


def test_linking_by_the_flow_says_at_once_that_an_account_is_being_read(
    network: Scripted,
) -> None:
    asked = agree()
    actions.link(
        person_id=asked.person.pk,
        network=network.name,
        credential=network.credential(),
        account_key=network.key,
        by=By.person(asked.person.pk),
    )
    standing = seen_by_the_employer(asked)
    assert standing is not None
    assert standing.state == StandingState.READING


def test_a_second_employer_is_answered_from_what_was_read(network: Scripted) -> None:
    first = agree()
    link(first.person, network)
    work()
    calls = len(network.calls)
    second = agree(first.person)
    actions.begin(consent_id=second.consent.pk, person_id=first.person.pk)
    work()
    assert len(network.calls) == calls
    assert scores_of(second) == 1


def test_an_account_that_cannot_be_read_looks_like_not_shared(network: Scripted) -> None:
    asked = agree()
    network.faults["profile"] = [Forbidden()]
    link(asked.person, network)
    work()
    assert seen_by_the_employer(asked) is None


def test_withdrawing_takes_the_score_away_at_once(network: Scripted) -> None:
    asked = agree()
    link(asked.person, network)
    work()
    actions.withdraw(person_id=asked.person.pk, consent_id=asked.consent.pk)
    assert seen_by_the_employer(asked) is None
    assert scores_of(asked) == 0
    assert rows_read(asked.person) == []
    assert network.revoked == []  # not in the transaction
    work()
    assert network.revoked == ["access-1"]


def test_an_account_that_another_consent_needs_stays_linked(network: Scripted) -> None:
    first = agree()
    second = agree(first.person)
    link(first.person, network)
    work()
    actions.withdraw(person_id=first.person.pk, consent_id=first.consent.pk)
    work()
    assert network.revoked == []
    assert seen_by_the_employer(first) is None
    assert seen_by_the_employer(second) is not None


def test_withdrawing_one_network_scores_the_rest_anew(network: Scripted) -> None:
    asked = agree(networks=(NAME, "wordpress"))
    link(asked.person, network)
    work()
    actions.withdraw(person_id=asked.person.pk, consent_id=asked.consent.pk, network="wordpress")
    standing = seen_by_the_employer(asked)
    assert standing is not None
    assert standing.state == StandingState.READING  # nothing of before is shown
    work()
    standing = seen_by_the_employer(asked)
    assert standing is not None
    assert standing.networks == [NAME]
    assert network.calls.count("profile") == 1


def test_withdrawing_twice_at_once_is_once(network: Scripted) -> None:
    asked = agree()
    link(asked.person, network)
    work()

    def withdraw(_: int) -> None:
        try:
            actions.withdraw(person_id=asked.person.pk, consent_id=asked.consent.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(withdraw, range(3)))
    work()
    assert network.revoked == ["access-1"]


def test_a_withdrawal_beside_a_running_computation_leaves_no_score(network: Scripted) -> None:
    asked = agree()
    link(asked.person, network)
    work(limit=1)  # read, not scored yet

    def either(number: int) -> None:
        try:
            if number % 2:
                actions.score(person_id=asked.person.pk)
            else:
                actions.withdraw(person_id=asked.person.pk, consent_id=asked.consent.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(either, range(4)))
    assert scores_of(asked) == 0
    assert seen_by_the_employer(asked) is None


def test_a_consent_that_has_expired_takes_everything_along(network: Scripted) -> None:
    asked = agree()
    link(asked.person, network)
    work()
    soon = timezone.now() + timedelta(hours=1)
    Due.objects.schedule(
        candidate_due.CONSENT_EXPIRY, WallKind.PERSON, asked.person.pk, asked.consent.pk, soon
    )
    tasks.end_consent(str(asked.person.pk), str(asked.consent.pk))
    assert seen_by_the_employer(asked) is not None  # not over yet
    assert candidate_due.CONSENT_EXPIRY in dues(asked.person)  # asked too early: asked again
    expire(asked)
    assert seen_by_the_employer(asked) is None  # the wall alone
    tasks.end_consent(str(asked.person.pk), str(asked.consent.pk))
    work()
    assert scores_of(asked) == 0
    assert rows_read(asked.person) == []
    assert network.revoked == ["access-1"]


def test_unlinking_takes_the_score_along(network: Scripted) -> None:
    asked = agree()
    linked = link(asked.person, network)
    work()
    with tenancy.person(asked.person.pk):
        connections.unlink(connection_id=linked.pk, by=By.person(asked.person.pk))
    work()
    assert seen_by_the_employer(asked) is None
    assert scores_of(asked) == 0


def test_a_lost_message_about_scoring_comes_back(network: Scripted) -> None:
    asked = agree()
    link(asked.person, network)
    work(limit=1)
    empty_queue()
    time_passes(due.SCORE)
    tasks.dispatch_due()
    work()
    assert scores_of(asked) == 1
    assert due.SCORE not in dues(asked.person)


def test_a_network_kept_from_employers_is_in_no_score_and_not_read(network: Scripted) -> None:
    factories.make_decision(NAME, allowed=False)
    asked = agree()
    link(asked.person, network)
    work()
    assert network.calls == []
    assert scores_of(asked) == 0
    assert seen_by_the_employer(asked) is None


def test_everything_that_is_due_is_sent_once_by_two_dispatchers(network: Scripted) -> None:
    empty_queue()
    past = timezone.now() - timedelta(minutes=1)
    people = [agree().person for _ in range(3)]
    for person in people:
        Due.objects.schedule(due.SCORE, WallKind.PERSON, person.pk, person.pk, past)

    def dispatch(_: int) -> int:
        try:
            return actions.dispatch()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(dispatch, range(3))) == 3
    assert work() == ["pipeline.score_person"] * 3


def test_what_nobody_knows_is_left_for_later() -> None:
    person = agree().person
    past = timezone.now() - timedelta(minutes=1)
    Due.objects.schedule("moon.phase", WallKind.PERSON, person.pk, person.pk, past)
    assert actions.dispatch() == 1
    assert Due.objects.get(kind="moon.phase").due_at > timezone.now()


def test_each_kind_that_is_due_has_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    assert set(TASKS.values()) <= set(app.tasks)
