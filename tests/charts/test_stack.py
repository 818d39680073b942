import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from apps.core.charts.lane import lane
from apps.core.charts.stack import Points, factor_bars, shared_top, stack
from apps.core.charts.whisker import Interval, whisker


def test_the_bar_ends_exactly_under_the_dot() -> None:
    drawn = lane(name="Ada", interval=Interval(71, 64, 77), points=Points(26, 27, 18))
    assert drawn.stack.end == drawn.whisker.dot == "71%"
    last = drawn.stack.segments[-1]
    assert float(last.x[:-1]) + float(last.width[:-1]) == 71


def test_factors_keep_their_order_and_letters() -> None:
    parts = stack(Points(21, 19, 14)).segments
    assert [(part.key, part.lettered, part.label) for part in parts] == [
        ("reach", True, "21"),
        ("engagement", True, "19"),
        ("network", True, "14"),
    ]


@pytest.mark.parametrize(("language", "letters"), [("en", "REN"), ("de", "REU")])
def test_the_letters_are_those_of_the_readers_words(language: str, letters: str) -> None:
    with translation.override(language):
        drawn = render_to_string("charts/stack.html", {"s": stack(Points(21, 19, 14))})
    assert re.findall(r'class="seg-l">(\w)', drawn) == [*letters]


def test_a_base_line_that_adds_stands_first() -> None:
    parts = stack(Points(21, 19, 14, rest=3)).segments
    assert [part.key for part in parts] == ["rest", "reach", "engagement", "network"]
    assert parts[0].label == "", "three points are too narrow for a number"


def test_a_base_line_that_takes_away_is_a_cut_back_to_the_score() -> None:
    drawn = stack(Points(21, 19, 14, rest=-14))
    assert drawn.cut is not None
    assert (drawn.cut.x, drawn.cut.end, drawn.cut.label) == ("40%", "54%", "−14")
    assert drawn.end == "40%"


def test_points_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="70 points do not add up to a score of 71"):
        lane(name="Ada", interval=Interval(71, 64, 77), points=Points(26, 27, 17))


def test_factor_bars_share_one_scale_until_somebody_passes_40() -> None:
    ada, jonas = Points(26, 27, 18), Points(43, 17, 14)
    assert shared_top([ada]) == 40
    assert shared_top([ada, jonas]) == 50
    assert [bar.width for bar in factor_bars(ada, top=40)] == ["65%", "67.5%", "45%"]


def test_a_whisker_shows_the_interval_and_whether_it_is_provisional() -> None:
    drawn = whisker(Interval(51, 37, 65, provisional=True))
    assert (drawn.low, drawn.dot, drawn.high) == ("37%", "51%", "65%")
    assert drawn.interval.provisional
    assert len(whisker(drawn.interval, dense=True).grid) == 11
