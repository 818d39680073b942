"""A sample of somebody's followers on X: what it does to their score, what it costs, what is in
its way."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings

from apps.candidates.consent_text import VERSIONS
from apps.candidates.models import Consent
from apps.connections.actions.reading import Outcome
from apps.connections.models import FollowersObservation, Snapshot
from apps.connections.networks.followers import Follower, sampled
from apps.connections.networks.x.statements import COSTS
from apps.connections.observations import Metric, Reason
from apps.core import tenancy
from apps.sandbox.standin.faults import Fault
from apps.sandbox.world import Kind, Person, World
from apps.scoring.engine.audience import FollowerSample, authentic_share
from apps.scoring.engine.kinds import Factor, Why
from apps.scoring.engine.result import Note, NoteKind, ScoreResult
from apps.scoring.models import Score
from apps.scoring.released import shipped_model
from tests import factories
from tests.networks.suite import (
    Linked,
    Trial,
    connections,
    next_day,
    own_posts,
    stored_acts,
    waiting_is_over,
)
from tests.pipeline.people import work
from tests.portal.people import ask

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("trial", ["x"], indirect=True),
]
ALL_BUT_FOLLOWS = ("like.read", "offline.access")
IN_THE_WAY = (
    Fault.RATE_LIMITED,
    Fault.QUOTA,
    Fault.SERVER_ERROR,
    Fault.CUT_BODY,
    Fault.BROKEN_JSON,
    Fault.HTML,
    Fault.ERRORS_IN_200,
    Fault.EXPIRED,
    Fault.FORBIDDEN,
)
HONEST_SHARE = 90  # per cent of the followers are counted at least


def somebody(trial: Trial, fits: Callable[[Person], bool]) -> Person:
    """Who can have a score."""
    return next(
        person
        for person in trial.here.people
        if fits(person) and 8 <= len(own_posts(trial.name, person, trial.began)) <= 60
    )


def bought(person: Person) -> bool:
    return person.kind is Kind.BOUGHT


def honest(person: Person) -> bool:
    return person.kind is Kind.ORDINARY and 2_000 < person.followers < 20_000


def another_employer(linked: Linked) -> Consent:
    """Whom the person told yes when the text said nothing of a sample."""
    organisation = factories.make_organisation()
    opening = factories.make_opening(organisation)
    candidate = factories.make_candidate(organisation, opening=opening)
    return factories.make_consent(
        candidate, linked.person, opening=opening, text_version=VERSIONS[0]
    )


def with_and_without(trial: Trial, who: Person) -> tuple[ScoreResult, ScoreResult]:
    """The score of one person, read once: for who is told of the sample, and for who is not."""
    linked = trial.linked(who=who)
    unsampled = another_employer(linked)
    work()
    with tenancy.person(linked.person.pk):
        found = {score.consent_id: score for score in Score.objects.all()}
    without = result_of(found.pop(unsampled.pk))
    (score,) = found.values()
    return result_of(score), without


def result_of(score: Score) -> ScoreResult:
    return ScoreResult.from_json(score.result, bytes(score.draws or b""))


def notes_of(result: ScoreResult) -> dict[NoteKind, Note]:
    return {note.kind: note for note in result.notes}


def why_not(result: ScoreResult) -> Why | None:
    reasons = {line.metric: line.why for line in result.not_measured}
    return reasons.get(Metric.FOLLOWER_SAMPLE)


def reach(result: ScoreResult) -> int:
    return result.factor(Factor.REACH).points


def test_bought_followers_count_for_less_and_the_score_says_so(trial: Trial) -> None:
    sampled, unsampled = with_and_without(trial, somebody(trial, bought))
    assert reach(sampled) < reach(unsampled)
    assert sampled.value is not None
    assert unsampled.value is not None
    assert sampled.value < unsampled.value
    assert notes_of(sampled)[NoteKind.FOLLOWERS_SHRUNK].number < 60
    assert NoteKind.FOLLOWERS_UNCHECKED not in notes_of(sampled)
    assert why_not(sampled) is None
    assert NoteKind.FOLLOWERS_UNCHECKED in notes_of(unsampled)
    assert why_not(unsampled) is Why.NOT_READ


def test_honest_followers_cost_next_to_nothing(trial: Trial) -> None:
    sampled, unsampled = with_and_without(trial, somebody(trial, honest))
    shrunk = notes_of(sampled).get(NoteKind.FOLLOWERS_SHRUNK)
    assert shrunk is None or shrunk.number >= HONEST_SHARE
    assert sampled.value is not None
    assert unsampled.value is not None
    assert 0 <= unsampled.value - sampled.value <= 1
    assert 0 <= reach(unsampled) - reach(sampled) <= 1


def asked_for_followers(trial: Trial) -> int:
    return sum(urlsplit(call).path.endswith("/followers") for call in trial.calls)


def samples(linked: Linked) -> list[FollowersObservation]:
    with tenancy.person(linked.person.pk):
        return list(FollowersObservation.objects.all())


def test_it_is_one_call_a_week(trial: Trial) -> None:
    linked = trial.linked()
    assert linked.read() is Outcome.DONE
    assert asked_for_followers(trial) == 1
    (row,) = samples(linked)
    assert 0 < row.authentic <= row.looked_at == min(100, trial.ada.followers)
    assert next_day(linked) is Outcome.DONE
    assert asked_for_followers(trial) == 1


def test_without_the_scope_nobody_is_asked_and_the_page_says_what_that_costs(trial: Trial) -> None:
    person, client = trial.sharing()
    page = trial.link(client, decision="some", ticked=ALL_BUT_FOLLOWS)
    linked = Linked(person, client, connections(person)[0])
    assert COSTS["follows.read"] in page
    assert "sample of your followers" in COSTS["follows.read"]
    assert linked.read() is Outcome.DONE
    assert asked_for_followers(trial) == 0
    assert samples(linked) == []
    with tenancy.person(person.pk):
        told = Snapshot.objects.get().not_measured
    assert told[Metric.FOLLOWER_SAMPLE] == Reason.NOT_GRANTED


def test_whatever_is_wrong_with_it_all_else_is_read(
    trial: Trial, subtests: pytest.Subtests
) -> None:
    """One account lives through all of it, day by day."""
    linked = trial.linked()
    for fault in IN_THE_WAY:
        with subtests.test(fault=str(fault)):
            trial.standin.faults.set(fault, account=trial.ada.id, endpoint="followers")
            assert next_day(linked) is Outcome.DONE
            assert samples(linked) == []
            trial.standin.faults.clear()
            waiting_is_over(linked.person)
    assert asked_for_followers(trial) >= len(IN_THE_WAY)
    assert next_day(linked) is Outcome.DONE
    assert len(samples(linked)) == 1


def test_where_the_money_runs_out_all_else_is_read_and_the_next_cycle_pays_for_it(
    trial: Trial, settings: Settings
) -> None:
    """Enough for the own profile and a page of mentions, and not for 100 followers after it."""
    enough = settings.NETWORKS["x"]["MONTHLY_BUDGET"]
    short = {
        "INTERACTOR_POSTS": 0,
        "MENTION_PAGES": 1,
        "POST_PRICE": 0,
        "USER_PRICE": 10_000,
        "MONTHLY_BUDGET": 101 * 10_000,
    }
    linked = trial.linked()
    waiting_is_over(linked.person)  # what linking cost is forgotten
    settings.NETWORKS = {**settings.NETWORKS, "x": {**settings.NETWORKS["x"], **short}}
    assert linked.read() is Outcome.DONE
    assert stored_acts(linked.person)
    assert asked_for_followers(trial) == len(samples(linked)) == 0
    x = {**settings.NETWORKS["x"], "MONTHLY_BUDGET": enough}
    settings.NETWORKS = {**settings.NETWORKS, "x": x}
    assert next_day(linked) is Outcome.DONE
    assert len(samples(linked)) == 1


def test_the_consent_page_says_what_is_read_of_followers_and_what_is_kept(trial: Trial) -> None:
    _, client = trial.sharing()
    page = client.get(ask("ivo@people.example").path).content.decode()
    assert "a sample of up to 100 of your followers" in page
    assert "Kept of it is only how many look authentic" in page


def test_of_the_world_s_people_only_those_who_bought_followers_lose_much(trial: Trial) -> None:
    here: World = trial.here
    shares = {person: _share(here, person) for person in here.people if person.followers >= 100}
    lost = {person.kind for person, share in shares.items() if share < HONEST_SHARE / 100}
    assert lost == {Kind.BOUGHT}
    assert all(share < 0.6 for person, share in shares.items() if bought(person))


def _share(here: World, person: Person) -> float:
    """Of the followers that are counted, as the score shrinks them."""
    found = sampled(
        Follower(each.following, each.followers)
        for each in here.followers(person, start=0, limit=100)
    )
    sample = FollowerSample(found.looked_at, found.authentic)
    return authentic_share(sample, shipped_model().authenticity)
