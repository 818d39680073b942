"""The reasons, and how they read."""

from __future__ import annotations

from datetime import timedelta

from apps.scoring.engine.explain import explain
from apps.scoring.engine.history import PastScore, changes
from apps.scoring.engine.reasons import AdviceReason
from apps.scoring.engine.result import AdviceKind
from apps.scoring.engine.sentences import Speaker, sentences
from tests.scoring.engine import exact, scored
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


def test_what_carried_the_score_is_said_in_the_second_person_or_by_name() -> None:
    summary = explain(scored(chidi())).summary
    assert sentences(summary)[:3] == (
        "You reach a mid-sized audience that talks back.",
        "Reach carries the most; Engagement and Network add the rest.",
        "The largest single part is 12\u00a0400 subscribers on YouTube: 15 points.",
    )
    assert sentences(summary, Speaker("Chidi"))[0].startswith("Chidi reaches a mid-sized")


def test_what_was_not_measured_is_said_with_its_reason() -> None:
    told = sentences(explain(scored(chidi())).not_measured)
    assert "Facebook, WordPress and WordPress.com: not shared." in told
    assert any(line.startswith("Instagram, how widely those who react are heard") for line in told)


def test_too_little_is_said_with_what_is_there_and_what_is_needed() -> None:
    told = sentences(explain(scored([Account("x", 3, 1, age_days=40).reading()])).summary)
    assert told == (
        "The oldest account is 40 days old; 90 are needed.",
        "1 post in 90 days; 5 are needed.",
        "0 people reacted in 90 days; 10 are needed, or 100 followers.",
    )


def test_the_end_of_the_scale_is_said() -> None:
    told = sentences(explain(scored(celebrity())).summary)
    assert any(line.startswith("The scale ends at 100:") for line in told)


def test_changes_read_as_sentences() -> None:
    week = PastScore(48, 40, 55, NOW - timedelta(days=7), "prior-2")
    history = [week, PastScore(54, 48, 61, NOW, "prior-2")]
    assert sentences(explain(scored(chidi()), changes(history)).changes) == (
        "+6 against a week ago (48).",
    )


def test_advice_is_what_the_model_answers() -> None:
    advice = {a.kind: a for a in scored(small()).advice}
    told = advice[AdviceKind.COMMENTERS]
    assert told.low <= told.points <= told.high
    before = exact([Account("x", 1000, 30, {MENTION: 15, LIKE: 15}, owner="small").reading()])
    people = {MENTION: 15, LIKE: 15, COMMENT: told.amount}
    after = exact([Account("x", 1000, 30, people, owner="small").reading()])
    assert told.points - 1 <= after - before


def test_advice_is_never_one_that_gaming_would_satisfy() -> None:
    for person in (small, chidi, ada, celebrity):
        reasons = explain(scored(person())).advice
        assert all(isinstance(reason, AdviceReason) for reason in reasons)
        for line in sentences(reasons):
            assert "follower" not in line
            assert "like" not in line
            assert "post more" not in line


def test_linking_an_account_narrows_the_interval() -> None:
    result = scored(chidi())
    (link,) = [a for a in result.advice if a.kind is AdviceKind.LINK]
    assert link.interval is not None
    assert result.high is not None
    assert link.interval[0] == result.low
    assert link.interval[1] < result.high


def test_no_sentence_praises_or_alarms() -> None:
    for person in (small, chidi, ada, celebrity):
        whole = explain(scored(person()))
        parts = (whole.summary, whole.not_measured, whole.notes, whole.advice)
        lines = [line for part in parts for line in sentences(part)]
        assert lines
        for line in lines:
            assert line.endswith(".")
            assert "!" not in line
            assert "  " not in line
