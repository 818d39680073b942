"""An opening's own weights: fixed before anybody's score is seen, by whatever way one comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from apps.audit.actions import By
from apps.candidates.actions import openings
from apps.candidates.actions.openings import Weights
from apps.candidates.models import Application, Opening
from apps.candidates.models.opening import WEIGHT_BOUNDS
from apps.connections.observations import Reading
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations.models import Organisation
from apps.scoring.actions import scores
from apps.scoring.engine.parameters import WeightBounds
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Score
from apps.scoring.released import active_model
from tests import factories
from tests.scoring.readings import NOW, chidi
from tests.scoring.scored_people import compute, other_model, read, scored

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "This job is about being found by new people."
REACH_TWICE = Weights(reach=Decimal(2))


@pytest.fixture
def halden() -> Organisation:
    return factories.make_organisation("Halden")


@pytest.fixture
def opening(halden: Organisation) -> Opening:
    return factories.make_opening(halden)


def today(readings: Sequence[Reading]) -> list[Reading]:
    """As if they had been taken today."""
    later = timezone.now() - NOW
    return [_moved(reading, later) for reading in readings]


def _moved(reading: Reading, later: timedelta) -> Reading:
    created = reading.profile.created_at
    return replace(
        reading,
        taken_at=reading.taken_at + later,
        profile=replace(reading.profile, created_at=created and created + later),
        posts=tuple(replace(p, published_at=p.published_at + later) for p in reading.posts),
        interactions=tuple(replace(a, at=a.at + later) for a in reading.interactions),
    )


def weigh(opening: Opening, weights: Weights = REACH_TWICE) -> Opening:
    with tenancy.organisation(opening.organisation_id):
        return openings.set_weights(opening=opening, weights=weights, reason=REASON, by=By.system())


def fixed_at(opening: Opening) -> datetime | None:
    with tenancy.organisation(opening.organisation_id):
        return Opening.objects.get(pk=opening.pk).weights_fixed_at


def test_the_weighted_value_is_counted_by_the_weights_that_stand_there(
    halden: Organisation, opening: Opening
) -> None:
    weigh(opening)
    known = scored(halden, today(chidi()), opening=opening)
    weighted = ScoreResult.from_json(known.score.result).weighted
    assert weighted is not None
    assert (weighted.reach, weighted.engagement, weighted.network) == (2.0, 1.0, 1.0)
    assert weighted.lines is not None


def test_nothing_changes_them_after_the_first_score(halden: Organisation, opening: Opening) -> None:
    scored(halden, today(chidi()), opening=opening)
    with pytest.raises(Refused) as refusal:
        weigh(opening)
    assert refusal.value.code == "weights_fixed"


@pytest.mark.parametrize(
    "change",
    [
        {"reach_weight": 2, "weights_reason": REASON},
        {"weights_reason": REASON},
        {"weights_fixed_at": None},
        {"weights_fixed_at": NOW},
    ],
)
def test_not_even_a_bare_update_changes_them(
    halden: Organisation, opening: Opening, change: dict[str, Any]
) -> None:
    scored(halden, today(chidi()), opening=opening)
    with tenancy.organisation(halden.pk):
        with pytest.raises(DatabaseError, match="weights_stay"), transaction.atomic():
            Opening.objects.filter(pk=opening.pk).update(**change)
        assert Opening.objects.filter(pk=opening.pk).update(title="Another title") == 1


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"reach_weight": "2.01", "weights_reason": REASON}, "weights_within_bounds"),
        ({"network_weight": "0.49", "weights_reason": REASON}, "weights_within_bounds"),
        ({"engagement_weight": "1.5"}, "weights_have_a_reason"),
    ],
)
def test_the_database_wants_bounds_and_a_reason(
    opening: Opening, change: dict[str, Any], rule: str
) -> None:
    with (
        tenancy.organisation(opening.organisation_id),
        pytest.raises(DatabaseError, match=rule),
        transaction.atomic(),
    ):
        Opening.objects.filter(pk=opening.pk).update(**change)


def test_who_joins_another_opening_with_a_score_fixes_its_weights_too(
    halden: Organisation, opening: Opening
) -> None:
    known = scored(halden, today(chidi()))
    with tenancy.organisation(halden.pk):
        Application.objects.create(
            organisation=halden, candidate_id=known.consent.candidate_id, opening=opening
        )
    assert fixed_at(opening) is not None
    with pytest.raises(Refused, match="has a score"):
        weigh(opening)


def test_who_joins_without_a_score_fixes_nothing(halden: Organisation, opening: Opening) -> None:
    factories.make_candidate(halden, opening=opening)
    assert fixed_at(opening) is None
    assert weigh(opening).reach_weight == 2


def test_a_withdrawal_does_not_set_them_free_again(halden: Organisation, opening: Opening) -> None:
    known = scored(halden, today(chidi()), opening=opening)
    with tenancy.person(known.consent.person_id):
        Score.objects.all().delete()
    with pytest.raises(Refused, match="has a score"):
        weigh(opening)


def test_weights_that_change_while_a_score_begins_come_first(
    halden: Organisation, opening: Opening
) -> None:
    """The worker waits for whoever is changing them, and counts by what stands there then."""
    consent = read(halden, today(chidi()), opening=opening)
    with ThreadPoolExecutor(1) as pool:
        with tenancy.organisation(halden.pk):
            openings.set_weights(
                opening=opening, weights=REACH_TWICE, reason=REASON, by=By.system()
            )
            computing = pool.submit(apart, lambda: compute(consent))
            until_somebody_waits()
        score = computing.result(timeout=30)
    assert score.result["weighted"]["reach"] == 2.0
    assert fixed_at(opening) is not None


def test_weights_that_change_after_a_score_has_begun_are_refused(
    halden: Organisation, opening: Opening
) -> None:
    consent = read(halden, today(chidi()), opening=opening)
    with ThreadPoolExecutor(1) as pool:
        with tenancy.person(consent.person_id):
            score = scores.compute(
                person_id=consent.person_id, consent_id=consent.pk, now=timezone.now()
            )
            weighing = pool.submit(apart, lambda: weigh(opening))
            until_somebody_waits()
        with pytest.raises(Refused, match="has a score"):
            weighing.result(timeout=30)
    assert score is not None
    assert score.result["weighted"] is None


def test_two_requests_at_once_leave_one_of_the_two_and_no_mixture(
    halden: Organisation, opening: Opening
) -> None:
    wanted = [Weights(reach=Decimal(2)), Weights(network=Decimal(2))]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda w: apart(lambda: weigh(opening, w)), wanted))
    with tenancy.organisation(halden.pk):
        assert Weights.of(Opening.objects.get(pk=opening.pk)) in wanted


def apart(act: Callable[[], Any]) -> Any:
    """In a thread of its own, with a connection of its own."""
    try:
        return act()
    finally:
        connection.close()


def until_somebody_waits() -> None:
    """For a lock that another session of this database holds."""
    waiting = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    for _ in range(300):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")


def test_what_a_form_allows_the_active_model_counts() -> None:
    bounds = active_model().weight_bounds
    assert (bounds.lowest, bounds.highest) == tuple(float(bound) for bound in WEIGHT_BOUNDS)


def test_weights_from_wider_bounds_do_not_break_a_model_with_narrower_ones(
    halden: Organisation, opening: Opening
) -> None:
    weigh(opening)
    narrow = other_model("narrow-1", weight_bounds=WeightBounds(0.8, 1.25))
    known = scored(halden, today(chidi()), opening=opening)
    with tenancy.person(known.consent.person_id):
        under = scores.under(score=known.score, model=narrow)
    assert under is not None
    assert under.weighted is not None
    assert (under.weighted.reach, under.weighted.network) == (1.25, 1.0)
    assert active_model().weight_bounds.highest == 2.0
