"""Which followers look authentic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.connections.networks.followers import Follower, sampled

NUMBERS = st.none() | st.integers(0, 10**9)
FOLLOWERS = st.lists(st.builds(Follower, NUMBERS, NUMBERS))


def is_authentic(*, follows: int, followers: int) -> bool:
    return sampled([Follower(follows, followers)]).authentic == 1


@pytest.mark.parametrize(
    ("follows", "followers", "looks_so"),
    [
        (300, 200, True),  # most people
        (900, 90, True),  # ten to one is not above it
        (901, 90, False),
        (4_000, 12, False),  # what is for rent
        (90, 5_000_000, True),  # somebody whom everybody knows
    ],
)
def test_who_follows_more_than_ten_for_each_follower_is_doubted(
    follows: int, followers: int, looks_so: bool
) -> None:
    assert is_authentic(follows=follows, followers=followers) is looks_so


def test_somebody_new_whom_nobody_follows_yet_is_no_robot() -> None:
    assert is_authentic(follows=0, followers=0)
    assert is_authentic(follows=50, followers=0)
    assert is_authentic(follows=50, followers=3)
    assert not is_authentic(follows=51, followers=0)


def test_who_does_not_tell_both_numbers_was_not_looked_at() -> None:
    found = sampled([Follower(None, None), Follower(5_000, None), Follower(None, 3)])
    assert (found.looked_at, found.authentic) == (0, 0)


@given(FOLLOWERS, NUMBERS, NUMBERS)
def test_one_more_follower_adds_at_most_one_to_each_number(
    others: list[Follower], follows: int | None, followers: int | None
) -> None:
    before, after = sampled(others), sampled([*others, Follower(follows, followers)])
    assert 0 <= before.authentic <= before.looked_at <= len(others)
    assert 0 <= after.authentic - before.authentic <= after.looked_at - before.looked_at <= 1
