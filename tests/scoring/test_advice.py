"""What would raise a score is what the engine gives when it really happens, and nothing that could
be bought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import timedelta

from hypothesis import HealthCheck, assume, example, given, settings

from apps.connections.observations import Interaction, InteractionKind, Reading
from apps.scoring.engine.advice import STEPS
from apps.scoring.engine.explain import explain
from apps.scoring.engine.reasons import AdviceReason
from apps.scoring.engine.result import Advice, AdviceKind
from apps.scoring.engine.sentences import GERMAN, LANGUAGES, sentence
from tests.scoring.accounts import somebody
from tests.scoring.engine import MODEL, exact, scored
from tests.scoring.readings import LIKE, MENTION, NOW, Account, celebrity, chidi

BOUGHT = ("follow", "like", "share", "post", "buy", "favour", "abonn", "freund", "teil", "kauf")
ROUNDING = 0.5 + 1e-5  # advice is told in whole points
often = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def really(readings: Sequence[Reading], advice: Advice) -> list[Reading]:
    """The same readings after so many more people came, each once, evenly over the window."""
    step = timedelta(days=MODEL.window_days) / advice.amount
    reach = MODEL.interactors.wide_reach if advice.kind is AdviceKind.WIDE_PEOPLE else None
    came = tuple(
        Interaction(f"new {i}", InteractionKind.COMMENT, NOW - step * (i + 0.5), None, reach)
        for i in range(advice.amount)
    )
    return [
        replace(reading, interactions=(*reading.interactions, *came))
        if reading.network == advice.network
        else reading
        for reading in readings
    ]


@often
@given(somebody())
@example(chidi())
@example(celebrity())
def test_the_promised_points_are_what_the_engine_gives_when_those_people_come(
    readings: list[Reading],
) -> None:
    promised = [each for each in scored(readings).advice if each.kind in STEPS]
    assume(promised)
    for advice in promised:
        gain = exact(really(readings, advice)) - exact(readings)
        assert abs(gain - advice.points) <= ROUNDING, advice
        assert advice.low - ROUNDING <= gain <= advice.high + ROUNDING, advice


@often
@given(somebody())
@example(celebrity())
def test_nobody_is_promised_more_than_there_is_room_for(readings: list[Reading]) -> None:
    result = scored(readings)
    assume(result.value is not None and result.advice)
    assert result.value is not None
    for advice in result.advice:
        assert result.value + advice.points <= 101  # each of the two is rounded on its own
        assert 0 <= advice.low <= advice.points <= advice.high or advice.kind is AdviceKind.LINK
        assert advice.points > 0 or advice.kind is AdviceKind.LINK


def test_at_the_end_of_the_scale_no_more_people_are_asked_for() -> None:
    top = scored(celebrity())
    assert top.value == 100
    assert {advice.kind for advice in top.advice} <= {AdviceKind.LINK}


@often
@given(somebody())
def test_no_advice_is_one_that_gaming_would_satisfy(readings: list[Reading]) -> None:
    for reason in explain(scored(readings)).advice:
        for language in LANGUAGES.values():
            said = sentence(reason, language=language).lower()
            assert not any(word in said for word in BOUGHT), said


def test_advice_asks_for_people_who_comment_or_for_an_account_and_for_nothing_else() -> None:
    """A new kind has to be thought about here first."""
    assert {*AdviceKind} == {AdviceKind.COMMENTERS, AdviceKind.WIDE_PEOPLE, AdviceKind.LINK}
    assert {field.name for field in fields(Advice)} == {
        "kind",
        "network",
        "amount",
        "points",
        "low",
        "high",
        "interval",
    }


def test_the_example_of_the_manual_reads_like_this_in_both_languages() -> None:
    reason = AdviceReason(Advice(AdviceKind.COMMENTERS, "youtube", 10, 3, 2, 4, None))
    assert sentence(reason) == (
        "Ten more distinct people commenting on YouTube in 90 days: about +3 (2 to 4)."
    )
    assert sentence(reason, language=GERMAN) == (
        "Kommentare von zehn weiteren Personen bei YouTube innerhalb von 90 Tagen: "
        "etwa +3 (2 bis 4)."
    )


def test_one_person_who_comments_ten_times_is_not_ten_people() -> None:
    """Whoever plays the advice gets less than it promised."""
    readings = [Account("x", 1000, 30, {MENTION: 15, LIKE: 15}, owner="small").reading()]
    advice = next(a for a in scored(readings).advice if a.kind is AdviceKind.COMMENTERS)
    honest = really(readings, advice)
    alone = [
        replace(act, actor_key="new 0") if act.actor_key.startswith("new") else act
        for act in honest[0].interactions
    ]
    played = [replace(honest[0], interactions=tuple(alone))]
    before = exact(readings)
    assert 0 < exact(played) - before < 0.6 * (exact(honest) - before)
