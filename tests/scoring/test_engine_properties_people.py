"""What holds whoever reacts, in whatever order it is told, and whatever cannot be true in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from apps.connections.observations import Interaction, InteractionKind, Post, Reading
from apps.scoring.engine.bounds import flood_bound, flood_bounds
from apps.scoring.engine.codec import to_plain
from apps.scoring.engine.kinds import FACTORS, State
from apps.scoring.engine.model import ScoreModel, parse_model
from apps.scoring.engine.percentile import percentile
from apps.scoring.engine.score import factor_rates, pool, saturate
from apps.scoring.engine.weights import FactorWeights, multipliers, within_bounds
from apps.scoring.engine.window import plausible
from tests.scoring.bench import (
    SLACK,
    any_model,
    changed,
    column,
    exact,
    often,
    result,
    seldom,
    with_acts,
    with_posts,
)
from tests.scoring.models import models
from tests.scoring.readings import NOW
from tests.scoring.strategies import Person, acts, people, posts, readings, untrue, weights


@often
@given(people(), st.lists(acts(actor="a0"), min_size=1, max_size=60), any_model, st.data())
def test_one_account_s_flood_stays_below_the_stated_bound(
    person: Person, flood: list[Interaction], model: ScoreModel, data: st.DataObject
) -> None:
    """Whether the account has been around before or not, and on however many accounts."""
    on = data.draw(st.integers(1, len(person.readings)))
    flooded = person
    for place in range(on):
        flooded = with_acts(flooded, flood, place)
    totals, after = pool(column(person, model), model)[:, 0], pool(column(flooded, model), model)
    bounds = flood_bounds(model, totals, accounts=on)
    phi = saturate(after, model)[:, 0] - saturate(totals[:, None], model)[:, 0]
    for step, factor in zip(phi, FACTORS, strict=True):
        assert -SLACK <= step * factor_rates(model)[factor] <= bounds[factor] + SLACK
    moved = exact(flooded, model) - exact(person, model)
    assert -SLACK <= moved <= flood_bound(model, totals, accounts=on) + SLACK
    assert flood_bound(model, totals, accounts=on) <= flood_bound(model, accounts=on) + SLACK


@often
@given(readings("x"), acts(actor="weak"), any_model)
def test_the_network_term_never_falls_when_a_weak_friend_joins(
    reading: Reading, act: Interaction, model: ScoreModel
) -> None:
    rows = model.rows[FACTORS[2]]
    person = Person((reading,))
    before = column(person, model)[rows].sum()
    after = column(with_acts(person, [replace(act, actor_reach=0)]), model)[rows].sum()
    assert after >= before - SLACK


@seldom
@given(people(wild=True), st.text(max_size=5), any_model, weights)
def test_the_interval_contains_the_score(
    person: Person, key: str, model: ScoreModel, w: FactorWeights
) -> None:
    found = result(person, model, key=key, weights=w)
    if found.value is None:
        assert found.state is State.TOO_LITTLE
        assert found.low is None
        assert found.draws == b""
        return
    assert found.low is not None
    assert found.high is not None
    assert 1 <= found.low <= found.value <= found.high <= 100
    assert len(found.draws) == 800
    wide = found.high - found.low > model.interval.provisional_width
    assert (found.state is State.PROVISIONAL) == wide
    assert found.weighted is not None
    assert 1 <= found.weighted.low <= found.weighted.value <= found.weighted.high <= 100
    assert found.percentile == percentile(found.value, model)


@seldom
@given(people(wild=True), st.integers(0, 1000), any_model)
def test_the_order_of_pages_and_repeated_pages_change_nothing(
    person: Person, seed: int, model: ScoreModel
) -> None:
    chance = Random(seed)
    shuffled = []
    for reading in person.readings:
        acts_twice, posts_twice = list(reading.interactions) * 2, list(reading.posts) * 2
        chance.shuffle(acts_twice)
        chance.shuffle(posts_twice)
        shuffled.append(replace(reading, interactions=tuple(acts_twice), posts=tuple(posts_twice)))
    chance.shuffle(shuffled)
    assert result(replace(person, readings=tuple(shuffled)), model) == result(person, model)


@often
@given(any_model)
def test_a_higher_score_never_has_a_lower_percentile(model: ScoreModel) -> None:
    places = [percentile(value, model) for value in range(1, 101)]
    assert places == sorted(places)
    assert 1 <= places[0] <= places[-1] <= 99


@often
@given(people(wild=True), st.integers(1, 24), any_model)
def test_a_clock_that_is_off_by_hours_is_read_as_now(
    person: Person, ahead: int, model: ScoreModel
) -> None:
    act = Interaction("new", InteractionKind.COMMENT, NOW, "p1", 50)
    late = replace(act, at=NOW + timedelta(hours=ahead))
    assert exact(with_acts(person, [late]), model) == exact(with_acts(person, [act]), model)


@often
@given(people(wild=True), st.integers(25, 9000), posts(), any_model)
def test_what_lies_in_the_future_is_refused(
    person: Person, ahead: int, post: Post, model: ScoreModel
) -> None:
    """Also where it looks like another copy of something true."""
    later = NOW + timedelta(hours=ahead)
    told = person.readings[0].interactions
    ghosts = [
        Interaction("new", InteractionKind.COMMENT, later, "p1", 5_000_000),
        *[replace(act, at=later, actor_reach=5_000_000) for act in told],
    ]
    posted = [
        replace(post, post_id=name, published_at=later, likes=5_000_000)
        for name in ("ghost", "p0", "p1", "p2")
    ]
    haunted = with_posts(with_acts(person, ghosts), posted)
    assert exact(haunted, model) == exact(person, model)


@seldom
@given(people(), untrue, any_model, st.data())
def test_a_number_that_cannot_be_true_counts_as_one_that_was_not_told(
    person: Person, number: int, model: ScoreModel, data: st.DataObject
) -> None:
    def told(instead: int | None) -> Person:
        return changed(person, lambda reading: _told(reading, chosen, instead))

    chosen = data.draw(st.sampled_from(["reach", "likes", "comments", "shares", "actor_reach"]))
    assert not plausible(number)
    assert exact(told(number), model) == exact(told(None), model)
    marked = result(told(number), model)
    silent = result(told(None), model)
    assert (marked.value, marked.draws) == (silent.value, silent.draws)


def _told(reading: Reading, chosen: str, number: int | None) -> Reading:
    """With this number in place of each of its kind."""
    if chosen == "reach":
        return replace(reading, profile=replace(reading.profile, reach=number))
    if chosen == "actor_reach":
        acts_told = tuple(replace(act, actor_reach=number) for act in reading.interactions)
        return replace(reading, interactions=acts_told)
    counts: dict[str, Any] = {chosen: number}
    return replace(reading, posts=tuple(replace(post, **counts) for post in reading.posts))


@seldom
@given(people(), weights, any_model)
def test_an_opening_s_weights_leave_the_standard_score_alone(
    person: Person, w: FactorWeights, model: ScoreModel
) -> None:
    standard, weighted = result(person, model), result(person, model, weights=w)
    assume(standard.value is not None)
    assert replace(weighted, weighted=None) == standard


@seldom
@given(people(wild=True), weights, any_model)
def test_the_lines_of_a_weighted_value_add_up_by_factor_and_by_network(
    person: Person, w: FactorWeights, model: ScoreModel
) -> None:
    found = result(person, model, weights=w)
    assume(found.weighted is not None)
    assert found.weighted is not None
    lines = found.weighted.lines
    assert lines is not None
    ends = lines.base + lines.clipped
    assert ends + sum(lines.of(factor) for factor in FACTORS) == found.weighted.value
    assert ends + sum(lines.on(n.network) for n in found.networks) == found.weighted.value
    assert all(leaf.points >= 0 for leaf in lines.leaves)
    assert [(x.factor, x.network, x.kind) for x in lines.leaves] == [
        (x.factor, x.network, x.kind) for x in found.leaves
    ]


@often
@given(any_model, st.floats(0.0, 10.0), st.floats(0.0, 10.0), st.floats(0.0, 10.0))
def test_weights_from_the_bounds_of_another_model_are_brought_within_these(
    model: ScoreModel, reach: float, engagement: float, network: float
) -> None:
    nearest = within_bounds(FactorWeights(reach, engagement, network), model)
    assert all(factor > 0 for factor in multipliers(nearest, model).values())
    low, high = model.weight_bounds.lowest, model.weight_bounds.highest
    if low <= reach <= high:
        assert nearest.reach == reach


@seldom
@given(models())
def test_each_model_drawn_here_is_one_that_may_be_loaded(model: ScoreModel) -> None:
    assert parse_model(to_plain(model)) == model
