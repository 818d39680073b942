"""A score as pages show it: every cut of it adds up, and says what it does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string

from apps.connections.observations import Metric, Reading, Reason
from apps.core.charts.history import History
from apps.scoring.engine.candidate import score_candidate
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Score
from apps.scoring.present import words
from apps.scoring.present.freshness import freshness
from apps.scoring.present.networks import audience, by_network, slots
from apps.scoring.present.numbers import interval_in, points_in
from apps.scoring.present.unmeasured import not_measured
from apps.scoring.present.weeks import history_of
from apps.scoring.present.why import why_of
from apps.scoring.released import shipped_model
from tests.readings import make_reading

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BOTH = ("x", "wordpress")


def result(networks: tuple[str, ...] = BOTH, **fields: int) -> ScoreResult:
    return score_candidate(
        [make_reading(now=NOW, network=network, **fields) for network in networks],
        model=shipped_model(),
        key="a person",
        now=NOW,
        networks_consented=networks,
    )


def score(days_ago: int, value: int, **fields: object) -> Score:
    common = {"low": value - 5, "high": value + 5, "networks": ["x"], "model_version": "prior-2"}
    at = NOW - timedelta(days=days_ago)
    return Score(value=value, computed_at=at, state="scored", **{**common, **fields})


def weeks(*scores: Score) -> History:
    drawn = history_of(scores)
    assert drawn
    return drawn


@pytest.mark.parametrize("followers", [0, 90, 5_000, 2_000_000, 90_000_000])
@pytest.mark.parametrize("networks", [("x",), BOTH])
def test_steps_stack_and_accounts_all_add_up_to_the_score(
    followers: int, networks: tuple[str, ...]
) -> None:
    found = result(networks, followers=followers, people=200)
    why, table = why_of(found), by_network(found)
    assert why
    assert table
    assert why.total == points_in(found).total == table.total == found.value
    assert sum(line.points for line in table.lines) + table.rest == found.value
    steps = [*why.opening, *why.closing, *(step for group in why.groups for step in group.steps)]
    assert sum(step.points for step in steps) == found.value


def test_reach_is_told_by_account_and_reactions_by_kind() -> None:
    why = why_of(result(people=60))
    assert why
    reach, engagement, network = ([step.label for step in group.steps] for group in why.groups)
    assert sorted(reach) == ["WordPress followers", "X followers"]
    assert engagement == ["Comments", "Shares", "Likes", "Mentions"]
    assert network == ["People with a wide audience", "Everyone else who interacts"]


def test_without_a_number_there_are_reasons_and_nothing_to_draw() -> None:
    young = result(("x",), age_days=40)
    assert why_of(young) is None
    assert by_network(young) is None
    assert interval_in(young) is None
    assert words.summary(young) == ("The oldest account is 40 days old; 90 are needed.",)


def test_sentences_speak_of_a_person_by_first_name_or_to_them() -> None:
    found = result()
    assert words.say(found, "Ada Lindqvist").startswith("Ada reaches ")
    assert words.say(found).startswith("You reach ")
    assert f"than {found.percentile} of 100 in the reference group." in words.say(found)


def test_accounts_keep_their_slots() -> None:
    assert [(slot.label, slot.linked) for slot in slots(["wordpress"], offered=BOTH)] == [
        ("X", False),
        ("WordPress", True),
    ]
    assert [slot.network for slot in slots(["youtube"], offered=BOTH)] == [*BOTH, "youtube"]


def test_the_audience_is_the_sum_of_what_accounts_tell() -> None:
    assert audience(result(followers=1_200)) == 2_400
    assert audience(result(followers=1_200), "x") == 1_200
    assert audience(result(("x",)), "wordpress") is None


def test_what_is_not_offered_here_is_not_held_against_the_person() -> None:
    facts = {
        fact.title: fact.text for fact in not_measured(result(("x",)), offered=BOTH, name="Ada")
    }
    assert facts["WordPress"] == "Not shared with you."
    assert (
        facts["Facebook, Instagram, WordPress.com and YouTube"]
        == "Cannot be shared here, by anybody."
    )
    assert facts["Job performance"] == "Nothing here says how well Ada will do the job."
    own = {fact.title: fact.text for fact in not_measured(result(("x",)), offered=BOTH)}
    assert own["WordPress"] == "You do not share it here."


def test_why_followers_were_not_sampled_is_said_once_where_there_are_any() -> None:
    refused = {Metric.FOLLOWER_SAMPLE: Reason.NOT_OFFERED}
    hidden = {**refused, Metric.REACH: Reason.NOT_OFFERED}
    found = score_candidate(
        [
            telling(make_reading(now=NOW, network="instagram"), refused),
            telling(make_reading(now=NOW, network="facebook"), refused),
            telling(make_reading(now=NOW, network="wordpress", followers=0), hidden),
            make_reading(now=NOW),
        ],
        model=shipped_model(),
        key="a person",
        now=NOW,
        networks_consented=("facebook", "instagram", "wordpress", "x"),
    )
    about = {f.title: f.text for f in not_measured(found, offered=BOTH) if "sample" in f"{f}"}
    assert about == {
        "Facebook and Instagram: a sample of the followers": "Not offered there. "
        "The interval allows for that.",
        "X": "The followers were not sampled; the interval allows for that.",
    }


def telling(reading: Reading, missing: dict[Metric, Reason]) -> Reading:
    reach = None if Metric.REACH in missing else reading.profile.reach
    profile = replace(reading.profile, not_measured=missing, reach=reach)
    return replace(reading, profile=profile)


def test_history_shows_the_newest_score_of_each_week_and_ends_today() -> None:
    drawn = weeks(*[score(days, 50 - days) for days in range(20)])
    assert [reading.score for reading in drawn.readings] == [36, 43, 50]
    assert drawn.gaps == 0


def test_one_score_or_one_without_a_number_is_no_history() -> None:
    assert history_of([score(0, 50)]) is None
    none = Score(value=None, computed_at=NOW, state="too_little", networks=[])
    assert history_of([score(7, 50), none]) is None


def test_a_step_in_the_history_is_explained_by_what_changed() -> None:
    two = weeks(score(14, 40), score(7, 50, networks=["x", "wordpress"]), score(0, 45))
    assert [mark.label for mark in two.marks] == ["WordPress added", "WordPress gone"]
    model = weeks(score(7, 40, model_version="prior-0"), score(0, 50))
    assert [mark.label for mark in model.marks] == ["New score model"]


def test_each_point_of_the_history_names_its_score_model() -> None:
    drawn = weeks(score(7, 40, model_version="prior-0"), score(0, 50))
    assert [reading.model for reading in drawn.readings] == ["prior-0", "prior-2"]
    table = render_to_string("charts/history.html", {"h": drawn}).partition("<tbody>")[2]
    assert table.index("<td>prior-0</td>") < table.index("<td>prior-2</td>")


def test_how_the_score_moved_is_told_where_it_is_known() -> None:
    assert words.moved([score(0, 50), score(7, 46), score(30, 50)]) == (
        "+4 against a week ago (46).",
        "The same as a month ago.",
    )
    assert words.moved([score(0, 50)]) == ()


@pytest.mark.parametrize(
    ("days", "text", "stale"),
    [
        (0, "Today", False),
        (1, "Yesterday", False),
        (2, "2 days ago", False),
        (9, "9 days ago", True),
    ],
)
def test_readings_grow_old(days: int, text: str, stale: bool) -> None:
    found = freshness(NOW - timedelta(days=days), NOW)
    assert (found.text, found.stale) == (text, stale)


def test_nothing_read_has_no_age() -> None:
    assert freshness(None, NOW).text == ""
