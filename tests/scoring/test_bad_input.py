"""What cannot be true is refused or marked, from the database to the page and the API: never scored
as if it were so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.connections.networks.counts import NO_COUNT
from apps.connections.observations import Metric, Profile, Reading
from apps.core import tenancy
from apps.organisations.actions import api_keys
from apps.organisations.models import Organisation
from apps.scoring.engine.kinds import State, Why
from apps.scoring.engine.result import NoteKind, ScoreResult
from tests import factories
from tests.portal.people import signed_in
from tests.scoring.engine import exact
from tests.scoring.engine import scored as scored_here
from tests.scoring.readings import COMMENT, LIKE, MENTION, NOW, Account
from tests.scoring.scored_people import Scored, scored

LEFT_OUT = "2 numbers on Facebook that cannot be true were left out."
PEOPLE = {COMMENT: 30, MENTION: 15, LIKE: 15}


def sound(network: str = "x") -> Reading:
    return Account(network, 1000, 30, PEOPLE, likes=600).reading()


def with_profile(reading: Reading, **changes: Any) -> Reading:
    return replace(reading, profile=replace(reading.profile, **changes))


def with_post(reading: Reading, **changes: Any) -> Reading:
    return replace(reading, posts=(replace(reading.posts[0], **changes), *reading.posts[1:]))


def reasons(result: ScoreResult) -> set[tuple[Metric | None, Why]]:
    return {(line.metric, line.why) for line in result.not_measured}


def notes(result: ScoreResult) -> dict[NoteKind, int]:
    return {note.kind: note.number for note in result.notes}


@pytest.mark.parametrize("number", [NO_COUNT, -(10**12), 10**10 + 1, 2**63 - 1])
def test_followers_that_cannot_be_true_are_not_measured_and_say_so(number: int) -> None:
    result = scored_here([with_profile(sound(), reach=number)])
    assert (Metric.REACH, Why.IMPLAUSIBLE) in reasons(result)
    assert exact([with_profile(sound(), reach=number)]) == exact(
        [with_profile(sound(), reach=None)]
    )


@pytest.mark.parametrize("kind", ["likes", "comments", "shares"])
@pytest.mark.parametrize("number", [NO_COUNT, 10**12])
def test_a_count_of_one_post_that_cannot_be_true_is_left_out_and_marked(
    kind: str, number: int
) -> None:
    bad, without = (
        with_post(sound("facebook"), **{kind: number}),
        with_post(sound("facebook"), **{kind: None}),
    )
    assert exact([bad]) == exact([without])
    assert notes(scored_here([bad]))[NoteKind.IMPLAUSIBLE] == 1
    assert NoteKind.IMPLAUSIBLE not in notes(scored_here([without]))


def test_where_all_counts_of_a_kind_cannot_be_true_the_kind_is_not_measured() -> None:
    reading = sound("instagram")
    bad = replace(reading, posts=tuple(replace(post, likes=-5) for post in reading.posts))
    result = scored_here([bad])
    assert (Metric.LIKES, Why.IMPLAUSIBLE) in reasons(result)
    assert notes(result)[NoteKind.IMPLAUSIBLE] == 30


def test_where_all_counts_of_a_kind_are_hidden_the_kind_is_not_zero() -> None:
    reading = sound("instagram")
    hidden = replace(reading, posts=tuple(replace(post, likes=None) for post in reading.posts))
    assert (Metric.LIKES, Why.HIDDEN) in reasons(scored_here([hidden]))


def test_a_reach_of_who_reacts_that_cannot_be_true_counts_for_nothing_and_is_marked() -> None:
    reading = sound()
    acts = tuple(replace(act, actor_reach=10**12) for act in reading.interactions)
    result = scored_here([replace(reading, interactions=acts)])
    assert (Metric.INTERACTOR_REACH, Why.IMPLAUSIBLE) in reasons(result)
    assert notes(result)[NoteKind.IMPLAUSIBLE] == len({act.actor_key for act in acts})


@pytest.mark.parametrize("at", [NOW + timedelta(days=2), datetime(1970, 1, 1, tzinfo=UTC)])
def test_a_time_that_cannot_be_true_is_refused_and_counted(at: datetime) -> None:
    """The second copy of a post lies; the first one stands."""
    reading = sound("facebook")
    ghost = replace(reading.posts[0], post_id="ghost", published_at=at, likes=10**9)
    copy = replace(reading.posts[0], published_at=at, likes=10**9)
    haunted = replace(reading, posts=(*reading.posts, ghost, copy))
    assert exact([haunted]) == exact([reading])
    assert notes(scored_here([haunted]))[NoteKind.REFUSED] == 1


@pytest.mark.parametrize("created", [NOW + timedelta(days=2), datetime(1970, 1, 1, tzinfo=UTC)])
def test_an_account_s_age_that_cannot_be_true_is_not_believed(created: datetime) -> None:
    result = scored_here([with_profile(sound(), created_at=created)])
    assert (Metric.ACCOUNT_AGE, Why.IMPLAUSIBLE) in reasons(result)
    young = replace(
        with_profile(sound(), created_at=created, posts_total=None), posts=(), interactions=()
    )
    assert scored_here([young]).state is State.TOO_LITTLE


def test_a_number_of_posts_that_cannot_be_true_is_no_evidence_of_age() -> None:
    reading = with_profile(sound(), created_at=None, posts_total=10**12)
    fresh = [p for p in reading.posts if p.published_at > NOW - timedelta(days=50)]
    result = scored_here([replace(reading, posts=tuple(fresh), interactions=())])
    assert result.state is State.TOO_LITTLE


def test_clocks_that_are_off_by_less_than_a_day_are_now() -> None:
    late = with_post(sound("facebook"), published_at=NOW + timedelta(hours=23))
    today = with_post(sound("facebook"), published_at=NOW)
    assert exact([late]) == exact([today])
    assert NoteKind.REFUSED not in notes(scored_here([late]))


def moved(reading: Reading) -> Reading:
    """As if it had been taken today."""
    later = timezone.now() - NOW
    return replace(
        reading,
        taken_at=reading.taken_at + later,
        profile=_moved_profile(reading.profile, later),
        posts=tuple(replace(p, published_at=p.published_at + later) for p in reading.posts),
        interactions=tuple(replace(a, at=a.at + later) for a in reading.interactions),
    )


def _moved_profile(profile: Profile, later: timedelta) -> Profile:
    return replace(profile, created_at=profile.created_at and profile.created_at + later)


@pytest.fixture
def katrin(db: None) -> User:
    return factories.make_user("Katrin")


@pytest.fixture
def halden(katrin: User) -> Organisation:
    return factories.make_organisation("Halden", owner=katrin)


@pytest.fixture
def lied_to(halden: Organisation) -> Scored:
    """Somebody whose network told a negative count, one beyond belief and a post to come."""
    reading = with_profile(moved(sound("facebook")), reach=NO_COUNT)
    bad = with_post(reading, likes=2**63 - 1, comments=NO_COUNT)
    later = replace(
        reading.posts[1], post_id="later", published_at=timezone.now() + timedelta(days=9)
    )
    return scored(halden, [replace(bad, posts=(*bad.posts, later))])


def test_the_person_reads_what_was_left_out_of_the_score(lied_to: Scored) -> None:
    person = lied_to.consent.person
    page = _plain(signed_in(person).get(reverse("me")))
    for said in (LEFT_OUT, "a time that cannot be true was left out", "told there cannot be true"):
        assert said in page


def test_the_team_and_its_programs_read_the_same(
    lied_to: Scored, halden: Organisation, katrin: User
) -> None:
    key = lied_to.consent.candidate_id
    with tenancy.organisation(halden.pk):
        _, secret = api_keys.create(
            organisation=halden, name="ATS", scopes=("read",), by=By.user(katrin.pk)
        )
    page = _plain(signed_in(katrin).get(reverse("candidate", args=[halden.slug, key])))
    assert LEFT_OUT in page
    told = (
        Client()
        .get(f"/api/v1/candidates/{key}/score", headers={"Authorization": f"Bearer {secret}"})
        .json()
    )
    marks = {(n["note"]["kind"], n["note"]["number"]) for n in told["explanation"]["notes"]}
    assert {("implausible", 2), ("refused", 1)} <= marks
    assert {"network": "facebook", "metric": "reach", "reason": "implausible"} in told[
        "not_measured"
    ]


def _plain(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\u00a0", " ")
    return " ".join(text.split())
