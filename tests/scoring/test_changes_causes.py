"""Why the points of a line moved, with what was counted then and now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from apps.connections.observations import Metric, Reading, Reason
from apps.scoring.engine.kinds import SignalKind, Unit, Why
from apps.scoring.engine.moves import Cause, NetworkMove
from apps.scoring.engine.sentences import GERMAN, sentence
from apps.scoring.engine.signals import Counted
from tests.scoring.moving import LATER, a_week_ago, leaf, moved, scored_at
from tests.scoring.readings import COMMENT, LIKE, MENTION, NOW, SHARE, Account, chidi


def test_more_people_who_comment_are_told_with_both_numbers() -> None:
    before, after = _comments(19), _comments(60)
    line = leaf(moved(a_week_ago(before), scored_at(after)).lines, "youtube", SignalKind.COMMENT)
    assert (line.now, line.then) == (Counted(60, Unit.PEOPLE), Counted(19, Unit.PEOPLE))
    assert line.cause is Cause.COUNTED
    assert line.points > 0
    said = f"Comments on YouTube: +{line.points} points, 60 people, a week ago 19."
    assert sentence(line) == said


def _comments(people: int) -> list[Reading]:
    return [Account("youtube", 12_400, 14, {COMMENT: people}, owner="chidi").reading()]


def test_the_same_people_count_for_less_as_their_acts_grow_old() -> None:
    """Six weeks of acts, read again a week later: all still in the window, all a week older."""
    found = Account("x", 2_000, 14, {MENTION: 90, SHARE: 20}, owner="chidi").reading()
    recent = [act for act in found.interactions if NOW - act.at < timedelta(days=42)]
    kept = replace(found, interactions=tuple(recent))
    line = leaf(moved(scored_at([kept]), scored_at([kept], LATER)).lines, "x", SignalKind.MENTION)
    assert line.now == line.then
    assert line.points < 0
    assert line.cause is Cause.FADED
    assert sentence(line).endswith(" people as a week ago; older reactions count less by the day.")
    assert "wie vor einer Woche; ältere Reaktionen" in sentence(line, language=GERMAN)


def test_the_same_people_who_act_anew_count_for_more_again() -> None:
    found = Account("x", 2_000, 14, {MENTION: 90}, owner="chidi").reading()
    again = [replace(act, at=LATER - timedelta(hours=1)) for act in found.interactions]
    newer = replace(found, interactions=tuple(again))
    line = leaf(moved(scored_at([found]), scored_at([newer], LATER)).lines, "x", SignalKind.MENTION)
    assert line.now == line.then
    assert line.cause is Cause.FRESHER
    assert "the reactions are newer" in sentence(line)


def test_a_point_that_rounding_may_have_given_is_not_called_news() -> None:
    found = Account("x", 2_000, 14, {MENTION: 90, SHARE: 60}, owner="chidi").reading()
    then = a_week_ago([found])
    more = {SignalKind.MENTION: 1, SignalKind.SHARE: -1}
    leaves = tuple(
        replace(each, points=each.points + more.get(each.kind, 0)) for each in then.leaves
    )
    lines = moved(then, replace(then, at=NOW, leaves=leaves)).lines
    assert leaf(lines, "x", SignalKind.MENTION).cause is Cause.SHARED_OUT
    assert leaf(lines, "x", SignalKind.SHARE).cause is Cause.FADED


def test_followers_that_stand_still_beside_others_that_grow_are_shared_out_anew() -> None:
    x = Account("x", 20_000, 20, {MENTION: 20}, owner="chidi").reading()
    small, large = (Account("youtube", n, 20, {COMMENT: 20}).reading() for n in (900, 900_000))
    found = moved(scored_at([x, small]), scored_at([x, large], LATER))
    line = leaf(found.lines, "x", SignalKind.FOLLOWERS)
    assert line.points < 0
    assert line.cause is Cause.SHARED_OUT
    assert (
        "20\u00a0000 as a week ago; all that counts in Reach shares its whole points."
        in sentence(line)
    )


def test_a_sample_of_the_followers_is_named_where_it_moved_the_points() -> None:
    x = Account("x", 20_000, 20, {MENTION: 20}, owner="chidi").reading()
    found = moved(scored_at([x]), scored_at([x], LATER, share=0.3))
    line = leaf(found.lines, "x", SignalKind.FOLLOWERS)
    assert line.cause is Cause.SAMPLED
    assert "after a sample, fewer of them count" in sentence(line)


def test_an_account_that_is_shared_now_is_one_line_with_all_its_points() -> None:
    both = chidi()
    found = moved(scored_at(both[1:], consented=["instagram", "x"]), scored_at(both, LATER))
    (came,) = [line for line in found.lines if isinstance(line, NetworkMove)]
    assert (came.network, came.came, came.why) == ("youtube", True, Why.NOT_SHARED)
    assert came.points == next(
        n.points for n in scored_at(both, LATER).networks if n.network == "youtube"
    )
    assert sentence(came).startswith(
        f"YouTube is new: +{came.points} points; a week ago it was not"
    )


def test_an_account_that_could_not_be_read_is_said_to_be_missing() -> None:
    both = chidi()
    found = moved(scored_at(both), scored_at(both[1:], LATER))
    (went,) = [line for line in found.lines if isinstance(line, NetworkMove)]
    assert (went.came, went.why) == (False, Why.NOT_READ)
    assert went.points < 0
    assert sentence(went).endswith("points; it could not be read now.")


def test_what_was_not_measured_then_or_now_says_why() -> None:
    hidden = {Metric.INTERACTORS: Reason.NOT_GRANTED}
    shy = [Account("youtube", 9_000, 20, owner="chidi", not_measured=hidden).reading()]
    found = moved(a_week_ago(shy), scored_at(_comments(40)))
    line = leaf(found.lines, "youtube", SignalKind.COMMENT)
    assert (line.then, line.cause, line.why) == (None, Cause.MEASURED, Why.NOT_GRANTED)
    assert "a week ago not measured (not granted when the account was linked)" in sentence(line)
    found = moved(a_week_ago(_comments(40)), scored_at(shy))
    line = leaf(found.lines, "youtube", SignalKind.COMMENT)
    assert (line.now, line.cause, line.why) == (None, Cause.UNMEASURED, Why.NOT_GRANTED)
    assert line.points < 0


def test_likes_are_told_as_numbers_without_people() -> None:
    few, many = (
        [Account("youtube", 9_000, 10, {COMMENT: 20}, likes=likes).reading()]
        for likes in (100, 9_000)
    )
    line = leaf(moved(a_week_ago(few), scored_at(many)).lines, "youtube", SignalKind.LIKE)
    assert (
        sentence(line)
        == f"Likes on YouTube: +{line.points} points, now 9\u00a0000, a week ago 100."
    )


def test_what_is_counted_in_another_way_is_not_compared_as_a_number() -> None:
    hidden = {Metric.INTERACTORS: Reason.NOT_GRANTED}
    by_count = Account("x", 9_000, 10, likes=400, not_measured=hidden).reading()
    by_name = Account("x", 9_000, 10, {LIKE: 30}).reading()
    line = leaf(moved(a_week_ago([by_count]), scored_at([by_name])).lines, "x", SignalKind.LIKE)
    assert line.cause is Cause.OTHERWISE
    assert sentence(line).endswith("; now counted: 30 people, a week ago: 400 likes.")
