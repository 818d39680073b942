"""What holds for every reading that a network could tell and every score model that can be loaded,
not only for the ones we thought of: sums, and that more is never less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from apps.connections.observations import Interaction, InteractionKind, Post, Reading
from apps.scoring.engine.audience import FollowerSample, authentic_share
from apps.scoring.engine.kinds import FACTORS
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.result import FactorPoints, LeafPoints
from apps.scoring.engine.score import score_batch
from apps.scoring.engine.weights import FactorWeights
from apps.scoring.engine.window import MOST, plausible
from tests.scoring.bench import (
    SLACK,
    any_model,
    changed,
    exact,
    often,
    result,
    with_acts,
    with_posts,
)
from tests.scoring.readings import NOW
from tests.scoring.strategies import Person, acts, counts, people, posts, readings, weights


@often
@given(people(wild=True), any_model)
def test_contributions_add_up_to_the_shown_number(person: Person, model: ScoreModel) -> None:
    found = result(person, model)
    assume(found.value is not None)
    _adds_up(found.value, found.base, found.clipped, found.factors, found.leaves)
    assert sum(n.points for n in found.networks) == sum(f.points for f in found.factors)


def _adds_up(
    value: int | None,
    base: int,
    clipped: int,
    factors: Sequence[FactorPoints],
    leaves: Sequence[LeafPoints],
) -> None:
    assert base + sum(f.points for f in factors) + clipped == value
    for line in factors:
        points = [leaf.points for leaf in leaves if leaf.factor is line.factor]
        assert sum(points) == line.points
        assert all(each >= 0 for each in points)


@often
@given(st.integers(0, 2**32), st.floats(-3, 18), any_model)
def test_contributions_add_up_for_any_amounts(seed: int, size: float, model: ScoreModel) -> None:
    chance = np.random.default_rng(seed)
    x = np.exp(chance.normal(0, 4, (len(model.leaves), 50))) * np.exp(size - 8)
    x[chance.random(x.shape) < 0.4] = 0.0
    scores = score_batch(x, model)
    assert (scores.lines.sum(axis=0) == scores.value).all()
    for place, factor in enumerate(FACTORS):
        rows = scores.leaves[model.rows[factor]]
        assert (rows.sum(axis=0) == scores.lines[place + 1]).all()
    assert scores.value.min() >= 1
    assert scores.value.max() <= 100
    assert (scores.leaves[x == 0.0] == 0).all()


@often
@given(people(wild=True), acts(wild=True), any_model, st.one_of(st.none(), weights), st.data())
def test_one_more_reaction_never_lowers(
    person: Person,
    act: Interaction,
    model: ScoreModel,
    w: FactorWeights | None,
    data: st.DataObject,
) -> None:
    place = data.draw(st.integers(0, len(person.readings) - 1))
    more = with_acts(person, [act], place)
    assert exact(more, model, w) >= exact(person, model, w) - SLACK


@often
@given(people(wild=True), any_model, st.data())
def test_the_same_reaction_told_once_more_never_lowers(
    person: Person, model: ScoreModel, data: st.DataObject
) -> None:
    assume(person.readings[0].interactions)
    same = data.draw(st.sampled_from(person.readings[0].interactions))
    again = replace(same, actor_reach=data.draw(counts), mutual=data.draw(st.booleans()))
    assert exact(with_acts(person, [again]), model) >= exact(person, model) - SLACK


@often
@given(people(), st.integers(0, MOST), any_model, st.one_of(st.none(), weights))
def test_more_followers_never_lower(
    person: Person, more: int, model: ScoreModel, w: FactorWeights | None
) -> None:
    def grown(reading: Reading) -> Reading:
        reach = min(MOST, (reading.profile.reach or 0) + more)
        return replace(reading, profile=replace(reading.profile, reach=reach))

    assert exact(changed(person, grown), model, w) >= exact(person, model, w) - SLACK


@often
@given(people(), st.integers(1, MOST), any_model, st.data())
def test_higher_counts_of_a_post_never_lower(
    person: Person, more: int, model: ScoreModel, data: st.DataObject
) -> None:
    posted = person.readings[0].posts
    assume(posted)
    place = data.draw(st.integers(0, len(posted) - 1))
    grown = replace(
        posted[place],
        likes=min(MOST, (posted[place].likes or 0) + more),
        comments=min(MOST, (posted[place].comments or 0) + more),
        shares=min(MOST, (posted[place].shares or 0) + more),
    )
    raised = changed(
        person, lambda r: replace(r, posts=(*posted[:place], grown, *posted[place + 1 :]))
    )
    assert exact(raised, model) >= exact(person, model) - SLACK


@often
@given(people(wild=True), any_model, st.data(), st.integers(0, 5_000_000))
def test_a_wider_heard_or_less_mutual_interactor_never_lowers(
    person: Person, model: ScoreModel, data: st.DataObject, more: int
) -> None:
    told = person.readings[0].interactions
    known = [i for i, act in enumerate(told) if plausible(act.actor_reach)]
    assume(known)
    place = data.draw(st.sampled_from(known))
    reach = min(MOST, (told[place].actor_reach or 0) + more)
    raised = replace(told[place], actor_reach=reach, mutual=False)
    after = changed(
        person, lambda r: replace(r, interactions=(*told[:place], raised, *told[place + 1 :]))
    )
    assert exact(after, model) >= exact(person, model) - SLACK


@often
@given(people(wild=True), readings(wild=True, number=9), any_model, weights)
def test_a_network_more_never_lowers(
    person: Person, joined: Reading, model: ScoreModel, w: FactorWeights
) -> None:
    """Nor does a second account on a network that is linked already."""
    more = replace(person, readings=(*person.readings, joined))
    assert exact(more, model) >= exact(person, model) - SLACK
    assert exact(more, model, w) >= exact(person, model, w) - SLACK
    before, after = result(person, model, weights=w), result(more, model, weights=w)
    if before.value is not None and before.weighted_value is not None:
        assert after.value is not None
        assert after.value >= before.value
        assert (after.weighted_value or 0) >= before.weighted_value


@often
@given(people(wild=True), st.lists(posts(), min_size=1, max_size=40), any_model, weights)
def test_posting_more_alone_never_raises(
    person: Person, posted: list[Post], model: ScoreModel, w: FactorWeights
) -> None:
    """However many, whenever, and whether their zeros are told or not."""
    unheard = [
        replace(post, post_id=f"new{i}", likes=0, comments=post.comments and 0, shares=None)
        for i, post in enumerate(posted)
    ]
    busier = with_posts(person, unheard)
    assert exact(busier, model) <= exact(person, model) + SLACK
    assert exact(busier, model, w) <= exact(person, model, w) + SLACK


@often
@given(people(), any_model, st.integers(1, 89), st.integers(1, 24))
def test_what_happened_later_counts_no_less(
    person: Person, model: ScoreModel, days: int, later: int
) -> None:
    act = Interaction("new", InteractionKind.COMMENT, NOW - timedelta(days=days), "p1", 50)
    newer = replace(act, at=act.at + timedelta(hours=later))
    assert (
        exact(with_acts(person, [newer]), model) >= exact(with_acts(person, [act]), model) - SLACK
    )


@often
@given(st.integers(0, 300), st.integers(0, 300), any_model)
def test_an_authentic_follower_more_in_the_sample_never_lowers(
    looked: int, real: int, model: ScoreModel
) -> None:
    assume(real < looked)
    trust = model.authenticity
    fewer = authentic_share(FollowerSample(looked, real), trust)
    more = authentic_share(FollowerSample(looked, real + 1), trust)
    assert fewer <= more <= authentic_share(None, trust) == 1.0


@often
@given(people(), any_model)
def test_a_sample_of_followers_never_raises(person: Person, model: ScoreModel) -> None:
    assert exact(person, model) <= exact(replace(person, samples={}), model) + SLACK
