"""What people try, and how far it gets them: the table of docs/score.md, and its bounds."""

from __future__ import annotations

from functools import cache

import pytest

from apps.core.generated import between_marks
from apps.sandbox.study.outcomes import Outcome, Outcomes, outcomes
from apps.sandbox.study.scenario_page import GATES, NOTES, PART, scenarios_part
from apps.sandbox.study.scenarios import PLACES, SCENARIOS
from apps.scoring.engine.gates import GateKind
from apps.scoring.engine.kinds import Factor, State
from apps.scoring.engine.result import NoteKind
from apps.scoring.released import shipped_model
from config.services.places import ROOT

EVERYBODY = [*PLACES]
(
    SAMPLED,
    UNSAMPLED,
    EVERYWHERE,
    POD,
    LIKING_ROBOTS,
    TALKING_ROBOTS,
    VIRAL_ON_X,
    VIRAL_ON_INSTAGRAM,
    SILENT,
    FIVE_POSTS,
    YOUNG,
    COMMENTERS,
    ONE_NETWORK_MORE,
) = (scenario.name for scenario in SCENARIOS)


@cache
def all_outcomes() -> Outcomes:
    return outcomes(shipped_model())


def found(scenario: str, who: str) -> Outcome:
    return all_outcomes()[scenario][who]


def points(scenario: str, who: str) -> int:
    gained = found(scenario, who).points
    assert gained is not None
    return gained


def test_the_page_shows_what_the_command_makes() -> None:
    page = (ROOT / "docs" / "score.md").read_text(encoding="utf-8")
    made = scenarios_part(all_outcomes(), shipped_model())
    assert between_marks(page, PART, made) == page, "run: manage.py study_score --write"


def test_the_table_has_words_for_each_note_and_gate() -> None:
    assert NOTES.keys() == set(NoteKind)
    assert GATES.keys() == {kind.value for kind in GateKind}


def test_the_three_are_small_middle_and_wide() -> None:
    values = [found(POD, who).before.value or 0 for who in EVERYBODY]
    assert values == sorted(values)
    assert values[0] + 15 < values[1] < values[2] - 15


@pytest.mark.parametrize("who", EVERYBODY)
def test_bought_followers_of_whom_a_sample_was_taken_add_at_most_two_points(who: str) -> None:
    assert 0 <= points(SAMPLED, who) <= 2
    assert NoteKind.FOLLOWERS_SHRUNK in found(SAMPLED, who).said


@pytest.mark.parametrize("who", EVERYBODY)
def test_bought_followers_that_nobody_sampled_move_reach_alone_and_that_is_said(who: str) -> None:
    one, all_three = found(UNSAMPLED, who), found(EVERYWHERE, who)
    assert points(UNSAMPLED, who) <= 8
    assert points(EVERYWHERE, who) <= 15
    for each in (one, all_three):
        assert each.moved[Factor.ENGAGEMENT] == each.moved[Factor.NETWORK] == 0
        assert NoteKind.FOLLOWERS_UNCHECKED in each.said


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_pod_of_twelve_adds_at_most_twelve_points(who: str) -> None:
    assert points(POD, who) <= 12


@pytest.mark.parametrize("who", EVERYBODY)
def test_robots_that_like_add_at_most_eight_points_and_are_noticed_on_x(who: str) -> None:
    assert points(LIKING_ROBOTS, who) <= 8
    assert NoteKind.QUIET_PEOPLE in found(LIKING_ROBOTS, who).said


@pytest.mark.parametrize("who", EVERYBODY)
def test_robots_that_comment_add_at_most_fourteen_points(who: str) -> None:
    assert points(TALKING_ROBOTS, who) <= 14


@pytest.mark.parametrize("who", EVERYBODY)
def test_one_post_that_goes_far_does_not_make_a_small_voice_a_wide_one(who: str) -> None:
    assert points(VIRAL_ON_X, who) <= 25
    assert points(VIRAL_ON_INSTAGRAM, who) <= 10
    wide = found(VIRAL_ON_X, "wide").before.value
    after = found(VIRAL_ON_X, who).after.value
    assert after is not None
    assert wide is not None
    assert who == "wide" or after < wide


def test_one_post_that_goes_far_widens_the_interval_of_a_small_voice() -> None:
    result = found(VIRAL_ON_X, "small")
    before, after = result.before, result.after
    assert (after.high or 0) - (after.low or 0) > (before.high or 0) - (before.low or 0)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_does_not_post_has_no_score_however_wide_the_audience(who: str) -> None:
    result = found(SILENT, who)
    assert result.after.state is State.TOO_LITTLE
    assert result.closed == ["posts"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_five_posts_that_nobody_answers_leave_the_audience_alone_to_count(who: str) -> None:
    result = found(FIVE_POSTS, who)
    assert points(FIVE_POSTS, who) < 0
    assert result.moved[Factor.REACH] == 0
    assert result.after.factor(Factor.ENGAGEMENT).points == 0


@pytest.mark.parametrize("who", EVERYBODY)
def test_accounts_of_a_month_have_no_score(who: str) -> None:
    assert found(YOUNG, who).closed == ["account_days"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_fifty_people_who_comment_never_lower_a_score(who: str) -> None:
    assert points(COMMENTERS, who) >= 0


def test_fifty_people_who_comment_help_a_small_voice_more_than_bought_followers_do() -> None:
    assert points(COMMENTERS, "small") > points(SAMPLED, "small")


@pytest.mark.parametrize("who", EVERYBODY)
def test_one_network_more_never_lowers_a_score_and_narrows_the_interval(who: str) -> None:
    result = found(ONE_NETWORK_MORE, who)
    before, after = result.before, result.after
    assert points(ONE_NETWORK_MORE, who) >= 0
    assert (after.high or 0) - (after.low or 0) < (before.high or 0) - (before.low or 0)
