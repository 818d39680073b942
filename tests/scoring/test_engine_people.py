"""What people who use such scores expect, one person at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Reading,
    Reason,
)
from apps.scoring.engine.audience import FollowerSample
from apps.scoring.engine.bounds import flood_bound, flood_bounds
from apps.scoring.engine.candidate import score_candidate
from apps.scoring.engine.gates import GateKind
from apps.scoring.engine.kinds import Factor, SignalKind, State, Unit, Why
from apps.scoring.engine.result import NoteKind
from tests.scoring.engine import MODEL, exact, scored
from tests.scoring.readings import (
    COMMENT,
    LIKE,
    MENTION,
    NOW,
    Account,
    ada,
    celebrity,
    chidi,
    small,
)


def likes(actor: str, count: int) -> list[Interaction]:
    """One person likes so many posts today."""
    return [Interaction(actor, LIKE, NOW, f"p{i}", 200) for i in range(count)]


def having(reading: Reading, acts: list[Interaction]) -> Reading:
    return replace(reading, interactions=reading.interactions + tuple(acts))


def test_people_stand_where_their_audience_puts_them() -> None:
    values = [scored(person()).value or 0 for person in (small, chidi, ada, celebrity)]
    assert values == sorted(values)
    assert 20 <= values[0] <= 30
    assert 50 <= values[1] <= 62
    assert 62 <= values[2] <= 75
    assert values[3] >= 97


def test_each_factor_carries_its_part_for_typical_people() -> None:
    for person in (chidi, ada):
        result = scored(person())
        assert result.value is not None
        shares = [line.points / result.value for line in result.factors]
        assert 0.33 <= shares[0] <= 0.45
        assert 0.28 <= shares[1] <= 0.42
        assert 0.2 <= shares[2] <= 0.32


def test_a_hundred_reactions_to_ten_posts_say_more_than_to_a_thousand() -> None:
    reading = Account("x", 1000, 10, {COMMENT: 100}).reading()
    more = tuple(Post(f"q{i}", NOW - timedelta(days=i % 90), 0, 0, 0, 0) for i in range(990))
    assert exact([replace(reading, posts=reading.posts + more)]) < exact([reading]) - 2


def test_a_hundred_people_say_more_than_one_person_a_hundred_times() -> None:
    nobody = Account("x", 1000, 10).reading()
    one = [Interaction("one", COMMENT, NOW - timedelta(minutes=i), "p1", 200) for i in range(100)]
    many = [replace(act, actor_key=f"many{i}") for i, act in enumerate(one)]
    assert exact([having(nobody, many)]) > exact([having(nobody, one)]) + 5


def test_who_likes_everything_counts_less_per_like_but_never_lowers() -> None:
    nobody = Account("x", 1000, 30).reading()
    steps = [exact([having(nobody, likes("fan", count))]) for count in (0, 1, 5, 10, 30)]
    assert steps == sorted(steps)
    first, rest = steps[1] - steps[0], steps[4] - steps[1]
    assert rest < 29 * first / 2


def test_a_flood_of_one_account_hardly_moves_somebody_known() -> None:
    person = chidi()
    flood = [
        Interaction("flood", MENTION, NOW - timedelta(minutes=i), None, 50) for i in range(5000)
    ]
    assert exact([having(person[2], flood), *person[:2]]) - exact(person) < 1
    assert flood_bound(MODEL) < 15


def test_one_account_s_flood_reaches_its_bound_and_no_more() -> None:
    nobody = Account("x", 1000, 10).reading()
    flood = [
        Interaction("flood", MENTION, NOW - timedelta(minutes=i), None, None) for i in range(3000)
    ]
    moved = exact([having(nobody, flood)]) - exact([nobody])
    bound = flood_bounds(MODEL)[Factor.ENGAGEMENT]
    assert bound * 0.7 < moved <= bound


def test_favours_among_friends_count_half() -> None:
    nobody = Account("x", 1000, 10).reading()
    acts = [Interaction(f"f{i}", COMMENT, NOW, "p1", 200, mutual=False) for i in range(12)]
    favours = [replace(act, mutual=True) for act in acts]
    assert exact([nobody]) < exact([having(nobody, favours)]) < exact([having(nobody, acts)])


def test_a_swarm_without_followers_counts_little_where_that_says_something() -> None:
    nobody = Account("x", 1000, 10).reading()
    swarm = [Interaction(f"b{i}", COMMENT, NOW, "p1", 0) for i in range(40)]
    crowd = [replace(act, actor_reach=30) for act in swarm]
    assert exact([having(nobody, swarm)]) < exact([having(nobody, crowd)]) - 3
    result = scored([having(nobody, swarm)])
    assert (NoteKind.QUIET_PEOPLE, 40) in [(n.kind, n.number) for n in result.notes]


def test_an_act_that_tells_how_few_follow_its_actor_never_lowers() -> None:
    """Their earlier acts were told without it, and counted in full."""
    nobody = Account("x", 1000, 10).reading()
    talks = [Interaction(f"b{i}", COMMENT, NOW, "p1", None) for i in range(12)]
    told = [replace(act, actor_reach=0) for act in talks]
    likes_too = [replace(act, kind=LIKE) for act in told]
    before = having(nobody, talks)
    assert exact([having(before, likes_too)]) > exact([before])
    assert exact([having(before, told)]) == exact([before])
    assert exact([having(nobody, told)]) < exact([before])


def test_replies_to_oneself_do_not_count() -> None:
    reading = Account("x", 1000, 10).reading()
    own = Interaction(reading.profile.account_key, COMMENT, NOW, "p1", 1_000_000)
    assert exact([having(reading, [own])]) == exact([reading])


def test_unknown_reach_of_interactors_is_missing_and_widens_the_upper_side() -> None:
    told = Account("youtube", 20_000, 20, {COMMENT: 40}, likes=200).reading()
    untold = replace(
        told, interactions=tuple(replace(a, actor_reach=None) for a in told.interactions)
    )
    known, unknown = scored([told]), scored([untold])
    assert not unknown.factor(Factor.NETWORK).measured
    assert Factor.NETWORK not in {leaf.factor for leaf in unknown.leaves}
    assert Why.NOBODY_KNOWN in {line.why for line in unknown.not_measured}
    assert None not in (known.high, known.value, unknown.high, unknown.value)
    assert (unknown.high or 0) - (unknown.value or 0) > (known.high or 0) - (known.value or 0)


def test_a_hidden_reach_is_named_not_zero() -> None:
    hidden = Account("youtube", None, 20, {COMMENT: 40}, likes=200).reading()
    result = scored([hidden])
    assert (Metric.REACH, Why.HIDDEN) in {(n.metric, n.why) for n in result.not_measured}
    assert not result.factor(Factor.REACH).measured


def test_numbers_that_cannot_be_true_are_refused() -> None:
    for absurd in (-5, 10**12):
        result = scored([Account("x", absurd, 20, {COMMENT: 40}).reading()])
        assert (Metric.REACH, Why.IMPLAUSIBLE) in {(n.metric, n.why) for n in result.not_measured}
    reading = Account("instagram", 5000, 10, {COMMENT: 20}, likes=100).reading()
    first = replace(reading.posts[0], likes=-1_000_000)
    without = replace(reading.posts[0], likes=None)
    posts = reading.posts[1:]
    assert exact([replace(reading, posts=(first, *posts))]) == exact(
        [replace(reading, posts=(without, *posts))]
    )


def test_counts_without_names_count_and_say_so() -> None:
    reading = Account("instagram", 5000, 10, {COMMENT: 20}, likes=1000).reading()
    result = scored([reading])
    (line,) = [leaf for leaf in result.leaves if leaf.kind is SignalKind.LIKE]
    assert (line.counted, line.unit) == (1000, Unit.REACTIONS)
    assert (NoteKind.COUNTS_ONLY, 1000) in [(n.kind, n.number) for n in result.notes]
    assert exact([reading]) > exact([Account("instagram", 5000, 10, {COMMENT: 20}).reading()])


def test_where_nobody_is_told_the_counts_of_comments_stand_in() -> None:
    refused = {Metric.INTERACTORS: Reason.NOT_GRANTED}
    reading = Account("youtube", 5000, 10, None, likes=100, not_measured=refused).reading()
    posts = tuple(replace(post, comments=10) for post in reading.posts)
    lines = {leaf.kind: leaf for leaf in scored([replace(reading, posts=posts)]).leaves}
    assert lines[SignalKind.COMMENT].unit is Unit.REACTIONS
    assert lines[SignalKind.COMMENT].counted == 100


def test_a_sample_of_doubtful_followers_lowers_the_reach_alone() -> None:
    reading = Account("x", 50_000, 30, {COMMENT: 60}).reading()
    key = reading.profile.account_key
    doubtful = score_candidate(
        [reading],
        model=MODEL,
        key="k",
        now=NOW,
        networks_consented=["x"],
        samples={key: FollowerSample(200, 20)},
    )
    plain = scored([reading], key="k")
    assert doubtful.factor(Factor.REACH).points < plain.factor(Factor.REACH).points - 5
    assert doubtful.factor(Factor.ENGAGEMENT).points == plain.factor(Factor.ENGAGEMENT).points
    assert NoteKind.FOLLOWERS_SHRUNK in {note.kind for note in doubtful.notes}


def test_a_network_without_consent_is_not_looked_at() -> None:
    result = scored(chidi(), consented=["x", "facebook"])
    assert {leaf.network for leaf in result.leaves} == {"x"}
    whole = {n.network: n.why for n in result.not_measured if n.metric is None}
    assert whole == {
        "facebook": Why.NOT_READ,
        "instagram": Why.NOT_SHARED,
        "wordpress_com": Why.NOT_SHARED,
        "wordpress": Why.NOT_SHARED,
        "youtube": Why.NOT_SHARED,
    }


def test_a_network_that_the_model_does_not_know_adds_nothing_and_is_named() -> None:
    result = scored([*chidi(), Account("myspace", 9_000_000, 20).reading()])
    assert result.value == scored(chidi()).value
    assert Why.NOT_IN_MODEL in {n.why for n in result.not_measured if n.network == "myspace"}


def test_two_accounts_on_one_network_add_up_and_one_read_twice_counts_once() -> None:
    blog = Account("wordpress", None, 12, {COMMENT: 30}, owner="a").reading()
    other = Account("wordpress", None, 12, {COMMENT: 30}, owner="b").reading()
    assert exact([blog, other]) > exact([blog])
    older = replace(blog, taken_at=NOW - timedelta(days=1), interactions=())
    assert scored([blog, older]) == scored([blog])


def test_an_empty_account_gets_no_number_but_its_reasons() -> None:
    result = scored([Account("x", 3, 0, age_days=40).reading()])
    assert result.state is State.TOO_LITTLE
    assert result.value is None
    failed = {gate.kind: (gate.have, gate.need) for gate in result.gates if not gate.passed}
    assert failed == {
        GateKind.ACCOUNT_DAYS: (40, 90),
        GateKind.POSTS: (0, 5),
        GateKind.PEOPLE: (0, 10),
    }


def test_nobody_linked_gets_no_number() -> None:
    result = scored([])
    assert result.state is State.TOO_LITTLE
    assert GateKind.ACCOUNT in {gate.kind for gate in result.gates if not gate.passed}


def test_ten_people_or_a_hundred_followers_are_enough() -> None:
    assert scored([Account("x", 5, 5, {COMMENT: 10}).reading()]).value is not None
    assert scored([Account("x", 100, 5).reading()]).value is not None
    assert scored([Account("x", 99, 5, {COMMENT: 9}).reading()]).value is None


def test_a_network_that_hides_the_account_s_age_is_believed_on_evidence() -> None:
    reading = Account("x", 500, 10, {COMMENT: 20}).reading()
    hidden = replace(reading, profile=replace(reading.profile, created_at=None, posts_total=None))
    assert scored([hidden]).value is not None
    young = [p for p in hidden.posts if p.published_at > NOW - timedelta(days=50)]
    fresh = replace(hidden, posts=tuple(young), interactions=())
    (gate,) = [g for g in scored([fresh]).gates if g.kind is GateKind.ACCOUNT_DAYS]
    assert (gate.passed, gate.have) == (False, None)


def test_a_blog_alone_is_provisional_or_wide_upwards() -> None:
    result = scored([Account("wordpress", None, 12, {COMMENT: 40}).reading()])
    assert None not in (result.low, result.value, result.high)
    below = (result.value or 0) - (result.low or 0)
    above = (result.high or 0) - (result.value or 0)
    assert above > 2 * below


def test_kinds_of_acts_that_x_tells_are_all_counted() -> None:
    kinds = dict.fromkeys(InteractionKind, 10)
    leaves = scored([Account("x", 1000, 20, kinds).reading()]).leaves
    people = {leaf.kind: leaf.counted for leaf in leaves if leaf.factor is Factor.ENGAGEMENT}
    assert people == {SignalKind(kind.value): 10 for kind in InteractionKind}


def test_a_kind_that_the_network_says_it_does_not_tell_is_missing_not_zero() -> None:
    silent = {Metric.LIKES: Reason.NOT_OFFERED}
    blog = Account("wordpress", None, 12, {COMMENT: 30}, not_measured=silent).reading()
    result = scored([blog])
    assert SignalKind.LIKE not in {leaf.kind for leaf in result.leaves}
    assert (Metric.LIKES, Why.NOT_OFFERED) in {(n.metric, n.why) for n in result.not_measured}
