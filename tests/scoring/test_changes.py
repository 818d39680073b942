"""What moved since an earlier score adds up, to the point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from apps.connections.observations import Reading
from apps.scoring.engine.explain import explain
from apps.scoring.engine.history import Ago, PastScore, Period, changes
from apps.scoring.engine.kinds import FACTORS, Factor
from apps.scoring.engine.moves import (
    Absence,
    FactorMove,
    Gap,
    LeafMove,
    ModelMove,
    Move,
    NetworkMove,
    OtherMoves,
    RestMove,
)
from apps.scoring.engine.reasons import ChangeReason
from apps.scoring.engine.sentences import ENGLISH, GERMAN, sentence
from apps.scoring.engine.since import MOST, Since, shortened, since
from tests.scoring.accounts import somebody
from tests.scoring.moving import LATER, moved, scored_at
from tests.scoring.readings import NOW, Account, celebrity, chidi

shares = st.one_of(st.none(), st.floats(0, 1))
pairs = given(before=somebody(), after=somebody(), share=shares)
often = settings(deadline=None)


@often
@pairs
@example(before=celebrity(), after=chidi(), share=None)
@example(before=chidi(), after=celebrity(), share=0.4)
def test_lines_and_factors_add_up_to_the_difference_of_the_two_scores(
    before: list[Reading], after: list[Reading], share: float | None
) -> None:
    then, now = scored_at(before), scored_at(after, LATER, share=share)
    assume(then.value is not None and now.value is not None)
    found = moved(then, now)
    assert now.value is not None
    assert then.value is not None
    difference = now.value - then.value
    assert isinstance(found.change, ChangeReason)
    assert found.change.change.points == difference
    assert sum(line.points for line in found.lines) == difference
    assert sum(line.points for line in shortened(found.lines)) == difference
    rest = sum(line.points for line in found.lines if isinstance(line, RestMove))
    assert sum(line.points for line in found.factors) + rest == difference
    for factor in FACTORS:
        assert _of(factor, found.lines) == _moved_by(factor, found.factors)


def _of(factor: Factor, lines: Sequence[Move]) -> int:
    """The points of one factor in lines, those of accounts that came or went among them."""
    whole = [line for line in lines if isinstance(line, NetworkMove)]
    shares = [share for line in whole for share in line.factors if share.factor is factor]
    leaves = [line for line in lines if isinstance(line, LeafMove) and line.factor is factor]
    return sum(share.points for share in shares) + sum(line.points for line in leaves)


def _moved_by(factor: Factor, factors: Sequence[FactorMove]) -> int:
    return sum(line.points for line in factors if line.factor is factor)


@often
@pairs
def test_whatever_moved_there_are_words_for_it(
    before: list[Reading], after: list[Reading], share: float | None
) -> None:
    then, now = scored_at(before), scored_at(after, LATER, share=share)
    found = since(Period.WEEK, then, now)
    assert (found is None) is (now.value is None)
    for line in (found.change, *found.factors, *found.lines) if found else ():
        for language in (ENGLISH, GERMAN):
            assert sentence(line, language=language).endswith(".")


@often
@given(somebody())
def test_nothing_moves_between_a_score_and_itself(readings: list[Reading]) -> None:
    then = scored_at(readings)
    assume(then.value is not None)
    found = moved(then, replace(then, at=LATER))
    assert found.lines == ()
    assert all(line.points == 0 for line in found.factors)
    assert sentence(found.change) == "The same as a week ago."


def test_another_score_model_is_said_and_nothing_is_compared_line_by_line() -> None:
    before = replace(scored_at(celebrity()), model="older-1")
    found = moved(before, scored_at(chidi(), LATER))
    (line,) = found.lines
    assert isinstance(line, ModelMove)
    assert found.factors == ()
    assert isinstance(found.change, ChangeReason)
    assert line.points == found.change.change.points
    assert "Another score model (prior-2, a week ago older-1)" in sentence(line)
    assert sentence(found.change).endswith("under another score model.")


def test_the_end_of_the_scale_has_its_own_line() -> None:
    found = moved(scored_at(chidi()), scored_at(celebrity(), LATER))
    rest = [line for line in found.lines if isinstance(line, RestMove)]
    assert any(sentence(line).startswith("The scale ends at 1 and at 100: −") for line in rest)


def test_a_gap_is_said_and_never_filled() -> None:
    now = scored_at(chidi(), LATER)
    none = since(Period.WEEK, None, now)
    assert none == Since(Period.WEEK, Gap(Ago(Period.WEEK, 7), Absence.NO_SCORE), (), ())
    assert sentence(none.change) == "There is no score from a week ago to compare with."
    little = scored_at([Account("x", 3, 1, age_days=40).reading()], NOW - timedelta(days=2))
    found = since(Period.WEEK, little, now)
    assert found is not None
    assert sentence(found.change) == "9 days ago there was too little for a score."
    assert since(Period.WEEK, now, little) is None


def test_nine_days_are_not_called_a_week() -> None:
    found = moved(scored_at(chidi(), LATER - timedelta(days=9)), scored_at(chidi(), LATER))
    assert isinstance(found.change, ChangeReason)
    assert found.change.change.days == 9
    assert "9 days ago" in sentence(found.change)
    assert "vor 9 Tagen" in sentence(found.change, language=GERMAN)
    history = [PastScore(48, 40, 55, NOW - timedelta(days=9), "m"), PastScore(54, 48, 61, NOW, "m")]
    assert [change.days for change in changes(history)] == [9]


def test_a_page_shows_three_lines_and_the_rest_in_one() -> None:
    found = moved(scored_at(celebrity()), scored_at(chidi(), LATER))
    short = shortened(found.lines)
    assert len(short) == MOST + 1
    assert isinstance(short[-1], OtherMoves)
    assert abs(short[0].points) >= abs(short[1].points) >= abs(short[2].points)
    assert shortened(short) == short


def test_an_explanation_holds_what_was_asked_for_and_no_more() -> None:
    now, then = scored_at(chidi(), LATER), scored_at(chidi())
    assert explain(now).since == ()
    both = explain(now, before={Period.WEEK: then, Period.MONTH: None})
    assert [type(each.change) for each in both.since] == [ChangeReason, Gap]


def test_a_new_score_model_that_gives_the_same_number_is_named_too() -> None:
    before = replace(scored_at(chidi()), model="older-1")
    (line,) = shortened(moved(before, replace(scored_at(chidi()), at=LATER)).lines)
    assert sentence(line) == (
        "Another score model (prior-2, a week ago older-1) gives the same number."
    )
