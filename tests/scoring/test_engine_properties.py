"""What holds for every reading that a network could tell, not only for the ones we thought of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from apps.connections.observations import Interaction, InteractionKind, Post, Reading
from apps.scoring.engine.audience import FollowerSample, authentic_share
from apps.scoring.engine.bounds import flood_bound, flood_bounds
from apps.scoring.engine.kinds import FACTORS, State
from apps.scoring.engine.score import factor_rates, pool, saturate, score_batch
from apps.scoring.engine.weights import FactorWeights
from tests.scoring.engine import MODEL, column, exact, scored
from tests.scoring.readings import NOW
from tests.scoring.strategies import acts, counts, people, posts, readings

SLACK = 2e-6  # two steps of the grid to which scores are snapped
often = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seldom = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def with_acts(reading: Reading, more: Sequence[Interaction]) -> Reading:
    return replace(reading, interactions=reading.interactions + tuple(more))


@often
@given(people())
def test_contributions_add_up_to_the_shown_number(persons: list[Reading]) -> None:
    result = scored(persons)
    assume(result.value is not None)
    assert result.base + sum(f.points for f in result.factors) + result.clipped == result.value
    for line in result.factors:
        leaves = [leaf.points for leaf in result.leaves if leaf.factor is line.factor]
        assert sum(leaves) == line.points
        assert all(points >= 0 for points in leaves)
    assert sum(n.points for n in result.networks) == sum(f.points for f in result.factors)


@often
@given(st.integers(0, 2**32), st.floats(-3, 18))
def test_contributions_add_up_for_any_amounts(seed: int, size: float) -> None:
    chance = np.random.default_rng(seed)
    x = np.exp(chance.normal(0, 4, (len(MODEL.leaves), 50))) * np.exp(size - 8)
    x[chance.random(x.shape) < 0.4] = 0.0
    scores = score_batch(x, MODEL)
    assert (scores.lines.sum(axis=0) == scores.value).all()
    for place, factor in enumerate(FACTORS):
        rows = scores.leaves[MODEL.rows[factor]]
        assert (rows.sum(axis=0) == scores.lines[place + 1]).all()
    assert scores.value.min() >= 1
    assert scores.value.max() <= 100
    assert (scores.leaves[x == 0.0] == 0).all()


@often
@given(people(), st.data())
def test_one_more_reaction_never_lowers(persons: list[Reading], data: st.DataObject) -> None:
    more = with_acts(persons[0], [data.draw(acts())])
    assert exact([more, *persons[1:]]) >= exact(persons) - SLACK


@often
@given(people(), st.data())
def test_the_same_reaction_told_once_more_never_lowers(
    persons: list[Reading], data: st.DataObject
) -> None:
    reading = persons[0]
    assume(reading.interactions)
    same = data.draw(st.sampled_from(reading.interactions))
    again = replace(same, actor_reach=data.draw(counts), mutual=data.draw(st.booleans()))
    more = with_acts(reading, [again])
    assert exact([more, *persons[1:]]) >= exact(persons) - SLACK


@often
@given(people(), st.integers(0, 10_000_000))
def test_more_followers_never_lower(persons: list[Reading], more: int) -> None:
    profile = persons[0].profile
    grown = replace(profile, reach=(profile.reach or 0) + more)
    assert exact([replace(persons[0], profile=grown), *persons[1:]]) >= exact(persons) - SLACK


@often
@given(people(), st.integers(1, 1000), st.data())
def test_higher_counts_of_a_post_never_lower(
    persons: list[Reading], more: int, data: st.DataObject
) -> None:
    reading = persons[0]
    assume(reading.posts)
    place = data.draw(st.integers(0, len(reading.posts) - 1))
    post = reading.posts[place]
    grown = replace(
        post,
        likes=(post.likes or 0) + more,
        comments=(post.comments or 0) + more,
        shares=(post.shares or 0) + more,
    )
    changed = (*reading.posts[:place], grown, *reading.posts[place + 1 :])
    assert exact([replace(reading, posts=changed), *persons[1:]]) >= exact(persons) - SLACK


@often
@given(people(), st.data(), st.integers(0, 5_000_000))
def test_a_wider_heard_or_less_mutual_interactor_never_lowers(
    persons: list[Reading], data: st.DataObject, more: int
) -> None:
    reading = persons[0]
    assume(any(act.actor_reach is not None for act in reading.interactions))
    known = [i for i, act in enumerate(reading.interactions) if act.actor_reach is not None]
    place = data.draw(st.sampled_from(known))
    act = reading.interactions[place]
    raised = replace(act, actor_reach=(act.actor_reach or 0) + more, mutual=False)
    changed = (*reading.interactions[:place], raised, *reading.interactions[place + 1 :])
    assert exact([replace(reading, interactions=changed), *persons[1:]]) >= exact(persons) - SLACK


@often
@given(people(), st.data())
def test_a_network_more_never_lowers(persons: list[Reading], data: st.DataObject) -> None:
    used = {reading.network for reading in persons}
    free = sorted(set(MODEL.networks) - used)
    joined = data.draw(readings(data.draw(st.sampled_from(free))))
    assert exact([*persons, joined]) >= exact(persons) - SLACK
    before, after = scored(persons), scored([*persons, joined])
    if before.value is not None:
        assert after.value is not None
        assert after.value >= before.value


@often
@given(people(), st.lists(st.integers(0, 89), min_size=1, max_size=40))
def test_posting_more_alone_never_raises(persons: list[Reading], ages: list[int]) -> None:
    posted = tuple(
        Post(f"new{i}", NOW - timedelta(days=age), 0, 0, 0, 0) for i, age in enumerate(ages)
    )
    busier = replace(persons[0], posts=persons[0].posts + posted)
    assert exact([busier, *persons[1:]]) <= exact(persons) + SLACK


@often
@given(people(), st.lists(acts(actor="flood"), min_size=1, max_size=60))
def test_one_account_s_flood_stays_below_the_stated_bound(
    persons: list[Reading], flood: list[Interaction]
) -> None:
    totals = pool(column(persons), MODEL)[:, 0]
    flooded = [with_acts(persons[0], flood), *persons[1:]]
    bounds, after = flood_bounds(MODEL, totals), pool(column(flooded), MODEL)
    phi = saturate(after, MODEL)[:, 0] - saturate(totals[:, None], MODEL)[:, 0]
    for step, factor in zip(phi, FACTORS, strict=True):
        assert -SLACK <= step * factor_rates(MODEL)[factor] <= bounds[factor] + SLACK
    moved = exact(flooded) - exact(persons)
    assert -SLACK <= moved <= flood_bound(MODEL, totals) + SLACK
    assert flood_bound(MODEL, totals) <= flood_bound(MODEL) + SLACK


@often
@given(readings("x"), acts(actor="weak"))
def test_the_network_term_never_falls_when_a_weak_friend_joins(
    reading: Reading, act: Interaction
) -> None:
    rows = MODEL.rows[FACTORS[2]]
    before = column([reading])[rows].sum()
    after = column([with_acts(reading, [replace(act, actor_reach=0)])])[rows].sum()
    assert after >= before - SLACK


@seldom
@given(people(), st.text(max_size=5))
def test_the_interval_contains_the_score(persons: list[Reading], key: str) -> None:
    result = scored(persons, key=key, weights=FactorWeights(reach=0.5, network=2.0))
    if result.value is None:
        assert result.state is State.TOO_LITTLE
        assert result.low is None
        assert result.draws == b""
        return
    assert result.low is not None
    assert result.high is not None
    assert 1 <= result.low <= result.value <= result.high <= 100
    assert len(result.draws) == 800
    assert (result.state is State.PROVISIONAL) == (result.high - result.low > 30)
    assert result.weighted is not None
    assert 1 <= result.weighted.low <= result.weighted.value <= result.weighted.high <= 100


@seldom
@given(people(), st.integers(0, 1000))
def test_the_order_of_pages_and_repeated_pages_change_nothing(
    persons: list[Reading], seed: int
) -> None:
    chance = Random(seed)
    shuffled = []
    for reading in persons:
        mixed = list(reading.interactions) * 2
        chance.shuffle(mixed)
        shuffled.append(replace(reading, interactions=tuple(mixed), posts=reading.posts * 2))
    chance.shuffle(shuffled)
    assert scored(shuffled) == scored(persons)


@often
@given(people(), st.integers(1, 23))
def test_a_clock_that_is_off_by_hours_is_read_as_now(persons: list[Reading], ahead: int) -> None:
    act = Interaction("new", InteractionKind.COMMENT, NOW, "p1", 50)
    late = replace(act, at=NOW + timedelta(hours=ahead))
    assert exact([with_acts(persons[0], [late])]) == exact([with_acts(persons[0], [act])])


@often
@given(people(), st.integers(25, 9000), posts())
def test_what_lies_in_the_future_is_refused(persons: list[Reading], ahead: int, post: Post) -> None:
    later = NOW + timedelta(hours=ahead)
    act = Interaction("new", InteractionKind.COMMENT, later, "p1", 5_000_000)
    ghost = replace(post, post_id="ghost", published_at=later, likes=5_000_000)
    changed = replace(with_acts(persons[0], [act]), posts=(*persons[0].posts, ghost))
    assert exact([changed, *persons[1:]]) == exact(persons)


@often
@given(st.integers(0, 300), st.integers(0, 300))
def test_an_authentic_follower_more_in_the_sample_never_lowers(looked: int, real: int) -> None:
    assume(real < looked)
    trust = MODEL.authenticity
    fewer = authentic_share(FollowerSample(looked, real), trust)
    more = authentic_share(FollowerSample(looked, real + 1), trust)
    assert fewer <= more <= authentic_share(None, trust) == 1.0
