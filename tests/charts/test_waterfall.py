from hypothesis import given
from hypothesis import strategies as st

from apps.core.charts.waterfall import Group, Leaf, why

REACH = Group("reach", "how many people follow", (Leaf("X followers", 21, "2 310"),))
ENGAGEMENT = Group("engagement", "people who reacted", (Leaf("Comments", 19), Leaf("Likes", 0)))


def test_every_step_starts_where_the_last_one_ended() -> None:
    drawn = why([REACH, ENGAGEMENT])
    followers, comments = drawn.groups[0].steps[0], drawn.groups[1].steps[0]
    assert followers.enters == ""
    assert followers.leaves == comments.enters == drawn.groups[1].enters == "35%"
    assert (drawn.total, drawn.end) == (40, "66.67%")


def test_the_base_line_stands_first_where_it_adds_and_last_where_it_takes_away() -> None:
    added = why([REACH], rest=[Leaf("Base line", 4)])
    assert [step.label for step in added.opening] == ["Base line"]
    assert added.groups[0].enters == "6.67%"
    taken = why([REACH], rest=[Leaf("Base line", -4)])
    assert [step.points for step in taken.closing] == [-4]
    assert taken.total == 17


def test_the_axis_is_not_zoomed_for_low_scores_and_holds_high_ones() -> None:
    assert why([REACH]).axis[-1].label == 60
    high = Group("network", "how widely heard", (Leaf("People", 70),))
    assert why([REACH, high]).axis[-1].label == 100


def test_nobody_without_any_points_breaks_the_table() -> None:
    assert why([]).total == 0


@given(st.lists(st.integers(0, 30), max_size=8), st.integers(-20, 20))
def test_steps_add_up_to_the_total(points: list[int], rest: int) -> None:
    leaves = tuple(Leaf(str(n), p) for n, p in enumerate(points))
    drawn = why([Group("reach", "", leaves)], rest=[Leaf("Base line", rest)])
    steps = [*drawn.opening, *drawn.groups[0].steps, *drawn.closing]
    assert sum(step.points for step in steps) == drawn.total
    assert [step.leaves for step in steps][:-1] == [step.enters or "0%" for step in steps][1:]
