from apps.core.charts.scale import AXIS, FULL, SPARSE_AXIS, Scale, percent, round_up


def test_the_axis_runs_from_0_to_100() -> None:
    assert [tick.label for tick in AXIS] == list(range(0, 101, 10))
    assert [tick.at for tick in SPARSE_AXIS] == ["0%", "25%", "50%", "75%", "100%"]
    assert [tick.first for tick in SPARSE_AXIS] == [True, False, False, False, False]


def test_positions_never_leave_the_drawing() -> None:
    assert FULL.at(-5) == "0%"
    assert FULL.at(140) == "100%"


def test_attributes_hold_at_most_two_decimals_and_no_comma() -> None:
    assert Scale(0, 60).at(11) == "18.33%"
    assert percent(1234.5) == "1234.5%"
    assert percent(-0.001) == "0%"


def test_the_next_multiple() -> None:
    assert [round_up(n, 10) for n in (0, 1, 40, 41)] == [0, 10, 40, 50]
