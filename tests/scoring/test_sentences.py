"""Every reason has its sentence in every language."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, get_args

import pytest

from apps.connections.observations import Metric
from apps.scoring.engine.gates import GateKind
from apps.scoring.engine.history import Ago, Period
from apps.scoring.engine.kinds import Factor, SignalKind, Unit, Why
from apps.scoring.engine.moves import Absence, Cause, Gap, LeafMove, Rest, RestMove
from apps.scoring.engine.reasons import (
    AudienceReason,
    GateReason,
    NoteReason,
    NotMeasuredReason,
    Reason,
    Size,
    StrongestReason,
)
from apps.scoring.engine.result import AdviceKind, LeafPoints, Note, NoteKind
from apps.scoring.engine.sentences import (
    ENGLISH,
    GERMAN,
    LANGUAGES,
    Language,
    Speaker,
    language_of,
    sentence,
)
from apps.scoring.engine.signals import Counted
from tests.scoring.reasons import every_reason

ALL = list(every_reason())
MEMBERS: tuple[type[StrEnum], ...] = (
    Absence,
    AdviceKind,
    Cause,
    Factor,
    GateKind,
    Metric,
    NoteKind,
    Period,
    Rest,
    SignalKind,
    Size,
    Unit,
    Why,
)
languages = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)


def test_one_of_every_kind_of_reason_is_tried() -> None:
    assert {type(reason) for reason in ALL} == set(get_args(Reason.__value__))


@pytest.mark.parametrize("kind", MEMBERS, ids=lambda kind: kind.__name__)
def test_every_member_of_what_reasons_are_made_of_is_tried(kind: type[StrEnum]) -> None:
    met = {value for reason in ALL for value in _values(reason) if isinstance(value, kind)}
    assert met == set(kind)


def _values(thing: Any) -> list[Any]:
    if isinstance(thing, tuple):
        return [value for each in thing for value in _values(each)]
    if hasattr(thing, "__dataclass_fields__"):
        return [x for name in thing.__dataclass_fields__ for x in _values(getattr(thing, name))]
    return [thing]


@languages
def test_every_reason_is_a_clean_sentence_to_the_person_and_about_them(
    language: Language,
) -> None:
    for reason in ALL:
        for about in (Speaker(), Speaker("Ada")):
            said = sentence(reason, about, language)
            assert said.endswith("."), said
            assert not re.search(r"  |\.\.|None|!|\?|[{}_]| [,.;:]|\(\)", said), said
            assert said[0].isupper() or said[0].isdigit() or said[0] in "+−±", said


@languages
def test_no_number_of_one_stands_before_many_and_no_other_before_one(language: Language) -> None:
    many = "points|people|days|followers|subscribers|friends|reactions|comments|likes|posts"
    many += "|Punkte|Personen|Tage|Tagen|Abonnenten|Freunde|Reaktionen|Kommentare|Likes|Beiträge"
    one = "point|person|day|follower|subscriber|friend|reaction|comment|like|post"
    one += "|Punkt|Person|Tag|Abonnent|Freund|Reaktion|Kommentar|Like|Beitrag"
    for reason in ALL:
        said = sentence(reason, language=language)
        assert not re.search(rf"(?<![\d.,\u00a0])1 ({many})\b", said), said
        assert not re.search(rf"(\d\d|[02-9]) ({one})\b", said), said


@languages
def test_what_differs_in_code_differs_in_words(language: Language) -> None:
    for kind in (NotMeasuredReason, GateReason, NoteReason, LeafMove, RestMove, Gap):
        reasons = [reason for reason in ALL if isinstance(reason, kind)]
        codes = {_codes(reason) for reason in reasons}
        said = {re.sub(r"[\d.\u00a0]+", "", sentence(x, language=language)) for x in reasons}
        assert len(said) >= len(codes), kind


def _codes(reason: Reason) -> frozenset[StrEnum]:
    return frozenset(value for value in _values(reason) if isinstance(value, StrEnum))


def test_no_german_sentence_is_left_in_english() -> None:
    english = {"the", "of", "and", "is", "are", "not", "people", "points", "about", "read", "ago"}
    for reason in ALL:
        words = set(re.findall(r"[a-zäöüß]+", sentence(reason, language=GERMAN)))
        assert not words & english, sentence(reason, language=GERMAN)
        assert sentence(reason, language=GERMAN) != sentence(reason, language=ENGLISH)


def test_thousands_stand_as_each_language_writes_them() -> None:
    leaf = LeafPoints(Factor.REACH, "youtube", SignalKind.SUBSCRIBERS, 15, 12_400, Unit.SUBSCRIBERS)
    said = [sentence(StrongestReason(leaf), language=language) for language in LANGUAGES.values()]
    assert said == [
        "The largest single part is 12\u00a0400 subscribers on YouTube: 15 points.",
        "Größter einzelner Beitrag: 12.400 Abonnenten bei YouTube (15 Punkte).",
    ]


def test_german_says_sie_to_the_person_and_the_name_about_them() -> None:
    reason = AudienceReason(Size.MIDDLE, talks_back=True)
    assert sentence(reason, language=GERMAN) == (
        "Sie erreichen ein mittelgroßes Publikum, das sich zu Wort meldet."
    )
    assert sentence(reason, Speaker("Ada"), GERMAN).startswith("Ada erreicht ein ")


def test_german_per_cent_do_not_break_from_their_sign() -> None:
    note = NoteReason(Note(NoteKind.FOLLOWERS_SHRUNK, "x", 83))
    assert "83\u00a0% der Follower bei X" in sentence(note, language=GERMAN)


def test_what_moved_is_said_with_what_was_counted_then() -> None:
    move = LeafMove(
        ago=Ago.nominal(Period.WEEK),
        factor=Factor.ENGAGEMENT,
        network="youtube",
        kind=SignalKind.COMMENT,
        points=2,
        now=Counted(31, Unit.PEOPLE),
        then=Counted(19, Unit.PEOPLE),
        cause=Cause.COUNTED,
        why=None,
    )
    assert [sentence(move, language=language) for language in LANGUAGES.values()] == [
        "Comments on YouTube: +2 points, 31 people, a week ago 19.",
        "Kommentare bei YouTube: +2 Punkte, 31 Personen, vor einer Woche 19.",
    ]


@pytest.mark.parametrize(
    ("asked", "language"),
    [("de", GERMAN), ("de-AT", GERMAN), ("en-gb", ENGLISH), ("fr", ENGLISH), (None, ENGLISH)],
)
def test_a_language_that_nobody_wrote_is_english(asked: str | None, language: Language) -> None:
    assert language_of(asked) is language


def test_each_language_stands_under_its_own_code() -> None:
    assert {code: language.code for code, language in LANGUAGES.items()} == {"en": "en", "de": "de"}
