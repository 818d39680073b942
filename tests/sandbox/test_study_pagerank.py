"""PageRank of the study, against graphs that can be solved by hand."""

from __future__ import annotations

import pytest

from apps.sandbox.study.pagerank import graph, pagerank


def test_two_who_send_each_other_everything_are_equal() -> None:
    assert pagerank(graph([("a", "b", 1.0), ("b", "a", 7.0)])) == pytest.approx(
        {"a": 0.5, "b": 0.5}
    )


def test_a_small_graph_is_solved_as_by_hand() -> None:
    """a -> b and c alike, b -> c, c -> a. With d = 1/2 the equations are a = 1/6 + c/2,
    b = 1/6 + a/4, c = 1/6 + a/4 + b/2, so that b = 10/39, a = 14/39, c = 15/39."""
    found = pagerank(
        graph([("a", "b", 1.0), ("a", "c", 1.0), ("b", "c", 1.0), ("c", "a", 1.0)]), d=0.5
    )
    assert found == pytest.approx({"a": 14 / 39, "b": 10 / 39, "c": 15 / 39})


def test_a_heavier_edge_carries_more() -> None:
    """c = (1 - d) / 3 each for who gets nothing; of what a has, b gets three quarters."""
    found = pagerank(graph([("a", "b", 3.0), ("a", "c", 1.0), ("b", "a", 1.0), ("c", "a", 1.0)]))
    base, d = 0.15 / 3, 0.85
    assert found["b"] == pytest.approx(base + d * 0.75 * found["a"])
    assert found["c"] == pytest.approx(base + d * 0.25 * found["a"])


def test_edges_between_the_same_two_add_up() -> None:
    once = pagerank(graph([("a", "b", 2.0), ("a", "c", 1.0)]))
    twice = pagerank(graph([("a", "b", 1.0), ("a", "c", 1.0), ("a", "b", 1.0)]))
    assert twice == pytest.approx(once)


def test_what_somebody_without_an_edge_holds_goes_to_all() -> None:
    """b is dangling: r_a = (1 - d)/2 + d r_b / 2, r_b = (1 - d)/2 + d (r_a + r_b / 2)."""
    found = pagerank(graph([("a", "b", 1.0)]))
    assert found["a"] == pytest.approx(0.5 / 1.425)
    assert sum(found.values()) == pytest.approx(1.0)


def test_the_ranks_of_any_graph_sum_to_one() -> None:
    edges = [(f"n{i % 17}", f"m{i * 7 % 23}", 1.0 + i % 5) for i in range(300)]
    assert sum(pagerank(graph(edges, also=["alone"])).values()) == pytest.approx(1.0)


def test_where_nobody_acts_all_are_equal_and_where_nobody_is_there_is_nothing() -> None:
    assert pagerank(graph([], also=["a", "b", "c", "d"])) == pytest.approx(
        dict.fromkeys("abcd", 0.25)
    )
    assert pagerank(graph([])) == {}


def test_an_act_of_no_weight_is_none() -> None:
    assert graph([("a", "b", 0.0)], also=["c"]).nodes == ("c",)


@pytest.mark.parametrize("edge", [("a", "b", -1.0), ("a", "a", 1.0)])
def test_a_graph_that_cannot_be_is_refused(edge: tuple[str, str, float]) -> None:
    with pytest.raises(ValueError, match="->"):
        graph([edge])
