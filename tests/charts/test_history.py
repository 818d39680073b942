from datetime import date, timedelta

from apps.core.charts.histogram import histogram
from apps.core.charts.history import Event, Reading, history

START = date(2026, 9, 6)


def weeks(*numbers: int, low: int = 40, high: int = 60) -> list[Reading]:
    return [Reading(START + timedelta(weeks=n), 50, low, high) for n in numbers]


def test_one_reading_is_no_history() -> None:
    assert history([]) is None
    assert history(weeks(0)) is None


def test_the_scale_shows_20_to_80_and_widens_when_an_interval_goes_beyond() -> None:
    usual, wide = history(weeks(0, 1)), history(weeks(0, 1, low=12, high=83))
    assert usual is not None
    assert wide is not None
    assert [level.label for level in usual.levels] == [20, 40, 60, 80]
    assert [level.label for level in wide.levels] == [0, 20, 40, 60, 80, 100]


def test_weeks_without_a_reading_are_not_joined() -> None:
    drawn = history(weeks(0, 1, 4, 6, 7))
    assert drawn is not None
    assert [run.alone for run in drawn.runs] == [False, True, False]
    assert drawn.gaps == 2


def test_readings_may_come_in_any_order() -> None:
    drawn = history(reversed(weeks(0, 1, 2)))
    assert drawn is not None
    assert drawn.first.on < drawn.last.on
    assert drawn.runs[0].line.startswith("0,")


def test_the_table_says_what_happened_and_where_weeks_are_missing() -> None:
    drawn = history(weeks(0, 1, 4), [Event(START + timedelta(weeks=1), "New score model")])
    assert drawn is not None
    assert [(row.what, row.gap) for row in drawn.rows] == [
        ("", False),
        ("New score model", False),
        ("", True),
    ]
    assert drawn.has_notes
    plain = history(weeks(0, 1))
    assert plain is not None
    assert not plain.has_notes


def test_labels_thin_out_over_a_year_and_keep_the_last_week() -> None:
    drawn = history(weeks(*range(52)))
    assert drawn is not None
    assert len(drawn.weeks) <= 12
    assert drawn.weeks[-1].on == drawn.last.on
    assert drawn.weeks[-1].narrow


def test_events_outside_the_weeks_are_left_out_and_late_ones_turn_inwards() -> None:
    events = [Event(START + timedelta(days=d), str(d)) for d in (-3, 2, 13)]
    drawn = history(weeks(0, 1, 2), events)
    assert drawn is not None
    assert [(mark.label, mark.anchor) for mark in drawn.marks] == [("2", "start"), ("13", "end")]
    assert drawn.marks[0].row != drawn.marks[1].row


def test_a_filter_fills_the_columns_that_it_keeps() -> None:
    drawn = histogram([36, 44, 51, 52, 71, 100, 1], low=41, high=60)
    assert drawn.count == 7
    assert [column.count for column in drawn.columns] == [1, 0, 0, 1, 1, 2, 0, 1, 0, 1]
    assert [n for n, column in enumerate(drawn.columns) if column.kept] == [4, 5]
    assert drawn.columns[5].height == "96%"
